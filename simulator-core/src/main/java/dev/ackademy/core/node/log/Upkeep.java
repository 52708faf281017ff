package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.LogSettings.Fsync;
import java.util.TreeSet;

/// What a broker does to its logs by time: flush (K8), retention, expiry of producers (K13). All of it is decay: it
/// never keeps a run alive.
final class Upkeep {

    static final String FLUSH = "decay/flush";
    static final String RETENTION = "decay/retention";
    static final String PRODUCERS = "decay/producers";

    /// Replicas whose flush is due, by number.
    private final TreeSet<Integer> dirty = new TreeSet<>();
    private boolean producersArmed;

    /// Something was written to the page cache.
    void appended(Replica replica, Turn turn) {
        LogSettings settings = turn.settings();
        if (settings.fsync() == Fsync.ALWAYS) {
            replica.log.flush();
        } else if (settings.fsync() == Fsync.INTERVAL && dirty.add(replica.number())) {
            turn.arm(settings.fsyncEveryMicros(), FLUSH, replica.number());
        }
    }

    void flush(Replica replica) {
        dirty.remove(replica.number());
        replica.log.flush();
    }

    /// The leader deletes what is below the high watermark and too much or too old; followers take over its
    /// log start. Age goes by the time that the producer stamped.
    void retain(Replica replica, Turn turn) {
        if (replica.leading() == null || !replica.topic().deletes()) {
            return;
        }
        PartitionLog log = replica.log;
        long most = replica.topic().retentionMessages();
        if (most >= 0) {
            replica.moveStart(
                    Math.min(replica.highWatermark(), log.end() - most), "retention of " + most + " messages", turn);
        }
        long age = replica.topic().retentionMicros();
        if (age < 0) {
            return;
        }
        long wall = turn.around().wallClock();
        long to = log.start();
        while (to < replica.highWatermark() && log.at(to).timestampMicros() + age <= wall) {
            to++;
        }
        replica.moveStart(to, "older than the retention time", turn);
        if (to < log.end()) {
            turn.arm(Math.max(1, log.at(to).timestampMicros() + age - wall), RETENTION, replica.number());
        }
    }

    void producersChanged(Turn turn) {
        if (!producersArmed) {
            producersArmed = true;
            turn.arm(turn.settings().producerExpiryMicros(), PRODUCERS, 0);
        }
    }

    void expireProducers(Turn turn) {
        producersArmed = false;
        long expiry = turn.settings().producerExpiryMicros();
        long oldest = -1;
        for (Replica replica : turn.broker().replicas.values()) {
            replica.producers.expire(turn.now() - expiry);
            long silent = replica.producers.oldestMicros();
            oldest = silent < 0 ? oldest : oldest < 0 ? silent : Math.min(oldest, silent);
        }
        if (oldest >= 0) {
            producersArmed = true;
            turn.arm(oldest + expiry - turn.now(), PRODUCERS, 0);
        }
    }

    void crashed() {
        dirty.clear();
        producersArmed = false;
    }
}
