package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.MemberJoined;
import dev.ackademy.core.model.GroupEvent.MemberLeft;
import dev.ackademy.core.model.GroupEvent.RebalanceBegan;
import dev.ackademy.core.model.GroupEvent.TargetAssigned;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeat;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeatAnswer;
import dev.ackademy.core.node.log.Parked.ParkedHeartbeat;
import java.util.List;
import java.util.TreeMap;

/// The groups of the consumer protocol (K26): every heartbeat of a member may bump the group's epoch, make the target
/// of
/// that epoch, and bring the member nearer to it. What a healthy member's regular heartbeat would do is done at its
/// instant, where it would do something.
final class ConsumerGroups {

    private static final String SESSION = "consumer-group/session:member";
    private static final String REVOKE = "consumer-group/revoke:member";
    private static final String BEAT = "consumer-group/beat:member";

    final TreeMap<String, ConsumerGroup> groups = new TreeMap<>();

    ConsumerGroup group(String name) {
        return groups.computeIfAbsent(name, ConsumerGroup::of);
    }

    /// Whether a group of this name has members.
    boolean occupied(String group) {
        return groups.containsKey(group) && !groups.get(group).members.isEmpty();
    }

    /// What the log told is known: members must be heard within their session time.
    void begin(Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            for (ConsumerMember member : group.members.values()) {
                watch(member, turn);
                limitRevoking(member, turn);
            }
        }
        grown(turn);
    }

    /// Another broker coordinates from now on; members learn it with their next heartbeat.
    void unload(Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            for (ConsumerMember member : group.members.values()) {
                disarm(member, turn);
                if (member.connection() != 0) {
                    tell(member, group, LogError.NOT_COORDINATOR, turn);
                }
            }
            group.fenced.values().forEach(member -> turn.disarm(BEAT, member.member()));
        }
        groups.clear();
    }

    void heartbeat(int connection, int node, GroupHeartbeat beat, Turn turn) {
        LogError error = error(beat, turn);
        if (error != LogError.NONE) {
            turn.answer(connection, beat.refused(error));
            return;
        }
        ConsumerGroup group = group(beat.group());
        ConsumerMember known = group.members.get(beat.member());
        if (beat.epoch() == ConsumerGroupFrame.LEAVE) {
            leave(group, known, connection, beat, turn);
            return;
        }
        turn.disarm(SESSION, beat.member());
        ConsumerMember member =
                (known == null ? ConsumerMember.joining(beat, node) : known).heard(connection, turn.now());
        group.members.put(member.member(), member);
        group.fenced.remove(member.member());
        if (known == null) {
            turn.record(new MemberJoined(group.name(), node, group.epoch + 1));
            bump(group, group.members.size() == 1 ? "the first member joined" : "a member joined", turn);
        }
        boolean current = beat.told() >= member.told();
        boolean changed = known == null | advance(group, member, current ? beat.owned() : null, turn);
        GroupHeartbeatAnswer answer = answer(beat.correlation(), beat.kind(), group, member.member());
        if (changed) {
            store(group, connection, answer, turn);
        } else {
            turn.answer(connection, answer);
        }
        expectBeats(group, turn);
    }

    private LogError error(GroupHeartbeat beat, Turn turn) {
        Coordinator coordinator = turn.broker().coordinator;
        if (!coordinator.active) {
            return LogError.NOT_COORDINATOR;
        }
        if (coordinator.classic.occupied(beat.group())) {
            return LogError.GROUP_ID_NOT_FOUND;
        }
        ConsumerGroup group = groups.get(beat.group());
        ConsumerMember known = group == null ? null : group.members.get(beat.member());
        if (known == null) {
            return beat.epoch() == ConsumerGroupFrame.JOIN ? LogError.NONE : LogError.UNKNOWN_MEMBER_ID;
        }
        boolean accepted = beat.epoch() == ConsumerGroupFrame.LEAVE || known.accepts(beat);
        return accepted ? LogError.NONE : LogError.FENCED_MEMBER_EPOCH;
    }

    private static GroupHeartbeatAnswer answer(int correlation, RequestKind kind, ConsumerGroup group, int number) {
        ConsumerMember member = group.members.get(number);
        return new GroupHeartbeatAnswer(
                correlation, group.name(), kind, LogError.NONE, member.epoch(), member.partitions());
    }

    private void leave(ConsumerGroup group, ConsumerMember member, int connection, GroupHeartbeat beat, Turn turn) {
        remove(group, member, "left", turn);
        store(
                group,
                connection,
                new GroupHeartbeatAnswer(
                        beat.correlation(), group.name(), beat.kind(), LogError.NONE, beat.epoch(), List.of()),
                turn);
        expectBeats(group, turn);
    }

    /// The members, or what they read, are others: a target has to be found for a new epoch.
    private static void bump(ConsumerGroup group, String cause, Turn turn) {
        group.epoch++;
        turn.record(new RebalanceBegan(group.name(), group.epoch, cause));
    }

    /// What every heartbeat does. True where something changed.
    private static boolean advance(ConsumerGroup group, ConsumerMember member, List<TopicPartition> owned, Turn turn) {
        boolean assigns = group.epoch > group.targetEpoch;
        if (assigns) {
            group.assign(counts(group, turn));
            turn.record(new TargetAssigned(group.name(), group.epoch, group.targets()));
        }
        ConsumerMember next = new Reconciling(group, member, owned, turn).next();
        group.members.put(member.member(), next);
        if (next.equals(member)) {
            return assigns;
        }
        limitRevoking(next, turn);
        turn.record(group.standing(member.node()));
        return true;
    }

    /// A member has as long as its application may take between two polls.
    private static void limitRevoking(ConsumerMember member, Turn turn) {
        if (member.state() == MemberState.UNREVOKED_PARTITIONS) {
            turn.arm(member.rebalanceMicros(), REVOKE, member.member());
        } else {
            turn.disarm(REVOKE, member.member());
        }
    }

    private static TreeMap<String, Integer> counts(ConsumerGroup group, Turn turn) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        group.topics()
                .forEach(topic -> counts.put(topic, turn.broker().view.of(topic).size()));
        return counts;
    }

    /// The answer is given when the group's new state is replicated.
    private static void store(ConsumerGroup group, int connection, GroupHeartbeatAnswer answer, Turn turn) {
        turn.broker().coordinator.write(List.of(group.stored()), new ParkedHeartbeat(connection, answer), turn);
    }

    /// Nobody waits for it.
    private static void store(ConsumerGroup group, Turn turn) {
        store(
                group,
                0,
                new GroupHeartbeatAnswer(0, group.name(), RequestKind.HEARTBEAT, LogError.NONE, 0, List.of()),
                turn);
    }

    void stored(ParkedHeartbeat parked, LogError error, Turn turn) {
        GroupHeartbeatAnswer answer = parked.answer();
        if (error != LogError.NONE) {
            answer = new GroupHeartbeatAnswer(
                    answer.correlation(),
                    answer.group(),
                    answer.kind(),
                    Coordinator.toClient(error),
                    answer.epoch(),
                    List.of());
        }
        if (parked.connection() != 0 && answer.correlation() == 0) {
            turn.around().send(parked.connection(), answer);
        } else if (parked.connection() != 0) {
            turn.answer(parked.connection(), answer);
        }
    }

    /// Arms the next regular heartbeat of every member for which it would change something.
    private static void expectBeats(ConsumerGroup group, Turn turn) {
        for (ConsumerMember member : group.members.values()) {
            boolean due = member.beats()
                    && (group.epoch > group.targetEpoch
                            || !new Reconciling(group, member, null, turn)
                                    .next()
                                    .equals(member));
            expectBeat(member, due, turn);
        }
    }

    private static void expectBeat(ConsumerMember member, boolean due, Turn turn) {
        if (due) {
            turn.arm(member.untilHeartbeat(turn.now(), turn.settings().groupHeartbeatMicros()), BEAT, member.member());
        } else {
            turn.disarm(BEAT, member.member());
        }
    }

    private void beat(ConsumerGroup group, int number, Turn turn) {
        ConsumerMember member = group.members.get(number);
        ConsumerMember removed = group.fenced.remove(number);
        if (removed != null) {
            tell(removed, group, LogError.UNKNOWN_MEMBER_ID, turn);
        } else if (member != null && advance(group, member.toldMore(), null, turn)) {
            store(group, member.connection(), answer(0, RequestKind.HEARTBEAT, group, number), turn);
        }
        expectBeats(group, turn);
    }

    private static void tell(ConsumerMember member, ConsumerGroup group, LogError error, Turn turn) {
        turn.around()
                .send(
                        member.connection(),
                        new GroupHeartbeatAnswer(
                                0, group.name(), RequestKind.HEARTBEAT, error, member.epoch(), List.of()));
    }

    /// A topic has grown: a group whose target does not cover it needs another one.
    void grown(Turn turn) {
        if (!turn.broker().coordinator.active) {
            return;
        }
        for (ConsumerGroup group : groups.values()) {
            if (group.epoch == group.targetEpoch && !group.covers(counts(group, turn))) {
                bump(group, "a topic has grown", turn);
                store(group, turn);
                expectBeats(group, turn);
            }
        }
    }

    /// K26: what the consumer protocol says about a commit.
    LogError commitError(String name, int number, int epoch, List<TopicPartition> partitions) {
        ConsumerGroup group = groups.get(name);
        ConsumerMember member = group.members.get(number);
        if (member == null) {
            return epoch < 0 && group.members.isEmpty() ? LogError.NONE : LogError.UNKNOWN_MEMBER_ID;
        }
        return member.mayCommit(epoch, partitions) ? LogError.NONE : LogError.STALE_MEMBER_EPOCH;
    }

    /// K25: one timer, armed when nothing can come from the member any more.
    private static void watch(ConsumerMember member, Turn turn) {
        LogSettings settings = turn.settings();
        if (turn.applies(Rule.K25)) {
            long sinceHeartbeat = (turn.now() - member.heardMicros()) % settings.groupHeartbeatMicros();
            turn.arm(Math.max(1, settings.groupSessionMicros() - sinceHeartbeat), SESSION, member.member());
        }
    }

    private static void disarm(ConsumerMember member, Turn turn) {
        turn.disarm(SESSION, member.member());
        turn.disarm(REVOKE, member.member());
        turn.disarm(BEAT, member.member());
    }

    void closed(int connection, Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            for (ConsumerMember member : List.copyOf(group.members.values())) {
                if (member.connection() == connection) {
                    group.members.put(member.member(), member.on(0, member.silent()));
                    turn.disarm(BEAT, member.member());
                    watch(member, turn);
                }
            }
            group.fenced.values().removeIf(member -> member.connection() == connection);
        }
    }

    void silent(int node, Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            for (ConsumerMember member : group.of(node)) {
                group.members.put(member.member(), member.on(member.connection(), true));
                turn.disarm(BEAT, member.member());
                watch(member, turn);
            }
        }
    }

    void heard(int node, Turn turn) {
        for (ConsumerGroup group : groups.values()) {
            for (ConsumerMember member : group.of(node)) {
                group.members.put(member.member(), member.on(member.connection(), false));
                if (member.connection() != 0) {
                    turn.disarm(SESSION, member.member());
                }
            }
            group.fenced.values().stream()
                    .filter(member -> member.node() == node)
                    .forEach(member -> expectBeat(member, true, turn));
            expectBeats(group, turn);
        }
    }

    /// Whether the timer was one of these.
    boolean fired(String tag, int id, Turn turn) {
        for (ConsumerGroup group : List.copyOf(groups.values())) {
            ConsumerMember member = group.members.get(id);
            switch (tag) {
                case BEAT -> {
                    if (member != null || group.fenced.containsKey(id)) {
                        beat(group, id, turn);
                    }
                }
                case SESSION -> expire(group, member, "session timed out", turn);
                case REVOKE -> expire(group, member, "did not give its partitions up in time", turn);
                default -> {}
            }
        }
        return List.of(BEAT, SESSION, REVOKE).contains(tag);
    }

    private void expire(ConsumerGroup group, ConsumerMember member, String cause, Turn turn) {
        if (member == null) {
            return;
        }
        remove(group, member, cause, turn);
        if (member.connection() != 0) {
            group.fenced.put(member.member(), member);
            expectBeat(member, member.beats(), turn);
        }
        store(group, turn);
        expectBeats(group, turn);
    }

    /// A member is gone; the others share what it had from their next heartbeats on.
    private static void remove(ConsumerGroup group, ConsumerMember member, String cause, Turn turn) {
        group.members.remove(member.member());
        group.target.remove(member.member());
        disarm(member, turn);
        turn.record(new MemberLeft(group.name(), member.node(), cause));
        if (!group.of(member.node()).isEmpty()) {
            turn.record(group.standing(member.node()));
        }
        bump(group, cause.equals("left") ? "a member left" : "a member " + cause, turn);
    }
}
