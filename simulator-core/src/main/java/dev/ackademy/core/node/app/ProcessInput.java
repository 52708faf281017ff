package dev.ackademy.core.node.app;

import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.StoreOutcome;

/// What a worker hears, one at a time.
public sealed interface ProcessInput {

    record Started(int incarnation) implements ProcessInput {}

    record FromBroker(BrokerOutcome outcome) implements ProcessInput {}

    record FromStore(String store, StoreOutcome outcome) implements ProcessInput {}

    /// The connection to a store ended: open sessions and unanswered requests are gone (each request also
    /// fails by its own outcome).
    record StoreLost(String store) implements ProcessInput {}

    record TimerFired(Timer timer) implements ProcessInput {}

    record Stopping() implements ProcessInput {}
}
