package dev.ackademy.core.model;

import java.util.List;

/// Facts of transactions over the topics of a log: at their coordinator, at the leaders of the partitions that they
/// touch, and at the process that runs them.
public sealed interface TransactionEvent extends Event {

    /// The coordinator's record of a transactional id holds a new state (K14). `from` is empty for a new
    /// id;
    /// `partitions` are those of the transaction, the internal one of committed offsets included.
    record TransactionMoved(
            String id, String from, String to, long producer, int epoch, List<TopicPartition> partitions)
            implements TransactionEvent {}

    /// The coordinator refused a producer's request: fenced, or not what its state allows.
    record TransactionRefused(String id, String request, long producer, int epoch, String error)
            implements TransactionEvent {}

    /// The leader appended the first record of a producer's transaction: nothing behind it is stable.
    record TransactionOpened(TopicPartition partition, long offset, long producer, int epoch)
            implements TransactionEvent {}

    /// The leader appended a control record: the end of a producer's transaction in this partition (K19).
    record MarkerAppended(
            TopicPartition partition, long offset, int leaderEpoch, long producer, int epoch, boolean commit)
            implements TransactionEvent {}

    /// The last stable offset at the leader moved: a read-committed reader gets what lies before it (K21).
    record LastStableMoved(TopicPartition partition, long from, long to) implements TransactionEvent {}

    /// The application began a transaction of its library.
    record TransactionBegun(int transaction) implements TransactionEvent {}

    /// The application asked to put this acknowledgement into the transaction (K23).
    record OffsetAttached(int transaction, TopicPartition partition, long position, String group)
            implements TransactionEvent {}

    record CommitAsked(int transaction) implements TransactionEvent {}

    record AbortAsked(int transaction, String cause) implements TransactionEvent {}

    /// The library told the application how its transaction ended.
    record TransactionEnded(int transaction, boolean committed) implements TransactionEvent {}

    /// A begin, commit or abort failed. `verb` is what was asked.
    record TransactionFailed(int transaction, String verb, Certainty certainty, String cause)
            implements TransactionEvent {}

    /// A consumer passed over records that are not for it: control records, and aborted ones where it reads
    /// committed.
    record RecordsPassed(TopicPartition partition, long from, long to, String group) implements TransactionEvent {}
}
