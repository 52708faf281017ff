package dev.ackademy.core.node.jetstream.client;

import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.port.BrokerOutcome;

/// What the parts of the library need while one input is handled; never kept.
record Turn(JetStreamClientSettings settings, Surroundings around, BrokerClient.Application application) {

    long now() {
        return around.now();
    }

    void tell(BrokerOutcome outcome) {
        application.tell(outcome);
    }
}
