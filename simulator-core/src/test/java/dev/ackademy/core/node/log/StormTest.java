package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.LogSettings.Fsync;
import dev.ackademy.core.node.log.client.LogClientSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Crashes, parted links and cut connections at random, in a cluster whose settings promise that nothing acknowledged
/// is lost or written twice. When all is healed, it must hold, and the system must come to rest.
class StormTest {

    private static final long SECOND = LogBench.SECOND;
    private static final int PARTITIONS = 3;

    private final LogBench log =
            new LogBench(Cluster.of(3, LogBench.orders(PARTITIONS, 3, 2), cluster -> cluster.fsync = Fsync.ALWAYS));
    private final List<Integer> nodes = List.of(1, 2, 3, 101, 102, 111, 112, 113);
    private final TreeSet<Integer> down = new TreeSet<>();
    private final TreeSet<Integer> paused = new TreeSet<>();
    private final TreeSet<String> parted = new TreeSet<>();
    private int published;
    private boolean renewing;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_acknowledged_is_lost_or_doubled_and_all_comes_to_rest(int seed) {
        weather(seed, client -> client.assignment = seed % 2 == 0 ? "eager" : "cooperative");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void by_the_consumer_protocol_nothing_is_lost_either(int seed) {
        weather(seed, client -> client.protocol = "consumer");
    }

    private void weather(int seed, Consumer<Client> change) {
        storm(new Random(seed), change);
        heal();
        log.run(400 * SECOND);
        log.assertQuiet();
        TreeMap<String, Integer> stored = stored();
        for (int producer : List.of(101, 102)) {
            for (String told : log.processes.get(producer).told) {
                if (told.contains("@")) {
                    String id = told.split("@")[0];
                    assertThat(stored.getOrDefault(id, 0)).as(told).isEqualTo(1);
                }
            }
        }
        assertThat(stored.values()).as("idempotent").containsOnly(1);
        assertThat(stored).as("not everything failed").hasSizeGreaterThan(published / 4);
        TreeSet<String> effects = new TreeSet<>();
        TreeSet<TopicPartition> assigned = new TreeSet<>();
        for (int consumer : List.of(111, 112, 113)) {
            log.processes.get(consumer).effects.forEach(effect -> effects.add(effect.split(" ")[1]));
            assigned.addAll(log.processes.get(consumer).memory.assigned);
            assertThat(log.processes.get(consumer).memory.assigned).hasSize(1);
        }
        assertThat(assigned).hasSize(PARTITIONS);
        TreeSet<String> missing = new TreeSet<>(stored.keySet());
        missing.removeAll(effects);
        assertThat(missing).as("stored and never seen").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void fresh_nodes_that_read_what_the_old_ones_wrote_weather_it_alike(int seed) {
        Consumer<Client> change = client -> {
            client.assignment = "cooperative";
            client.protocol = seed % 2 == 0 ? "consumer" : "classic";
        };
        storm(new Random(seed), change);
        StormTest renewed = new StormTest();
        renewed.renewing = true;
        renewed.storm(new Random(seed), change);
        assertThat(renewed.log.bench.facts).isEqualTo(log.bench.facts);
    }

    private void storm(Random random, Consumer<Client> change) {
        LogClientSettings settings = log.client(change);
        log.process(101, settings, null);
        log.process(102, settings, null);
        for (int consumer = 111; consumer <= 113; consumer++) {
            log.process(consumer, settings, ClientProcess.reading(Ack.BATCH, 10).workingFor(1_000));
        }
        for (int step = 0; step < 150; step++) {
            if (renewing) {
                log.renew();
            }
            disturb(random);
            for (int i = random.nextInt(4); i > 0; i--) {
                int producer = 101 + random.nextInt(2);
                if (!down.contains(producer) && !paused.contains(producer)) {
                    log.publish(producer, "K" + random.nextInt(20) + "#" + ++published);
                }
            }
            log.run(random.nextInt(10) == 0 ? random.nextInt(5_000_000) : random.nextInt(20_000));
        }
    }

    private void disturb(Random random) {
        int node = nodes.get(random.nextInt(nodes.size()));
        int other = random.nextInt(5) == 0 ? LogBench.CONTROLLER : 1 + random.nextInt(3);
        switch (random.nextInt(11)) {
            case 0 -> {
                if (down.isEmpty() && !paused.contains(node)) {
                    down.add(node);
                    if (random.nextBoolean()) {
                        log.bench.crash(node);
                    } else {
                        log.bench.powerOff(node);
                    }
                }
            }
            case 1, 2 -> {
                if (!down.isEmpty()) {
                    log.bench.start(down.pollFirst());
                }
            }
            case 3 -> {
                if (paused.isEmpty() && !down.contains(node) && random.nextInt(3) == 0) {
                    paused.add(node);
                    log.bench.pause(node);
                }
            }
            case 4 -> {
                if (!paused.isEmpty()) {
                    log.bench.resume(paused.pollFirst());
                }
            }
            case 5 -> {
                if (node != other && parted.size() < 2 && parted.add(node + "-" + other)) {
                    log.bench.part(node, other);
                }
            }
            case 6, 7 -> {
                if (!parted.isEmpty()) {
                    healOne();
                }
            }
            default -> {
                if (node != other) {
                    log.bench.cut(node, other);
                }
            }
        }
    }

    private void healOne() {
        String[] ends = parted.pollFirst().split("-");
        log.bench.heal(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    private void heal() {
        while (!paused.isEmpty()) {
            log.bench.resume(paused.pollFirst());
        }
        while (!parted.isEmpty()) {
            healOne();
        }
        while (!down.isEmpty()) {
            log.bench.start(down.pollFirst());
        }
    }

    /// How often each message is in the log.
    private TreeMap<String, Integer> stored() {
        TreeMap<String, Integer> stored = new TreeMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<String> first = log.log(1, new TopicPartition("orders", partition));
            for (int broker = 2; broker <= 3; broker++) {
                assertThat(log.log(broker, new TopicPartition("orders", partition)))
                        .as("replica of partition " + partition + " at " + broker)
                        .isEqualTo(first);
            }
            new ArrayList<>(first).forEach(id -> stored.merge(id, 1, Integer::sum));
        }
        return stored;
    }
}
