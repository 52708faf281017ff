package dev.ackademy.connect;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// A client library whose topics and groups begin with a prefix at the broker, and do not where a process sees them.
public final class PrefixedClient implements LiveClient {
    private final String prefix;
    private final LiveClient client;

    /// @param made makes the library, given the mailbox that it is to tell
    public PrefixedClient(String prefix, Application mailbox, Function<Application, LiveClient> made) {
        this.prefix = prefix;
        this.client = made.apply(outcome -> mailbox.tell(without(outcome)));
    }

    @Override
    public void ask(BrokerCommand command) {
        client.ask(with(command));
    }

    @Override
    public boolean reap(Duration limit) {
        return client.reap(limit);
    }

    private BrokerCommand with(BrokerCommand command) {
        return switch (command) {
            case BrokerCommand.Publish c ->
                new BrokerCommand.Publish(
                        c.request(),
                        prefix + c.topic(),
                        c.key(),
                        c.partitioner(),
                        c.message(),
                        c.dedupId(),
                        c.expectedLast(),
                        c.transaction());
            case BrokerCommand.Subscribe c ->
                new BrokerCommand.Subscribe(
                        c.subscription(),
                        c.topics().stream().map(prefix::concat).toList(),
                        prefix + c.group());
            case BrokerCommand.Acknowledge c ->
                new BrokerCommand.Acknowledge(c.request(), with(c.delivery()), c.awaitReceipt());
            case BrokerCommand.Redeliver c -> new BrokerCommand.Redeliver(with(c.delivery()), c.afterMicros());
            case BrokerCommand.Discard c -> new BrokerCommand.Discard(with(c.delivery()), c.reason());
            case BrokerCommand.Extend c -> new BrokerCommand.Extend(with(c.delivery()));
            case BrokerCommand.Attach c ->
                new BrokerCommand.Attach(
                        c.request(),
                        c.transaction(),
                        c.deliveries().stream().map(this::with).toList(),
                        c.withGroup());
            case BrokerCommand.Seek c -> new BrokerCommand.Seek(c.subscription(), with(c.partition()), c.position());
            default -> command;
        };
    }

    private BrokerOutcome without(BrokerOutcome outcome) {
        return switch (outcome) {
            case BrokerOutcome.Published o ->
                new BrokerOutcome.Published(o.request(), without(o.partition()), o.position(), o.duplicate());
            case BrokerOutcome.Assigned o ->
                new BrokerOutcome.Assigned(o.subscription(), without(o.partitions()), without(o.added()), o.epoch());
            case BrokerOutcome.Revoking o ->
                new BrokerOutcome.Revoking(o.subscription(), without(o.partitions()), o.token());
            case BrokerOutcome.LostAssignment o ->
                new BrokerOutcome.LostAssignment(o.subscription(), without(o.partitions()), o.cause());
            case BrokerOutcome.PositionInvalid o ->
                new BrokerOutcome.PositionInvalid(
                        o.subscription(), without(o.partition()), o.position(), o.logStart(), o.resetTo());
            case BrokerOutcome.Position o ->
                new BrokerOutcome.Position(o.subscription(), without(o.partition()), o.position());
            case BrokerOutcome.Batch o ->
                new BrokerOutcome.Batch(
                        o.subscription(),
                        o.deliveries().stream()
                                .map(each -> at(each, without(each.partition())))
                                .toList());
            case BrokerOutcome.Advisory o ->
                o.delivery() == null
                        ? o
                        : new BrokerOutcome.Advisory(
                                o.about(), at(o.delivery(), without(o.delivery().partition())));
            default -> outcome;
        };
    }

    private Delivery with(Delivery delivery) {
        return at(delivery, with(delivery.partition()));
    }

    private TopicPartition with(TopicPartition partition) {
        return new TopicPartition(prefix + partition.topic(), partition.partition());
    }

    private TopicPartition without(TopicPartition partition) {
        return new TopicPartition(partition.topic().substring(prefix.length()), partition.partition());
    }

    private List<TopicPartition> without(List<TopicPartition> partitions) {
        return partitions.stream().map(this::without).toList();
    }

    private static Delivery at(Delivery delivery, TopicPartition partition) {
        return new Delivery(
                delivery.handle(),
                partition,
                delivery.position(),
                delivery.attempt(),
                delivery.redelivered(),
                delivery.message(),
                delivery.epoch(),
                delivery.entry());
    }
}
