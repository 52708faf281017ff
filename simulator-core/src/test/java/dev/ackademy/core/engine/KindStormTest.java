package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.picture.ConsumerPicture;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.QueuePicture;
import dev.ackademy.core.wiring.Scenes;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Streams and queues whose settings promise that nothing is lost, in runs with faults at random: when all is healed,
/// every message has its effect, nothing is left in a queue or in somebody's hands, and the run comes to rest.
/// `-Dackademy.storms=N` or `-Pthorough` runs more seeds than a build has time for, `-Dackademy.storm=N` one.
class KindStormTest {

    private static final int OPERATIONS = 24;

    private static final String SCENARIO = """
            scenario: 1
            title: A storm
            preset: at-least-once
            seed: %d
            broker: {%s}
            topics:
              orders: {%s}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                reads:
                  workload: {keys: [A, D, E, F, G, H], operations: [create, update, update, update], every: 100ms}
                steps: [{publish: {topic: orders}}]
                %s
              billing:
                instances: 2
                reads: {topic: orders, group: billing, %s}
                steps: [{write: {store: db, table: orders}}]
            run: {until: quiet, settle: 300s}
            faults:
            %s
            """;

    static IntStream seeds() {
        Integer one = Integer.getInteger("ackademy.storm");
        return one == null ? IntStream.rangeClosed(1, Integer.getInteger("ackademy.storms", 40)) : IntStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_stream_with_three_replicas(int seed) {
        holds(
                seed,
                "kind: jetstream, nodes: 3, fsync: always",
                "replicas: 3",
                "resend: {attempts: 1000, backoff: 200ms}\n    producer: {request-timeout: 500ms}",
                "max-poll: 2, ack-wait: 1s" + (seed % 2 == 0 ? ", mode: push" : ""),
                List.of("B1", "B2", "B3"),
                List.of("produce", "commit", "fetch"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_stream_with_one_replica(int seed) {
        holds(
                seed,
                "kind: jetstream, fsync: always",
                "retention: " + (seed % 3 == 0 ? "workqueue" : "limits"),
                "resend: {attempts: 1000, backoff: 200ms}\n    producer: {request-timeout: 500ms, idempotence: true}",
                "max-poll: 2, ack-wait: 1s, max-ack-pending: " + (seed % 2 == 0 ? 1 : 1000),
                List.of("B1"),
                List.of("produce", "commit", "fetch"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_queue_of_rabbitmq(int seed) {
        holds(
                seed,
                "kind: queue",
                "type: " + (seed % 2 == 0 ? "classic" : "quorum, delivery-limit: -1")
                        + (seed % 3 == 0 ? ", single-active: true" : ""),
                "producer: {request-timeout: 500ms}",
                "prefetch: 2",
                List.of("B1"),
                List.of("produce", "commit"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_queue_of_bullmq(int seed) {
        holds(
                seed,
                "kind: queue, style: bullmq",
                "max-stalled: 1000, stalled-interval: 300ms, attempts: 1000",
                "producer: {request-timeout: 500ms}",
                "session-timeout: 500ms",
                List.of("B1"),
                List.of("produce", "commit", "fetch"));
    }

    private static void holds(
            int seed,
            String broker,
            String topic,
            String producer,
            String reads,
            List<String> brokers,
            List<String> requests) {
        String text =
                SCENARIO.formatted(seed, broker, topic, producer, reads, faults(new Random(seed), brokers, requests));
        Scenario scenario = ScenarioFile.parse(text, "storm").scenario();
        Trace trace = Simulation.run(scenario, Choices.seeded(seed));
        String what = trace.waiting() + trace.limit() + "\n" + text;
        assertThat(trace.end()).as(what).isEqualTo(RunEnd.QUIET);
        TreeSet<String> effects = new TreeSet<>();
        Picture picture = Picture.before(Scenes.of(scenario));
        for (TraceEntry entry : trace.entries()) {
            picture = picture.apply(entry);
            if (entry.event() instanceof RowWritten written) {
                effects.add(written.operation().id());
            }
        }
        assertThat(effects).as(what).hasSize(OPERATIONS);
        for (QueuePicture queue : picture.queues().values()) {
            assertThat(queue.ready()).as(what).isEmpty();
            assertThat(queue.inHand().keys()).as(what).isEmpty();
            assertThat(queue.later().keys()).as(what).isEmpty();
            assertThat(queue.gone()).as(what).isEmpty();
        }
        for (ConsumerPicture consumer : picture.consumers().values()) {
            assertThat(consumer.pending().keys()).as(what).isEmpty();
            assertThat(consumer.redelivery()).as(what).isEmpty();
        }
        Report report = Checkers.check(trace, scenario);
        assertThat(report.counts().keySet()).as(what).doesNotContain(Anomaly.ACKED_LOST, Anomaly.LOST_EFFECT);
        assertThat(report.findings()).as(what).allMatch(finding -> finding.possible());
    }

    private static String faults(Random random, List<String> brokers, List<String> requests) {
        StringBuilder text = new StringBuilder();
        List<String> clients = List.of("shop.1", "billing.1", "billing.2");
        for (int fault = 1 + random.nextInt(12); fault > 0; fault--) {
            String broker = brokers.get(random.nextInt(brokers.size()));
            String other = random.nextBoolean() ? clients.get(random.nextInt(3)) : brokers.getLast();
            int at = 100 + random.nextInt(4_000);
            int lasts = 1 + random.nextInt(random.nextBoolean() ? 200 : 4_000);
            String line = switch (random.nextInt(8)) {
                case 0 -> "crash: {broker: %s, restart: %dms}".formatted(broker, lasts);
                case 1 -> "power-off: {broker: %s, restart: %dms}".formatted(broker, lasts);
                case 2 -> "pause: {broker: %s, for: %dms}".formatted(broker, lasts);
                case 3 -> "crash: {process: %s, restart: %dms}".formatted(clients.get(1 + random.nextInt(2)), lasts);
                case 4 -> "pause: {process: %s, for: %dms}".formatted(clients.get(random.nextInt(3)), lasts);
                case 5, 6 ->
                    "cut: {request: %s, lose: %s%s}"
                            .formatted(
                                    requests.get(random.nextInt(requests.size())),
                                    random.nextBoolean() ? "request" : "response",
                                    random.nextInt(3) == 0 ? ", one-way: true" : "");
                default ->
                    broker.equals(other)
                            ? "crash: {broker: %s, restart: %dms}".formatted(broker, lasts)
                            : "partition: {between: [%s, %s], for: %dms}".formatted(broker, other, lasts);
            };
            text.append("  - ").append(line).append("\n    at: ").append(at).append("ms\n");
        }
        return text.toString();
    }
}
