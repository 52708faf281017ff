package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.DataFrame.EpochEnd;
import java.util.ArrayList;
import java.util.List;

/// The stored records of one replica, with its leader-epoch cache. Append-only but for the two ends: truncation cuts
/// the tail, retention the head. It is what survives a crash; what was not flushed does not survive lost power (K8).
/// Every offset has its place; of a record that the cleaner removed only that is left (K28).
final class PartitionLog {

    /// @param start offset of the first record of the epoch
    record EpochStart(int epoch, long start) {}

    /// The least number of dead records at the head before the list is shortened.
    private static final int SHORTEN_AT = 64;

    private final ArrayList<LogRecord> records = new ArrayList<>();
    private final ArrayList<EpochStart> epochs = new ArrayList<>();
    /// Offset of the first element of `records`; not above `start`.
    private long base;
    private long start;
    private long flushed;

    long start() {
        return start;
    }

    /// The log end offset (LEO): where the next record goes.
    long end() {
        return base + records.size();
    }

    /// What lost power leaves; where the log begins is known again from its checkpoint.
    long flushed() {
        return Math.max(start, Math.min(flushed, end()));
    }

    void flush() {
        flushed = end();
    }

    LogRecord at(long offset) {
        return records.get((int) (offset - base));
    }

    void append(LogRecord record) {
        if (record.offset() != end()) {
            throw new IllegalStateException("record " + record.offset() + " at log end " + end());
        }
        records.add(record);
        beginEpoch(record.leaderEpoch(), record.offset());
    }

    /// A leader notes where its epoch begins, also before its first record.
    void beginEpoch(int epoch, long offset) {
        if (epochs.isEmpty() || epochs.getLast().epoch < epoch) {
            epochs.add(new EpochStart(epoch, offset));
        }
    }

    /// Records from `from` on, below `limit`, at most `most`; removed ones are passed over.
    List<LogRecord> read(long from, long limit, int most) {
        List<LogRecord> read = new ArrayList<>();
        long to = Math.min(limit, end());
        for (long offset = from; offset < to && read.size() < most; offset++) {
            if (!at(offset).removed()) {
                read.add(at(offset));
            }
        }
        return read;
    }

    void remove(long offset) {
        records.set((int) (offset - base), at(offset).withoutContent());
    }

    /// The leader has removed what lay before this offset.
    void skipTo(long offset, int leaderEpoch) {
        while (end() < offset) {
            records.add(LogRecord.hole(end(), leaderEpoch));
        }
    }

    /// Epoch of the record before this offset, -1 where there is none.
    int epochBefore(long offset) {
        for (int i = epochs.size() - 1; i >= 0; i--) {
            if (epochs.get(i).start < offset) {
                return epochs.get(i).epoch;
            }
        }
        return -1;
    }

    int latestEpoch() {
        return epochs.isEmpty() ? -1 : epochs.getLast().epoch;
    }

    /// The end offset of the largest epoch that is not above `epoch`; both -1 for an epoch beyond this log.
    EpochEnd epochEnd(int epoch) {
        if (epochs.isEmpty() || epoch > latestEpoch()) {
            return new EpochEnd(-1, -1);
        }
        if (epoch < epochs.getFirst().epoch) {
            return new EpochEnd(epoch, epochs.getFirst().start);
        }
        for (int i = epochs.size() - 1; ; i--) {
            if (epochs.get(i).epoch <= epoch) {
                long end = i + 1 < epochs.size() ? epochs.get(i + 1).start : end();
                return new EpochEnd(epochs.get(i).epoch, end);
            }
        }
    }

    void truncateTo(long offset) {
        if (offset >= end()) {
            return;
        }
        records.subList((int) Math.max(0, offset - base), records.size()).clear();
        while (!epochs.isEmpty() && epochs.getLast().start >= offset) {
            epochs.removeLast();
        }
        flushed = Math.min(flushed, end());
        start = Math.min(start, end());
    }

    /// Forgets everything and goes on at `offset`: the leader no longer has what this replica lacks.
    void restartAt(long offset) {
        records.clear();
        epochs.clear();
        base = offset;
        start = offset;
        flushed = offset;
    }

    void moveStart(long offset) {
        start = Math.max(start, Math.min(offset, end()));
        int dead = (int) (start - base);
        if (dead >= SHORTEN_AT && dead >= records.size() / 2) {
            records.subList(0, dead).clear();
            base = start;
        }
        while (epochs.size() > 1 && epochs.get(1).start <= start) {
            epochs.removeFirst();
        }
    }
}
