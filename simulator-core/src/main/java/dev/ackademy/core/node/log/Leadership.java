package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.LogSettings.HwUnderMinIsr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The leader's side of one replica, in memory only: what it knows of its followers, which requests wait for the high
/// watermark, whose fetches are parked. It computes; the broker sends.
final class Leadership {

    static final String LAG = "broker/lag";

    /// A request (by its ticket) waits until the high watermark reaches this offset.
    record Need(long offset, @Ident(of = "ticket") int ticket) {}

    final TreeMap<Integer, FollowerProgress> followers = new TreeMap<>();
    /// In the order of their offsets.
    final ArrayDeque<Need> needs = new ArrayDeque<>();
    /// Connections of consumers whose parked fetch includes this partition.
    @Ident(of = "connection")
    final TreeSet<Integer> parked = new TreeSet<>();

    /// The question to the coordinator that may open a transaction of this producer here (K20).
    final TreeMap<Long, Integer> guards = new TreeMap<>();

    void clear() {
        followers.clear();
        needs.clear();
        parked.clear();
        guards.clear();
    }

    void begin(PartitionState state, int self, long now) {
        followers.clear();
        for (int replica : state.replicas()) {
            if (replica != self) {
                followers.put(replica, FollowerProgress.unknown(state.isr().contains(replica) ? now : -1));
            }
        }
    }

    /// K3: the least log end of the leader, the maximal ISR and whoever is caught up and may come back into
    /// it. Held while the ISR is smaller than min.insync.replicas (KIP-966), unless the setting says
    /// otherwise.
    long reachable(Replica replica, Turn turn) {
        Role.Leading leading = replica.leading();
        long end = replica.log.end();
        if (!turn.applies(Rule.K3)) {
            return end;
        }
        if (leading.isr().size() < replica.topic().minIsr() && turn.settings().hwUnderMinIsr() == HwUnderMinIsr.HOLD) {
            return replica.highWatermark();
        }
        long least = end;
        for (Map.Entry<Integer, FollowerProgress> follower : followers.entrySet()) {
            if (counts(follower.getKey(), follower.getValue(), replica, turn)) {
                least = Math.min(least, follower.getValue().end());
            }
        }
        return least;
    }

    private boolean counts(int broker, FollowerProgress progress, Replica replica, Turn turn) {
        return replica.leading().inMaximalIsr(broker)
                || progress.end() >= 0
                        && caughtUp(progress, replica, turn)
                        && turn.broker().view.brokers.contains(broker);
    }

    private boolean caughtUp(FollowerProgress progress, Replica replica, Turn turn) {
        return progress.end() == replica.log.end()
                || turn.now() - progress.caughtUpMicros() < turn.settings().lagMicros();
    }

    /// Before an append: whoever has everything and has a fetch outstanding was caught up until now.
    void beforeAppend(Replica replica, Turn turn) {
        for (Map.Entry<Integer, FollowerProgress> follower : followers.entrySet()) {
            FollowerProgress progress = follower.getValue();
            if (progress.connection() != 0 && progress.end() == replica.log.end()) {
                follower.setValue(progress.caughtUpAt(turn.now()));
            }
        }
    }

    /// K4: one timer, for the follower that counts and would be the first to have lagged too long.
    void watchLag(Replica replica, Turn turn) {
        long due = Long.MAX_VALUE;
        for (Map.Entry<Integer, FollowerProgress> follower : followers.entrySet()) {
            if (follower.getValue().end() != replica.log.end()
                    && counts(follower.getKey(), follower.getValue(), replica, turn)) {
                due = Math.min(
                        due,
                        follower.getValue().caughtUpMicros() + turn.settings().lagMicros());
            }
        }
        if (due == Long.MAX_VALUE) {
            turn.disarm(LAG, replica.number());
        } else {
            turn.arm(Math.max(1, due - turn.now()), LAG, replica.number());
        }
    }

    /// The ISR without those that have lagged too long.
    List<Integer> isrInTime(Replica replica, Turn turn) {
        List<Integer> inTime = new ArrayList<>();
        for (int broker : replica.leading().isr()) {
            FollowerProgress progress = followers.get(broker);
            if (progress == null || caughtUp(progress, replica, turn)) {
                inTime.add(broker);
            }
        }
        return inTime;
    }

    /// K4: a follower may come back when it has what is committed and what the leader found when it began.
    boolean mayJoinIsr(int broker, Replica replica, Turn turn) {
        Role.Leading leading = replica.leading();
        FollowerProgress progress = followers.get(broker);
        return leading.asked() == null
                && !leading.isr().contains(broker)
                && turn.broker().view.brokers.contains(broker)
                && progress.end() >= Math.max(replica.highWatermark(), leading.epochStart());
    }
}
