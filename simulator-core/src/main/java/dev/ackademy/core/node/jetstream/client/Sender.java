package dev.ackademy.core.node.jetstream.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Subject;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.jetstream.JetStreamFrame;
import dev.ackademy.core.node.jetstream.JetStreamFrame.PubAck;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Publish;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settle;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settled;
import dev.ackademy.core.node.jetstream.NatsError;
import dev.ackademy.core.node.nats.Links;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.List;
import java.util.TreeMap;

/// Publishes and acknowledgements that wait for an answer. The library sends each once: without an answer in time its
/// outcome is unknown, and whether to send again is the application's affair.
final class Sender {

    static final String TIMEOUT = "client/timeout:correlation";

    /// @param frame what was sent, for the case that another server leads by now
    record Asked(
            @Ident int request,
            String stream,
            JetStreamFrame frame,
            @Instant long deadline) {}

    @Ident(of = "correlation")
    final TreeMap<Integer, Asked> asked = new TreeMap<>();

    void publish(BrokerCommand.Publish publish, Links links, Leaders leaders, Turn turn) {
        String topic = publish.topic();
        int correlation = links.correlation();
        boolean reply = turn.settings().pubAcks();
        Publish frame = new Publish(
                correlation,
                Subject.of(topic, turn.settings().stream(topic).subjects(), publish.key()),
                publish.message(),
                publish.dedupId() != null
                        ? publish.dedupId()
                        : turn.settings().messageIds()
                                ? publish.message().operation().id()
                                : null,
                -1,
                publish.expectedLast(),
                reply);
        if (!links.send(leaders.of(topic, turn), frame, turn.settings().reconnectBuffer(), turn.around())) {
            turn.tell(new BrokerOutcome.PublishFailed(
                    publish.request(),
                    "IllegalStateException: Unable to queue any more messages during reconnect",
                    Certainty.NOT_DONE));
        } else if (reply) {
            ask(correlation, publish.request(), topic, frame, turn);
        } else {
            turn.tell(new BrokerOutcome.Published(publish.request(), new TopicPartition(topic, 0), -1, false));
        }
    }

    void settle(int request, Settle settle, Links links, Leaders leaders, Turn turn) {
        links.send(leaders.of(settle.stream(), turn), settle, turn.settings().reconnectBuffer(), turn.around());
        if (settle.reply()) {
            ask(settle.correlation(), request, settle.stream(), settle, turn);
        }
    }

    private void ask(int correlation, int request, String stream, JetStreamFrame frame, Turn turn) {
        long timeout = turn.settings().requestTimeoutMicros();
        asked.put(correlation, new Asked(request, stream, frame, turn.now() + timeout));
        turn.around().after(timeout, new dev.ackademy.core.node.Timer(TIMEOUT, correlation));
    }

    private Asked answered(int correlation, Turn turn) {
        turn.around().cancel(new dev.ackademy.core.node.Timer(TIMEOUT, correlation));
        return asked.remove(correlation);
    }

    void acknowledged(PubAck ack, Turn turn) {
        Asked sent = answered(ack.correlation(), turn);
        if (sent == null) {
            return;
        }
        if (ack.error() == NatsError.NONE) {
            turn.tell(new BrokerOutcome.Published(
                    sent.request(), new TopicPartition(sent.stream(), 0), ack.sequence(), ack.duplicate()));
        } else {
            boolean nobody = ack.error() == NatsError.NO_RESPONDERS;
            String cause = (nobody ? "IOException: " : "JetStreamApiException: ")
                    + ack.error().text();
            turn.tell(new BrokerOutcome.PublishFailed(
                    sent.request(), cause, nobody ? Certainty.MAYBE_DONE : Certainty.NOT_DONE));
        }
    }

    void confirmed(Settled settled, Turn turn) {
        Asked sent = answered(settled.correlation(), turn);
        if (sent != null) {
            turn.tell(new BrokerOutcome.Acknowledged(sent.request()));
        }
    }

    /// Another server leads: it gets the same request, within the same time.
    void moved(int correlation, Links links, Leaders leaders, Turn turn) {
        Asked sent = asked.get(correlation);
        if (sent != null) {
            links.send(
                    leaders.of(sent.stream(), turn),
                    sent.frame(),
                    turn.settings().reconnectBuffer(),
                    turn.around());
        }
    }

    void timedOut(int correlation, Turn turn) {
        Asked sent = asked.remove(correlation);
        if (sent == null) {
            return;
        }
        if (sent.frame() instanceof Publish) {
            turn.tell(new BrokerOutcome.PublishFailed(
                    sent.request(),
                    "IOException: Timeout or no response waiting for NATS JetStream server",
                    Certainty.MAYBE_DONE));
        } else {
            turn.tell(new BrokerOutcome.AcknowledgeFailed(
                    sent.request(), "TimeoutException: Ack response timed out.", Certainty.MAYBE_DONE));
        }
    }

    void close(Turn turn) {
        List.copyOf(asked.keySet()).forEach(correlation -> answered(correlation, turn));
    }
}
