package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// What a broker is to one partition. Immutable; a higher leader epoch decides which role comes next:
///
/// ```
///   Idle ──► Leading ◄──► Following        toLeading, toFollowing, toIdle: told by the controller
///     ▲________│______________│            a restart forgets the role
///   Leading ──asking──► Leading (asked) ──withIsr──► Leading          (K4)
/// ```
sealed interface Role {

    int epoch();

    default Leading toLeading(PartitionState state, long epochStart) {
        return new Leading(state.leaderEpoch(), state.partitionEpoch(), epochStart, state.isr(), null);
    }

    default Following toFollowing(PartitionState state) {
        return new Following(state.leaderEpoch(), state.leader());
    }

    default Idle toIdle(int epoch) {
        return new Idle(epoch);
    }

    /// Without a known leader.
    record Idle(int epoch) implements Role {}

    record Following(int epoch, int leader) implements Role {}

    /// @param epochStart log end when this broker became leader: followers are caught up when
    ///     beyond it
    /// @param isr        as the controller has confirmed it
    /// @param asked      the ISR that the controller was asked for, null while none is
    record Leading(int epoch, int partitionEpoch, long epochStart, List<Integer> isr, List<Integer> asked)
            implements Role {

        Leading asking(List<Integer> wanted) {
            return new Leading(epoch, partitionEpoch, epochStart, isr, wanted);
        }

        Leading withIsr(List<Integer> confirmed, int newPartitionEpoch) {
            return new Leading(epoch, newPartitionEpoch, epochStart, confirmed, null);
        }

        /// The ISR and whoever may already have been added to it (K3).
        boolean inMaximalIsr(int broker) {
            return isr.contains(broker) || asked != null && asked.contains(broker);
        }
    }

    /// The partitions of the internal topic have a leader like any other.
    static TopicPartition offsetsPartition() {
        return new TopicPartition(LogSettings.OFFSETS_TOPIC, 0);
    }

    static TopicPartition transactionsPartition() {
        return new TopicPartition(LogSettings.TRANSACTIONS_TOPIC, 0);
    }

    /// A list and one more.
    static List<Integer> with(List<Integer> isr, int broker) {
        List<Integer> more = new ArrayList<>(isr);
        more.add(broker);
        return more;
    }
}
