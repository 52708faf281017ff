package dev.ackademy.core.model;

/// Facts of a store (the node is the store). `writer` is the process node that asked; `fence` its fencing token, 0 for
/// none. Writes inside an open transaction are told when it commits, in order; `session` 0 is a write that commits by
/// itself.
public sealed interface StoreEvent extends Event {

    record TransactionBegan(int session, int writer) implements StoreEvent {}

    record TransactionCommitted(int session, int writer) implements StoreEvent {}

    record TransactionRolledBack(int session, int writer, String cause) implements StoreEvent {}

    /// The operation took effect on a row. `before` is null where there was none.
    record RowWritten(
            Operation operation, String table, String key, Row before, Row after, int writer, long fence, int session)
            implements StoreEvent {}

    /// The store decided to leave the row alone (an older version, the same version, the same time stamp,
    /// an existing key of an insert).
    record RowKept(Operation operation, String table, String key, Row row, int writer, String reason, int session)
            implements StoreEvent {}

    /// An inbox insert: `fresh` false says that the id was there already.
    record InboxChecked(Operation operation, String id, boolean fresh, int writer, int session) implements StoreEvent {}

    /// A service performed the effect of a request. `idempotent` true says that its key was known and
    /// nothing was done again.
    record RequestServed(Operation operation, int writer, String idempotencyKey, boolean repeated)
            implements StoreEvent {}

    record RequestRefused(Operation operation, int writer, String error) implements StoreEvent {}

    /// A write with a fence older than one that was seen.
    record FenceRefused(Operation operation, String table, String key, int writer, long fence, long newest)
            implements StoreEvent {}

    record LockGranted(String lock, int holder, long fence) implements StoreEvent {}

    record LockReleased(String lock, int holder, String cause) implements StoreEvent {}
}
