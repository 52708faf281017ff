package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// What the controller has decided about a partition. Immutable; its changes are
///
/// ```
///          led by a ──electedTo(b)──► led by b, leaderEpoch + 1        (K5; cleanly from the ISR, uncleanly by any
/// replica)
///          led by a ──offline()─────► led by none, leaderEpoch + 1     (the last of the ISR stays in it)
///          led by a ──withIsr(..)───► led by a, same leaderEpoch       (K4)
/// ```
///
/// Each change adds one to `partitionEpoch`.
///
/// @param leader node number, -1 for none
record PartitionState(
        TopicPartition partition,
        List<Integer> replicas,
        int leader,
        int leaderEpoch,
        List<Integer> isr,
        int partitionEpoch) {

    static final int NONE = -1;

    PartitionState electedTo(int broker, boolean clean) {
        return new PartitionState(
                partition, replicas, broker, leaderEpoch + 1, clean ? isr : List.of(broker), partitionEpoch + 1);
    }

    PartitionState offline() {
        return new PartitionState(partition, replicas, NONE, leaderEpoch + 1, isr, partitionEpoch + 1);
    }

    PartitionState withIsr(List<Integer> changed) {
        return new PartitionState(partition, replicas, leader, leaderEpoch, changed, partitionEpoch + 1);
    }

    /// The ISR without one broker, in its order.
    List<Integer> isrWithout(int broker) {
        List<Integer> rest = new ArrayList<>(isr);
        rest.remove(Integer.valueOf(broker));
        return rest;
    }
}
