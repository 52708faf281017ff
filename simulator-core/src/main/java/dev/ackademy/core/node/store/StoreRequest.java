package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.List;

/// A command on its way to a store. The number of the command is the correlation.
record StoreRequest(@Ident(of = "request") int correlation, StoreCommand command) implements Frame.Request {

    static StoreRequest of(StoreCommand command) {
        return new StoreRequest(command.request(), command);
    }

    @Override
    public RequestKind kind() {
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

    /// What the command is about, null where it is about no single operation.
    Operation operation() {
        return switch (command) {
            case StoreCommand.Write write -> write.operation();
            case StoreCommand.InsertIfAbsent insert -> insert.operation();
            case StoreCommand.Request request -> request.operation();
            case StoreCommand.Begin _,
                    StoreCommand.Read _,
                    StoreCommand.NextId _,
                    StoreCommand.Changes _,
                    StoreCommand.Lock _,
                    StoreCommand.Commit _,
                    StoreCommand.Rollback _ -> null;
        };
    }

    @Override
    public List<Carried> carried() {
        Operation operation = operation();
        return operation == null ? List.of() : List.of(new Carried(operation, "", 0));
    }

    @Override
    public String note() {
        return switch (command) {
            case StoreCommand.Write write -> write.table();
            case StoreCommand.InsertIfAbsent insert -> insert.table() + " " + insert.key();
            case StoreCommand.Read read -> read.table() + " " + read.key();
            case StoreCommand.Lock lock -> String.join(" ", lock.locks());
            case StoreCommand.Request request ->
                request.idempotencyKey() == null ? "" : "key " + request.idempotencyKey();
            case StoreCommand.NextId next -> next.sequence();
            case StoreCommand.Changes changes -> changes.table();
            case StoreCommand.Begin _, StoreCommand.Commit _, StoreCommand.Rollback _ -> "";
        };
    }

    /// Every store protocol has an error answer; nothing was done.
    @Override
    public Frame refusal(String error, boolean retriable) {
        String cause = error != null ? error : retriable ? "unavailable" : "rejected";
        return answered(new StoreOutcome.Failed(correlation, cause, Certainty.NOT_DONE));
    }

    StoreAnswer answered(StoreOutcome outcome) {
        return new StoreAnswer(correlation, kind(), operation(), outcome);
    }
}
