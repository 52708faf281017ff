package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// One consumer group as its coordinator sees it.
///
/// @param coordinator node number of the broker that loaded the group last, -1 while the first one is still there; what
/// an earlier one tells after that no longer counts
/// @param generation of the last rebalance that began or ended
/// @param cause      why the last rebalance began
/// @param since      µs, when the phase began
/// @param members    by node number of the process
/// @param committed  by partition
/// @param refused    the last refused commit, null for none
public record GroupPicture(
        String group,
        int coordinator,
        Phase phase,
        int generation,
        String cause,
        long since,
        Table<Integer, Member> members,
        Table<TopicPartition, Committed> committed,
        CommitRefusal refused) {

    public enum Phase {
        /// Nobody is a member.
        EMPTY,
        REBALANCING,
        STABLE
    }

    /// @param seats      how often the process is a member: twice, while the group waits for an incarnation
    /// that is dead
    /// @param generation of its assignment, -1 before the first
    /// @param assigned   what the group gave it last, to all of its seats
    public record Member(int node, int seats, int generation, List<TopicPartition> assigned) {

        Member seats(int now) {
            return new Member(node, now, generation, assigned);
        }

        Member given(int newGeneration, List<TopicPartition> partitions) {
            List<TopicPartition> all = new ArrayList<>(generation == newGeneration ? assigned : List.of());
            all.addAll(partitions);
            return new Member(node, seats, newGeneration, all);
        }
    }

    /// @param position   the next offset to read
    /// @param member     node number of the process that committed
    /// @param entry      that said so
    public record Committed(long position, int member, int generation, long at, int entry) {}

    public record CommitRefusal(
            TopicPartition partition, long position, int member, String error, long at, int entry) {}

    static GroupPicture before(String group) {
        return new GroupPicture(group, -1, Phase.EMPTY, 0, "", 0, Table.empty(), Table.empty(), null);
    }

    /// The committed position of a partition, -1 where there is none.
    public long position(TopicPartition partition) {
        Committed found = committed.get(partition);
        return found == null ? -1 : found.position;
    }

    GroupPicture apply(GroupEvent event, TraceEntry at) {
        if (coordinator >= 0 && at.node() != coordinator && !(event instanceof GroupEvent.GroupsLoaded)) {
            return this;
        }
        return switch (event) {
            case GroupEvent.MemberJoined e ->
                members(members.with(e.member(), member(e.member()).seats(member(e.member()).seats + 1)), phase, at);
            case GroupEvent.MemberLeft e -> left(e, at);
            case GroupEvent.RebalanceBegan e ->
                new GroupPicture(
                        group,
                        coordinator,
                        members.isEmpty() ? Phase.EMPTY : Phase.REBALANCING,
                        e.generation(),
                        e.cause(),
                        at.at(),
                        members,
                        committed,
                        refused);
            case GroupEvent.AssignmentMade e -> assigned(e, at);
            case GroupEvent.OffsetCommitted e -> committed(e, at);
            case GroupEvent.GroupsLoaded e -> loaded(e, at);
            case GroupEvent.CommitRefused e ->
                new GroupPicture(
                        group,
                        coordinator,
                        phase,
                        generation,
                        cause,
                        since,
                        members,
                        committed,
                        new CommitRefusal(e.partition(), e.to(), e.member(), e.error(), at.at(), at.n()));
        };
    }

    /// What the new coordinator found takes the place of all that was known.
    private GroupPicture loaded(GroupEvent.GroupsLoaded event, TraceEntry at) {
        GroupPicture found = before(group);
        for (GroupEvent.LoadedGroup each : event.groups()) {
            if (group.equals(each.group())) {
                found = found.found(each, at);
            }
        }
        return new GroupPicture(
                group,
                at.node(),
                found.phase,
                found.generation,
                cause,
                found.phase == phase ? since : at.at(),
                found.members,
                found.committed,
                refused);
    }

    private GroupPicture found(GroupEvent.LoadedGroup loaded, TraceEntry at) {
        Table<Integer, Member> all = Table.empty();
        for (GroupEvent.LoadedMember each : loaded.members()) {
            Member member = all.get(each.member(), new Member(each.member(), 0, -1, List.of()));
            all = all.with(
                    each.member(),
                    member.given(loaded.generation(), each.partitions()).seats(member.seats + 1));
        }
        Table<TopicPartition, Committed> offsets = Table.empty();
        for (GroupEvent.LoadedOffset each : loaded.offsets()) {
            offsets = offsets.with(
                    each.partition(), new Committed(each.to(), each.member(), each.generation(), at.at(), at.n()));
        }
        return new GroupPicture(
                group,
                coordinator,
                all.isEmpty() ? Phase.EMPTY : Phase.STABLE,
                loaded.generation(),
                cause,
                at.at(),
                all,
                offsets,
                refused);
    }

    private Member member(int node) {
        Member known = members.get(node);
        return known == null ? new Member(node, 0, -1, List.of()) : known;
    }

    private GroupPicture left(GroupEvent.MemberLeft event, TraceEntry at) {
        Member member = member(event.member());
        Table<Integer, Member> rest = member.seats > 1
                ? members.with(event.member(), member.seats(member.seats - 1))
                : members.without(event.member());
        return members(rest, rest.isEmpty() ? Phase.EMPTY : phase, at);
    }

    private GroupPicture members(Table<Integer, Member> now, Phase nowPhase, TraceEntry at) {
        return new GroupPicture(
                group,
                coordinator,
                nowPhase,
                generation,
                cause,
                nowPhase == phase ? since : at.at(),
                now,
                committed,
                refused);
    }

    private GroupPicture assigned(GroupEvent.AssignmentMade event, TraceEntry at) {
        Member now = member(event.member()).given(event.generation(), event.partitions());
        return new GroupPicture(
                group,
                coordinator,
                Phase.STABLE,
                event.generation(),
                cause,
                phase == Phase.STABLE ? since : at.at(),
                members.with(event.member(), now),
                committed,
                refused);
    }

    private GroupPicture committed(GroupEvent.OffsetCommitted event, TraceEntry at) {
        Committed now = new Committed(event.to(), event.member(), event.generation(), at.at(), at.n());
        return new GroupPicture(
                group,
                coordinator,
                phase,
                generation,
                cause,
                since,
                members,
                committed.with(event.partition(), now),
                refused);
    }
}
