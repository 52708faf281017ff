package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.GroupFrame.Heartbeat;
import dev.ackademy.core.node.log.GroupFrame.HeartbeatAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinGroup;
import dev.ackademy.core.node.log.GroupFrame.LeaveAnswer;
import dev.ackademy.core.node.log.GroupFrame.LeaveGroup;
import dev.ackademy.core.node.log.GroupFrame.SyncGroup;
import dev.ackademy.core.node.log.Parked.ParkedAssignment;
import java.util.List;
import java.util.TreeMap;

/// The groups of the classic protocol (K24, K25): who is a member, and whose session runs out. Rebalances are made by
/// [Rebalancing].
final class ClassicGroups {

    static final String SESSION = "group/session:member";

    /// Member numbers of one coordinator epoch; the next epoch begins beyond them.
    private static final int MEMBERS_PER_EPOCH = 1 << 16;

    final TreeMap<String, Group> groups = new TreeMap<>();
    private final Rebalancing rebalancing = new Rebalancing();

    @Ident(counter = true)
    private int lastMember;

    @Ident(counter = true)
    private int lastGroup;

    void begin(int coordinatorEpoch) {
        lastMember = coordinatorEpoch * MEMBERS_PER_EPOCH;
    }

    void watchAll(Turn turn) {
        for (Group group : groups.values()) {
            group.members.values().forEach(member -> watch(member, turn));
        }
    }

    /// Whether a group of this name has members.
    boolean occupied(String group) {
        return groups.containsKey(group) && !groups.get(group).members.isEmpty();
    }

    void unload(Turn turn) {
        for (Group group : groups.values()) {
            turn.disarm(Rebalancing.JOIN, group.number());
            turn.disarm(Rebalancing.SYNC, group.number());
            for (Member member : group.members.values()) {
                turn.disarm(SESSION, member.member());
                turn.disarm(Rebalancing.NEWS, member.member());
                tellMoved(group, member, turn);
            }
        }
        groups.clear();
    }

    private static void tellMoved(Group group, Member member, Turn turn) {
        if (member.joining() != 0) {
            turn.answer(member.connection(), rejected(member, LogError.NOT_COORDINATOR));
        } else if (member.syncing() != 0) {
            turn.answer(
                    member.connection(),
                    new GroupFrame.SyncAnswer(member.syncing(), LogError.NOT_COORDINATOR, -1, List.of()));
        } else if (member.connection() != 0) {
            turn.around().send(member.connection(), new HeartbeatAnswer(0, group.name(), LogError.NOT_COORDINATOR));
        }
    }

    private static GroupFrame.JoinAnswer rejected(Member member, LogError error) {
        return new GroupFrame.JoinAnswer(member.joining(), error, member.member(), -1, "", 0, List.of());
    }

    Group group(String name) {
        return groups.computeIfAbsent(name, n -> Group.of(n, ++lastGroup));
    }

    void join(int connection, int node, JoinGroup join, Turn turn) {
        if (!turn.broker().coordinator.active) {
            turn.answer(connection, join.refused(LogError.NOT_COORDINATOR));
            return;
        }
        if (turn.broker().coordinator.consumers.occupied(join.group())) {
            turn.answer(connection, join.refused(LogError.INCONSISTENT_GROUP_PROTOCOL));
            return;
        }
        Group group = group(join.group());
        if (!group.understands(join.protocols())) {
            turn.answer(connection, join.refused(LogError.INCONSISTENT_GROUP_PROTOCOL));
        } else if (join.member() == 0) {
            turn.answer(
                    connection,
                    new GroupFrame.JoinAnswer(
                            join.correlation(), LogError.MEMBER_ID_REQUIRED, ++lastMember, -1, "", 0, List.of()));
        } else if (!group.members.containsKey(join.member()) && !given(join.member(), group)) {
            turn.answer(connection, join.refused(LogError.UNKNOWN_MEMBER_ID));
        } else {
            turn.disarm(SESSION, join.member());
            rebalancing.join(group, join.member(), join, connection, node, turn);
        }
    }

    /// Whether this coordinator gave the number away and has not removed the member since.
    private boolean given(int member, Group group) {
        return member <= lastMember
                && member > lastMember / MEMBERS_PER_EPOCH * MEMBERS_PER_EPOCH
                && !group.fenced.containsKey(member);
    }

    void sync(int connection, SyncGroup sync, Turn turn) {
        Group group = groups.get(sync.group());
        LogError error = turn.broker().coordinator.memberError(sync.group(), sync.member(), sync.generation());
        if (error != LogError.NONE) {
            turn.answer(connection, sync.refused(error));
        } else {
            rebalancing.sync(group, heard(group, sync.member(), connection, turn), sync, turn);
        }
    }

    void heartbeat(int connection, Heartbeat beat, Turn turn) {
        Group group = groups.get(beat.group());
        LogError error = turn.broker().coordinator.memberError(beat.group(), beat.member(), beat.generation());
        if (error == LogError.NONE) {
            heard(group, beat.member(), connection, turn);
            if (group.phase instanceof GroupPhase.PreparingRebalance) {
                error = LogError.REBALANCE_IN_PROGRESS;
                turn.disarm(Rebalancing.NEWS, beat.member());
            }
        }
        turn.answer(connection, new HeartbeatAnswer(beat.correlation(), beat.group(), error));
    }

    void leave(int connection, LeaveGroup leave, Turn turn) {
        Group group = groups.get(leave.group());
        Member member = group == null ? null : group.members.get(leave.member());
        LogError error = !turn.broker().coordinator.active
                ? LogError.NOT_COORDINATOR
                : member == null ? LogError.UNKNOWN_MEMBER_ID : LogError.NONE;
        turn.answer(connection, new LeaveAnswer(leave.correlation(), error));
        if (error == LogError.NONE) {
            rebalancing.remove(group, member, "left", turn);
        }
    }

    /// Whether this is a member in this generation.
    LogError memberError(Group group, int member, int generation) {
        if (group == null || !group.members.containsKey(member)) {
            return LogError.UNKNOWN_MEMBER_ID;
        }
        return generation == group.phase.generation() ? LogError.NONE : LogError.ILLEGAL_GENERATION;
    }

    /// K24: the classic protocol's say about a commit.
    LogError commitError(String name, int member, int generation) {
        Group group = groups.get(name);
        if (generation < 0 && (group == null || group.phase instanceof GroupPhase.Empty)) {
            return LogError.NONE;
        }
        LogError error = memberError(group, member, generation);
        return error == LogError.NONE && group.phase instanceof GroupPhase.CompletingRebalance
                ? LogError.REBALANCE_IN_PROGRESS
                : error;
    }

    /// A commit tells as much as a heartbeat.
    void committed(String name, int member, int connection, Turn turn) {
        Group group = groups.get(name);
        if (group != null && group.members.containsKey(member)) {
            heard(group, member, connection, turn);
        }
    }

    void store(Group group, Turn turn) {
        turn.broker()
                .coordinator
                .write(List.of(group.stored()), new ParkedAssignment(group.name(), group.phase.generation()), turn);
    }

    void stored(ParkedAssignment assignment, LogError error, Turn turn) {
        Group group = groups.get(assignment.group());
        if (group == null) {
            return;
        }
        if (error == LogError.NONE) {
            rebalancing.stabilise(group, assignment.generation(), turn);
        } else if (group.phase.generation() == assignment.generation()
                && group.phase instanceof GroupPhase.CompletingRebalance) {
            rebalancing.prepare(group, "the assignment could not be stored", turn);
        }
    }

    /// The member is alive on this connection: its session no longer runs out.
    private Member heard(Group group, int number, int connection, Turn turn) {
        Member member = group.members.get(number).on(connection, turn.now());
        group.members.put(number, member);
        turn.disarm(SESSION, number);
        if (group.phase instanceof GroupPhase.PreparingRebalance && member.joining() == 0) {
            turn.arm(member.untilHeartbeat(turn.now()), Rebalancing.NEWS, number);
        }
        return member;
    }

    /// K25: one timer, armed when nothing can come from the member any more.
    private void watch(Member member, Turn turn) {
        if (turn.applies(Rule.K25)) {
            turn.arm(Math.max(1, member.untilSessionEnds(turn.now())), SESSION, member.member());
        }
    }

    void closed(int connection, Turn turn) {
        for (Group group : groups.values()) {
            for (Member member : List.copyOf(group.members.values())) {
                if (member.connection() == connection) {
                    group.members.put(member.member(), member.apart());
                    watch(member, turn);
                }
            }
            group.fenced.values().removeIf(member -> member.connection() == connection);
        }
    }

    void silent(int node, Turn turn) {
        for (Group group : groups.values()) {
            group.of(node).forEach(member -> watch(member, turn));
        }
    }

    /// The same process again: its next heartbeat tells it what it missed.
    void heard(int node, Turn turn) {
        for (Group group : groups.values()) {
            for (Member member : group.of(node)) {
                if (member.connection() != 0) {
                    heard(group, member.member(), member.connection(), turn);
                }
            }
            for (Member member : List.copyOf(group.fenced.values())) {
                if (member.node() == node) {
                    group.fenced.remove(member.member());
                    turn.around()
                            .send(
                                    member.connection(),
                                    new HeartbeatAnswer(0, group.name(), LogError.UNKNOWN_MEMBER_ID));
                }
            }
        }
    }

    void fired(String tag, int id, Turn turn) {
        for (Group group : List.copyOf(groups.values())) {
            Member member = group.members.get(id);
            switch (tag) {
                case SESSION -> {
                    if (member != null) {
                        expire(group, member, turn);
                    }
                }
                case Rebalancing.NEWS -> {
                    if (member != null) {
                        rebalancing.news(group, member, turn);
                    }
                }
                case Rebalancing.JOIN -> {
                    if (group.number() == id) {
                        rebalancing.complete(group, turn);
                    }
                }
                case Rebalancing.SYNC -> {
                    if (group.number() == id) {
                        rebalancing.syncTimeOver(group, turn);
                    }
                }
                default -> throw new IllegalStateException("timer " + tag);
            }
        }
    }

    private void expire(Group group, Member member, Turn turn) {
        if (member.connection() != 0) {
            group.fenced.put(member.member(), member);
        }
        rebalancing.remove(group, member, "session timed out", turn);
    }
}
