package dev.ackademy.core.model;

import java.util.List;

/// Facts of a consumer group, at the broker that coordinates it. `member` is the process node.
public sealed interface GroupEvent extends Event {

    record MemberJoined(String group, int member, int generation) implements GroupEvent {}

    record MemberLeft(String group, int member, String cause) implements GroupEvent {}

    record RebalanceBegan(String group, int generation, String cause) implements GroupEvent {}

    /// The group is stable again. One entry a member.
    record AssignmentMade(String group, int member, int generation, List<TopicPartition> partitions)
            implements GroupEvent {}

    /// The group's committed position moved: the next offset to read. `from` -1 where there was none.
    record OffsetCommitted(String group, TopicPartition partition, long from, long to, int member, int generation)
            implements GroupEvent {}

    /// Another broker coordinates the groups from now on. This is all that it found in its log: what the
    /// one before knew beyond it is forgotten, and what was not yet replicated then may hold now.
    record GroupsLoaded(List<LoadedGroup> groups) implements GroupEvent {}

    record LoadedGroup(String group, int generation, List<LoadedMember> members, List<LoadedOffset> offsets) {}

    record LoadedMember(int member, List<TopicPartition> partitions) {}

    /// `to` is the next offset to read.
    record LoadedOffset(TopicPartition partition, long to, int member, int generation) {}

    /// By the consumer protocol (K26): what the coordinator means the group's processes to own in the end.
    record TargetAssigned(String group, int epoch, List<LoadedMember> targets) implements GroupEvent {}

    /// By the consumer protocol: where a process stands on its way to the target. Of one that is a member
    /// twice,
    /// because the group waits for an incarnation that is dead: both together.
    ///
    /// @param epoch      the member's
    /// @param partitions that it may read
    /// @param revoking   that are its own until it has given them up
    record MemberMoved(
            String group,
            int member,
            int epoch,
            MemberState state,
            List<TopicPartition> partitions,
            List<TopicPartition> revoking)
            implements GroupEvent {}

    /// What there is to say beyond [GroupsLoaded], which goes before it, of the groups of the consumer
    /// protocol.
    record ConsumerGroupsLoaded(List<LoadedConsumerGroup> groups) implements GroupEvent {}

    record LoadedConsumerGroup(String group, int epoch, int targetEpoch, List<LoadedConsumer> members) {}

    /// @param seats how often the process is a member
    record LoadedConsumer(
            int member,
            int seats,
            int epoch,
            MemberState state,
            List<TopicPartition> partitions,
            List<TopicPartition> revoking) {}

    record CommitRefused(String group, TopicPartition partition, long to, int member, String error)
            implements GroupEvent {}
}
