package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.LogSettings.Truncation;
import java.util.List;

/// What a broker does for the partitions that it leads: it moves the high watermark (K3) and asks the
/// controller for another ISR (K4). Holds no state of its own.
final class LeaderDuties {

    void begin(Replica replica, PartitionState state, Turn turn) {
        replica.become(replica.role().toLeading(state, replica.log.end()));
        replica.log.beginEpoch(state.leaderEpoch(), replica.log.end());
        replica.producers.rebuild(replica.log, turn.now(), turn.settings());
        replica.leadership.begin(state, turn.self(), turn.now());
        if (replica.producers.oldestMicros() >= 0) {
            turn.broker().upkeep.producersChanged(turn);
        }
        advance(replica, turn);
    }

    /// The log, a follower or the ISR changed.
    void advance(Replica replica, Turn turn) {
        if (replica.leading() == null) {
            return;
        }
        boolean moved = replica.moveHighWatermark(replica.leadership.reachable(replica, turn), turn);
        replica.tellStable(turn);
        if (moved) {
            turn.broker().purgatory.reached(replica, turn);
            turn.broker().upkeep.retain(replica, turn);
            turn.broker().fetching.news(replica, turn);
        }
        replica.leadership.watchLag(replica, turn);
    }

    /// A follower fetches from `position`: it has everything before.
    void fetched(Replica replica, int follower, long position, int connection, Turn turn) {
        FollowerProgress progress = replica.leadership.followers.get(follower);
        if (progress == null) {
            return;
        }
        replica.leadership.followers.put(
                follower, progress.fetching(position, replica.log.end(), turn.now(), connection));
        if (replica.leadership.mayJoinIsr(follower, replica, turn)) {
            ask(replica, Role.with(replica.leading().isr(), follower), turn);
        }
        advance(replica, turn);
    }

    /// Nothing more comes from this follower's fetch (closed, silent); it was caught up until now if it had
    /// everything.
    void unheard(int follower, Turn turn) {
        for (Replica replica : turn.broker().replicas.values()) {
            FollowerProgress progress = replica.leadership.followers.get(follower);
            if (replica.leading() != null && progress != null && progress.connection() != 0) {
                boolean whole = progress.end() == replica.log.end();
                replica.leadership.followers.put(
                        follower, (whole ? progress.caughtUpAt(turn.now()) : progress).unheard());
                advance(replica, turn);
            }
        }
    }

    /// K4: somebody has not been caught up for too long.
    void lagFired(Replica replica, Turn turn) {
        Role.Leading leading = replica.leading();
        if (leading == null || leading.asked() != null) {
            return;
        }
        List<Integer> inTime = replica.leadership.isrInTime(replica, turn);
        if (inTime.size() < leading.isr().size()) {
            ask(replica, inTime, turn);
        } else {
            advance(replica, turn);
        }
    }

    private void ask(Replica replica, List<Integer> isr, Turn turn) {
        if (turn.applies(Rule.K4)) {
            replica.become(replica.leading().asking(isr));
            turn.broker().controllerLink.askForIsr(replica, turn);
        }
    }

    /// The controller's picture of the partition that this broker leads, or a refusal (then nothing is
    /// asked any more).
    void confirmed(Replica replica, PartitionState state, Turn turn) {
        Role.Leading leading = replica.leading();
        replica.become(leading.withIsr(state.isr(), state.partitionEpoch()));
        for (int follower : state.isr()) {
            FollowerProgress progress = replica.leadership.followers.get(follower);
            if (progress != null && !leading.isr().contains(follower)) {
                replica.leadership.followers.put(follower, progress.caughtUpAt(turn.now()));
            }
        }
        advance(replica, turn);
    }

    /// The partition is led by another broker, or by none.
    void end(Replica replica, Role next, Turn turn) {
        boolean led = replica.leading() != null;
        replica.become(next);
        if (led) {
            turn.disarm(Leadership.LAG, replica.number());
            turn.broker().purgatory.leadershipLost(replica, turn);
            turn.broker().fetching.news(replica, turn);
        }
        replica.leadership.clear();
    }

    /// K6: the legacy way (before KIP-101) cuts a new follower's log back to its own high watermark.
    void beginFollowing(Replica replica, PartitionState state, Turn turn) {
        end(replica, replica.role().toFollowing(state), turn);
        if (turn.settings().truncation() == Truncation.HW && turn.applies(Rule.K6)) {
            replica.truncate(replica.highWatermark(), "to its own high watermark", turn);
        }
    }
}
