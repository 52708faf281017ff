package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
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
}
