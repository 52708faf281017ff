package dev.ackademy.connect.store;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.port.StoreCommand;

/// What a command of the store port is, in the words that faults and facts use.
public final class StoreCalls {
    private StoreCalls() {}

    public static RequestKind kind(StoreCommand command) {
        return switch (command) {
            case StoreCommand.Begin _ -> RequestKind.BEGIN;
            case StoreCommand.Read _, StoreCommand.NextId _, StoreCommand.Changes _ -> RequestKind.READ;
            case StoreCommand.Write _ -> RequestKind.WRITE;
            case StoreCommand.InsertIfAbsent _ -> RequestKind.INBOX;
            case StoreCommand.Lock _ -> RequestKind.LOCK;
            case StoreCommand.Commit _ -> RequestKind.TX_COMMIT;
            case StoreCommand.Rollback _ -> RequestKind.TX_ROLLBACK;
            case StoreCommand.Request _ -> RequestKind.CALL;
        };
    }

    /// What it is about, null where it is about no single operation.
    public static Operation operation(StoreCommand command) {
        return switch (command) {
            case StoreCommand.Write write -> write.operation();
            case StoreCommand.InsertIfAbsent insert -> insert.operation();
            case StoreCommand.Request request -> request.operation();
            default -> null;
        };
    }

    /// The session that it belongs to, 0 for none.
    static int session(StoreCommand command) {
        return switch (command) {
            case StoreCommand.Begin begin -> begin.session();
            case StoreCommand.Read read -> read.session();
            case StoreCommand.Write write -> write.session();
            case StoreCommand.InsertIfAbsent insert -> insert.session();
            case StoreCommand.Lock lock -> lock.session();
            case StoreCommand.Commit commit -> commit.session();
            case StoreCommand.Rollback rollback -> rollback.session();
            case StoreCommand.NextId _, StoreCommand.Changes _, StoreCommand.Request _ -> 0;
        };
    }
}
