package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.TopicPartition;
import java.util.List;

/// A record of the internal topic `__consumer_offsets`: all that a group's coordinator must find again after a crash
/// (K24).
public sealed interface GroupRecord extends InternalRecord {

    String group();

    /// The group's next offset to read of one partition.
    record OffsetStored(
            String group, TopicPartition partition, long offset, int leaderEpoch, int memberNode, int generation)
            implements GroupRecord {}

    /// The group as it was when its last rebalance ended, or empty.
    record GroupStored(
            String group,
            int generation,
            String protocol,
            @Ident int leader,
            List<MemberStored> members) implements GroupRecord {}

    record MemberStored(
            @Ident int member,
            int node,
            long sessionMicros,
            long rebalanceMicros,
            long heartbeatMicros,
            List<String> protocols,
            List<String> topics,
            List<TopicPartition> assignment) {}

    /// A group of the consumer protocol (K26).
    record ConsumerGroupStored(String group, int epoch, int targetEpoch, List<ConsumerMemberStored> members)
            implements GroupRecord {}

    /// @param target what the member is to own in the end
    record ConsumerMemberStored(
            @Ident int member,
            int node,
            long rebalanceMicros,
            List<String> topics,
            MemberState state,
            int epoch,
            int previousEpoch,
            List<Owned> assigned,
            List<Owned> revoking,
            List<TopicPartition> target) {}

    /// @param epoch of the member when it was given the partition (KIP-1251)
    record Owned(TopicPartition partition, int epoch) {}
}
