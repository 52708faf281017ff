package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.LogFrame;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.port.Delivery;
import java.util.List;
import java.util.TreeMap;

/// The log kind's client library of one process: a producer, and a consumer for each subscription, each with
/// connections and a picture of the cluster of its own, as separate `KafkaProducer` and `KafkaConsumer` objects have.
///
/// It owns no message for longer than its process lives: a crash loses what it had not sent.
public final class LogClient implements BrokerClient {

    /// What the log kind can do. A largest batch of 0 says that the vendor's own limit counts bytes.
    public static final Capabilities CAPABILITIES =
            new Capabilities(true, true, true, false, false, true, true, true, false, 0);

    @Fixed
    private final LogClientSettings settings;

    private Producer producer = new Producer();
    TreeMap<Integer, Consumer> consumers = new TreeMap<>();
    private boolean closing;

    public LogClient(LogClientSettings settings) {
        this.settings = settings;
    }

    @Override
    public void ask(BrokerCommand command, Surroundings around, Application application) {
        Turn turn = new Turn(settings, around, application);
        switch (command) {
            case BrokerCommand.Open _ -> open(turn);
            case BrokerCommand.Close close -> close(close.clean(), turn);
            case BrokerCommand.Publish publish -> producer.publish(publish, turn);
            case BrokerCommand.Flush flush -> producer.flush(flush.request(), turn);
            case BrokerCommand.Subscribe subscribe -> subscribe(subscribe, turn);
            case BrokerCommand.Unsubscribe unsubscribe -> {
                consumer(unsubscribe.subscription()).unsubscribe(unsubscribe.clean(), turn);
                forget();
            }
            case BrokerCommand.Pull pull -> consumer(pull.subscription()).pull(pull, turn);
            case BrokerCommand.Acknowledge acknowledge -> {
                Consumer consumer = reader(acknowledge.delivery().partition().topic());
                if (consumer == null) {
                    turn.tell(new BrokerOutcome.AcknowledgeFailed(
                            acknowledge.request(),
                            "IllegalStateException: the consumer is closed",
                            Certainty.NOT_DONE));
                } else {
                    consumer.commits.acknowledge(acknowledge, consumer, turn);
                    consumer.pump(turn);
                }
            }
            case BrokerCommand.Redeliver redeliver -> {
                Consumer consumer = reader(redeliver.delivery().partition().topic());
                if (consumer != null) {
                    new ConsumerCommands(consumer, turn).redeliver(redeliver);
                }
            }
            case BrokerCommand.Pause pause ->
                commands(pause.subscription(), turn).pause(true);
            case BrokerCommand.Resume resume ->
                commands(resume.subscription(), turn).pause(false);
            case BrokerCommand.Seek seek -> commands(seek.subscription(), turn).seek(seek);
            case BrokerCommand.AskPosition ask ->
                commands(ask.subscription(), turn).tellPositions();
            case BrokerCommand.Released released ->
                consumer(released.subscription()).released(released.token(), turn);
            case BrokerCommand.Begin begin -> producer.transactions.begin(begin.request(), turn);
            case BrokerCommand.Attach attach -> attach(attach, turn);
            case BrokerCommand.Commit commit -> producer.transactions.commit(commit.request(), producer, turn);
            case BrokerCommand.Abort abort -> producer.transactions.abort(abort.request(), producer, turn);
            case BrokerCommand.Discard _, BrokerCommand.Extend _ ->
                throw new UnsupportedOperationException("the log kind settles by position only: " + command);
        }
    }

    /// A transactional producer is open when it has its id and epoch: what an earlier one had left open is
    /// aborted by then.
    private void open(Turn turn) {
        if (Transactions.wanted(turn)) {
            producer.transactions.open(producer, turn);
        } else {
            turn.tell(new BrokerOutcome.Opened(CAPABILITIES));
        }
    }

    /// Positions go into the transaction with the group's metadata, or (`withGroup` false) without (K23).
    private void attach(BrokerCommand.Attach attach, Turn turn) {
        Consumer consumer = null;
        TreeMap<TopicPartition, CommittedOffset> furthest = new TreeMap<>();
        for (Delivery delivery : attach.deliveries()) {
            TopicPartition partition = delivery.partition();
            consumer = reader(partition.topic());
            Position position = consumer == null ? null : consumer.assigned.get(partition);
            CommittedOffset offset = new CommittedOffset(
                    partition,
                    delivery.position() + 1,
                    position == null ? -1 : position.epochOf(delivery.position()),
                    delivery.message().operation());
            furthest.merge(partition, offset, (one, other) -> one.offset() > other.offset() ? one : other);
        }
        if (consumer == null) {
            turn.tell(new BrokerOutcome.TransactionFailed(
                    attach.request(), "IllegalStateException: the consumer is closed", Certainty.NOT_DONE));
            return;
        }
        producer.transactions.attach(
                attach.request(),
                new CommitOffsets(
                        0,
                        turn.settings().producer().transactionalId(),
                        -1,
                        -1,
                        consumer.group,
                        attach.withGroup() ? consumer.membership.lastMember : 0,
                        attach.withGroup() ? consumer.membership.lastGeneration : -1,
                        List.copyOf(furthest.values())),
                producer,
                turn);
    }

    private void subscribe(BrokerCommand.Subscribe subscribe, Turn turn) {
        Consumer consumer = Consumer.of(subscribe, settings.consumer());
        consumers.put(subscribe.subscription(), consumer);
        turn.tell(new BrokerOutcome.Subscribed(subscribe.subscription()));
        consumer.pump(turn);
    }

    private Consumer consumer(int subscription) {
        Consumer consumer = consumers.get(subscription);
        if (consumer == null) {
            throw new IllegalStateException("there is no subscription " + subscription);
        }
        return consumer;
    }

    private ConsumerCommands commands(int subscription, Turn turn) {
        return new ConsumerCommands(consumer(subscription), turn);
    }

    /// The subscription that reads this topic, null when it has ended: a delivery does not name it, and two
    /// of one process do not read the same topic.
    private Consumer reader(String topic) {
        for (Consumer consumer : consumers.values()) {
            if (consumer.topics.contains(topic)) {
                return consumer;
            }
        }
        return null;
    }

    private void close(boolean clean, Turn turn) {
        closing = true;
        consumers.values().forEach(consumer -> consumer.unsubscribe(clean, turn));
        producer.close(clean, turn);
        forget();
        tellWhenClosed(turn);
    }

    private void forget() {
        consumers.values().removeIf(consumer -> consumer.left);
    }

    private void tellWhenClosed(Turn turn) {
        if (closing && consumers.isEmpty() && producer.closed()) {
            closing = false;
            producer.connections.closeAll(turn);
            producer = new Producer();
            turn.tell(new BrokerOutcome.Closed());
        }
    }

    @Override
    public boolean on(Input input, Surroundings around, Application application) {
        Turn turn = new Turn(settings, around, application);
        boolean mine = switch (input) {
            case Input.Opened opened -> opened(opened, turn);
            case Input.Closed closed -> closed(closed, turn);
            case Input.Arrived arrived -> arrived.frame() instanceof LogFrame frame && arrived(arrived, frame, turn);
            case Input.Fired fired -> fired(fired.timer(), turn);
            case Input.Silent silent -> heard(silent.peer(), false, turn);
            case Input.Heard heard -> heard(heard.peer(), true, turn);
            case Input.Started _, Input.Stopping _, Input.Adjusted _ -> false;
        };
        forget();
        tellWhenClosed(turn);
        return mine;
    }

    private boolean opened(Input.Opened opened, Turn turn) {
        Integer key = producer.connections.keyOf(opened.connection());
        if (key != null) {
            producer.connections.opened(key);
            producer.pump(turn);
            return true;
        }
        for (Consumer consumer : consumers.values()) {
            key = consumer.connections.keyOf(opened.connection());
            if (key != null) {
                new ConsumerAnswers(consumer, turn).opened(key);
                return true;
            }
        }
        return false;
    }

    private boolean closed(Input.Closed closed, Turn turn) {
        Integer key = producer.connections.keyOf(closed.connection());
        if (key != null) {
            new ProducerAnswers(producer, turn).closed(key);
            return true;
        }
        for (Consumer consumer : consumers.values()) {
            key = consumer.connections.keyOf(closed.connection());
            if (key != null) {
                new ConsumerAnswers(consumer, turn).closed(key);
                return true;
            }
        }
        return false;
    }

    private boolean arrived(Input.Arrived arrived, LogFrame frame, Turn turn) {
        Integer key = producer.connections.keyOf(arrived.connection());
        if (key != null) {
            new ProducerAnswers(producer, turn).arrived(key, frame);
            return true;
        }
        for (Consumer consumer : consumers.values()) {
            key = consumer.connections.keyOf(arrived.connection());
            if (key != null) {
                new ConsumerAnswers(consumer, turn).arrived(key, frame);
                return true;
            }
        }
        return false;
    }

    private boolean fired(Timer timer, Turn turn) {
        if (timer.equals(Producer.WAKE)) {
            new ProducerAnswers(producer, turn).woken();
            return true;
        }
        Consumer consumer = timer.tag().startsWith("consumer/") ? consumers.get((int) timer.id()) : null;
        if (consumer == null) {
            return timer.tag().startsWith("consumer/");
        }
        if (timer.tag().equals("consumer/poll-interval")) {
            consumer.pollIntervalOver(turn);
        } else {
            new ConsumerAnswers(consumer, turn).woken();
        }
        return true;
    }

    /// Only parked fetches have a lease on their broker: every other request has a deadline anyway.
    private boolean heard(int peer, boolean heard, Turn turn) {
        for (Consumer consumer : consumers.values()) {
            new ConsumerAnswers(consumer, turn).heard(peer, heard);
        }
        return settings.brokers().contains(peer);
    }

    @Override
    public String waiting() {
        String waiting = producer.waiting();
        for (Consumer consumer : consumers.values()) {
            waiting = waiting.isEmpty() ? consumer.waiting() : waiting;
        }
        return waiting;
    }
}
