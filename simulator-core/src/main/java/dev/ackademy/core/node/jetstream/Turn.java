package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;

/// One input being handled by a server. Never kept.
record Turn(JetStreamServer server, JetStreamSettings settings, Surroundings around) {

    int self() {
        return around.self();
    }

    long now() {
        return around.now();
    }

    boolean applies(Rule rule) {
        return settings.applies(rule);
    }

    StreamSettings of(Stream stream) {
        return settings.stream(stream.name);
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
