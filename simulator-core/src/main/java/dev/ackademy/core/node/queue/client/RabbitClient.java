package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.queue.AmqpFrame;

/// RabbitMQ's client library in one process: a connection to publish on and one to consume from, to each broker that
/// holds a queue of it, opened again when they are lost. An acknowledgement has no answer: it is told when it has been
/// handed to the connection.
public final class RabbitClient implements BrokerClient {

    public static final Capabilities CAPABILITIES =
            new Capabilities(false, true, false, false, false, false, false, false, true, 0);

    private static final String HEARTBEAT = "client/heartbeat";

    @Fixed
    private final RabbitClientSettings settings;

    private final Publisher publisher = new Publisher();
    private final Consumption consumption = new Consumption();
    private boolean closing;

    public RabbitClient(RabbitClientSettings settings) {
        this.settings = settings;
    }

    @Override
    public void ask(BrokerCommand command, Surroundings around, Application application) {
        Turn turn = new Turn(around, application);
        switch (command) {
            case BrokerCommand.Open _ -> turn.tell(new BrokerOutcome.Opened(CAPABILITIES));
            case BrokerCommand.Close close -> close(close.clean(), turn);
            case BrokerCommand.Publish publish -> publisher.publish(publish, settings, turn);
            case BrokerCommand.Flush flush -> publisher.flush(flush.request(), turn);
            case BrokerCommand.Subscribe subscribe -> consumption.subscribe(subscribe, settings, turn);
            case BrokerCommand.Unsubscribe unsubscribe -> consumption.unsubscribe(unsubscribe.clean(), settings, turn);
            case BrokerCommand.Pull pull -> consumption.pull(pull.max(), turn);
            case BrokerCommand.Acknowledge acknowledge -> consumption.acknowledge(acknowledge, settings, turn);
            case BrokerCommand.Redeliver redeliver -> consumption.redeliver(redeliver, turn);
            case BrokerCommand.Discard discard -> consumption.discard(discard, turn);
            case BrokerCommand.Pause _ -> consumption.pause(true, turn);
            case BrokerCommand.Resume _ -> consumption.pause(false, turn);
            case BrokerCommand.Extend _,
                    BrokerCommand.Seek _,
                    BrokerCommand.AskPosition _,
                    BrokerCommand.Released _,
                    BrokerCommand.Begin _,
                    BrokerCommand.Attach _,
                    BrokerCommand.Commit _,
                    BrokerCommand.Abort _ ->
                throw new UnsupportedOperationException("RabbitMQ has no counterpart of " + command);
        }
    }

    private void close(boolean clean, Turn turn) {
        closing = true;
        if (consumption.subscribed) {
            consumption.unsubscribe(clean, settings, turn);
        }
        tellWhenClosed(turn);
    }

    private void tellWhenClosed(Turn turn) {
        if (closing && !consumption.subscribed && publisher.idle()) {
            closing = false;
            publisher.links.close(turn);
            turn.tell(new BrokerOutcome.Closed());
        }
    }

    @Override
    public boolean on(Input input, Surroundings around, Application application) {
        Turn turn = new Turn(around, application);
        boolean mine = switch (input) {
            case Input.Opened opened -> opened(opened.connection(), turn);
            case Input.Closed closed -> closed(closed.connection(), turn);
            case Input.Arrived(int connection, int _, AmqpFrame frame) -> arrived(connection, frame, turn);
            case Input.Fired(Timer timer) -> fired(timer, turn);
            case Input.Silent(int peer) -> silent(peer, turn);
            case Input.Heard(int peer) -> {
                turn.disarm(HEARTBEAT, peer);
                consumption.links.send(peer, new AmqpFrame.Ping(0), turn);
                yield settings.queues().brokers().contains(peer);
            }
            case Input.Arrived _, Input.Started _, Input.Stopping _, Input.Adjusted _ -> false;
        };
        tellWhenClosed(turn);
        return mine;
    }

    private boolean opened(int connection, Turn turn) {
        if (publisher.links.owns(connection)) {
            publisher.links.opened(publisher.links.broker(connection));
            publisher.opened(settings, turn);
        } else if (consumption.links.owns(connection)) {
            consumption.links.opened(consumption.links.broker(connection));
            consumption.opened(settings, turn);
        } else {
            return false;
        }
        return true;
    }

    private boolean closed(int connection, Turn turn) {
        if (publisher.links.owns(connection)) {
            publisher.closed(publisher.links.broker(connection), settings, turn);
        } else if (consumption.links.owns(connection)) {
            consumption.closed(consumption.links.broker(connection), settings, turn);
        } else {
            return false;
        }
        return true;
    }

    private boolean arrived(int connection, AmqpFrame frame, Turn turn) {
        if (publisher.links.owns(connection)) {
            publisher.confirmed((AmqpFrame.Confirm) frame, settings, turn);
        } else if (consumption.links.owns(connection)) {
            consumption.arrived(consumption.links.broker(connection), frame, settings, turn);
        } else {
            return false;
        }
        return true;
    }

    private boolean fired(Timer timer, Turn turn) {
        int id = (int) timer.id();
        if (timer.tag().equals(HEARTBEAT)) {
            giveUp(publisher.links, id, turn);
            giveUp(consumption.links, id, turn);
            return true;
        }
        return publisher.fired(timer.tag(), id, settings, turn) || consumption.fired(timer.tag(), id, settings, turn);
    }

    /// Missed heartbeats: the connection is given up from this side.
    private void giveUp(Links links, int broker, Turn turn) {
        Links.Link link = links.links.get(broker);
        if (link != null && link.connection != 0) {
            int connection = link.connection;
            turn.around().close(connection);
            closed(connection, turn);
        }
    }

    private boolean silent(int peer, Turn turn) {
        if (!settings.queues().brokers().contains(peer)) {
            return false;
        }
        if (publisher.links.links.containsKey(peer) || consumption.links.links.containsKey(peer)) {
            turn.arm(settings.heartbeatMicros(), HEARTBEAT, peer);
        }
        return true;
    }

    @Override
    public String waiting() {
        String waiting = publisher.waiting();
        return waiting.isEmpty() ? consumption.waiting() : waiting;
    }
}
