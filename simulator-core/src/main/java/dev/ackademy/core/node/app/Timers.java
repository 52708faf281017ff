package dev.ackademy.core.node.app;

/// The tags of a worker's timers.
final class Timers {

    static final String DUE = "worker/due";
    /// By lane.
    static final String RETRY = "worker/retry";
    /// By lane.
    static final String HAND_OVER = "worker/hand-over";
    /// By lane.
    static final String EXTEND = "worker/extend";
    /// By request.
    static final String RESEND = "worker/resend:request";
    /// By request.
    static final String CALL = "worker/call:request";

    static final String ACTIVE = "worker/active";

    static final String START_AGAIN = "worker/start-again";

    private static final String BREAKER = "worker/breaker/";

    private Timers() {}

    static String breaker(String store) {
        return BREAKER + store;
    }

    static String breakerOf(String tag) {
        if (!tag.startsWith(BREAKER)) {
            throw new IllegalStateException("not a worker's timer: " + tag);
        }
        return tag.substring(BREAKER.length());
    }
}
