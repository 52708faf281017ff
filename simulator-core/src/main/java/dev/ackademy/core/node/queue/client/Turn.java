package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerOutcome;

/// What the parts of a library need while one input is handled; never kept.
record Turn(Surroundings around, BrokerClient.Application application) {

    long now() {
        return around.now();
    }

    void tell(BrokerOutcome outcome) {
        application.tell(outcome);
    }

    void arm(long delayMicros, String tag, long id) {
        around.after(delayMicros, new Timer(tag, id));
    }

    void disarm(String tag, long id) {
        around.cancel(new Timer(tag, id));
    }
}
