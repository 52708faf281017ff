package dev.ackademy.core.node;

import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;

/// A model of a client library, living inside a process and dying with it. Commands come from the application, inputs
/// from the network and its own timers.
public interface BrokerClient {

    /// Outcomes go to the application's mailbox, in order, and are handled after the input in hand.
    interface Application {
        void tell(BrokerOutcome outcome);
    }

    void ask(BrokerCommand command, Surroundings around, Application application);

    /// Returns false when the input is not this library's (another's connection or timer).
    boolean on(Input input, Surroundings around, Application application);

    /// As in [Node#waiting].
    String waiting();
}
