package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;

/// One input being handled by a broker: whose state it may change and what it may ask for. Never kept.
record Turn(LogBroker broker, LogSettings settings, Surroundings around) {

    int self() {
        return around.self();
    }

    long now() {
        return around.now();
    }

    boolean applies(Rule rule) {
        return settings.applies(rule);
    }

    int record(Event event) {
        return around.record(event);
    }

    void arm(long delayMicros, String tag, long id) {
        around.after(delayMicros, new Timer(tag, id));
    }

    void disarm(String tag, long id) {
        around.cancel(new Timer(tag, id));
    }

    Replica replica(TopicPartition partition) {
        return broker.replicas.get(partition);
    }

    /// Answers a request and lets the next one of its connection be handled (N6).
    void answer(int connection, LogFrame frame) {
        around.send(connection, frame);
        broker.conversations.answered(connection);
    }

    /// Answers another broker, or this one itself (connection 0).
    void answerPeer(int connection, LogFrame frame) {
        if (connection == 0) {
            broker.peers.answered(self(), frame, this);
        } else {
            answer(connection, frame);
        }
    }
}
