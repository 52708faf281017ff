package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;

/// One input being handled by a broker: whose state it may change and what it may ask for. Never kept.
record Turn(RabbitBroker broker, QueueSettings settings, Surroundings around) {

    long now() {
        return around.now();
    }

    boolean applies(Rule rule) {
        return settings.applies(rule);
    }

    int record(Event event, int... causes) {
        return around.record(event, causes);
    }

    void arm(long delayMicros, String tag, long id) {
        around.after(delayMicros, new Timer(tag, id));
    }

    void disarm(String tag, long id) {
        around.cancel(new Timer(tag, id));
    }
}
