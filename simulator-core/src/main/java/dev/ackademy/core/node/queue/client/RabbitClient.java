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
            // Nothing can be asked for: consumer_timeout runs from the delivery.
            case BrokerCommand.Extend _ -> {}
            case BrokerCommand.Seek _,
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
            case Input.Opened opened -> halves().opened(opened.connection(), turn);
            case Input.Closed closed -> halves().closed(closed.connection(), turn);
            case Input.Arrived(int connection, int _, AmqpFrame frame) -> arrived(connection, frame, turn);
            case Input.Fired(Timer timer) -> halves().fired(timer, turn);
            case Input.Silent(int peer) -> halves().silent(peer, turn);
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

    private TwoHalves halves() {
        return new TwoHalves(publisher, consumption, settings, HEARTBEAT);
    }

    @Override
    public String waiting() {
        return halves().waiting();
    }
}
