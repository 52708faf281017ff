package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.log.client.LogClient;
import dev.ackademy.core.node.log.client.LogClientSettings;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A process around the log's client library: it publishes what the test tells it, and reads in one of a few ways. Its
/// effects and what it was told outlive it, as a database and a test would.
final class ClientProcess implements Node, BrokerClient.Application {

    /// When the offsets of what was polled are committed.
    enum Ack {
        NEVER,
        BEFORE_WORK,
        EACH,
        BATCH
    }

    /// @param max       `max.poll.records` of each poll
    /// @param workMicros that one record takes
    /// @param handOff   a worker does the work, while polling goes on
    /// @param dieAfter  effects after which nothing happens any more, -1 for never; the test then kills it
    record Reading(
            String group, List<String> topics, int max, long workMicros, Ack ack, boolean handOff, int dieAfter) {
        Reading workingFor(long micros) {
            return new Reading(group, topics, max, micros, ack, handOff, dieAfter);
        }

        Reading handingOff() {
            return new Reading(group, topics, max, workMicros, ack, true, dieAfter);
        }

        Reading dyingAfter(int effects) {
            return new Reading(group, topics, max, workMicros, ack, handOff, effects);
        }
    }

    static Reading reading(Ack ack, int max) {
        return new Reading("g", List.of("orders"), max, 0, ack, false, -1);
    }

    /// What a crash forgets.
    static final class Memory {
        final ArrayDeque<Delivery> hand = new ArrayDeque<>();
        /// The last record of the batch in hand, by partition: what a commit of the batch says.
        final TreeMap<TopicPartition, Delivery> last = new TreeMap<>();
        final ArrayList<TopicPartition> assigned = new ArrayList<>();

        boolean working;

        int awaiting;

        boolean stopped;
    }

    private static final Timer WORK = new Timer("worker/work", 0);

    private final LogClientSettings settings;
    private Reading reading;
    LogClient client;
    Memory memory = new Memory();
    int requests;
    /// Where the records of an effect came from, and what they were: `orders-0@3 A#1`.
    final List<String> effects = new ArrayList<>();

    final List<String> told = new ArrayList<>();
    final List<BrokerOutcome> outcomes = new ArrayList<>();
    final TreeMap<Integer, String> asked = new TreeMap<>();
    private final ArrayDeque<BrokerOutcome> mailbox = new ArrayDeque<>();
    /// The operation that no try does, null for none; after so many tries it goes to the topic `dlq`, or
    /// for ever stays.
    private String poison;

    private int mostTries;
    private boolean deadLetters;
    int tries;

    ClientProcess(LogClientSettings settings, Reading reading) {
        this.settings = settings;
        this.reading = reading;
        this.client = new LogClient(settings);
    }

    /// The library and the application's memory go on in fresh ones.
    void renew() {
        client = LogBench.renewed(client, new LogClient(settings));
        memory = LogBench.renewed(memory, new Memory());
    }

    void become(Reading next) {
        reading = next;
    }

    /// This operation fails: its record is sought again so often, then copied to `dlq`, or nothing happens
    /// any more.
    ClientProcess failing(String operation, int most, boolean toDlq) {
        poison = operation;
        mostTries = most;
        deadLetters = toDlq;
        return this;
    }

    @Override
    public void on(Input input, Surroundings around) {
        if (memory.stopped) {
            return;
        }
        if (input instanceof Input.Started) {
            client.ask(new BrokerCommand.Open(), around, this);
            if (reading != null) {
                client.ask(new BrokerCommand.Subscribe(1, reading.topics(), reading.group()), around, this);
                pull(around);
            }
        } else if (input instanceof Input.Stopping) {
            client.ask(new BrokerCommand.Close(true), around, this);
        } else if (input instanceof Input.Fired(Timer timer) && timer.equals(WORK)) {
            memory.working = false;
            effect(around);
        } else {
            client.on(input, around, this);
        }
        read(around);
    }

    /// Publishes `id` as one record; its request has the next number.
    void publish(String topic, String key, String id, Surroundings around) {
        String[] parts = id.split("#");
        Operation operation = new Operation(parts[0], Integer.parseInt(parts[1]), OperationKind.UPDATE);
        dev.ackademy.core.model.Message message = new dev.ackademy.core.model.Message(
                operation, new Payload(Payload.Form.FULL, new TreeMap<>(), 0), 1, "test", topic, 0);
        asked.put(++requests, id);
        client.ask(new BrokerCommand.Publish(requests, topic, key, "murmur2", message, null, -1, 0), around, this);
        read(around);
    }

    void ask(BrokerCommand command, Surroundings around) {
        client.ask(command, around, this);
        read(around);
    }

    @Override
    public void tell(BrokerOutcome outcome) {
        mailbox.addLast(outcome);
    }

    private void read(Surroundings around) {
        while (!mailbox.isEmpty() && !memory.stopped) {
            take(mailbox.pollFirst(), around);
        }
        mailbox.clear();
    }

    private void take(BrokerOutcome outcome, Surroundings around) {
        outcomes.add(outcome);
        switch (outcome) {
            case BrokerOutcome.Published published ->
                told.add(asked.get(published.request()) + "@" + published.position());
            case BrokerOutcome.PublishFailed failed ->
                told.add(asked.get(failed.request()) + "!" + failed.cause().split(":")[0]);
            case BrokerOutcome.Assigned assigned -> {
                memory.assigned.clear();
                memory.assigned.addAll(assigned.partitions());
            }
            case BrokerOutcome.Revoking revoking -> {
                memory.assigned.removeAll(revoking.partitions());
                client.ask(new BrokerCommand.Released(1, revoking.token()), around, this);
            }
            case BrokerOutcome.LostAssignment lost -> memory.assigned.removeAll(lost.partitions());
            case BrokerOutcome.Batch batch -> batch(batch.deliveries(), around);
            case BrokerOutcome.Acknowledged acknowledged -> acknowledged(acknowledged.request(), around);
            case BrokerOutcome.AcknowledgeFailed failed -> {
                told.add("commit!" + failed.cause().split(":")[0]);
                acknowledged(failed.request(), around);
            }
            case BrokerOutcome.Closed _ -> around.stopped("closed");
            default -> {}
        }
    }

    private void pull(Surroundings around) {
        client.ask(new BrokerCommand.Pull(1, reading.max(), -1), around, this);
    }

    private void batch(List<Delivery> deliveries, Surroundings around) {
        memory.hand.addAll(deliveries);
        deliveries.forEach(delivery -> memory.last.put(delivery.partition(), delivery));
        if (reading.ack() == Ack.BEFORE_WORK) {
            commitBatch(around);
        }
        if (reading.handOff()) {
            pull(around);
        }
        work(around);
    }

    private void work(Surroundings around) {
        if (memory.working || memory.awaiting > 0) {
            return;
        }
        if (memory.hand.isEmpty()) {
            if (reading.ack() == Ack.BATCH && !memory.last.isEmpty()) {
                commitBatch(around);
            } else if (!reading.handOff()) {
                pull(around);
            }
        } else if (reading.workMicros() > 0) {
            memory.working = true;
            around.after(reading.workMicros(), WORK);
        } else {
            effect(around);
        }
    }

    private void effect(Surroundings around) {
        Delivery delivery = memory.hand.pollFirst();
        String operation = delivery.message().operation().id();
        if (operation.equals(poison)) {
            failed(delivery, around);
            return;
        }
        effects.add(delivery.partition() + "@" + delivery.position() + " "
                + delivery.message().operation().id());
        if (effects.size() == reading.dieAfter()) {
            memory.stopped = true;
            return;
        }
        if (reading.ack() == Ack.EACH) {
            memory.last.clear();
            acknowledge(delivery, around);
        } else {
            work(around);
        }
    }

    /// What was polled behind it in its partition is given again with it.
    private void failed(Delivery delivery, Surroundings around) {
        if (++tries < mostTries || !deadLetters) {
            memory.stopped = tries == mostTries;
            memory.hand.removeIf(each -> each.partition().equals(delivery.partition()));
            memory.last.remove(delivery.partition());
            client.ask(new BrokerCommand.Seek(1, delivery.partition(), delivery.position()), around, this);
            work(around);
        } else {
            publish("dlq", delivery.message().operation().key(), poison, around);
            acknowledge(delivery, around);
        }
    }

    private void commitBatch(Surroundings around) {
        List<Delivery> ends = List.copyOf(memory.last.values());
        memory.last.clear();
        ends.forEach(delivery -> acknowledge(delivery, around));
    }

    private void acknowledge(Delivery delivery, Surroundings around) {
        memory.awaiting++;
        client.ask(new BrokerCommand.Acknowledge(++requests, delivery, true), around, this);
    }

    private void acknowledged(int request, Surroundings around) {
        if (memory.awaiting > 0 && --memory.awaiting == 0) {
            work(around);
        }
    }

    @Override
    public void crashed() {
        client = new LogClient(settings);
        memory = new Memory();
        mailbox.clear();
    }

    @Override
    public String waiting() {
        return client.waiting();
    }

    long count(String told) {
        return this.told.stream().filter(one -> one.endsWith(told)).count();
    }
}
