package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import java.util.List;
import java.util.TreeMap;

/// What is decided about a stream, by its leader alone or by a quorum of its replicas, and then done at each of them.
sealed interface Change {

    /// @param entry that brought the message to the leader
    record Store(
            JetStreamFrame.Publish publish,
            @Instant long atMicros,
            @Entry int entry) implements Change {}

    record Create(ConsumerSettings consumer) implements Change {}

    /// A consumer is this far, as its leader says. The leader does not wait for the quorum with it (J13
    /// does). All that carry it share it, so it holds a copy of the progress that nobody changes.
    record Consumed(
            String consumer,
            @Ident(counter = true) long deliveries,
            long sequence,
            TreeMap<Long, Progress.Pending> pending,
            @Capped(at = Progress.COUNTS_TOLD_APART) TreeMap<Long, Integer> counts)
            implements Change {

        static Consumed of(String consumer, Progress progress) {
            Progress copy = progress.copy();
            return new Consumed(consumer, copy.deliveries, copy.sequence, copy.pending, copy.counts);
        }

        Progress progress() {
            Progress progress = new Progress();
            progress.deliveries = deliveries;
            progress.sequence = sequence;
            progress.pending.putAll(pending);
            progress.counts.putAll(counts);
            return progress;
        }
    }

    record Remove(List<Long> sequences) implements Change {}

    /// A new leader begins: what stood before it in the log is decided with it.
    record Began() implements Change {}
}
