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

    record CommitRefused(String group, TopicPartition partition, long to, int member, String error)
            implements GroupEvent {}
}
