package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.MemberJoined;
import dev.ackademy.core.model.GroupEvent.MemberLeft;
import dev.ackademy.core.model.GroupEvent.MemberMoved;
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

/// What becomes of one group of the consumer protocol when something happens to it (K26): every heartbeat of a member
/// may make the target of the group's epoch, and brings the member nearer to it; a change of members, or of what they
/// read, begins another epoch. Answers are given when the group's new state is replicated. For one turn only.
record ConsumerRebalancing(ConsumerGroup group, Turn turn) {

    static final String SESSION = "consumer-group/session:member";
    static final String REVOKE = "consumer-group/revoke:member";
    static final String BEAT = "consumer-group/beat:member";

    /// A member says something itself; a new one joins.
    void heartbeat(GroupHeartbeat beat, int connection, int node) {
        MemberMoved before = group.standing(node);
        ConsumerMember known = group.members.get(beat.member());
        ConsumerMember member = known == null ? ConsumerMember.joining(beat, node) : known;
        member = member.heard(connection, turn.now());
        turn.disarm(SESSION, member.member());
        group.members.put(member.member(), member);
        group.fenced.remove(member.member());
        if (known == null) {
            turn.record(new MemberJoined(group.name(), node, group.epoch + 1));
            begin(group.members.size() == 1 ? "the first member joined" : "a member joined");
        }
        boolean current = beat.told() >= member.told();
        boolean changed = advance(member, current ? beat.owned() : null, before);
        GroupHeartbeatAnswer answer = answer(beat.correlation(), beat.kind(), member.member());
        if (changed) {
            store(connection, answer);
        } else {
            turn.answer(connection, answer);
        }
        expectBeats();
    }

    /// The instant of a regular heartbeat that would change something.
    void beat(int number) {
        ConsumerMember member = group.members.get(number);
        ConsumerMember removed = group.fenced.remove(number);
        if (removed != null) {
            tell(removed, LogError.UNKNOWN_MEMBER_ID);
        } else if (member != null && advance(member.toldMore(), null, group.standing(member.node()))) {
            store(member.connection(), answer(0, RequestKind.HEARTBEAT, number));
        }
        expectBeats();
    }

    void leave(GroupHeartbeat beat, int connection) {
        remove(group.members.get(beat.member()), "left", "a member left");
        store(connection, beat.refused(LogError.NONE));
        expectBeats();
    }

    /// Nobody tells the member: it learns it with its next heartbeat.
    void expire(ConsumerMember member, String cause) {
        remove(member, cause, "a member " + cause);
        if (member.connection() != 0) {
            group.fenced.put(member.member(), member);
            expectBeat(member, member.beats());
        }
        storeUnasked();
        expectBeats();
    }

    /// A topic may have grown: a target that does not cover it is no good any more.
    void cover() {
        if (group.epoch == group.targetEpoch && !group.covers(counts())) {
            begin("a topic has grown");
            storeUnasked();
            expectBeats();
        }
    }

    /// The members, or what they read, are others: a target has to be found for a new epoch.
    private void begin(String cause) {
        group.epoch++;
        turn.record(new RebalanceBegan(group.name(), group.epoch, cause));
    }

    /// A member is gone; the others share what it had from their next heartbeats on.
    private void remove(ConsumerMember member, String cause, String rebalance) {
        group.members.remove(member.member());
        group.target.remove(member.member());
        disarm(member);
        turn.record(new MemberLeft(group.name(), member.node(), cause));
        if (!group.of(member.node()).isEmpty()) {
            turn.record(group.standing(member.node()));
        }
        begin(rebalance);
    }

    /// What every heartbeat does. True where something changed.
    ///
    /// @param before where the member's process stood
    private boolean advance(ConsumerMember member, List<TopicPartition> owned, MemberMoved before) {
        boolean assigns = group.epoch > group.targetEpoch;
        if (assigns) {
            group.assign(counts());
            turn.record(new TargetAssigned(group.name(), group.epoch, group.targets()));
        }
        ConsumerMember next = new Reconciling(group, member, owned, turn).next();
        group.members.put(member.member(), next);
        if (next.equals(member)) {
            return assigns;
        }
        limitRevoking(next);
        MemberMoved after = group.standing(member.node());
        if (!after.equals(before)) {
            turn.record(after);
        }
        return true;
    }

    /// A member has as long as its application may take between two polls.
    void limitRevoking(ConsumerMember member) {
        if (member.state() == MemberState.UNREVOKED_PARTITIONS) {
            turn.arm(member.rebalanceMicros(), REVOKE, member.member());
        } else {
            turn.disarm(REVOKE, member.member());
        }
    }

    private TreeMap<String, Integer> counts() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        group.topics()
                .forEach(topic -> counts.put(topic, turn.broker().view.of(topic).size()));
        return counts;
    }

    private GroupHeartbeatAnswer answer(int correlation, RequestKind kind, int number) {
        ConsumerMember member = group.members.get(number);
        return new GroupHeartbeatAnswer(
                correlation, group.name(), kind, LogError.NONE, member.epoch(), member.partitions());
    }

    private void store(int connection, GroupHeartbeatAnswer answer) {
        turn.broker().coordinator.write(List.of(group.stored()), new ParkedHeartbeat(connection, answer), turn);
    }

    /// Nobody waits for it.
    private void storeUnasked() {
        store(
                0,
                new GroupHeartbeatAnswer(
                        0, group.name(), RequestKind.HEARTBEAT, LogError.NONE, group.epoch, List.of()));
    }

    void tell(ConsumerMember member, LogError error) {
        turn.around()
                .send(
                        member.connection(),
                        new GroupHeartbeatAnswer(
                                0, group.name(), RequestKind.HEARTBEAT, error, member.epoch(), List.of()));
    }

    /// Arms the next regular heartbeat of every member for which it would change something.
    void expectBeats() {
        for (ConsumerMember member : group.members.values()) {
            boolean due = member.beats()
                    && (group.epoch > group.targetEpoch
                            || !new Reconciling(group, member, null, turn)
                                    .next()
                                    .equals(member));
            expectBeat(member, due);
        }
    }

    void expectBeat(ConsumerMember member, boolean due) {
        if (due) {
            turn.arm(member.untilHeartbeat(turn.now(), turn.settings().groupHeartbeatMicros()), BEAT, member.member());
        } else {
            turn.disarm(BEAT, member.member());
        }
    }

    /// K25: one timer, armed when nothing can come from the member any more.
    void watch(ConsumerMember member) {
        LogSettings settings = turn.settings();
        turn.disarm(BEAT, member.member());
        if (turn.applies(Rule.K25)) {
            long sinceHeartbeat = (turn.now() - member.heardMicros()) % settings.groupHeartbeatMicros();
            turn.arm(Math.max(1, settings.groupSessionMicros() - sinceHeartbeat), SESSION, member.member());
        }
    }

    void disarm(ConsumerMember member) {
        turn.disarm(SESSION, member.member());
        turn.disarm(REVOKE, member.member());
        turn.disarm(BEAT, member.member());
    }
}
