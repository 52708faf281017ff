package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.CommitRefused;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetch;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetchAnswer;
import dev.ackademy.core.node.log.GroupRecord.OffsetStored;
import dev.ackademy.core.node.log.LogRecord.BatchStamp;
import dev.ackademy.core.node.log.LogSettings.CommitFencing;
import dev.ackademy.core.node.log.Parked.ParkedCommit;
import dev.ackademy.core.node.log.Parked.ParkedPositions;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The committed positions of all groups, whichever protocol their members use. A commit holds when it is replicated in
/// the internal topic; whether a member may commit is the protocol's to say.
final class Offsets {

    /// `offsets.commit.timeout.ms`
    static final long STORE_TIMEOUT_MICROS = 5_000_000;

    final TreeMap<String, GroupOffsets> groups = new TreeMap<>();

    GroupOffsets of(String group) {
        return groups.computeIfAbsent(group, _ -> new GroupOffsets());
    }

    void loaded(TransactionMarker marker) {
        for (GroupOffsets group : groups.values()) {
            for (OffsetStored stored : group.decided(marker.producerId())) {
                if (marker.commit()) {
                    group.offsets.put(stored.partition(), stored);
                }
            }
        }
    }

    /// K24, K26: a commit needs a member of this generation or epoch, unless nobody is a member, or fencing
    /// is off.
    private static LogError commitError(OffsetCommit commit, Turn turn) {
        Coordinator coordinator = turn.broker().coordinator;
        boolean fencing = turn.settings().commitFencing() == CommitFencing.GENERATION && turn.applies(Rule.K24);
        if (!coordinator.active) {
            return LogError.NOT_COORDINATOR;
        }
        if (!fencing) {
            return LogError.NONE;
        }
        return coordinator.consumers.groups.containsKey(commit.group())
                ? coordinator.consumers.commitError(
                        commit.group(), commit.member(), commit.generation(), partitions(commit.offsets()))
                : coordinator.classic.commitError(commit.group(), commit.member(), commit.generation());
    }

    private static List<TopicPartition> partitions(List<CommittedOffset> offsets) {
        return offsets.stream().map(CommittedOffset::partition).toList();
    }

    void commit(int connection, int node, OffsetCommit commit, Turn turn) {
        LogError error = commitError(commit, turn);
        if (error != LogError.NONE || commit.offsets().isEmpty()) {
            if (error != LogError.NONE) {
                refused(commit.group(), commit.offsets(), node, error, turn);
            }
            turn.answer(connection, new OffsetCommitAnswer(commit.correlation(), error));
            return;
        }
        turn.broker().coordinator.classic.committed(commit.group(), commit.member(), connection, turn);
        List<OffsetStored> records = new ArrayList<>();
        for (CommittedOffset offset : commit.offsets()) {
            records.add(stored(commit.group(), offset, node, commit.generation()));
        }
        turn.broker().coordinator.write(records, new ParkedCommit(connection, node, commit), turn);
    }

    private static OffsetStored stored(String group, CommittedOffset offset, int node, int generation) {
        return new OffsetStored(group, offset.partition(), offset.offset(), offset.leaderEpoch(), node, generation);
    }

    private static void refused(String group, List<CommittedOffset> offsets, int node, LogError error, Turn turn) {
        for (CommittedOffset offset : offsets) {
            turn.record(new CommitRefused(group, offset.partition(), offset.offset(), node, error.name()));
        }
    }

    void commitEnded(ParkedCommit parked, LogError error, Turn turn) {
        OffsetCommit commit = parked.commit();
        if (error == LogError.NONE && turn.broker().coordinator.active) {
            for (CommittedOffset offset : commit.offsets()) {
                of(commit.group()).hold(stored(commit.group(), offset, parked.node(), commit.generation()), turn);
            }
        }
        turn.answer(parked.connection(), new OffsetCommitAnswer(commit.correlation(), Coordinator.toClient(error)));
    }

    /// K23: positions in a transaction. With the group's metadata a member of another generation is refused
    /// (KIP-447).
    void commit(int connection, int node, CommitOffsets commit, Turn turn) {
        Coordinator coordinator = turn.broker().coordinator;
        boolean checked =
                coordinator.active && (commit.member() != 0 || commit.generation() >= 0) && turn.applies(Rule.K23);
        LogError error = !coordinator.active
                ? LogError.NOT_COORDINATOR
                : checked ? memberError(commit, coordinator) : LogError.NONE;
        if (error != LogError.NONE || !turn.broker().verification.holds(connection, node, commit, turn)) {
            verified(connection, node, commit, error, turn);
        }
    }

    /// A stale epoch is called by its classic name there (seen in the server's code).
    private static LogError memberError(CommitOffsets commit, Coordinator coordinator) {
        if (!coordinator.consumers.groups.containsKey(commit.group())) {
            return coordinator.memberError(commit.group(), commit.member(), commit.generation());
        }
        LogError error = coordinator.consumers.commitError(
                commit.group(), commit.member(), commit.generation(), partitions(commit.offsets()));
        return error == LogError.STALE_MEMBER_EPOCH ? LogError.ILLEGAL_GENERATION : error;
    }

    /// The coordinator of transactions has confirmed that the internal topic is part of this one, or not.
    void verified(int connection, int node, CommitOffsets commit, LogError refusal, Turn turn) {
        Coordinator coordinator = turn.broker().coordinator;
        LogError error = refusal == LogError.NONE && !coordinator.active ? LogError.NOT_COORDINATOR : refusal;
        if (error != LogError.NONE) {
            refused(commit.group(), commit.offsets(), node, error, turn);
            boolean absent = error == LogError.NOT_ENOUGH_REPLICAS;
            turn.answer(connection, commit.refused(absent ? LogError.COORDINATOR_NOT_AVAILABLE : error));
            return;
        }
        Replica offsets = turn.replica(Role.offsetsPartition());
        offsets.leadership.beforeAppend(offsets, turn);
        long end = 0;
        for (CommittedOffset offset : commit.offsets()) {
            OffsetStored stored = stored(commit.group(), offset, node, commit.generation());
            long at = offsets.log.end();
            BatchStamp stamp = new BatchStamp(commit.producerId(), commit.producerEpoch(), -1, -1, at, true);
            end = offsets.append(stored, stamp, turn) + 1;
            of(commit.group()).pend(commit.producerId(), stored);
        }
        coordinator.written(offsets, end, new ParkedPositions(connection, commit), -1, turn);
    }

    void positionsEnded(ParkedPositions parked, LogError error, Turn turn) {
        turn.answer(
                parked.connection(),
                new OffsetCommitAnswer(parked.request().correlation(), Coordinator.toClient(error)));
    }

    /// The marker has reached the internal topic: what was pending holds, or never was (K23).
    void transactionEnded(TransactionMarker marker, Turn turn) {
        for (GroupOffsets group : groups.values()) {
            for (OffsetStored stored : group.decided(marker.producerId())) {
                if (marker.commit()) {
                    group.hold(stored, turn);
                }
            }
        }
    }

    void fetch(int connection, OffsetFetch fetch, Turn turn) {
        boolean active = turn.broker().coordinator.active;
        List<CommittedOffset> found = new ArrayList<>();
        GroupOffsets group = active ? groups.get(fetch.group()) : null;
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
}
