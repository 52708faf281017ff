package dev.ackademy.core.node.jetstream.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamFrame;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Moved;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settle;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Verb;
import dev.ackademy.core.node.nats.Links;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.port.Delivery;

/// JetStream's client library of one process: one sender and at most one durable consumer. A topic is a stream, its
/// positions are the stream's sequences; a group is a durable consumer. There are no partitions and no assignments: who
/// asks is given.
public final class JetStreamClient implements BrokerClient {

    @Fixed
    private final JetStreamClientSettings settings;

    final Links links = new Links();
    private final Leaders leaders = new Leaders();
    private final Sender sender = new Sender();

    /// Null for none.
    Reader reader;

    private boolean opening;

    public JetStreamClient(JetStreamClientSettings settings) {
        this.settings = settings;
    }

    /// @param cumulative whether an acknowledgement covers what lies before it (AckAll)
    public static Capabilities capabilities(boolean cumulative) {
        return new Capabilities(cumulative, true, true, true, true, false, true, false, true, 0);
    }

    @Override
    public void ask(BrokerCommand command, Surroundings around, Application application) {
        Turn turn = new Turn(settings, around, application);
        switch (command) {
            case BrokerCommand.Open _ -> open(turn);
            case BrokerCommand.Close _ -> {
                sender.close(turn);
                links.closeAll(turn.around());
                reader = null;
                turn.tell(new BrokerOutcome.Closed());
            }
            case BrokerCommand.Publish publish -> sender.publish(publish, links, leaders, turn);
            case BrokerCommand.Flush flush -> turn.tell(new BrokerOutcome.Flushed(flush.request()));
            case BrokerCommand.Subscribe subscribe -> {
                reader = Reader.of(subscribe.subscription());
                turn.tell(new BrokerOutcome.Subscribed(subscribe.subscription()));
                reader.begin(links, leaders, turn);
            }
            case BrokerCommand.Unsubscribe _ -> {
                reader.end(links, leaders, turn);
                reader = null;
            }
            case BrokerCommand.Pull pull -> {
                reader.wanted = pull.max();
                reader.serve(links, leaders, turn);
            }
            case BrokerCommand.Acknowledge acknowledge -> acknowledge(acknowledge, turn);
            case BrokerCommand.Redeliver redeliver ->
                settle(redeliver.delivery(), Verb.NAK, redeliver.afterMicros(), turn);
            case BrokerCommand.Discard discard -> settle(discard.delivery(), Verb.TERM, 0, turn);
            case BrokerCommand.Extend extend -> settle(extend.delivery(), Verb.WPI, 0, turn);
            case BrokerCommand.Pause _ -> reader.paused = true;
            case BrokerCommand.Resume _ -> {
                reader.paused = false;
                reader.serve(links, leaders, turn);
            }
            case BrokerCommand.Seek _, BrokerCommand.AskPosition _, BrokerCommand.Released _ ->
                throw new UnsupportedOperationException("a durable consumer of JetStream cannot do this: " + command);
            case BrokerCommand.Begin _, BrokerCommand.Attach _, BrokerCommand.Commit _, BrokerCommand.Abort _ ->
                throw new UnsupportedOperationException("JetStream has no transactions: " + command);
        }
    }

    /// A client connects once before it does anything else.
    private void open(Turn turn) {
        opening = true;
        links.connect(leaders.of(settings.streams().getFirst().name(), turn), turn.around());
    }

    private void acknowledge(BrokerCommand.Acknowledge acknowledge, Turn turn) {
        Settle settle = reader == null
                ? null
                : reader.settle(acknowledge.delivery(), Verb.ACK, 0, acknowledge.awaitReceipt(), links, turn);
        if (settle != null) {
            sender.settle(acknowledge.request(), settle, links, leaders, turn);
        } else if (acknowledge.awaitReceipt()) {
            turn.tell(new BrokerOutcome.AcknowledgeFailed(
                    acknowledge.request(), "IllegalStateException: settled already", Certainty.NOT_DONE));
        }
    }

    private void settle(Delivery delivery, Verb verb, long delayMicros, Turn turn) {
        Settle settle = reader == null ? null : reader.settle(delivery, verb, delayMicros, false, links, turn);
        if (settle != null) {
            sender.settle(0, settle, links, leaders, turn);
        }
    }

    @Override
    public boolean on(Input input, Surroundings around, Application application) {
        Turn turn = new Turn(settings, around, application);
        return switch (input) {
            case Input.Opened opened -> opened(opened.connection(), turn);
            case Input.Closed closed -> closed(closed.connection(), turn);
            case Input.Arrived arrived ->
                arrived.frame() instanceof JetStreamFrame frame && arrived(arrived.connection(), frame, turn);
            case Input.Fired fired -> fired(fired.timer(), turn);
            case Input.Silent silent -> heard(silent.peer(), false, turn);
            case Input.Heard heard -> heard(heard.peer(), true, turn);
            case Input.Started _, Input.Stopping _, Input.Adjusted _ -> false;
        };
    }

    private boolean opened(int connection, Turn turn) {
        int server = links.serverOf(connection);
        if (server < 0) {
            return false;
        }
        links.opened(server, turn.around());
        if (opening) {
            opening = false;
            turn.tell(new BrokerOutcome.Opened(capabilities(
                    settings.consumer() != null && settings.consumer().ack() == AckPolicy.ALL)));
        } else {
            turn.tell(new BrokerOutcome.Reconnected());
        }
        if (reader != null && reads(server, turn)) {
            reader.begin(links, leaders, turn);
        }
        return true;
    }

    private boolean reads(int server, Turn turn) {
        return leaders.of(settings.consumer().stream(), turn) == server;
    }

    private boolean closed(int connection, Turn turn) {
        int server = links.serverOf(connection);
        if (server < 0) {
            return false;
        }
        links.closed(server, turn.around());
        turn.tell(
                new BrokerOutcome.Disconnected("connection to " + turn.around().name(server) + " lost"));
        boolean read = reader != null && reads(server, turn);
        leaders.away(server, turn);
        if (opening) {
            links.connect(leaders.of(settings.streams().getFirst().name(), turn), turn.around());
        }
        if (read) {
            reader.begin(links, leaders, turn);
        }
        return true;
    }

    private boolean arrived(int connection, JetStreamFrame frame, Turn turn) {
        if (links.serverOf(connection) < 0) {
            return false;
        }
        switch (frame) {
            case JetStreamFrame.PubAck ack -> sender.acknowledged(ack, turn);
            case JetStreamFrame.Settled settled -> sender.confirmed(settled, turn);
            case JetStreamFrame.Created created -> {
                if (reader != null) {
                    reader.created(created);
                }
            }
            case JetStreamFrame.Messages messages -> {
                if (reader != null) {
                    reader.arrived(messages, links, leaders, turn);
                }
            }
            case Moved moved -> moved(moved, turn);
            default -> throw new IllegalStateException("not an answer: " + frame);
        }
        return true;
    }

    private void moved(Moved moved, Turn turn) {
        leaders.named(moved.stream(), moved.leader());
        sender.moved(moved.correlation(), links, leaders, turn);
        if (reader != null
                && settings.consumer().stream().equals(moved.stream())
                && reader.asked(moved.correlation())) {
            reader.begin(links, leaders, turn);
        }
    }

    private boolean fired(Timer timer, Turn turn) {
        int id = (int) timer.id();
        switch (timer.tag()) {
            case Links.RECONNECT -> links.reconnect(id, turn.around());
            case Links.PING -> closed(links.giveUp(id, turn.around()), turn);
            case Sender.TIMEOUT -> sender.timedOut(id, turn);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean heard(int peer, boolean heard, Turn turn) {
        if (!links.uses(peer)) {
            return false;
        }
        links.heard(peer, heard, new JetStreamFrame.Ping(links.correlation()), turn.around());
        return true;
    }

    @Override
    public String waiting() {
        if (opening) {
            return "a process has no connection to its server";
        }
        if (!sender.asked.isEmpty()) {
            return "a publish or an acknowledgement has no answer";
        }
        if (reader != null && !reader.refused.isEmpty()) {
            return "a consumer was refused: " + reader.refused;
        }
        return reader == null || reader.buffer.isEmpty()
                ? ""
                : reader.buffer.size() + " messages wait in a client's buffer";
    }
}
