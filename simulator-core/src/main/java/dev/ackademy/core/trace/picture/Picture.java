package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent.Phase;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;

/// Everything as it stands after entry `n`: what the stage draws. Immutable; [#apply] gives the next one, and most of
/// it is shared with this one. An entry of a kind that is not known changes only `n` and `at`.
///
/// @param n          0 before the first entry
/// @param at         µs of the last entry
/// @param end        null while the run goes on
/// @param waiting    what blocks, where the run ended stuck or in a loop; empty otherwise
/// @param unused     faults and changes that never found their place
/// @param nodes      by node number, every node of the scene
/// @param processes  by node number
/// @param partitions of the scenario's topics, and those that were added
/// @param internal   partitions that the brokers keep for themselves; their leaders coordinate the groups
/// @param groups     by name
/// @param consumers  of streams, by `topic/group`
/// @param subjects   by name
/// @param stores     by node number
/// @param truth      by key
/// @param journeys   every operation that anything was told about
/// @param queues     of a broker that keeps queues; it has no partitions
public record Picture(
        Scene scene,
        int n,
        long at,
        Phase phase,
        RunEnd end,
        String waiting,
        List<String> unused,
        Table<Integer, NodePicture> nodes,
        Table<Integer, ProcessPicture> processes,
        Table<TopicPartition, PartitionPicture> partitions,
        Table<TopicPartition, PartitionPicture> internal,
        Table<String, GroupPicture> groups,
        Table<String, ConsumerPicture> consumers,
        Table<String, SubjectPicture> subjects,
        Table<Integer, StorePicture> stores,
        NetworkPicture network,
        Table<String, TruthPicture> truth,
        Table<Operation, JourneyPicture> journeys,
        Table<TopicPartition, QueuePicture> queues) {

    /// Before the first entry.
    public static Picture before(Scene scene) {
        return Fold.before(scene).picture();
    }

    /// After one more entry.
    public Picture apply(TraceEntry entry) {
        Fold fold = new Fold(this);
        fold.apply(entry);
        return fold.picture();
    }

    /// The broker that coordinates the groups, -1 while there is none.
    public int coordinator() {
        return internal.isEmpty() ? -1 : internal.first().getValue().leader();
    }
}
