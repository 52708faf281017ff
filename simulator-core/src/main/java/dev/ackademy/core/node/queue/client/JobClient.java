package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.queue.JobFrame;

/// BullMQ's library in one process: a queue to add jobs to and a worker, each with a connection to Redis of its own.
public final class JobClient implements BrokerClient {

    public static final Capabilities CAPABILITIES =
            new Capabilities(false, true, true, true, false, false, false, false, true, 0);

    private static final String SILENCE = "client/silence";

    @Fixed
    private final RabbitClientSettings settings;

    private final Publisher publisher = new Publisher();
    private final JobConsumption consumption = new JobConsumption();
    private boolean closing;

    /// @param settings the prefetch is the worker's concurrency
    public JobClient(RabbitClientSettings settings) {
        this.settings = settings;
    }

    @Override
    public void ask(BrokerCommand command, Surroundings around, Application application) {
        Turn turn = new Turn(around, application);
        switch (command) {
            case BrokerCommand.Open _ -> turn.tell(new BrokerOutcome.Opened(CAPABILITIES));
            case BrokerCommand.Close _ -> {
                closing = true;
                if (consumption.subscribed) {
                    consumption.unsubscribe(turn);
                }
                tellWhenClosed(turn);
            }
            case BrokerCommand.Publish publish -> publisher.publish(publish, settings, turn);
            case BrokerCommand.Flush flush -> publisher.flush(flush.request(), turn);
            case BrokerCommand.Subscribe subscribe ->
                consumption.subscribe(subscribe.subscription(), subscribe.topics(), settings, turn);
            case BrokerCommand.Unsubscribe _ -> consumption.unsubscribe(turn);
            case BrokerCommand.Pull _ -> consumption.pull(settings, turn);
            case BrokerCommand.Acknowledge acknowledge ->
                consumption.finish(acknowledge.request(), acknowledge.delivery(), 0, settings, turn);
            case BrokerCommand.Redeliver redeliver ->
                consumption.finish(0, redeliver.delivery(), redeliver.afterMicros(), settings, turn);
            case BrokerCommand.Discard discard -> consumption.finish(0, discard.delivery(), -1, settings, turn);
            case BrokerCommand.Pause _ -> consumption.pause(true, settings, turn);
            case BrokerCommand.Resume _ -> consumption.pause(false, settings, turn);
            // Locks are renewed by the worker itself.
            case BrokerCommand.Extend _ -> {}
            case BrokerCommand.Seek _,
                    BrokerCommand.AskPosition _,
                    BrokerCommand.Released _,
                    BrokerCommand.Begin _,
                    BrokerCommand.Attach _,
                    BrokerCommand.Commit _,
                    BrokerCommand.Abort _ ->
                throw new UnsupportedOperationException("BullMQ has no counterpart of " + command);
        }
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
            case Input.Arrived(int connection, int _, JobFrame frame) -> arrived(connection, frame, turn);
            case Input.Fired(Timer timer) -> halves().fired(timer, turn);
            case Input.Silent(int peer) -> halves().silent(peer, turn);
            case Input.Heard(int peer) -> {
                turn.disarm(SILENCE, peer);
                consumption.renew(peer, turn);
                yield settings.queues().brokers().contains(peer);
            }
            case Input.Arrived _, Input.Started _, Input.Stopping _, Input.Adjusted _ -> false;
        };
        tellWhenClosed(turn);
        return mine;
    }

    private boolean arrived(int connection, JobFrame frame, Turn turn) {
        if (publisher.links.owns(connection) && frame instanceof JobFrame.Added added) {
            publisher.answered(
                    added.correlation(), added.error(), false, added.position(), added.duplicate(), settings, turn);
        } else if (consumption.links.owns(connection)) {
            consumption.arrived(frame, settings, turn);
        } else {
            return false;
        }
        return true;
    }

    private TwoHalves halves() {
        return new TwoHalves(publisher, consumption, settings, SILENCE);
    }

    @Override
    public String waiting() {
        return halves().waiting();
    }
}
