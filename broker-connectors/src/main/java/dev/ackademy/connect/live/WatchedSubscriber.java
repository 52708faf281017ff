package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveClient;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.time.Duration;
import java.util.List;

/// A client of core NATS: who listens, what it was sent, and what its library dropped.
final class WatchedSubscriber implements Watched {
    private final Subjects subjects;
    private final Application mailbox;
    private final int node;
    private LiveClient client;
    private volatile List<String> topics = List.of();
    private volatile String group = "";
    private volatile boolean connected = true;
    private volatile int buffered;

    WatchedSubscriber(Subjects subjects, Application mailbox, int node) {
        this.subjects = subjects;
        this.mailbox = mailbox;
        this.node = node;
    }

    @Override
    public Watched over(LiveClient client) {
        this.client = client;
        return this;
    }

    @Override
    public void ask(BrokerCommand command) {
        switch (command) {
            case BrokerCommand.Publish _ -> buffered += connected ? 0 : 1;
            case BrokerCommand.Subscribe subscribe -> {
                topics = subscribe.topics();
                group = subscribe.group();
                subjects.wants(node, topics);
            }
            case BrokerCommand.Unsubscribe _ -> topics = List.of();
            default -> {}
        }
        client.ask(command);
    }

    /// What the library keeps until it has a connection again.
    @Override
    public int unanswered() {
        return connected ? 0 : buffered;
    }

    @Override
    public boolean reap(Duration limit) {
        subjects.leaves(node, "connection lost");
        topics = null;
        return client.reap(limit);
    }

    @Override
    public void tell(BrokerOutcome outcome) {
        List<String> read = topics;
        if (read == null) {
            return;
        }
        switch (outcome) {
            case BrokerOutcome.Subscribed _ -> subjects.listens(node, read, group);
            case BrokerOutcome.Unsubscribed _ -> subjects.leaves(node, "unsubscribed");
            case BrokerOutcome.Disconnected _ -> {
                connected = false;
                subjects.leaves(node, "connection lost");
            }
            case BrokerOutcome.Reconnected _ -> {
                connected = true;
                buffered = 0;
                if (!read.isEmpty()) {
                    subjects.wants(node, read);
                    subjects.listens(node, read, group);
                }
            }
            default -> {}
        }
        switch (outcome) {
            case BrokerOutcome.Advisory(String about, Delivery delivery)
            when about.equals(Subjects.ARRIVED) -> subjects.routed(node, message(delivery));
            case BrokerOutcome.Advisory(String about, Delivery delivery) ->
                subjects.dropped(node, message(delivery), about);
            case BrokerOutcome.Batch(int subscription, List<Delivery> deliveries) ->
                mailbox.tell(new BrokerOutcome.Batch(
                        subscription, deliveries.stream().map(this::known).toList()));
            default -> mailbox.tell(outcome);
        }
    }

    /// With the observer's number of it, and what sent it here.
    private Delivery known(Delivery each) {
        Subjects.Routed routed = subjects.routed(node, message(each));
        return new Delivery(
                each.handle(),
                each.partition(),
                routed.number(),
                each.attempt(),
                each.redelivered(),
                each.message(),
                each.epoch(),
                routed.entry());
    }

    private static LiveBroker.Stored message(Delivery delivery) {
        return new LiveBroker.Stored(
                delivery.partition(),
                -1,
                delivery.message().operation(),
                delivery.message().attempt(),
                delivery.message().cause());
    }
}
