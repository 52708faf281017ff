package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.trace.TraceEntry;

/// A database or a service: what is committed there, and what goes on.
///
/// @param rows         by table, then by key; deleted rows stay as tombstones
/// @param inbox        ids that were inserted once, with the entry that did
/// @param locks        locks of a name (not of a row), by name
/// @param transactions open ones that have done something, by the store's own number
/// @param served       by operation, how often a service was asked for it and how often it took effect
/// @param lastServed   the last operation that took effect at a service, null for none
/// @param takesMicros  how much longer each request takes, 0 for not at all
/// @param failing      the error that requests get, null while they are served
/// @param refused      the last refusal (also one by a fence), null for none
public record StorePicture(
        int node,
        Table<String, Table<String, Stored>> rows,
        Table<String, Integer> inbox,
        Table<String, Lock> locks,
        Table<Integer, Transaction> transactions,
        Table<Operation, Served> served,
        Operation lastServed,
        long takesMicros,
        String failing,
        Refusal refused) {

    /// A row.
    ///
    /// @param row       null where a write was turned down and there is no row
    /// @param operation that wrote it last
    /// @param writer    node number of the process
    /// @param fence     of that write, 0 for none
    /// @param writes    how often the row was written
    /// @param at        µs, when
    /// @param entry     that said so
    /// @param kept      why the last write was turned down; empty where it was not
    /// @param offered   the operation that was turned down, null for none
    public record Stored(
            Row row,
            Operation operation,
            int writer,
            long fence,
            int writes,
            long at,
            int entry,
            String kept,
            Operation offered) {}

    /// @param holder node number of the process
    public record Lock(int holder, long fence, long since, int entry) {}

    /// @param writer node number of the process
    public record Transaction(int writer, long since, int entry) {}

    /// @param effects  times that it took effect
    /// @param repeated requests that were recognised by their idempotency key
    /// @param writer   node number of the process that asked last
    public record Served(int effects, int repeated, int writer, long at, int entry) {}

    public record Refusal(Operation operation, int writer, String error, long at, int entry) {}

    static StorePicture before(int node, Iterable<String> tables) {
        Table<String, Table<String, Stored>> empty = Table.empty();
        for (String table : tables) {
            empty = empty.with(table, Table.empty());
        }
        return new StorePicture(
                node, empty, Table.empty(), Table.empty(), Table.empty(), Table.empty(), null, 0, null, null);
    }

    /// Null where there is none.
    public Stored row(String table, String key) {
        return rows.get(table, Table.empty()).get(key);
    }

    /// Locks and open transactions end with the server.
    StorePicture crashed() {
        return new StorePicture(
                node, rows, inbox, Table.empty(), Table.empty(), served, lastServed, takesMicros, failing, refused);
    }

    StorePicture apply(NodeEvent event) {
        return switch (event) {
            case NodeEvent.ServiceSlowed slowed -> disturbed(slowed.takesMicros(), failing);
            case NodeEvent.ServiceFailed failed -> disturbed(takesMicros, failed.error() == null ? "" : failed.error());
            case NodeEvent.ServiceRecovered _ -> disturbed(0, null);
            case NodeEvent.NodeCrashed _, NodeEvent.PowerLost _ -> crashed();
            case NodeEvent.NodeStarted _,
                    NodeEvent.NodePaused _,
                    NodeEvent.NodeResumed _,
                    NodeEvent.NodeStopped _,
                    NodeEvent.ClockSkewed _ -> this;
        };
    }

    StorePicture apply(StoreEvent event, TraceEntry at) {
        return switch (event) {
            case StoreEvent.TransactionBegan e ->
                transactions(transactions.with(e.session(), new Transaction(e.writer(), at.at(), at.n())));
            case StoreEvent.TransactionCommitted e -> transactions(transactions.without(e.session()));
            case StoreEvent.TransactionRolledBack e -> transactions(transactions.without(e.session()));
            case StoreEvent.RowWritten e -> written(e, at);
            case StoreEvent.RowKept e -> kept(e);
            case StoreEvent.InboxChecked e -> e.fresh() ? inbox(inbox.with(e.id(), at.n())) : this;
            case StoreEvent.RequestServed e -> served(e, at);
            case StoreEvent.RequestRefused e ->
                refused(new Refusal(e.operation(), e.writer(), e.error(), at.at(), at.n()));
            case StoreEvent.FenceRefused e ->
                refused(new Refusal(
                        e.operation(),
                        e.writer(),
                        "fence " + e.fence() + " is older than " + e.newest(),
                        at.at(),
                        at.n()));
            case StoreEvent.LockGranted e ->
                locks(locks.with(e.lock(), new Lock(e.holder(), e.fence(), at.at(), at.n())));
            case StoreEvent.LockReleased e -> locks(locks.without(e.lock()));
        };
    }

    private StorePicture written(StoreEvent.RowWritten e, TraceEntry at) {
        Stored before = row(e.table(), e.key());
        int writes = before == null ? 1 : before.writes + 1;
        return row(
                e.table(),
                e.key(),
                new Stored(e.after(), e.operation(), e.writer(), e.fence(), writes, at.at(), at.n(), "", null));
    }

    private StorePicture kept(StoreEvent.RowKept e) {
        Stored before = row(e.table(), e.key());
        if (before == null) {
            return this;
        }
        return row(
                e.table(),
                e.key(),
                new Stored(
                        before.row,
                        before.operation,
                        before.writer,
                        before.fence,
                        before.writes,
                        before.at,
                        before.entry,
                        e.reason(),
                        e.operation()));
    }

    private StorePicture served(StoreEvent.RequestServed e, TraceEntry at) {
        Served before = served.get(e.operation());
        int effects = (before == null ? 0 : before.effects) + (e.repeated() ? 0 : 1);
        int again = (before == null ? 0 : before.repeated) + (e.repeated() ? 1 : 0);
        return new StorePicture(
                node,
                rows,
                inbox,
                locks,
                transactions,
                served.with(e.operation(), new Served(effects, again, e.writer(), at.at(), at.n())),
                e.repeated() ? lastServed : e.operation(),
                takesMicros,
                failing,
                refused);
    }

    private StorePicture row(String table, String key, Stored stored) {
        return new StorePicture(
                node,
                rows.with(table, rows.get(table, Table.empty()).with(key, stored)),
                inbox,
                locks,
                transactions,
                served,
                lastServed,
                takesMicros,
                failing,
                refused);
    }

    private StorePicture inbox(Table<String, Integer> next) {
        return new StorePicture(
                node, rows, next, locks, transactions, served, lastServed, takesMicros, failing, refused);
    }

    private StorePicture locks(Table<String, Lock> next) {
        return new StorePicture(
                node, rows, inbox, next, transactions, served, lastServed, takesMicros, failing, refused);
    }

    private StorePicture transactions(Table<Integer, Transaction> next) {
        return new StorePicture(node, rows, inbox, locks, next, served, lastServed, takesMicros, failing, refused);
    }

    private StorePicture disturbed(long longer, String error) {
        return new StorePicture(node, rows, inbox, locks, transactions, served, lastServed, longer, error, refused);
    }

    private StorePicture refused(Refusal refusal) {
        return new StorePicture(
                node, rows, inbox, locks, transactions, served, lastServed, takesMicros, failing, refusal);
    }
}
