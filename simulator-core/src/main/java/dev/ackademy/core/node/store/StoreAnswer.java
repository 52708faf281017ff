package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.List;

/// A store's answer to one request.
record StoreAnswer(@Ident(of = "request") int correlation, RequestKind kind, Operation operation, StoreOutcome outcome)
        implements Frame.Answer {

    @Override
    public List<Carried> carried() {
        return operation == null ? List.of() : List.of(new Carried(operation, "", 0));
    }

    @Override
    public String note() {
        return switch (outcome) {
            case StoreOutcome.Done done -> done.applied() ? "" : "left alone";
            case StoreOutcome.Failed failed -> failed.cause();
        };
    }
}
