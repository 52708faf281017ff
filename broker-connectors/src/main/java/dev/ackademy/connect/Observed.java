package dev.ackademy.connect;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import java.util.List;

/// What is seen of somebody's broker by whoever only looks.
///
/// @param records   stored since the last look, in the order of each partition
/// @param positions of the groups that were asked for, all of them at each look
public record Observed(List<Record> records, List<Position> positions) {

    /// @param operation from our headers, from a header that the user names, or the key with a number
    public record Record(TopicPartition partition, long position, Operation operation) {}

    /// @param next the next position to read
    public record Position(String group, TopicPartition partition, long next) {}

    /// Looks at a broker and changes nothing: makes no topic, group, consumer or record, and commits
    /// nothing.
    public interface Observer extends AutoCloseable {

        /// By topic, how many partitions it has.
        ///
        /// @throws java.io.IOException where the broker or a topic is not there
        java.util.SortedMap<String, Integer> topics() throws java.io.IOException;

        Observed look() throws java.io.IOException;

        @Override
        void close();
    }

    /// Which operation a record that is not ours stands for: what the header says, else its key and how
    /// many of the key came before it.
    ///
    /// @param identity of the header that the user names, null where it is not there
    public static Operation foreign(String identity, String key, TopicPartition partition, int before) {
        return identity != null
                ? new Operation(identity, 1, dev.ackademy.core.model.OperationKind.CREATE)
                : new Operation(
                        key == null ? partition.toString() : key,
                        before + 1,
                        before == 0
                                ? dev.ackademy.core.model.OperationKind.CREATE
                                : dev.ackademy.core.model.OperationKind.UPDATE);
    }
}
