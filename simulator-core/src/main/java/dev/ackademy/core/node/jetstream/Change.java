package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Instant;
import java.util.List;

/// What is decided about a stream, by its leader alone or by a quorum of its replicas, and then done at each of them.
sealed interface Change {

    /// @param entry that brought the message to the leader
    record Store(
            JetStreamFrame.Publish publish,
            @Instant long atMicros,
            @Entry int entry) implements Change {}

    record Create(ConsumerSettings consumer) implements Change {}

    /// A consumer is this far, as its leader says. The leader does not wait for the quorum with it (J13
    /// does).
    record Consumed(String consumer, Progress progress) implements Change {}

    record Remove(List<Long> sequences) implements Change {}

    /// A new leader begins: what stood before it in the log is decided with it.
    record Began() implements Change {}
}
