package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveClient;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a process and its client library and tells what the two let out about the broker: appends from
/// receipts and deliveries, commits from their answers, assignments.
final class WatchedClient implements Watched {
    private final Ledger ledger;
    private final LiveJournal journal;
    private final Application mailbox;
    private final int node;
    private final int incarnation;
    private final boolean stream;
    /// Where a group without a commit begins, `earliest`.
    private final String start;
    /// Whether an acknowledgement covers what lies before it.
    private final boolean cumulative;

    private final boolean readsCommitted;
    private final Map<Integer, BrokerCommand.Publish> sends = new ConcurrentHashMap<>();
    private final Map<Integer, Delivery> acknowledged = new ConcurrentHashMap<>();
    private LiveClient client;
    private volatile String group = "";

    /// @param reads  of the process
    /// @param stream whether the broker settles each message for itself
    WatchedClient(
            Ledger ledger,
            LiveJournal journal,
            Application mailbox,
            int node,
            int incarnation,
            Reads reads,
            boolean stream) {
        this.ledger = ledger;
        this.journal = journal;
        this.mailbox = mailbox;
        this.node = node;
        this.incarnation = incarnation;
        this.stream = stream;
        if (reads instanceof Reads.FromTopic topic) {
            start = topic.start();
            cumulative = topic.consumer() != null && topic.consumer().ack().equals("all");
            readsCommitted = topic.readCommitted();
        } else {
            start = "earliest";
            cumulative = false;
            readsCommitted = false;
        }
    }

    @Override
    public Watched over(LiveClient client) {
        this.client = client;
        return this;
    }

    @Override
    public void ask(BrokerCommand command) {
        switch (command) {
            case BrokerCommand.Publish publish -> {
                sends.put(publish.request(), publish);
                if (publish.transaction() != 0) {
                    ledger.asked(publish.message().cause(), node, publish.transaction());
                }
            }
            case BrokerCommand.Acknowledge asked -> acknowledged.put(asked.request(), asked.delivery());
            case BrokerCommand.Subscribe subscribe -> group = subscribe.group();
            default -> {}
        }
        client.ask(command);
    }

    /// Sends that have neither a receipt nor a failure yet.
    @Override
    public int unanswered() {
        return sends.size();
    }

    @Override
    public boolean reap(Duration limit) {
        return client.reap(limit);
    }

    @Override
    public void tell(BrokerOutcome outcome) {
        mailbox.tell(
                switch (outcome) {
                    case BrokerOutcome.Published published -> published(published);
                    case BrokerOutcome.PublishFailed failed -> {
                        sends.remove(failed.request());
                        yield failed;
                    }
                    // What an earlier incarnation had left open is aborted by the producer's new epoch.
                    case BrokerOutcome.Opened opened -> ended(opened, false);
                    case BrokerOutcome.Committed committed -> ended(committed, true);
                    case BrokerOutcome.Aborted aborted -> ended(aborted, false);
                    case BrokerOutcome.Batch batch -> batch(batch);
                    case BrokerOutcome.Acknowledged told -> acknowledged(told);
                    case BrokerOutcome.Assigned assigned -> assigned(assigned);
                    case BrokerOutcome.Position position -> position(position);
                    case BrokerOutcome.Advisory advisory -> advisory(advisory);
                    default -> outcome;
                });
    }

    private BrokerOutcome ended(BrokerOutcome told, boolean commit) {
        ledger.ended(node, commit, 0);
        return told;
    }

    private BrokerOutcome published(BrokerOutcome.Published told) {
        BrokerCommand.Publish sent = sends.remove(told.request());
        if (sent != null && told.position() >= 0) {
            ledger.appended(new LiveBroker.Stored(
                    told.partition(),
                    told.position(),
                    sent.message().operation(),
                    sent.message().attempt(),
                    sent.message().cause()));
        }
        return told;
    }

    private BrokerOutcome batch(BrokerOutcome.Batch batch) {
        List<Delivery> known = new ArrayList<>(batch.deliveries().size());
        TreeMap<TopicPartition, List<StreamEvent.Given>> given = new TreeMap<>();
        for (Delivery each : batch.deliveries()) {
            int entry = ledger.appended(new LiveBroker.Stored(
                    each.partition(),
                    each.position(),
                    each.message().operation(),
                    each.message().attempt(),
                    each.message().cause()));
            known.add(new Delivery(
                    each.handle(),
                    each.partition(),
                    each.position(),
                    each.attempt(),
                    each.redelivered(),
                    each.message(),
                    each.epoch(),
                    entry));
            if (readsCommitted) {
                ledger.readCommitted(each.partition(), each.position());
            }
            given.computeIfAbsent(each.partition(), partition -> new ArrayList<>())
                    .add(new StreamEvent.Given(each.position(), Math.max(1, each.attempt())));
        }
        if (!stream) {
            given.forEach((partition, records) ->
                    ledger.readable(partition, records.getLast().sequence()));
        } else {
            given.forEach((partition, messages) -> ledger.given(
                    group,
                    partition,
                    messages,
                    node,
                    known.stream()
                            .filter(each -> each.partition().equals(partition))
                            .mapToInt(Delivery::entry)
                            .toArray()));
        }
        return new BrokerOutcome.Batch(batch.subscription(), known);
    }

    private BrokerOutcome acknowledged(BrokerOutcome.Acknowledged told) {
        Delivery delivery = acknowledged.remove(told.request());
        if (delivery == null) {
            return told;
        }
        int cause = ledger.entryOf(delivery.partition(), delivery.position());
        if (stream) {
            List<Long> settled = cumulative
                    ? ledger.open(group, delivery.partition()).stream()
                            .filter(each -> each <= delivery.position())
                            .toList()
                    : List.of(delivery.position());
            ledger.settled(group, delivery.partition(), settled, cumulative ? "ack all" : "ack", cause);
        } else {
            ledger.committed(group, delivery.partition(), delivery.position() + 1, node, delivery.epoch(), cause);
        }
        return told;
    }

    private BrokerOutcome assigned(BrokerOutcome.Assigned assigned) {
        if (!assigned.partitions().isEmpty()) {
            ledger.tell(
                    assigned.partitions().getFirst(),
                    new GroupEvent.AssignmentMade(group, node, assigned.epoch(), assigned.partitions()));
        }
        return assigned;
    }

    /// A commit of the library's own.
    private BrokerOutcome advisory(BrokerOutcome.Advisory told) {
        Delivery upTo = told.delivery();
        if (told.about().equals("auto-committed") && upTo != null) {
            int cause = ledger.entryOf(upTo.partition(), upTo.position());
            ledger.committed(group, upTo.partition(), upTo.position() + 1, node, upTo.epoch(), cause);
        }
        return told;
    }

    private BrokerOutcome position(BrokerOutcome.Position told) {
        if (stream) {
            ledger.created(group, told.partition(), told.position(), start);
            return told;
        }
        String from = ledger.isCommitted(group, told.partition(), told.position()) ? "committed" : start;
        journal.write(
                node,
                incarnation,
                -1,
                new DeliveryEvent.PositionSet(told.partition(), told.position(), group, from),
                Origin.INFERRED);
        return told;
    }
}
