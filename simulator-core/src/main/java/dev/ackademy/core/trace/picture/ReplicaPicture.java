package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TransactionEvent;
import java.util.List;

/// The log of one partition at one broker.
///
/// @param cells         stored records by offset
/// @param start         offset of the first record that may be read
/// @param end           the log end offset: where the next record goes
/// @param highWatermark as this replica knows it
public record ReplicaPicture(Table<Long, Cell> cells, long start, long end, long highWatermark) {

    static final ReplicaPicture EMPTY = new ReplicaPicture(Table.empty(), 0, 0, 0);

    /// One stored record.
    ///
    /// @param operation null where the record carries none
    /// @param epoch     leader epoch under which it was appended
    /// @param attempt   the application's own send, from 1; 0 where this is a follower's copy
    /// @param producer  id of an idempotent producer, -1 without
    /// @param sequence  of that producer, -1 without
    /// @param entry     that appended it here
    public record Cell(Operation operation, int epoch, int attempt, long producer, int sequence, int entry) {}

    ReplicaPicture appended(LogEvent.RecordAppended e, int entry) {
        Cell cell = new Cell(e.operation(), e.leaderEpoch(), e.attempt(), e.producer(), e.sequence(), entry);
        return new ReplicaPicture(cells.with(e.offset(), cell), start, Math.max(end, e.offset() + 1), highWatermark);
    }

    /// A control record: [TransactionsPicture#marker] says what it ends.
    ReplicaPicture appended(TransactionEvent.MarkerAppended e, int entry) {
        Cell cell = new Cell(null, e.leaderEpoch(), 0, e.producer(), -1, entry);
        return new ReplicaPicture(cells.with(e.offset(), cell), start, Math.max(end, e.offset() + 1), highWatermark);
    }

    ReplicaPicture copied(LogEvent.ReplicaAppended e, int entry) {
        Table<Long, Cell> more = cells;
        long offset = e.from();
        for (int i = 0; i < e.operations().size(); i++, offset++) {
            int epoch = i < e.epochs().size() ? e.epochs().get(i) : -1;
            more = more.with(offset, new Cell(e.operations().get(i), epoch, 0, -1, -1, entry));
        }
        return new ReplicaPicture(more, start, Math.max(end, offset), highWatermark);
    }

    ReplicaPicture truncated(long to) {
        return to >= end
                ? this
                : new ReplicaPicture(cells.below(to), Math.min(start, to), to, Math.min(highWatermark, to));
    }

    ReplicaPicture removed(List<Long> offsets) {
        Table<Long, Cell> fewer = cells;
        for (long offset : offsets) {
            fewer = fewer.without(offset);
        }
        return new ReplicaPicture(fewer, start, end, highWatermark);
    }

    ReplicaPicture highWatermark(long to) {
        return new ReplicaPicture(cells, start, end, to);
    }

    /// Forward: what lies before is deleted. Back, or beyond the end: the replica begins anew there.
    ReplicaPicture startMoved(long to) {
        return to < start || to > end
                ? new ReplicaPicture(Table.empty(), to, to, to)
                : new ReplicaPicture(cells.from(to), to, end, Math.max(highWatermark, to));
    }
}
