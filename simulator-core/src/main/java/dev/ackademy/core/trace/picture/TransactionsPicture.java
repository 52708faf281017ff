package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.TransactionEvent;
import java.util.Map;

/// The transactions of one partition as its leader knows them.
///
/// @param open       the first offset of each producer's open transaction
/// @param markers    control records by offset
/// @param lastStable what lies before it may be read by whoever reads committed, -1 where there were no transactions
public record TransactionsPicture(Table<Long, Long> open, Table<Long, Marker> markers, long lastStable) {

    static final TransactionsPicture NONE = new TransactionsPicture(Table.empty(), Table.empty(), -1);

    /// @param first offset of the first record of the transaction that it ends, -1 where that is not known
    public record Marker(long producer, int epoch, boolean commit, long first) {}

    /// The control record at this offset, null where there is none.
    public Marker marker(long offset) {
        return markers.get(offset);
    }

    /// Where the oldest open transaction begins, -1 where none is open.
    public long firstOpen() {
        long first = -1;
        for (Map.Entry<Long, Long> each : open) {
            first = first < 0 ? each.getValue() : Math.min(first, each.getValue());
        }
        return first;
    }

    TransactionsPicture apply(TransactionEvent event) {
        return switch (event) {
            case TransactionEvent.TransactionOpened e ->
                new TransactionsPicture(open.with(e.producer(), e.offset()), markers, lastStable);
            case TransactionEvent.MarkerAppended e ->
                new TransactionsPicture(
                        open.without(e.producer()),
                        markers.with(
                                e.offset(),
                                new Marker(e.producer(), e.epoch(), e.commit(), open.get(e.producer(), -1L))),
                        lastStable);
            case TransactionEvent.LastStableMoved e -> new TransactionsPicture(open, markers, e.to());
            case TransactionEvent.TransactionMoved _,
                    TransactionEvent.TransactionRefused _,
                    TransactionEvent.TransactionBegun _,
                    TransactionEvent.OffsetAttached _,
                    TransactionEvent.CommitAsked _,
                    TransactionEvent.AbortAsked _,
                    TransactionEvent.TransactionEnded _,
                    TransactionEvent.TransactionFailed _,
                    TransactionEvent.RecordsPassed _ -> this;
        };
    }
}
