package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.DataFrame.Aborted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The transactions of one partition (K19, K21). It follows the log like [ProducerStates]: what is open, what is ended
/// by a marker that is not yet replicated, what was aborted.
final class PartitionTransactions {

    /// @param marker offset of the control record that ends it, -1 while it is open
    record Span(long producerId, long first, long marker) {}

    /// What is not known to be stable, by first offset.
    private final TreeMap<Long, Span> unstable = new TreeMap<>();

    /// In the order of their markers.
    private final ArrayList<Aborted> aborted = new ArrayList<>();

    /// The newest coordinator that ended a transaction of a producer.
    private final TreeMap<Long, Integer> coordinators = new TreeMap<>();

    /// The log holds, or held, records of transactions.
    private boolean used;

    boolean used() {
        return used;
    }

    boolean open(long producerId) {
        return openOf(producerId) != null;
    }

    private Span openOf(long producerId) {
        for (Span span : unstable.values()) {
            if (span.producerId == producerId && span.marker < 0) {
                return span;
            }
        }
        return null;
    }

    /// -1 where none has ended a transaction of this producer.
    int coordinatorOf(long producerId) {
        return coordinators.getOrDefault(producerId, -1);
    }

    /// Returns whether a transaction was opened.
    boolean follow(LogRecord record) {
        TransactionMarker marker = record.marker();
        if (marker != null) {
            used = true;
            end(marker, record.offset());
            return false;
        }
        long producer = record.transactionOf();
        if (producer < 0 || open(producer)) {
            return false;
        }
        used = true;
        unstable.put(record.offset(), new Span(producer, record.offset(), -1));
        return true;
    }

    private void end(TransactionMarker marker, long offset) {
        coordinators.merge(marker.producerId(), marker.coordinatorEpoch(), Math::max);
        Span span = openOf(marker.producerId());
        if (span != null) {
            unstable.put(span.first, new Span(span.producerId, span.first, offset));
            if (!marker.commit()) {
                aborted.add(new Aborted(span.producerId, span.first, offset));
            }
        }
    }

    /// K21: the first offset of a transaction that is open, or whose end is not yet replicated; the high
    /// watermark where there is none.
    long lastStable(long highWatermark) {
        unstable.values().removeIf(span -> span.marker >= 0 && span.marker < highWatermark);
        return unstable.isEmpty() ? highWatermark : Math.min(highWatermark, unstable.firstKey());
    }

    /// The aborted transactions with an offset in `[from, to)`.
    List<Aborted> abortedIn(long from, long to) {
        return aborted.stream()
                .filter(each -> each.first() < to && each.marker() >= from)
                .toList();
    }

    void clear() {
        unstable.clear();
        aborted.clear();
        coordinators.clear();
    }

    void rebuild(PartitionLog log) {
        clear();
        for (long offset = log.start(); offset < log.end(); offset++) {
            follow(log.at(offset));
        }
    }
}
