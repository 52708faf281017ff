package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import dev.ackademy.core.node.log.TransactionFrame.WriteMarkers;
import java.util.List;

/// What waits for a high watermark. Immutable.
sealed interface Parked {

    /// A produce with acks=all whose batches are appended; `open` of them are not yet replicated.
    record ParkedProduce(@Ident int connection, @Ident int correlation, List<Produced> results, int open)
            implements Parked {
        ParkedProduce oneLess() {
            return new ParkedProduce(connection, correlation, results, open - 1);
        }
    }

    /// A commit that is written to the internal topic; it holds when that is replicated.
    record ParkedCommit(@Ident int connection, int node, OffsetCommit commit) implements Parked {}

    /// Positions in a transaction, written to the internal topic; they are pending from then on (K23).
    record ParkedPositions(@Ident int connection, CommitOffsets request) implements Parked {}

    /// A transactional id's next state, written to its internal topic.
    ///
    /// @param request who asked for it; null for the coordinator itself
    record ParkedTransaction(@Ident int connection, LogFrame request, TransactionState next) implements Parked {}

    /// A marker; `connection` 0 where this broker is the coordinator.
    record ParkedMarker(@Ident int connection, WriteMarkers request) implements Parked {}

    /// A group's assignment that is written to the internal topic.
    record ParkedAssignment(String group, int generation) implements Parked {}

    /// A consumer group's new state that is written to the internal topic; the member is answered then.
    record ParkedHeartbeat(@Ident int connection, ConsumerGroupFrame.GroupHeartbeatAnswer answer) implements Parked {}
}
