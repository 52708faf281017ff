package dev.ackademy.core.node.log;

/// The error codes of the protocol, by Kafka's own names. `retriable` as in the client library: such a request is sent
/// again, others fail.
public enum LogError {
    NONE(false),
    UNKNOWN_SERVER_ERROR(false),
    OFFSET_OUT_OF_RANGE(false),
    CORRUPT_MESSAGE(true),
    UNKNOWN_TOPIC_OR_PARTITION(true),
    LEADER_NOT_AVAILABLE(true),
    NOT_LEADER_OR_FOLLOWER(true),
    REQUEST_TIMED_OUT(true),
    BROKER_NOT_AVAILABLE(false),
    MESSAGE_TOO_LARGE(false),
    COORDINATOR_LOAD_IN_PROGRESS(true),
    COORDINATOR_NOT_AVAILABLE(true),
    NOT_COORDINATOR(true),
    INVALID_TOPIC_EXCEPTION(false),
    RECORD_LIST_TOO_LARGE(false),
    NOT_ENOUGH_REPLICAS(true),
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(true),
    ILLEGAL_GENERATION(false),
    INCONSISTENT_GROUP_PROTOCOL(false),
    UNKNOWN_MEMBER_ID(false),
    REBALANCE_IN_PROGRESS(false),
    TOPIC_AUTHORIZATION_FAILED(false),
    GROUP_AUTHORIZATION_FAILED(false),
    CLUSTER_AUTHORIZATION_FAILED(false),
    OUT_OF_ORDER_SEQUENCE_NUMBER(false),
    INVALID_PRODUCER_EPOCH(false),
    KAFKA_STORAGE_ERROR(true),
    UNKNOWN_PRODUCER_ID(false),
    FENCED_LEADER_EPOCH(true),
    UNKNOWN_LEADER_EPOCH(true),
    OFFSET_NOT_AVAILABLE(true),
    MEMBER_ID_REQUIRED(false),
    TRANSACTIONAL_ID_AUTHORIZATION_FAILED(false),
    INVALID_TXN_STATE(false),
    INVALID_PRODUCER_ID_MAPPING(false),
    PRODUCER_FENCED(false),
    CONCURRENT_TRANSACTIONS(true),
    TRANSACTION_COORDINATOR_FENCED(false),
    UNSTABLE_OFFSET_COMMIT(true),
    INVALID_RECORD(false),
    INVALID_UPDATE_VERSION(false),
    STALE_BROKER_EPOCH(false),
    INELIGIBLE_REPLICA(false),
    GROUP_ID_NOT_FOUND(false),
    FENCED_MEMBER_EPOCH(false),
    STALE_MEMBER_EPOCH(false);

    private final boolean retriable;

    LogError(boolean retriable) {
        this.retriable = retriable;
    }

    public boolean retriable() {
        return retriable;
    }

    /// The error that a fault names, or null where there is none of that name (lower case and hyphens are
    /// understood too).
    public static LogError named(String name) {
        String wanted = name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        for (LogError error : values()) {
            if (error.name().equals(wanted)) {
                return error;
            }
        }
        return null;
    }

    /// What a refusal answers: the named error, or the usual one of its sort.
    static LogError refusing(String name, boolean retriable, LogError usualRetriable, LogError usualFinal) {
        if (name == null) {
            return retriable ? usualRetriable : usualFinal;
        }
        LogError error = named(name);
        if (error == null) {
            throw new IllegalArgumentException("the log protocol has no error '" + name + "'");
        }
        return error;
    }
}
