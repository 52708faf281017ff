package dev.ackademy.core.node.jetstream;

/// What a server answers instead of doing it, with JetStream's own number and words.
public enum NatsError {
    NONE(0, ""),
    NO_RESPONDERS(503, "No Responders Available For Request"),
    UNAVAILABLE(10008, "JetStream system temporarily unavailable"),
    STREAM_NOT_FOUND(10059, "stream not found"),
    WRONG_LAST_SEQUENCE(10071, "wrong last sequence"),
    MAXIMUM_MESSAGES_EXCEEDED(10077, "maximum messages exceeded"),
    MULTIPLE_NON_FILTERED(10099, "multiple non-filtered consumers not allowed on workqueue stream"),
    FILTER_NOT_UNIQUE(10100, "filtered consumer not unique on workqueue stream"),
    NOT_AUTHORIZED(10039, "permission denied");

    private final int number;
    private final String words;

    NatsError(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /// `10071 wrong last sequence`
    public String text() {
        return number + " " + words;
    }

    /// The error that a fault names, or the usual one of its sort.
    static NatsError refusing(String name, boolean retriable) {
        for (NatsError error : values()) {
            if (error != NONE && error.name().equals(name)) {
                return error;
            }
        }
        return retriable ? UNAVAILABLE : NOT_AUTHORIZED;
    }
}
