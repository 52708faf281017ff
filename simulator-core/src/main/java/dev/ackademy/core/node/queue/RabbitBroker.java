package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.queue.QueueSettings.Declared;
import dev.ackademy.core.node.queue.Session.Consuming;
import dev.ackademy.core.node.queue.Session.InHand;
import java.util.List;
import java.util.TreeMap;

/// One RabbitMQ node with the queues that it holds. Queues and their messages are on disk, and a confirm says so;
/// sessions are memory. It forwards nothing: a client is connected to the node that holds its queue.
public final class RabbitBroker implements Node {

    /// By queue number: its head may be too old. The first goes nowhere and keeps no run alive.
    static final String EXPIRY = "decay/queue-ttl";

    static final String EXPIRY_ON = "broker/queue-ttl";
    static final String DEAD_LETTERS = "broker/dead-letters";

    /// By node: nothing was heard of it for the heartbeat time-out.
    private static final String HEARTBEAT = "broker/heartbeat";

    /// By connection.
    private static final String CONSUMER_TIMEOUT = "broker/consumer-timeout:connection";

    @dev.ackademy.core.model.Fixed
    private final QueueSettings settings;

    @dev.ackademy.core.model.Fixed
    private final Patience patience;

    /// How long the broker bears with its clients.
    ///
    /// @param heartbeatMicros       a silent client's connection is closed after this long
    /// @param heartbeatEveryMicros  how often a client is heard
    /// @param consumerTimeoutMicros a message may be in hand for this long, -1 for ever
    public record Patience(long heartbeatMicros, long heartbeatEveryMicros, long consumerTimeoutMicros) {}

    final TreeMap<String, Queue> queues = new TreeMap<>();

    @dev.ackademy.core.model.Ident(of = "connection")
    final TreeMap<Integer, Session> sessions = new TreeMap<>();

    /// Since when each client can be heard.
    @Instant
    private final TreeMap<Integer, Long> heardSince = new TreeMap<>();

    final DeadLetters deadLetters = new DeadLetters();

    public RabbitBroker(QueueSettings settings, int self, Patience patience) {
        this.settings = settings;
        this.patience = patience;
        for (Declared each : settings.queues()) {
            if (each.node() == self) {
                queues.put(each.name(), Queue.of(each));
            }
        }
    }

    @Override
    public void on(Input input, Surroundings around) {
        Turn turn = new Turn(this, settings, around);
        switch (input) {
            case Input.Started(int incarnation) -> {
                if (incarnation > 1) {
                    queues.values().forEach(queue -> queue.recover(turn));
                    deadLetters.recover(turn);
                }
            }
            case Input.Opened(int connection, int peer) -> opened(connection, peer, turn);
            case Input.Closed(int connection, int peer, String cause) -> closed(connection, cause, turn);
            case Input.Arrived(int connection, int from, AmqpFrame frame) -> arrived(connection, frame, turn);
            case Input.Arrived arrived ->
                throw new IllegalStateException(
                        "a RabbitMQ broker got " + arrived.frame().getClass());
            case Input.Fired(Timer timer) -> fired(timer, turn);
            case Input.Silent(int peer) -> silent(peer, turn);
            case Input.Heard(int peer) -> {
                heardSince.put(peer, turn.now());
                turn.disarm(HEARTBEAT, peer);
            }
            case Input.Stopping _ -> around.stopped("shut down");
            case Input.Adjusted _ -> {}
        }
    }

    private void opened(int connection, int peer, Turn turn) {
        if (deadLetters.owns(connection)) {
            deadLetters.opened(connection, turn);
        } else {
            sessions.put(connection, Session.of(connection, peer));
            heardSince.put(peer, turn.now());
        }
    }

    private void closed(int connection, String cause, Turn turn) {
        if (deadLetters.owns(connection)) {
            deadLetters.closed(connection, turn);
            return;
        }
        Session session = sessions.get(connection);
        if (session != null) {
            end(session, cause, true, turn);
            sessions.remove(connection);
        }
    }

    /// The channel is over: its consumers are gone, and what it had in hand comes back at once (Q5).
    private void end(Session session, String cause, boolean failure, Turn turn) {
        session.closed = true;
        turn.disarm(CONSUMER_TIMEOUT, session.connection);
        List<InHand> inHand = List.copyOf(session.inHand);
        session.inHand.clear();
        for (Consuming each : session.consuming) {
            queues.get(each.queue()).leave(session, cause, turn);
        }
        session.consuming.clear();
        if (turn.applies(Rule.Q5)) {
            inHand.forEach(held -> queues.get(held.queue()).requeue(held, failure, cause, turn));
        }
        dispatchAll(turn);
    }

    private void dispatchAll(Turn turn) {
        queues.values().forEach(queue -> queue.dispatch(turn));
    }

    private void arrived(int connection, AmqpFrame frame, Turn turn) {
        if (frame instanceof AmqpFrame.Confirm confirm) {
            deadLetters.confirmed(confirm, turn);
            return;
        }
        Session session = sessions.get(connection);
        if (session == null || session.closed) {
            return;
        }
        switch (frame) {
            case AmqpFrame.Publish publish -> publish(session, publish, turn);
            case AmqpFrame.Consume consume -> consume(session, consume, turn);
            case AmqpFrame.Ping _ -> {}
            case AmqpFrame.Cancel cancel -> cancel(session, cancel, turn);
            case AmqpFrame.Settle settle -> settle(session, settle, turn);
            case AmqpFrame.Confirm _,
                    AmqpFrame.ConsumeOk _,
                    AmqpFrame.CancelOk _,
                    AmqpFrame.Deliver _,
                    AmqpFrame.ChannelClosed _ -> throw new IllegalStateException("a client sent " + frame);
        }
    }

    private void publish(Session session, AmqpFrame.Publish publish, Turn turn) {
        boolean declared = queues.get(publish.queue()).declared;
        boolean returned = !declared && publish.mandatory() && turn.applies(Rule.Q2);
        if (!declared) {
            turn.record(new QueueEvent.MessageUnroutable(
                    publish.message().operation(), new TopicPartition(publish.queue(), 0), returned));
        }
        String error = declared ? route(publish.queue(), publish.message(), turn) : "";
        if (publish.confirm() && (declared || turn.applies(Rule.Q1))) {
            turn.around().send(session.connection, new AmqpFrame.Confirm(publish.correlation(), error, returned));
        }
    }

    /// Puts a message into a queue of this node. Returns why not, empty where it has.
    String route(String name, Message message, Turn turn) {
        Queue queue = queues.get(name);
        if (!queue.declared) {
            return "unroutable";
        }
        String refused = queue.refuses(turn);
        if (refused.isEmpty()) {
            queue.store(message, turn);
        } else {
            turn.record(new LogEvent.AppendRefused(message.operation(), queue.partition(), refused));
        }
        return refused;
    }

    private void consume(Session session, AmqpFrame.Consume consume, Turn turn) {
        session.consuming.add(new Consuming(consume.queue(), consume.prefetch(), consume.automatic()));
        Queue queue = queues.get(consume.queue());
        queue.join(session, turn);
        turn.around().send(session.connection, new AmqpFrame.ConsumeOk(consume.correlation(), consume.queue()));
        queue.dispatch(turn);
    }

    /// What a cancelled consumer has in hand stays with its channel.
    private void cancel(Session session, AmqpFrame.Cancel cancel, Turn turn) {
        session.consuming.removeIf(each -> each.queue().equals(cancel.queue()));
        queues.get(cancel.queue()).leave(session, "cancelled", turn);
        turn.around().send(session.connection, new AmqpFrame.CancelOk(cancel.correlation(), cancel.queue()));
        queues.get(cancel.queue()).dispatch(turn);
    }

    private void settle(Session session, AmqpFrame.Settle settle, Turn turn) {
        List<InHand> meant = session.inHand.stream()
                .filter(held -> settle.multiple() ? held.tag() <= settle.tag() : held.tag() == settle.tag())
                .toList();
        if (meant.isEmpty()) {
            closeChannel(session, "PRECONDITION_FAILED: unknown delivery tag", true, turn);
            return;
        }
        for (InHand held : meant) {
            session.inHand.remove(held);
            Queue queue = queues.get(held.queue());
            switch (settle.verb()) {
                case ACK -> queue.acknowledged(held, session.node, turn);
                case REQUEUE -> queue.requeue(held, false, "requeued by its consumer", turn);
                case REJECT -> queue.rejected(held, turn);
            }
        }
        watchTimeout(session, turn);
        dispatchAll(turn);
    }

    private void closeChannel(Session session, String text, boolean failure, Turn turn) {
        turn.around().send(session.connection, new AmqpFrame.ChannelClosed(text));
        end(session, text, failure, turn);
    }

    /// The consumer time-out runs for what is in hand longest.
    void watchTimeout(Session session, Turn turn) {
        if (patience.consumerTimeoutMicros() < 0 || !turn.applies(Rule.Q14)) {
            return;
        }
        if (session.inHand.isEmpty()) {
            turn.disarm(CONSUMER_TIMEOUT, session.connection);
        } else {
            long over = session.inHand.getFirst().since() + patience.consumerTimeoutMicros();
            turn.arm(Math.max(0, over - turn.now()), CONSUMER_TIMEOUT, session.connection);
        }
    }

    private void silent(int peer, Turn turn) {
        boolean connected = sessions.values().stream().anyMatch(session -> session.node == peer);
        if (connected && turn.applies(Rule.Q15)) {
            long since = (turn.now() - heardSince.getOrDefault(peer, turn.now())) % patience.heartbeatEveryMicros();
            turn.arm(Math.max(1, patience.heartbeatMicros() - since), HEARTBEAT, peer);
        }
    }

    private void fired(Timer timer, Turn turn) {
        int id = (int) timer.id();
        switch (timer.tag()) {
            case EXPIRY, EXPIRY_ON -> {
                Queue queue = queues.get(settings.queues().get(id).name());
                queue.expires = Long.MAX_VALUE;
                queue.dispatch(turn);
            }
            case DEAD_LETTERS -> deadLetters.again(turn);
            case HEARTBEAT -> {
                for (Session session : List.copyOf(sessions.values())) {
                    if (session.node == id) {
                        turn.around().close(session.connection);
                        closed(session.connection, "missed heartbeats", turn);
                    }
                }
            }
            case CONSUMER_TIMEOUT ->
                closeChannel(sessions.get(id), "PRECONDITION_FAILED: consumer timeout", false, turn);
            default -> throw new IllegalStateException("no timer " + timer.tag());
        }
    }

    @Override
    public void crashed() {
        sessions.clear();
        heardSince.clear();
        queues.values().forEach(Queue::crashed);
        deadLetters.crashed();
    }

    @Override
    public String waiting() {
        return deadLetters.waiting();
    }
}
