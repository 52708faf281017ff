package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
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

    /// A group's assignment that is written to the internal topic.
    record ParkedAssignment(String group, int generation) implements Parked {}
}
