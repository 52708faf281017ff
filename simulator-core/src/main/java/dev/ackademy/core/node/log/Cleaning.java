package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.LogEvent.LogCompacted;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The cleaner of one replica (K28, K29): of each key it leaves the last record, where all is stable and lies
/// below the active segment. Each replica cleans its own log, and only when at least half of what may be cleaned is new
/// (`min.cleanable.dirty.ratio`). Decay: it never keeps a run alive.
final class Cleaning {

    static final String CLEAN = "decay/clean";

    /// A tombstone that was left standing by the first pass over it.
    record Tombstone(@Instant long until) {}

    /// What lies before has been cleaned.
    private long dirtyFrom;

    private final TreeMap<Long, Tombstone> tombstones = new TreeMap<>();
    private boolean armed;

    /// There may be more to clean.
    void changed(Replica replica, Turn turn) {
        var cleanup = replica.topic().cleanup();
        if (cleanup != null && !armed && cleanable(replica) > dirtyFrom && turn.applies(Rule.K28)) {
            armed = true;
            turn.arm(cleanup.everyMicros(), CLEAN, replica.number());
        }
    }

    /// The active segment, the last one, always holds a record and is never cleaned.
    private static long cleanable(Replica replica) {
        long segment = replica.topic().cleanup().segmentMessages();
        long active = Math.max(0, replica.log.end() - 1) / segment * segment;
        return Math.min(active, replica.lastStable());
    }

    void due(Replica replica, Turn turn) {
        armed = false;
        long to = cleanable(replica);
        boolean runOut = tombstones.values().stream().anyMatch(each -> each.until <= turn.now());
        if (runOut || 2 * stored(replica.log, dirtyFrom, to) >= Math.max(1, stored(replica.log, 0, to))) {
            clean(replica, to, turn);
        }
        if (!tombstones.isEmpty()) {
            long next = tombstones.values().stream()
                    .mapToLong(Tombstone::until)
                    .min()
                    .getAsLong();
            armed = true;
            turn.arm(Math.max(1, next - turn.now()), CLEAN, replica.number());
        }
    }

    private static int stored(PartitionLog log, long from, long to) {
        int stored = 0;
        for (long offset = Math.max(from, log.start()); offset < to; offset++) {
            stored += log.at(offset).removed() ? 0 : 1;
        }
        return stored;
    }

    private void clean(Replica replica, long to, Turn turn) {
        PartitionLog log = replica.log;
        TreeMap<String, Long> last = new TreeMap<>();
        for (long offset = log.start(); offset < to; offset++) {
            if (cleans(log.at(offset)) && !aborted(log.at(offset), replica)) {
                last.put(log.at(offset).key(), offset);
            }
        }
        List<Long> removed = new ArrayList<>();
        for (long offset = log.start(); offset < to; offset++) {
            LogRecord record = log.at(offset);
            if (cleans(record)
                    && (aborted(record, replica) || last.get(record.key()) > offset || runOut(record, replica, turn))) {
                log.remove(offset);
                tombstones.remove(offset);
                removed.add(offset);
            }
        }
        dirtyFrom = Math.max(dirtyFrom, to);
        if (!removed.isEmpty()) {
            turn.record(new LogCompacted(replica.partition(), removed));
        }
    }

    /// A record without a key, and one of the broker's own, stays.
    private static boolean cleans(LogRecord record) {
        return record.key() != null && record.message() != null;
    }

    /// What was aborted replaces nothing, and goes (K21).
    private static boolean aborted(LogRecord record, Replica replica) {
        return replica.producers.transactions.abortedIn(record.offset(), record.offset() + 1).stream()
                .anyMatch(each -> record.isOf(each.producerId()));
    }

    private boolean runOut(LogRecord record, Replica replica, Turn turn) {
        if (!tombstone(record.message()) || !turn.applies(Rule.K29)) {
            return false;
        }
        long kept = replica.topic().cleanup().tombstoneMicros();
        return tombstones.computeIfAbsent(record.offset(), _ -> new Tombstone(turn.now() + kept)).until <= turn.now();
    }

    /// A record that says nothing but that its entity is gone.
    private static boolean tombstone(Message message) {
        return message.operation().kind() == OperationKind.DELETE
                && message.payload().form() == Payload.Form.EMPTY;
    }

    /// The log ends here now.
    void cutTo(long end) {
        dirtyFrom = Math.min(dirtyFrom, end);
        tombstones.tailMap(end, true).clear();
    }

    void crashed() {
        armed = false;
    }
}
