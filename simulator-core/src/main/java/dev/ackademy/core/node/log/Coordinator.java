package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.CommitRefused;
import dev.ackademy.core.model.GroupEvent.GroupsLoaded;
import dev.ackademy.core.model.GroupEvent.OffsetCommitted;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.Heartbeat;
import dev.ackademy.core.node.log.GroupFrame.HeartbeatAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinGroup;
import dev.ackademy.core.node.log.GroupFrame.LeaveAnswer;
import dev.ackademy.core.node.log.GroupFrame.LeaveGroup;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetch;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetchAnswer;
import dev.ackademy.core.node.log.GroupFrame.SyncGroup;
import dev.ackademy.core.node.log.GroupRecord.GroupStored;
import dev.ackademy.core.node.log.GroupRecord.OffsetStored;
import dev.ackademy.core.node.log.LogRecord.BatchStamp;
import dev.ackademy.core.node.log.LogSettings.CommitFencing;
import dev.ackademy.core.node.log.Parked.ParkedAssignment;
import dev.ackademy.core.node.log.Parked.ParkedCommit;
import dev.ackademy.core.node.log.Parked.ParkedPositions;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The groups of the broker that leads the internal topic (K24, K25): it checks members, keeps their
/// sessions, and stores commits. In memory; loaded from the log by whoever becomes its leader.
final class Coordinator {

    static final String SESSION = "group/session:member";

    /// `offsets.commit.timeout.ms`
    private static final long STORE_TIMEOUT_MICROS = 5_000_000;

    /// Member numbers of one coordinator epoch; the next epoch begins beyond them.
    private static final int MEMBERS_PER_EPOCH = 1 << 16;

    final TreeMap<String, Group> groups = new TreeMap<>();
    private final Rebalancing rebalancing = new Rebalancing();
    boolean active;

    @Ident(counter = true)
    private int lastMember;

    @Ident(counter = true)
    private int lastGroup;

    /// This broker became leader of the internal topic: what its log says is what is known. Loaded members
    /// must be heard within their session time.
    void load(Replica offsets, Turn turn) {
        groups.clear();
        active = true;
        lastMember = offsets.role().epoch() * MEMBERS_PER_EPOCH;
        for (long offset = offsets.log.start(); offset < offsets.log.end(); offset++) {
            load(offsets.log.at(offset), turn);
        }
        if (offsets.role().epoch() > 0) {
            turn.record(
                    new GroupsLoaded(groups.values().stream().map(Group::loaded).toList()));
        }
        for (Group group : groups.values()) {
            group.members.values().forEach(member -> watch(member, turn));
        }
    }

    private void load(LogRecord record, Turn turn) {
        switch (record.internal()) {
            case OffsetStored stored
            when record.transactionOf() >= 0 -> group(stored.group()).pend(record.transactionOf(), stored);
            case OffsetStored stored -> group(stored.group()).offsets.put(stored.partition(), stored);
            case GroupStored stored -> group(stored.group()).load(stored, turn.now());
            case TransactionMarker marker ->
                groups.values().forEach(group -> {
                    TreeMap<TopicPartition, OffsetStored> held = group.pending.remove(marker.producerId());
                    if (held != null && marker.commit()) {
                        group.offsets.putAll(held);
                    }
                });
            case TransactionStored stored -> throw new IllegalStateException(stored + " among the groups");
        }
    }

    /// Another broker coordinates from now on; members learn it with their next heartbeat.
    void unload(Turn turn) {
        active = false;
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

    private Group group(String name) {
        return groups.computeIfAbsent(name, n -> Group.of(n, ++lastGroup));
    }

    void join(int connection, int node, JoinGroup join, Turn turn) {
        if (!active) {
            turn.answer(connection, join.refused(LogError.NOT_COORDINATOR));
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
        LogError error = memberError(group, sync.member(), sync.generation());
        if (error != LogError.NONE) {
            turn.answer(connection, sync.refused(error));
        } else {
            rebalancing.sync(group, heard(group, sync.member(), connection, turn), sync, turn);
        }
    }

    void heartbeat(int connection, Heartbeat beat, Turn turn) {
        Group group = groups.get(beat.group());
        LogError error = memberError(group, beat.member(), beat.generation());
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
        LogError error =
                !active ? LogError.NOT_COORDINATOR : member == null ? LogError.UNKNOWN_MEMBER_ID : LogError.NONE;
        turn.answer(connection, new LeaveAnswer(leave.correlation(), error));
        if (error == LogError.NONE) {
            rebalancing.remove(group, member, "left", turn);
        }
    }

    private LogError memberError(Group group, int member, int generation) {
        if (!active) {
            return LogError.NOT_COORDINATOR;
        }
        if (group == null || !group.members.containsKey(member)) {
            return LogError.UNKNOWN_MEMBER_ID;
        }
        return generation == group.phase.generation() ? LogError.NONE : LogError.ILLEGAL_GENERATION;
    }

    /// K24: a commit needs a member of this generation, unless nobody is a member, or fencing is off.
    private LogError commitError(Group group, OffsetCommit commit, Turn turn) {
        boolean fencing = turn.settings().commitFencing() == CommitFencing.GENERATION && turn.applies(Rule.K24);
        if (!active) {
            return LogError.NOT_COORDINATOR;
        }
        if (!fencing || commit.generation() < 0 && group.phase instanceof GroupPhase.Empty) {
            return LogError.NONE;
        }
        LogError error = memberError(group, commit.member(), commit.generation());
        return error == LogError.NONE && group.phase instanceof GroupPhase.CompletingRebalance
                ? LogError.REBALANCE_IN_PROGRESS
                : error;
    }

    void commit(int connection, int node, OffsetCommit commit, Turn turn) {
        Group group = active ? group(commit.group()) : null;
        LogError error = commitError(group, commit, turn);
        if (error != LogError.NONE || commit.offsets().isEmpty()) {
            for (CommittedOffset offset : error == LogError.NONE ? List.<CommittedOffset>of() : commit.offsets()) {
                turn.record(new CommitRefused(commit.group(), offset.partition(), offset.offset(), node, error.name()));
            }
            turn.answer(connection, new OffsetCommitAnswer(commit.correlation(), error));
            return;
        }
        if (group.members.containsKey(commit.member())) {
            heard(group, commit.member(), connection, turn);
        }
        List<GroupRecord> records = new ArrayList<>();
        for (CommittedOffset offset : commit.offsets()) {
            records.add(new OffsetStored(
                    commit.group(),
                    offset.partition(),
                    offset.offset(),
                    offset.leaderEpoch(),
                    node,
                    commit.generation()));
        }
        write(records, new ParkedCommit(connection, node, commit), turn);
    }

    /// Appends to the internal topic; `then` happens when that is replicated.
    private void write(List<GroupRecord> records, Parked then, Turn turn) {
        Replica offsets = turn.replica(Role.offsetsPartition());
        offsets.leadership.beforeAppend(offsets, turn);
        long end = 0;
        for (GroupRecord record : records) {
            end = offsets.append(record, turn) + 1;
        }
        int ticket = turn.broker().purgatory.park(then, STORE_TIMEOUT_MICROS, turn);
        offsets.leadership.needs.add(new Leadership.Need(end, ticket));
        turn.broker().duties.advance(offsets, turn);
        turn.broker().purgatory.reached(offsets, turn);
        turn.broker().fetching.news(offsets, turn);
    }

    void commitEnded(ParkedCommit parked, LogError error, Turn turn) {
        OffsetCommit commit = parked.commit();
        Group group = groups.get(commit.group());
        if (error == LogError.NONE && group != null) {
            for (CommittedOffset offset : commit.offsets()) {
                hold(
                        group,
                        new OffsetStored(
                                commit.group(),
                                offset.partition(),
                                offset.offset(),
                                offset.leaderEpoch(),
                                parked.node(),
                                commit.generation()),
                        turn);
            }
        }
        turn.answer(parked.connection(), new OffsetCommitAnswer(commit.correlation(), toClient(error)));
    }

    /// K23: positions in a transaction. With the group's metadata a member of another generation is refused
    /// (KIP-447).
    void commit(int connection, int node, CommitOffsets commit, Turn turn) {
        Group group = active ? group(commit.group()) : null;
        boolean checked = active && (commit.member() != 0 || commit.generation() >= 0) && turn.applies(Rule.K23);
        LogError error = !active
                ? LogError.NOT_COORDINATOR
                : checked ? memberError(group, commit.member(), commit.generation()) : LogError.NONE;
        if (error != LogError.NONE || !turn.broker().verification.holds(connection, node, commit, turn)) {
            verified(connection, node, commit, error, turn);
        }
    }

    /// The coordinator of transactions has confirmed that the internal topic is part of this one, or not.
    void verified(int connection, int node, CommitOffsets commit, LogError refusal, Turn turn) {
        LogError error = refusal == LogError.NONE && !active ? LogError.NOT_COORDINATOR : refusal;
        if (error != LogError.NONE) {
            for (CommittedOffset offset : commit.offsets()) {
                turn.record(new CommitRefused(commit.group(), offset.partition(), offset.offset(), node, error.name()));
            }
            boolean absent = error == LogError.NOT_ENOUGH_REPLICAS;
            turn.answer(connection, commit.refused(absent ? LogError.COORDINATOR_NOT_AVAILABLE : error));
            return;
        }
        Replica offsets = turn.replica(Role.offsetsPartition());
        offsets.leadership.beforeAppend(offsets, turn);
        long end = 0;
        for (CommittedOffset offset : commit.offsets()) {
            OffsetStored stored = new OffsetStored(
                    commit.group(),
                    offset.partition(),
                    offset.offset(),
                    offset.leaderEpoch(),
                    node,
                    commit.generation());
            long at = offsets.log.end();
            BatchStamp stamp = new BatchStamp(commit.producerId(), commit.producerEpoch(), -1, -1, at, true);
            end = offsets.append(stored, stamp, turn) + 1;
            group(commit.group()).pend(commit.producerId(), stored);
        }
        int ticket = turn.broker().purgatory.park(new ParkedPositions(connection, commit), -1, turn);
        offsets.leadership.needs.add(new Leadership.Need(end, ticket));
        turn.broker().duties.advance(offsets, turn);
        turn.broker().purgatory.reached(offsets, turn);
        turn.broker().fetching.news(offsets, turn);
    }

    void positionsEnded(ParkedPositions parked, LogError error, Turn turn) {
        turn.answer(parked.connection(), new OffsetCommitAnswer(parked.request().correlation(), toClient(error)));
    }

    /// The marker has reached the internal topic: what was pending holds, or never was (K23).
    void transactionEnded(TransactionMarker marker, Turn turn) {
        for (Group group : groups.values()) {
            TreeMap<TopicPartition, OffsetStored> held = group.pending.remove(marker.producerId());
            if (held != null && marker.commit()) {
                held.values().forEach(stored -> hold(group, stored, turn));
            }
        }
    }

    private static void hold(Group group, OffsetStored stored, Turn turn) {
        OffsetStored before = group.offsets.put(stored.partition(), stored);
        turn.record(new OffsetCommitted(
                group.name(),
                stored.partition(),
                before == null ? -1 : before.offset(),
                stored.offset(),
                stored.memberNode(),
                stored.generation()));
    }

    /// What the log's errors are called by the group protocol.
    private static LogError toClient(LogError error) {
        if (error == LogError.NOT_LEADER_OR_FOLLOWER) {
            return LogError.NOT_COORDINATOR;
        }
        return error == LogError.REQUEST_TIMED_OUT ? LogError.COORDINATOR_NOT_AVAILABLE : error;
    }

    void store(Group group, Turn turn) {
        write(List.of(group.stored()), new ParkedAssignment(group.name(), group.phase.generation()), turn);
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

    void offsets(int connection, OffsetFetch fetch, Turn turn) {
        List<CommittedOffset> found = new ArrayList<>();
        Group group = active ? groups.get(fetch.group()) : null;
        for (TopicPartition partition : active ? fetch.partitions() : List.<TopicPartition>of()) {
            OffsetStored stored = group == null ? null : group.offsets.get(partition);
            found.add(
                    stored == null
                            ? new CommittedOffset(partition, -1, -1, null)
                            : new CommittedOffset(partition, stored.offset(), stored.leaderEpoch(), null));
        }
        boolean waits = fetch.stable() && group != null && group.unstable(fetch.partitions());
        LogError error = !active ? LogError.NOT_COORDINATOR : waits ? LogError.UNSTABLE_OFFSET_COMMIT : LogError.NONE;
        turn.answer(connection, new OffsetFetchAnswer(fetch.correlation(), error, found));
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

    void crashed() {
        groups.clear();
        active = false;
    }
}
