package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// One consumer group as its coordinator sees it.
///
/// @param coordinator node number of the broker that loaded the group last, -1 while the first one is still there; what
/// an earlier one tells after that no longer counts
/// @param generation of the last rebalance that began or ended
/// @param target     epoch of the target assignment by the consumer protocol, whose group epoch is `generation`; -1 by
/// the classic one
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
        int target,
        String cause,
        long since,
        Table<Integer, Member> members,
        Table<TopicPartition, Committed> committed,
        CommitRefusal refused) {

    public enum Phase {
        /// Nobody is a member.
        EMPTY,
        REBALANCING,
        /// By the consumer protocol: who is to own what is not decided yet.
        ASSIGNING,
        /// By the consumer protocol: a member has not reached what is decided.
        RECONCILING,
        STABLE
    }

    /// @param seats      how often the process is a member: twice, while the group waits for an incarnation
    /// that is dead
    /// @param generation of its assignment, -1 before the first; by the consumer protocol its epoch
    /// @param assigned   what the group gave it last, to all of its seats
    /// @param state      by the consumer protocol; null by the classic one
    /// @param revoking   by the consumer protocol: its own until it has given them up
    public record Member(
            int node,
            int seats,
            int generation,
            List<TopicPartition> assigned,
            MemberState state,
            List<TopicPartition> revoking) {

        /// By the classic protocol.
        public Member(int node, int seats, int generation, List<TopicPartition> assigned) {
            this(node, seats, generation, assigned, null, List.of());
        }

        static Member unknown(int node) {
            return new Member(node, 0, -1, List.of());
        }

        Member seats(int now) {
            return new Member(node, now, generation, assigned, state, revoking);
        }

        Member moved(int epoch, MemberState to, List<TopicPartition> has, List<TopicPartition> givesUp) {
            return new Member(node, seats, epoch, has, to, givesUp);
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
        return new GroupPicture(group, -1, Phase.EMPTY, 0, -1, "", 0, Table.empty(), Table.empty(), null);
    }

    /// The committed position of a partition, -1 where there is none.
    public long position(TopicPartition partition) {
        Committed found = committed.get(partition);
        return found == null ? -1 : found.position;
    }

    GroupPicture apply(GroupEvent event, TraceEntry at) {
        if (coordinator >= 0
                && at.node() != coordinator
                && !(event instanceof GroupEvent.GroupsLoaded || event instanceof GroupEvent.ConsumerGroupsLoaded)) {
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
                        members.isEmpty() ? Phase.EMPTY : target < 0 ? Phase.REBALANCING : Phase.ASSIGNING,
                        e.generation(),
                        target,
                        e.cause(),
                        at.at(),
                        members,
                        committed,
                        refused);
            case GroupEvent.AssignmentMade e -> assigned(e, at);
            case GroupEvent.OffsetCommitted e -> committed(e, at);
            case GroupEvent.GroupsLoaded e -> loaded(e, at);
            case GroupEvent.TargetAssigned e -> reconciling(e.epoch(), members, at);
            case GroupEvent.MemberMoved e ->
                reconciling(
                        target,
                        members.with(
                                e.member(),
                                member(e.member()).moved(e.epoch(), e.state(), e.partitions(), e.revoking())),
                        at);
            case GroupEvent.ConsumerGroupsLoaded e -> loaded(e, at);
            case GroupEvent.CommitRefused e ->
                new GroupPicture(
                        group,
                        coordinator,
                        phase,
                        generation,
                        target,
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
                found.target,
                cause,
                found.phase == phase ? since : at.at(),
                found.members,
                found.committed,
                refused);
    }

    private GroupPicture loaded(GroupEvent.ConsumerGroupsLoaded event, TraceEntry at) {
        for (GroupEvent.LoadedConsumerGroup each : event.groups()) {
            if (group.equals(each.group())) {
                return found(each, at);
            }
        }
        return this;
    }

    private GroupPicture found(GroupEvent.LoadedConsumerGroup loaded, TraceEntry at) {
        Table<Integer, Member> all = Table.empty();
        for (GroupEvent.LoadedConsumer each : loaded.members()) {
            Member member = new Member(
                    each.member(), each.seats(), each.epoch(), each.partitions(), each.state(), each.revoking());
            all = all.with(each.member(), member);
        }
        return new GroupPicture(
                        group,
                        at.node(),
                        phase,
                        loaded.epoch(),
                        loaded.targetEpoch(),
                        cause,
                        since,
                        all,
                        committed,
                        refused)
                .reconciling(loaded.targetEpoch(), all, at);
    }

    /// By the consumer protocol: how far the group is follows from the epochs of all.
    private GroupPicture reconciling(int newTarget, Table<Integer, Member> now, TraceEntry at) {
        Phase next = now.isEmpty() ? Phase.EMPTY : generation > newTarget ? Phase.ASSIGNING : Phase.STABLE;
        for (Member member : now.values()) {
            boolean there = member.state == MemberState.STABLE && member.generation == newTarget;
            next = next == Phase.STABLE && !there ? Phase.RECONCILING : next;
        }
        return new GroupPicture(
                group,
                coordinator,
                next,
                generation,
                newTarget,
                cause,
                next == phase ? since : at.at(),
                now,
                committed,
                refused);
    }

    private GroupPicture found(GroupEvent.LoadedGroup loaded, TraceEntry at) {
        Table<Integer, Member> all = Table.empty();
        for (GroupEvent.LoadedMember each : loaded.members()) {
            Member member = all.get(each.member(), Member.unknown(each.member()));
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
                -1,
                cause,
                at.at(),
                all,
                offsets,
                refused);
    }

    private Member member(int node) {
        Member known = members.get(node);
        return known == null ? Member.unknown(node) : known;
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
                target,
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
                -1,
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
                target,
                cause,
                since,
                members,
                committed.with(event.partition(), now),
                refused);
    }
}
