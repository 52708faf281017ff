package dev.ackademy.core.model;

import java.util.List;

/// Facts of a JetStream server: the state of its consumers, and messages that leave a stream. A stream is the partition
/// 0 of its topic, a durable consumer has the name of its group. What is stored is told by [LogEvent].
public sealed interface StreamEvent extends Event {

    /// @param count how often it has been given, from 1
    record Given(long sequence, int count) {}

    /// A durable consumer begins at `from`, by this deliver policy (J8).
    record ConsumerCreated(String group, TopicPartition partition, long from, String policy) implements StreamEvent {}

    record ConsumerRefused(String group, TopicPartition partition, String error) implements StreamEvent {}

    /// Messages of a consumer were sent to one process (J9, J17).
    record MessagesDelivered(String group, TopicPartition partition, List<Given> messages, int to)
            implements StreamEvent {}

    /// These need no further delivery; everything up to `floor` is settled (J12). `how`: `ack`, `ack all`,
    /// `term`, or
    /// `delivered` where nobody acknowledges.
    record MessagesAcknowledged(String group, TopicPartition partition, List<Long> sequences, long floor, String how)
            implements StreamEvent {}

    /// An acknowledgement that changes nothing: the message is not pending any more.
    record AcknowledgementIgnored(String group, TopicPartition partition, long sequence, String verb)
            implements StreamEvent {}

    /// Appended to the redelivery queue, in this order (J10, J11).
    record RedeliveryQueued(String group, TopicPartition partition, List<Long> sequences, String cause)
            implements StreamEvent {}

    /// Given back with a delay: it stays pending until then (J11).
    record RedeliveryDelayed(String group, TopicPartition partition, long sequence, long untilMicros)
            implements StreamEvent {}

    /// Work is in progress: the ack wait begins anew (J12).
    record AckWaitExtended(String group, TopicPartition partition, long sequence, long untilMicros)
            implements StreamEvent {}

    /// The advisory: given as often as it may be, and never again (J14). It stays in the stream.
    record DeliveriesExhausted(
            Operation operation, String group, TopicPartition partition, long sequence, int deliveries, long floor)
            implements StreamEvent {}

    /// Messages left the stream at this server. `cause`: `acknowledged`, `no interest`, or the limit.
    record MessagesRemoved(TopicPartition partition, List<Long> sequences, String cause) implements StreamEvent {}

    /// A server knows this of a consumer after its start or as a new leader: what changed after it was
    /// written down is forgotten.
    record ConsumerRestored(
            String group, TopicPartition partition, long delivered, List<Long> pending, List<Given> given)
            implements StreamEvent {}

    /// A stream that lived in memory is gone with its server.
    record StreamLost(TopicPartition partition, String cause) implements StreamEvent {}
}
