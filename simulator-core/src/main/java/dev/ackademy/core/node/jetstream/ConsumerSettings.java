package dev.ackademy.core.node.jetstream;

import java.util.List;

/// What a client asks for when it makes a durable consumer (J8). Times in µs.
///
/// @param filter        subjects of the stream that it is given
/// @param start         deliver policy: `all`, `new`, `last-per-subject`
/// @param push          the server sends by itself, to one member of the deliver group
/// @param backoffMicros waits after each delivery; the first one is the ack wait; empty: the ack wait always
/// @param maxDeliver    -1 for no limit
/// @param maxAckPending -1 for no limit
public record ConsumerSettings(
        String name,
        String stream,
        String filter,
        String start,
        boolean push,
        AckPolicy ack,
        long ackWaitMicros,
        List<Long> backoffMicros,
        int maxDeliver,
        int maxAckPending) {

    public enum AckPolicy {
        NONE,
        ALL,
        EXPLICIT
    }

    boolean limitsPending() {
        return maxAckPending > 0 && ack != AckPolicy.NONE;
    }

    /// How long delivery number `count` may stay unacknowledged.
    long waitMicros(int count, boolean backsOff) {
        return backoffMicros.isEmpty() || !backsOff
                ? ackWaitMicros
                : backoffMicros.get(Math.min(count, backoffMicros.size()) - 1);
    }
}
