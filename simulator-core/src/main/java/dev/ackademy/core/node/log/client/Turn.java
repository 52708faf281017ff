package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerOutcome;

/// What the parts of the library need while one input is handled; never kept.
record Turn(LogClientSettings settings, Surroundings around, BrokerClient.Application application) {

    long now() {
        return around.now();
    }

    void tell(BrokerOutcome outcome) {
        application.tell(outcome);
    }

    void record(Event event) {
        around.record(event);
    }

    /// Arms the one timer of this name for an instant ([Long#MAX_VALUE]: none), when it is not armed for it
    /// already.
    ///
    /// @param armed what it is armed for now
    /// @return what it is armed for from now on
    long wake(Timer timer, long armed, long instant) {
        if (instant == armed) {
            return armed;
        }
        if (instant == Long.MAX_VALUE) {
            around.cancel(timer);
        } else {
            around.after(Math.max(0, instant - now()), timer);
        }
        return instant;
    }
}
