package dev.ackademy.core.node.jetstream.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.jetstream.ConsumerSettings;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Create;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Created;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Listen;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Messages;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Pull;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settle;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Verb;
import dev.ackademy.core.node.jetstream.NatsError;
import dev.ackademy.core.node.jetstream.StoredMessage.Given;
import dev.ackademy.core.node.nats.Links;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One durable consumer of this process. Pulling: one request of the application is one request to the server, which
/// waits there. Pushed: the server sends by itself, and a request takes from the buffer what is there.
final class Reader {

    int subscription;

    /// What the library knows of a message that the application has in hand.
    record Handed(@Ident long delivery, Carried message) {}

    /// The consumer is there, as far as this side knows.
    boolean created;

    /// The request that makes the consumer, 0 for none.
    @Ident(of = "correlation")
    int creating;

    /// The pull that waits at the server, 0 for none.
    @Ident(of = "correlation")
    int pulling;

    /// How many messages the application wants, 0 while it wants none.
    int wanted;

    boolean paused;

    /// Why there is nothing to read, empty where there is.
    String refused = "";

    final ArrayDeque<Given> buffer = new ArrayDeque<>();

    @Ident(of = "handle")
    final TreeMap<Integer, Handed> handed = new TreeMap<>();

    @Ident(counter = true)
    int handles;

    static Reader of(int subscription) {
        Reader reader = new Reader();
        reader.subscription = subscription;
        return reader;
    }

    private static ConsumerSettings settings(Turn turn) {
        return turn.settings().consumer();
    }

    /// Begins, or begins again at a server that knows nothing of this reader. What it asks of the consumer
    /// follows the request to make it in the same connection, and so needs not wait for the answer.
    void begin(Links links, Leaders leaders, Turn turn) {
        created = false;
        pulling = 0;
        int server = leaders.of(settings(turn).stream(), turn);
        if (!links.open(server)) {
            links.connect(server, turn.around());
            return;
        }
        creating = links.correlation();
        created = true;
        links.send(server, new Create(creating, settings(turn)), turn.settings().reconnectBuffer(), turn.around());
        if (settings(turn).push()) {
            Listen listen = new Listen(
                    links.correlation(), settings(turn).stream(), settings(turn).name(), true);
            links.send(server, listen, turn.settings().reconnectBuffer(), turn.around());
        }
        serve(links, leaders, turn);
    }

    /// Whether a request of this number is its own; 0 is what a push consumer's server sends unasked.
    boolean asked(int correlation) {
        return correlation == 0 || correlation == creating || correlation == pulling;
    }

    void created(Created answer) {
        if (answer.correlation() == creating) {
            creating = 0;
            created = answer.error() == NatsError.NONE;
            refused = created ? "" : answer.error().text();
        }
    }

    /// Hands over what is there, or asks for more.
    void serve(Links links, Leaders leaders, Turn turn) {
        if (wanted == 0 || paused) {
            return;
        }
        if (!buffer.isEmpty()) {
            List<Delivery> batch = new ArrayList<>();
            while (!buffer.isEmpty() && batch.size() < wanted) {
                batch.add(delivery(buffer.poll(), turn));
            }
            wanted = 0;
            turn.tell(new BrokerOutcome.Batch(subscription, batch));
        } else if (created && !settings(turn).push() && pulling == 0) {
            pulling = links.correlation();
            links.send(
                    leaders.of(settings(turn).stream(), turn),
                    new Pull(pulling, settings(turn).stream(), settings(turn).name(), wanted),
                    turn.settings().reconnectBuffer(),
                    turn.around());
        }
    }

    private Delivery delivery(Given given, Turn turn) {
        int handle = ++handles;
        var stored = given.stored();
        TopicPartition partition = new TopicPartition(settings(turn).stream(), 0);
        if (settings(turn).ack() != ConsumerSettings.AckPolicy.NONE) {
            String copy = partition + "@" + stored.sequence();
            handed.put(
                    handle,
                    new Handed(
                            given.delivery(),
                            new Carried(
                                    stored.message().operation(),
                                    copy,
                                    stored.message().attempt())));
        }
        return new Delivery(
                handle,
                partition,
                stored.sequence(),
                given.count(),
                given.count() > 1,
                stored.message(),
                0,
                stored.entry());
    }

    void arrived(Messages messages, Links links, Leaders leaders, Turn turn) {
        if (messages.correlation() != 0 && messages.correlation() == pulling) {
            pulling = 0;
            if (messages.messages().isEmpty() && refused.isEmpty()) {
                begin(links, leaders, turn);
            }
        }
        buffer.addAll(messages.messages());
        serve(links, leaders, turn);
    }

    /// What is said about a message in hand; null for one that is not, or is settled already.
    Settle settle(Delivery delivery, Verb verb, long delayMicros, boolean reply, Links links, Turn turn) {
        Handed known = verb == Verb.WPI ? handed.get(delivery.handle()) : handed.remove(delivery.handle());
        return known == null
                ? null
                : new Settle(
                        links.correlation(),
                        settings(turn).stream(),
                        settings(turn).name(),
                        delivery.position(),
                        known.delivery(),
                        verb,
                        delayMicros,
                        reply,
                        known.message());
    }

    void end(Links links, Leaders leaders, Turn turn) {
        int server = leaders.of(settings(turn).stream(), turn);
        if (links.open(server)) {
            Listen listen = new Listen(
                    links.correlation(), settings(turn).stream(), settings(turn).name(), false);
            links.send(server, listen, turn.settings().reconnectBuffer(), turn.around());
        }
        turn.tell(new BrokerOutcome.Unsubscribed(subscription));
    }
}
