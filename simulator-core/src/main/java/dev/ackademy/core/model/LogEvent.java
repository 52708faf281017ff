package dev.ackademy.core.model;

import java.util.List;

/// Facts of a log broker's partitions (the node is the broker, or the controller for elections).
public sealed interface LogEvent extends Event {

    /// The leader appended a record. `producer` is the producer id (-1 without idempotence), `sequence` its
    /// sequence number (-1).
    record RecordAppended(
            Operation operation,
            TopicPartition partition,
            long offset,
            int leaderEpoch,
            int attempt,
            long producer,
            int sequence)
            implements LogEvent {}

    record AppendRefused(Operation operation, TopicPartition partition, String error) implements LogEvent {}

    /// The idempotent producer's cache knew this batch (K11a): answered with the first offset, nothing
    /// appended.
    record DuplicateRecognised(Operation operation, TopicPartition partition, long offset) implements LogEvent {}

    /// A follower appended what it fetched: `operations` from offset `from` on (null for a record that
    /// carries none), with the leader epoch of each.
    record ReplicaAppended(TopicPartition partition, long from, List<Operation> operations, List<Integer> epochs)
            implements LogEvent {}

    /// A replica cut its log back from end offset `from` to `to`.
    record LogTruncated(TopicPartition partition, long from, long to, String cause) implements LogEvent {}

    /// This replica's high watermark moved.
    record HighWatermarkMoved(TopicPartition partition, long from, long to) implements LogEvent {}

    record LogStartMoved(TopicPartition partition, long from, long to, String cause) implements LogEvent {}

    /// A replica's cleaner removed the records at these offsets: a later one of their key is there, or they
    /// were tombstones whose time is over. The offsets stay empty.
    record LogCompacted(TopicPartition partition, List<Long> offsets) implements LogEvent {}

    /// The controller chose a leader; -1 is none (offline).
    record LeaderElected(TopicPartition partition, int leader, int epoch, boolean clean, List<Integer> isr)
            implements LogEvent {}

    record IsrChanged(TopicPartition partition, List<Integer> from, List<Integer> to) implements LogEvent {}

    record PartitionsAdded(String topic, int from, int to) implements LogEvent {}
}
