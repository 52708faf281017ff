package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import java.util.TreeMap;

/// How far a consumer is (J7): what was delivered, what of it is pending, and how often it was given. This is what is
/// written down and replicated; the redelivery queue is not.
final class Progress {

    static final int COUNTS_TOLD_APART = 128;

    /// @param delivery   the consumer's own number of the latest delivery
    /// @param connection to which it went
    record Pending(
            @Ident long delivery,
            @Instant long deadline,
            @Ident int connection) {}

    /// Grows with every delivery.
    @Ident(counter = true)
    long deliveries;

    /// The last message that was looked at in the stream.
    long sequence;

    /// By sequence.
    final TreeMap<Long, Pending> pending = new TreeMap<>();

    /// How often a message was given, where more than once; by sequence.
    @Capped(at = COUNTS_TOLD_APART)
    final TreeMap<Long, Integer> counts = new TreeMap<>();

    int count(long message) {
        return counts.getOrDefault(message, 1);
    }

    /// Everything up to here is settled.
    long floor() {
        return pending.isEmpty() ? sequence : pending.firstKey() - 1;
    }

    void settle(long message) {
        pending.remove(message);
        counts.remove(message);
    }

    void become(Progress other) {
        deliveries = other.deliveries;
        sequence = other.sequence;
        pending.clear();
        pending.putAll(other.pending);
        counts.clear();
        counts.putAll(other.counts);
    }

    Progress copy() {
        Progress copy = new Progress();
        copy.become(this);
        return copy;
    }
}
