package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.Fetch;
import dev.ackademy.core.node.log.DataFrame.FetchAnswer;
import dev.ackademy.core.node.log.DataFrame.FetchPartition;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.DataFrame.SentRecord;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import dev.ackademy.core.node.log.client.LogClientSettings;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A log cluster on the bench: brokers 1..n, the controller 90, the topic `orders`, and the test as client 100.
final class LogBench {

    static final int CONTROLLER = 90;
    static final int CLIENT = 100;
    static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    static final long SECOND = 1_000_000;
    static final long SESSION = 2 * SECOND;
    static final long LAG = 5 * SECOND;

    final Bench bench = new Bench();
    final LogSettings settings;
    final List<LogBroker> brokers = new ArrayList<>();
    LogController controller;
    final TreeMap<Integer, ClientProcess> processes = new TreeMap<>();
    private int correlation;

    LogBench(LogSettings settings) {
        this.settings = settings;
        controller = new LogController(settings);
        bench.add(CONTROLLER, controller);
        for (int broker : settings.brokers()) {
            brokers.add(new LogBroker(settings));
            bench.add(broker, brokers.getLast());
        }
        bench.start();
        bench.run(20 * Bench.LATENCY);
    }

    static LogSettings settings(int brokers, TopicSettings topic) {
        return Cluster.of(brokers, topic, cluster -> {});
    }

    static TopicSettings orders(int partitions, int replicas, int minInsync) {
        return new TopicSettings("orders", partitions, replicas, minInsync, -1, -1);
    }

    /// Every node is replaced by a fresh one that has read what the old one wrote.
    void renew() {
        for (int broker : settings.brokers()) {
            brokers.set(broker - 1, renewed(broker(broker), new LogBroker(settings)));
            bench.replace(broker, broker(broker));
        }
        controller = renewed(controller, new LogController(settings));
        bench.replace(CONTROLLER, controller);
        processes.values().forEach(ClientProcess::renew);
    }

    static <T> T renewed(T old, T fresh) {
        byte[] written = StateOut.exact().state(old).toBytes();
        new StateIn(written).state(fresh);
        assertThat(StateOut.exact().state(fresh).toBytes()).isEqualTo(written);
        return fresh;
    }

    /// A process begins now; `reading` null for one that only publishes.
    ClientProcess process(int number, LogClientSettings settings, ClientProcess.Reading reading) {
        ClientProcess process = new ClientProcess(settings, reading);
        processes.put(number, process);
        bench.add(number, process);
        bench.start(number);
        return process;
    }

    ClientProcess producer(int number) {
        return process(number, client(), null);
    }

    /// Each message is published with its entity as key.
    void publish(int process, String... ids) {
        for (String id : ids) {
            processes.get(process).publish("orders", id.substring(0, id.indexOf('#')), id, bench.around(process));
        }
    }

    /// A client's usual settings.
    LogClientSettings client() {
        return client(client -> {});
    }

    LogClientSettings client(Consumer<Client> change) {
        return Client.of(settings, change);
    }

    /// Nothing is going on any more, and nobody is missed.
    void assertQuiet() {
        assertThat(bench.due().stream().filter(due -> !due.contains("decay/")).toList())
                .as("what is due")
                .isEmpty();
        processes.forEach((number, process) ->
                assertThat(process.waiting()).as("process " + number).isEmpty());
        brokers.forEach(broker -> assertThat(broker.waiting()).as("broker").isEmpty());
    }

    LogBroker broker(int number) {
        return brokers.get(number - 1);
    }

    Replica replica(int broker) {
        return replica(broker, ORDERS);
    }

    Replica replica(int broker, TopicPartition partition) {
        return broker(broker).replicas.get(partition);
    }

    /// The stored operations of `orders-0` at one broker, in order.
    List<String> log(int broker) {
        return log(broker, ORDERS);
    }

    List<String> log(int broker, TopicPartition partition) {
        Replica replica = replica(broker, partition);
        List<String> stored = new ArrayList<>();
        for (long offset = replica.log.start(); offset < replica.log.end(); offset++) {
            if (!replica.log.at(offset).removed()) {
                stored.add(replica.log.at(offset).message().operation().id());
            }
        }
        return stored;
    }

    int connect(int broker) {
        return bench.connect(CLIENT, broker);
    }

    void send(int connection, LogFrame frame) {
        bench.send(CLIENT, connection, frame);
    }

    void run(long micros) {
        bench.run(micros);
    }

    int next() {
        return ++correlation;
    }

    /// `A#2`, or `A#2-` for a tombstone.
    SentRecord record(String id) {
        boolean tombstone = id.endsWith("-");
        String[] parts = id.replace("-", "").split("#");
        Operation operation = new Operation(
                parts[0], Integer.parseInt(parts[1]), tombstone ? OperationKind.DELETE : OperationKind.UPDATE);
        Payload payload = new Payload(tombstone ? Payload.Form.EMPTY : Payload.Form.FULL, new TreeMap<>(), 0);
        return new SentRecord(parts[0], new Message(operation, payload, 1, "test", "orders", 0), bench.now());
    }

    /// Sends `ids` as one batch without idempotence; returns the correlation.
    int produce(int connection, int acks, String... ids) {
        return produce(connection, acks, -1, -1, -1, ids);
    }

    int produce(int connection, int acks, long producer, int epoch, int sequence, String... ids) {
        List<SentRecord> records = new ArrayList<>();
        for (String id : ids) {
            records.add(record(id));
        }
        int number = next();
        send(
                connection,
                new Produce(
                        number,
                        acks,
                        10 * SECOND,
                        List.of(new RecordBatch(ORDERS, producer, epoch, sequence, 1, records))));
        return number;
    }

    /// The answer to a produce, null while there is none.
    DataFrame.Produced produced(int connection, int number) {
        return bench.answers(connection, ProduceAnswer.class).stream()
                .filter(answer -> answer.correlation() == number)
                .map(answer -> answer.partitions().getFirst())
                .findFirst()
                .orElse(null);
    }

    int fetch(int connection, long position) {
        return fetch(connection, position, -1, -1);
    }

    int fetch(int connection, long position, int currentEpoch, int lastFetchedEpoch) {
        int number = next();
        send(
                connection,
                new Fetch(number, List.of(new FetchPartition(ORDERS, position, currentEpoch, lastFetchedEpoch)), 100));
        return number;
    }

    /// The answer to a fetch, null while there is none.
    FetchAnswer fetched(int connection, int number) {
        return bench.answers(connection, FetchAnswer.class).stream()
                .filter(answer -> answer.correlation() == number)
                .findFirst()
                .orElse(null);
    }

    static List<String> operations(FetchAnswer answer) {
        return answer.carried().stream()
                .map(carried -> carried.operation().id())
                .toList();
    }
}
