package dev.ackademy.core.node.port;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import java.util.List;

/// What a process may ask of a store. `session` 0: the command commits by itself. Unfinished sessions end when their
/// connection does.
public sealed interface StoreCommand {

    int request();

    record Begin(@Ident int request, @Ident int session) implements StoreCommand {}

    record Read(@Ident int request, @Ident int session, String table, String key) implements StoreCommand {}

    /// Writes by the table's own rule (upsert, versioned, latest-time, merge, insert). `fence` 0 for none;
    /// `expectedVersion` -1 for no condition.
    record Write(
            @Ident int request,
            @Ident int session,
            String table,
            String key,
            Operation operation,
            Payload payload,
            long fence,
            int expectedVersion,
            long takesMicros)
            implements StoreCommand {}

    record InsertIfAbsent(@Ident int request, @Ident int session, String table, String key, Operation operation)
            implements StoreCommand {}

    record NextId(@Ident int request, String sequence) implements StoreCommand {}

    /// Waits for the locks in order; they are held until the session ends. The answer carries a fence that
    /// grows with every grant of the lock.
    record Lock(@Ident int request, @Ident int session, List<String> locks, boolean skipLocked)
            implements StoreCommand {}

    record Commit(@Ident int request, @Ident int session) implements StoreCommand {}

    record Rollback(@Ident int request, @Ident int session) implements StoreCommand {}

    record Changes(@Ident int request, String table, long from, int max) implements StoreCommand {}

    /// To a service. `idempotencyKey` null for none.
    record Request(@Ident int request, Operation operation, Payload payload, String idempotencyKey)
            implements StoreCommand {}
}
