package dev.ackademy.core.node.pubsub.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Subject;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.nats.Links;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.port.Delivery;
import dev.ackademy.core.node.pubsub.PubSubFrame;
import dev.ackademy.core.node.pubsub.PubSubFrame.Deliver;
import dev.ackademy.core.node.pubsub.PubSubFrame.Publish;
import dev.ackademy.core.node.pubsub.PubSubFrame.Subscribe;
import dev.ackademy.core.node.pubsub.PubSubFrame.Unsubscribe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The client library of core NATS: publishes and forgets; keeps what comes for a slow application up to a limit, and
/// drops the rest. While there is no connection, publishes wait in the reconnect buffer.
public final class PubSubClient implements BrokerClient {

    /// Nothing can be acknowledged, given again or read later.
    public static final Capabilities CAPABILITIES =
            new Capabilities(false, false, false, false, false, false, false, false, false, 0);

    @Fixed
    private final PubSubClientSettings settings;

    private final Links links = new Links();
    private boolean opening;

    /// What is read, empty for nothing.
    private final ArrayList<String> topics = new ArrayList<>();

    private int subscription;
    private String group = "";
    private int wanted;
    private boolean paused;
    private final ArrayDeque<Deliver> pending = new ArrayDeque<>();

    @Ident(counter = true)
    private int handles;

    public PubSubClient(PubSubClientSettings settings) {
        this.settings = settings;
    }

    @Override
    public void ask(BrokerCommand command, Surroundings around, Application application) {
        switch (command) {
            case BrokerCommand.Open _ -> {
                opening = true;
                links.connect(settings.server(), around);
            }
            case BrokerCommand.Close _ -> {
                links.closeAll(around);
                topics.clear();
                application.tell(new BrokerOutcome.Closed());
            }
            case BrokerCommand.Publish publish -> publish(publish, around, application);
            case BrokerCommand.Flush flush -> application.tell(new BrokerOutcome.Flushed(flush.request()));
            case BrokerCommand.Subscribe subscribe -> {
                subscription = subscribe.subscription();
                group = subscribe.group();
                topics.addAll(subscribe.topics());
                subscribe(around);
                application.tell(new BrokerOutcome.Subscribed(subscription));
            }
            case BrokerCommand.Unsubscribe _ -> {
                topics.clear();
                pending.clear();
                if (links.open(settings.server())) {
                    send(new Unsubscribe(links.correlation()), around);
                }
                application.tell(new BrokerOutcome.Unsubscribed(subscription));
            }
            case BrokerCommand.Pull pull -> {
                wanted = pull.max();
                serve(application);
            }
            case BrokerCommand.Pause _ -> paused = true;
            case BrokerCommand.Resume _ -> {
                paused = false;
                serve(application);
            }
            case BrokerCommand.Acknowledge _,
                    BrokerCommand.Redeliver _,
                    BrokerCommand.Discard _,
                    BrokerCommand.Extend _,
                    BrokerCommand.Seek _,
                    BrokerCommand.AskPosition _,
                    BrokerCommand.Released _,
                    BrokerCommand.Begin _,
                    BrokerCommand.Attach _,
                    BrokerCommand.Commit _,
                    BrokerCommand.Abort _ ->
                throw new UnsupportedOperationException("core NATS has no such thing: " + command);
        }
    }

    private boolean send(PubSubFrame frame, Surroundings around) {
        return links.send(settings.server(), frame, settings.reconnectBuffer(), around);
    }

    private void publish(BrokerCommand.Publish publish, Surroundings around, Application application) {
        String topic = publish.topic();
        String subject = Subject.of(topic, settings.subjects().get(topic), publish.key());
        if (send(new Publish(links.correlation(), topic, subject, publish.message()), around)) {
            application.tell(new BrokerOutcome.Published(publish.request(), new TopicPartition(topic, 0), -1, false));
        } else {
            application.tell(new BrokerOutcome.PublishFailed(
                    publish.request(),
                    "IllegalStateException: Unable to queue any more messages during reconnect",
                    Certainty.NOT_DONE));
        }
    }

    private void subscribe(Surroundings around) {
        if (!links.open(settings.server())) {
            return;
        }
        for (String topic : topics) {
            List<String> patterns = settings.filter() != null
                    ? List.of(settings.filter())
                    : settings.subjects().get(topic);
            patterns.forEach(pattern -> send(new Subscribe(links.correlation(), topic, pattern, group), around));
        }
    }

    private void serve(Application application) {
        if (wanted == 0 || paused || pending.isEmpty()) {
            return;
        }
        List<Delivery> batch = new ArrayList<>();
        while (!pending.isEmpty() && batch.size() < wanted) {
            Deliver next = pending.poll();
            batch.add(new Delivery(
                    ++handles,
                    new TopicPartition(next.topic(), 0),
                    next.number(),
                    0,
                    false,
                    next.message(),
                    0,
                    next.entry()));
        }
        wanted = 0;
        application.tell(new BrokerOutcome.Batch(subscription, batch));
    }

    @Override
    public boolean on(Input input, Surroundings around, Application application) {
        return switch (input) {
            case Input.Opened opened -> opened(opened.connection(), around, application);
            case Input.Closed closed -> closed(closed.connection(), around, application);
            case Input.Arrived arrived ->
                arrived.frame() instanceof Deliver deliver
                        && arrived(arrived.connection(), deliver, around, application);
            case Input.Fired fired ->
                switch (fired.timer().tag()) {
                    case Links.RECONNECT -> {
                        links.reconnect(settings.server(), around);
                        yield true;
                    }
                    case Links.PING -> closed(links.giveUp(settings.server(), around), around, application);
                    default -> false;
                };
            case Input.Silent silent -> heard(silent.peer(), false, around);
            case Input.Heard heard -> heard(heard.peer(), true, around);
            case Input.Started _, Input.Stopping _, Input.Adjusted _ -> false;
        };
    }

    private boolean opened(int connection, Surroundings around, Application application) {
        int server = links.serverOf(connection);
        if (server < 0) {
            return false;
        }
        links.opened(server, around);
        application.tell(opening ? new BrokerOutcome.Opened(CAPABILITIES) : new BrokerOutcome.Reconnected());
        opening = false;
        subscribe(around);
        return true;
    }

    private boolean closed(int connection, Surroundings around, Application application) {
        int server = links.serverOf(connection);
        if (server < 0) {
            return false;
        }
        links.closed(server, around);
        application.tell(new BrokerOutcome.Disconnected("connection lost"));
        return true;
    }

    private boolean arrived(int connection, Deliver deliver, Surroundings around, Application application) {
        if (links.serverOf(connection) < 0) {
            return false;
        }
        if (topics.isEmpty() || pending.size() >= settings.pendingMessages()) {
            around.record(new SubjectEvent.MessageDropped(
                    deliver.message().operation(),
                    deliver.topic(),
                    topics.isEmpty() ? "nobody listens" : "slow consumer: the buffer of the client is full"));
            application.tell(new BrokerOutcome.Dropped(subscription, 1));
        } else {
            pending.add(deliver);
            serve(application);
        }
        return true;
    }

    private boolean heard(int peer, boolean heard, Surroundings around) {
        if (links.uses(peer)) {
            links.heard(peer, heard, new PubSubFrame.Ping(links.correlation()), around);
        }
        return links.uses(peer);
    }

    @Override
    public String waiting() {
        if (opening) {
            return "a process has no connection to its server";
        }
        return pending.isEmpty() ? "" : pending.size() + " messages wait in a client's buffer";
    }
}
