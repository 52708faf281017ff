package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.AssignmentMade;
import dev.ackademy.core.model.GroupEvent.MemberJoined;
import dev.ackademy.core.model.GroupEvent.MemberLeft;
import dev.ackademy.core.model.GroupEvent.RebalanceBegan;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.HeartbeatAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinGroup;
import dev.ackademy.core.node.log.GroupFrame.MemberAssignment;
import dev.ackademy.core.node.log.GroupFrame.Subscription;
import dev.ackademy.core.node.log.GroupFrame.SyncAnswer;
import dev.ackademy.core.node.log.GroupFrame.SyncGroup;
import java.util.ArrayList;
import java.util.List;

/// Moves a group through a rebalance (K24) and out of it. Holds no state of its own.
final class Rebalancing {

    static final String JOIN = "group/join:group";
    static final String SYNC = "group/sync:group";
    static final String NEWS = "group/news:member";

    /// A join of a known or newly numbered member.
    void join(Group group, int member, JoinGroup join, int connection, int node, Turn turn) {
        Member before = group.members.get(member);
        Member now = Member.joining(join, member, node, connection, turn.now(), before);
        boolean unchanged = before != null && before.same(join);
        if (before == null) {
            turn.record(new MemberJoined(group.name(), node, group.phase.generation()));
        }
        switch (group.phase) {
            case GroupPhase.Empty empty -> {
                group.members.put(member, now);
                prepare(group, "the first member joined", turn);
            }
            case GroupPhase.PreparingRebalance preparing -> {
                group.members.put(member, now);
                tryComplete(group, turn);
            }
            case GroupPhase.CompletingRebalance completing -> {
                group.members.put(member, now);
                if (unchanged) {
                    answerJoin(group, now, turn);
                } else {
                    prepare(group, "a member joined", turn);
                }
            }
            case GroupPhase.Stable stable -> {
                group.members.put(member, now);
                if (unchanged && stable.leader() != member) {
                    answerJoin(group, now, turn);
                } else {
                    prepare(group, before == null ? "a member joined" : "a member joined again", turn);
                }
            }
        }
    }

    /// Every member is to join again. Members that wait for an assignment are told at once, the others with
    /// their next heartbeat.
    void prepare(Group group, String cause, Turn turn) {
        boolean fromEmpty = group.phase instanceof GroupPhase.Empty;
        if (group.phase instanceof GroupPhase.CompletingRebalance) {
            turn.disarm(SYNC, group.number());
        }
        long delay = turn.settings().rebalanceDelayMicros();
        group.phase = group.phase.toPreparing(fromEmpty && delay > 0);
        turn.record(new RebalanceBegan(group.name(), group.phase.generation(), cause));
        for (Member member : List.copyOf(group.members.values())) {
            if (member.syncing() != 0) {
                group.members.put(member.member(), member.synced());
                turn.answer(
                        member.connection(),
                        new SyncAnswer(
                                member.syncing(), LogError.REBALANCE_IN_PROGRESS, group.phase.generation(), List.of()));
            }
            if (member.joining() == 0) {
                turn.arm(member.untilHeartbeat(turn.now()), NEWS, member.member());
            }
        }
        if (fromEmpty && delay > 0) {
            turn.arm(delay, JOIN, group.number());
        } else {
            turn.arm(group.rebalanceMicros(), JOIN, group.number());
            tryComplete(group, turn);
        }
    }

    private void tryComplete(Group group, Turn turn) {
        boolean delayed = group.phase instanceof GroupPhase.PreparingRebalance preparing && preparing.delayed();
        if (group.allJoined() && !delayed) {
            complete(group, turn);
        }
    }

    /// The time to join is over: whoever did not is out.
    void complete(Group group, Turn turn) {
        if (!(group.phase instanceof GroupPhase.PreparingRebalance preparing)) {
            return;
        }
        turn.disarm(JOIN, group.number());
        for (Member member : List.copyOf(group.members.values())) {
            if (member.joining() == 0) {
                forget(group, member, "did not join again in time", turn);
            }
        }
        if (group.members.isEmpty()) {
            group.phase = preparing.toEmpty();
            turn.broker().coordinator.classic.store(group, turn);
            return;
        }
        group.phase = preparing.toCompleting(
                group.protocol(), group.members.firstEntry().getKey());
        turn.arm(group.rebalanceMicros(), SYNC, group.number());
        for (Member member : List.copyOf(group.members.values())) {
            answerJoin(group, member, turn);
        }
    }

    private void answerJoin(Group group, Member member, Turn turn) {
        boolean stable = group.phase instanceof GroupPhase.Stable;
        String protocol = switch (group.phase) {
            case GroupPhase.CompletingRebalance completing -> completing.protocol();
            case GroupPhase.Stable settled -> settled.protocol();
            case GroupPhase.Empty empty -> "";
            case GroupPhase.PreparingRebalance preparing -> "";
        };
        int leader = switch (group.phase) {
            case GroupPhase.CompletingRebalance completing -> completing.leader();
            case GroupPhase.Stable settled -> settled.leader();
            case GroupPhase.Empty empty -> 0;
            case GroupPhase.PreparingRebalance preparing -> 0;
        };
        group.members.put(member.member(), member.joined(turn.now()));
        turn.disarm(NEWS, member.member());
        turn.answer(
                member.connection(),
                new JoinAnswer(
                        member.joining(),
                        LogError.NONE,
                        member.member(),
                        group.phase.generation(),
                        protocol,
                        leader,
                        member.member() == leader && !stable ? subscriptions(group) : List.of()));
    }

    private static List<Subscription> subscriptions(Group group) {
        List<Subscription> all = new ArrayList<>();
        for (Member member : group.members.values()) {
            all.add(new Subscription(
                    member.member(), member.node(), member.topics(), member.owned(), member.ownedGeneration()));
        }
        return all;
    }

    /// A sync of a member of this generation.
    void sync(Group group, Member member, SyncGroup sync, Turn turn) {
        switch (group.phase) {
            case GroupPhase.Empty empty -> turn.answer(member.connection(), sync.refused(LogError.UNKNOWN_MEMBER_ID));
            case GroupPhase.PreparingRebalance preparing ->
                turn.answer(member.connection(), sync.refused(LogError.REBALANCE_IN_PROGRESS));
            case GroupPhase.CompletingRebalance completing -> {
                group.members.put(member.member(), member.syncing(sync.correlation()));
                if (completing.leader() == member.member()) {
                    assign(group, sync, turn);
                }
            }
            case GroupPhase.Stable stable ->
                turn.answer(
                        member.connection(),
                        new SyncAnswer(sync.correlation(), LogError.NONE, stable.generation(), member.assignment()));
        }
    }

    /// The leader's assignment holds when it is replicated.
    private void assign(Group group, SyncGroup sync, Turn turn) {
        for (Member member : List.copyOf(group.members.values())) {
            List<TopicPartition> given = List.of();
            for (MemberAssignment assignment : sync.assignments()) {
                given = assignment.member() == member.member() ? assignment.partitions() : given;
            }
            group.members.put(member.member(), member.assigned(given));
        }
        turn.broker().coordinator.classic.store(group, turn);
    }

    /// The assignment is replicated: the group is stable, and whoever waits is told.
    void stabilise(Group group, int generation, Turn turn) {
        if (!(group.phase instanceof GroupPhase.CompletingRebalance completing)
                || completing.generation() != generation) {
            return;
        }
        group.phase = completing.toStable();
        turn.disarm(SYNC, group.number());
        for (Member member : List.copyOf(group.members.values())) {
            turn.record(new AssignmentMade(group.name(), member.node(), generation, member.assignment()));
            if (member.syncing() != 0) {
                group.members.put(member.member(), member.synced());
                turn.answer(
                        member.connection(),
                        new SyncAnswer(member.syncing(), LogError.NONE, generation, member.assignment()));
            }
        }
    }

    /// Members that joined and did not ask for their assignment are out.
    void syncTimeOver(Group group, Turn turn) {
        if (!(group.phase instanceof GroupPhase.CompletingRebalance)) {
            return;
        }
        for (Member member : List.copyOf(group.members.values())) {
            if (member.syncing() == 0) {
                forget(group, member, "did not ask for its assignment in time", turn);
            }
        }
        prepare(group, "a member did not ask for its assignment", turn);
    }

    /// A member is gone; the others share what it had.
    void remove(Group group, Member member, String cause, Turn turn) {
        forget(group, member, cause, turn);
        switch (group.phase) {
            case GroupPhase.Empty empty -> {}
            case GroupPhase.PreparingRebalance preparing -> tryComplete(group, turn);
            case GroupPhase.CompletingRebalance completing -> prepare(group, cause, turn);
            case GroupPhase.Stable stable -> prepare(group, cause, turn);
        }
    }

    private static void forget(Group group, Member member, String cause, Turn turn) {
        group.members.remove(member.member());
        turn.disarm(NEWS, member.member());
        turn.disarm(ClassicGroups.SESSION, member.member());
        turn.record(new MemberLeft(group.name(), member.node(), cause));
    }

    /// A member's heartbeat instant: it learns that a rebalance began.
    void news(Group group, Member member, Turn turn) {
        if (group.phase instanceof GroupPhase.PreparingRebalance && member.joining() == 0 && member.connection() != 0) {
            turn.around()
                    .send(member.connection(), new HeartbeatAnswer(0, group.name(), LogError.REBALANCE_IN_PROGRESS));
        }
    }
}
