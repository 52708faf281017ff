package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.node.log.ClientProcess.Ack;
import dev.ackademy.core.node.log.client.LogClientSettings;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.PictureLines;
import dev.ackademy.core.trace.picture.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The facts that brokers and controller tell are enough: folded, they give what the nodes themselves know, at every
/// moment of a run with crashes, lost power, cut connections, parted links and an unclean election.
class LogPictureTest {

    private static final long SECOND = LogBench.SECOND;
    private static final List<Integer> NODES = List.of(1, 2, 3, 101, 111, 112);

    private LogBench log;
    private final TreeSet<Integer> down = new TreeSet<>();
    private final TreeSet<String> parted = new TreeSet<>();
    private Picture picture = Picture.before(new Scene(
            List.of(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
    private int published;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void folding_what_was_told_gives_what_the_nodes_know(int seed) {
        Random random = new Random(seed);
        log = new LogBench(settings(seed));
        LogClientSettings settings = log.client(client -> {
            client.assignment = seed % 2 == 0 ? "eager" : "cooperative";
            client.protocol = seed % 4 < 2 ? "classic" : "consumer";
        });
        log.process(101, settings, null);
        log.process(111, settings, ClientProcess.reading(Ack.BATCH, 10).workingFor(1_000));
        log.process(112, settings, ClientProcess.reading(Ack.EACH, 10).workingFor(1_000));
        for (int step = 0; step < 80; step++) {
            disturb(random);
            for (int i = random.nextInt(4); i > 0 && !down.contains(101); i--) {
                log.publish(101, "K" + random.nextInt(5) + "#" + ++published);
            }
            run(random.nextInt(8) == 0 ? random.nextInt(5_000_000) : random.nextInt(20_000));
        }
        assertThat(picture.n()).isGreaterThan(100);
        while (!down.isEmpty()) {
            log.bench.start(down.pollFirst());
        }
        parted.forEach(this::heal);
        run(100 * SECOND);
        assertThat(picture.groups().size()).isEqualTo(1);
    }

    /// Every second run may lose what was acknowledged: unclean elections, and power that takes what was
    /// not flushed.
    private static LogSettings settings(int seed) {
        LogSettings usual = LogBench.settings(3, LogBench.orders(2, 3, 2));
        boolean careless = seed % 3 == 0;
        return new LogSettings(
                usual.brokers(),
                usual.controller(),
                usual.sessionMicros(),
                usual.heartbeatMicros(),
                usual.lagMicros(),
                usual.fetchWaitMicros(),
                careless,
                usual.fsync(),
                usual.fsyncEveryMicros(),
                seed % 5 == 0 ? LogSettings.Truncation.HW : usual.truncation(),
                usual.hwUnderMinIsr(),
                usual.commitFencing(),
                usual.producerCache(),
                usual.producerExpiryMicros(),
                usual.rebalanceDelayMicros(),
                usual.groupSessionMicros(),
                usual.groupHeartbeatMicros(),
                null,
                List.of(new LogSettings.TopicSettings(
                        "orders",
                        2,
                        3,
                        careless ? 1 : 2,
                        -1,
                        careless ? 20 : -1,
                        new LogSettings.Cleanup(careless, 3, LogBench.SECOND, LogBench.SECOND))),
                usual.off());
    }

    private void run(long micros) {
        long until = log.bench.now() + micros;
        while (log.bench.step(until)) {
            compare();
        }
        log.run(until - log.bench.now());
    }

    private void compare() {
        for (int n = picture.n(); n < log.bench.facts.size(); n++) {
            Bench.Fact fact = log.bench.facts.get(n);
            picture = picture.apply(new TraceEntry(
                    n + 1, fact.at(), fact.node(), 1, -1, fact.event(), new int[0], null, TraceEntry.Origin.VIRTUAL));
        }
        assertThat(PictureLines.leaders(picture)).isEqualTo(LogLines.leaders(log.controller));
        for (int broker = 1; broker <= 3; broker++) {
            assertThat(PictureLines.replicas(picture, broker)).isEqualTo(LogLines.replicas(log.broker(broker), broker));
        }
        int coordinator = picture.coordinator();
        int epoch = picture.internal().first().getValue().epoch();
        if (coordinator > 0 && LogLines.coordinates(log.broker(coordinator), epoch)) {
            TreeMap<String, String> known = LogLines.groups(log.broker(coordinator));
            assertThat(PictureLines.groups(picture)).isEqualTo(known);
        }
    }

    private void disturb(Random random) {
        int node = NODES.get(random.nextInt(NODES.size()));
        int other = random.nextInt(5) == 0 ? LogBench.CONTROLLER : 1 + random.nextInt(3);
        switch (random.nextInt(8)) {
            case 0 -> {
                if (down.isEmpty()) {
                    down.add(node);
                    if (node <= 3 && random.nextBoolean()) {
                        log.bench.powerOff(node);
                    } else {
                        log.bench.crash(node);
                    }
                    compare();
                }
            }
            case 1, 2 -> {
                if (!down.isEmpty()) {
                    log.bench.start(down.pollFirst());
                    compare();
                }
            }
            case 3 -> {
                if (node != other && parted.size() < 2 && parted.add(node + "-" + other)) {
                    log.bench.part(node, other);
                }
            }
            case 4, 5 -> {
                if (!parted.isEmpty()) {
                    heal(parted.pollFirst());
                }
            }
            default -> {
                if (node != other) {
                    log.bench.cut(node, other);
                }
            }
        }
    }

    private void heal(String pair) {
        String[] ends = pair.split("-");
        log.bench.heal(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }
}
