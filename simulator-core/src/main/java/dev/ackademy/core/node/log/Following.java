package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.ClusterFrame.Replicate;
import dev.ackademy.core.node.log.ClusterFrame.ReplicateAnswer;
import dev.ackademy.core.node.log.DataFrame.EpochEnd;
import dev.ackademy.core.node.log.DataFrame.FetchPartition;
import dev.ackademy.core.node.log.DataFrame.Fetched;
import dev.ackademy.core.node.log.LogSettings.Truncation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The follower's side of every partition that this broker follows: one [Fetcher] a leader (K3, K6, K7). In memory
/// only.
final class Following {

    static final String RETRY = "broker/follow";

    /// `replica.fetch.backoff.ms`
    private static final long BACKOFF_MICROS = 1_000_000;

    /// `socket.connection.setup.timeout.ms`: when nobody answers there twice the leader is silent.
    private static final long SETUP_MICROS = 10_000_000;

    private final TreeMap<Integer, Fetcher> fetchers = new TreeMap<>();

    /// Leaders that nothing can come from: they are not called until they are heard of again.
    private final TreeSet<Integer> silent = new TreeSet<>();

    @Ident(counter = true)
    private int correlations;

    /// What is to be fetched from whom has changed.
    void refresh(Turn turn) {
        for (Replica replica : turn.broker().replicas.values()) {
            if (replica.role() instanceof Role.Following following) {
                fetchers.computeIfAbsent(following.leader(), leader -> new Fetcher());
            }
        }
        for (int leader : new ArrayList<>(fetchers.keySet())) {
            fetchers.get(leader).delayed.clear();
            fetch(leader, turn);
        }
    }

    private void fetch(int leader, Turn turn) {
        Fetcher fetcher = fetchers.get(leader);
        List<FetchPartition> parts = partitions(leader, fetcher, turn);
        if (parts.isEmpty()) {
            return;
        }
        switch (fetcher.stage) {
            case APART -> {
                if (!silent.contains(leader)) {
                    fetcher.stage = Fetcher.Stage.CONNECTING;
                    fetcher.connection = turn.around().connect(leader);
                    turn.arm(SETUP_MICROS, RETRY, leader);
                }
            }
            case CONNECTING -> {}
            case IDLE -> ask(fetcher, parts, turn);
            case FETCHING -> {
                if (!parts.equals(fetcher.asked)) {
                    ask(fetcher, parts, turn);
                }
            }
        }
    }

    private void ask(Fetcher fetcher, List<FetchPartition> parts, Turn turn) {
        fetcher.stage = Fetcher.Stage.FETCHING;
        fetcher.correlation = ++correlations;
        fetcher.asked.clear();
        fetcher.asked.addAll(parts);
        turn.around().send(fetcher.connection, new Replicate(fetcher.correlation, parts));
    }

    /// K7: the position is the log end, and the epoch before it shows whether the logs have parted.
    private List<FetchPartition> partitions(int leader, Fetcher fetcher, Turn turn) {
        List<FetchPartition> parts = new ArrayList<>();
        for (Replica replica : turn.broker().replicas.values()) {
            if (replica.role() instanceof Role.Following(int epoch, int followed)
                    && followed == leader
                    && !fetcher.delayed.contains(replica.partition())) {
                long end = replica.log.end();
                boolean byEpoch = turn.settings().truncation() == Truncation.EPOCH && turn.applies(Rule.K6);
                parts.add(new FetchPartition(
                        replica.partition(), end, epoch, byEpoch ? replica.log.epochBefore(end) : -1));
            }
        }
        return parts;
    }

    /// Returns false when the connection is not one of these.
    boolean opened(int connection, Turn turn) {
        for (int leader : fetchers.keySet()) {
            if (fetchers.get(leader).connection == connection) {
                fetchers.get(leader).stage = Fetcher.Stage.IDLE;
                fetchers.get(leader).vain = 0;
                turn.disarm(RETRY, leader);
                fetch(leader, turn);
                return true;
            }
        }
        return false;
    }

    boolean closed(int connection, Turn turn) {
        for (int leader : fetchers.keySet()) {
            Fetcher fetcher = fetchers.get(leader);
            if (fetcher.connection == connection) {
                fetcher.apart();
                if (!silent.contains(leader)
                        && !partitions(leader, fetcher, turn).isEmpty()) {
                    turn.arm(BACKOFF_MICROS, RETRY, leader);
                }
                return true;
            }
        }
        return false;
    }

    void retry(int leader, Turn turn) {
        Fetcher fetcher = fetchers.get(leader);
        if (fetcher.stage == Fetcher.Stage.CONNECTING) {
            turn.around().close(fetcher.connection);
            fetcher.apart();
            if (fetcher.vain++ > 0) {
                silent.add(leader);
            }
        }
        fetcher.delayed.clear();
        fetch(leader, turn);
    }

    void silent(int peer) {
        silent.add(peer);
    }

    /// The same incarnation again: whether an answer was lost meanwhile is unknown, so the conversation
    /// begins anew.
    void heard(int peer, Turn turn) {
        silent.remove(peer);
        Fetcher fetcher = fetchers.get(peer);
        if (fetcher != null) {
            fetcher.vain = 0;
            if (fetcher.stage != Fetcher.Stage.APART) {
                turn.around().close(fetcher.connection);
                fetcher.apart();
            }
            fetch(peer, turn);
        }
    }

    /// It called, or was made a leader: it lives, perhaps in a new incarnation.
    void alive(int peer, Turn turn) {
        if (silent.contains(peer)) {
            heard(peer, turn);
        }
    }

    void answered(int leader, ReplicateAnswer answer, Turn turn) {
        Fetcher fetcher = fetchers.get(leader);
        if (fetcher == null) {
            return;
        }
        boolean last = answer.correlation() == fetcher.correlation;
        for (Fetched part : answer.partitions()) {
            Replica replica = turn.replica(part.partition());
            if (replica != null
                    && replica.role() instanceof Role.Following following
                    && following.leader() == leader
                    && (last || part.error() == LogError.NONE)) {
                take(part, last, replica, leader, fetcher, turn);
            }
        }
        if (last) {
            fetcher.stage = Fetcher.Stage.IDLE;
            fetch(leader, turn);
        }
    }

    /// @param last whether it answers the latest fetch
    private void take(Fetched part, boolean last, Replica replica, int leader, Fetcher fetcher, Turn turn) {
        if (part.error() == LogError.OFFSET_OUT_OF_RANGE) {
            outOfRange(part, replica, turn);
        } else if (part.error() != LogError.NONE) {
            fetcher.delayed.add(part.partition());
            turn.arm(BACKOFF_MICROS, RETRY, leader);
        } else if (part.diverging() != null) {
            truncate(part.diverging(), replica, turn);
        } else {
            if (!part.records().isEmpty() && follows(part.records().getFirst().offset(), last, replica)) {
                replica.follow(part.records(), turn);
            }
            replica.moveHighWatermark(Math.min(part.highWatermark(), replica.log.end()), turn);
            replica.moveStart(Math.min(part.logStart(), replica.log.end()), "as the leader's", turn);
        }
    }

    /// Whether a record of this offset is the next one: that of the log end, or behind what the leader's
    /// cleaner removed.
    private static boolean follows(long offset, boolean last, Replica replica) {
        return offset == replica.log.end()
                || offset > replica.log.end() && last && replica.topic().cleanup() != null;
    }

    /// K6: to the end of the largest epoch that both logs have.
    private static void truncate(EpochEnd leaders, Replica replica, Turn turn) {
        EpochEnd own = replica.log.epochEnd(leaders.epoch());
        long to = own.epoch() < 0 ? leaders.endOffset() : Math.min(own.endOffset(), leaders.endOffset());
        replica.truncate(to, "the leader's epoch " + leaders.epoch() + " ended there", turn);
    }

    private static void outOfRange(Fetched part, Replica replica, Turn turn) {
        long leaderEnd = part.diverging().endOffset();
        if (leaderEnd < replica.log.end()) {
            replica.truncate(Math.max(leaderEnd, replica.log.start()), "the leader's log ends there", turn);
        }
        if (replica.log.end() < part.logStart() || leaderEnd < replica.log.start()) {
            replica.restartAt(part.logStart(), turn);
        }
    }

    void crashed() {
        fetchers.clear();
        silent.clear();
    }
}
