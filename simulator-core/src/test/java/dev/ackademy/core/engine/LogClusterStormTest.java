package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A log cluster whose settings promise that nothing is lost, in a run with faults at random: when all is healed, every
/// message has its effect and the run comes to rest.
class LogClusterStormTest {

    private static final int OPERATIONS = 24;

    private static final String SCENARIO = """
            scenario: 1
            title: A storm
            seed: %d
            broker:
              nodes: 3
              session-timeout: 1s
              fsync: always
            topics:
              orders: {partitions: 2, replicas: 3, min-insync: 2}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                reads:
                  workload: {keys: [A, D, E, F, G, H], operations: [create, update, update, update], every: 100ms}
                steps:
                  - publish: {topic: orders, await: receipt}
                producer: {acks: all, idempotence: true, request-timeout: 1s, delivery-timeout: 60s}
              billing:
                instances: 2
                reads: {topic: orders, group: billing, assignment: %s, session-timeout: 1s, heartbeat: 200ms}
                steps:
                  - write: {store: db, table: orders}
                  - acknowledge: {await: receipt}
            run: {until: quiet, settle: 300s}
            faults:
            %s
            """;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_message_has_its_effect_and_the_run_comes_to_rest(int seed) {
        String protocol = seed % 3 == 0 ? ", group-protocol: consumer" : "";
        String text = SCENARIO.formatted(
                seed, (seed % 2 == 0 ? "eager" : "cooperative") + protocol, faults(new Random(seed)));
        Scenario scenario = ScenarioFile.parse(text, "storm").scenario();
        Trace trace = Simulation.run(scenario, Choices.seeded(seed));
        assertThat(trace.end())
                .as(trace.waiting() + trace.limit() + "\n" + text)
                .isEqualTo(RunEnd.QUIET);
        TreeSet<String> effects = new TreeSet<>();
        trace.entries().forEach(entry -> {
            if (entry.event() instanceof RowWritten written) {
                effects.add(written.operation().id());
            }
        });
        assertThat(effects).as(text).hasSize(OPERATIONS);
    }

    private static String faults(Random random) {
        StringBuilder text = new StringBuilder();
        List<String> brokers = List.of("B1", "B2", "B3");
        List<String> clients = List.of("shop.1", "billing.1", "billing.2");
        for (int fault = 1 + random.nextInt(12); fault > 0; fault--) {
            String broker = brokers.get(random.nextInt(3));
            String other = random.nextBoolean() ? clients.get(random.nextInt(3)) : brokers.get(random.nextInt(3));
            int at = 100 + random.nextInt(4_000);
            int lasts = 1 + random.nextInt(random.nextBoolean() ? 200 : 4_000);
            String line = switch (random.nextInt(7)) {
                case 0 -> "crash: {broker: %s, restart: %dms}".formatted(broker, lasts);
                case 1 -> "power-off: {broker: %s, restart: %dms}".formatted(broker, lasts);
                case 2 -> "pause: {broker: %s, for: %dms}".formatted(broker, lasts);
                case 3 -> "crash: {process: %s, restart: %dms}".formatted(clients.get(1 + random.nextInt(2)), lasts);
                case 4 -> "pause: {process: %s, for: %dms}".formatted(clients.get(random.nextInt(3)), lasts);
                case 5 ->
                    "cut: {request: %s, lose: %s}"
                            .formatted(
                                    List.of("produce", "commit", "join", "sync").get(random.nextInt(4)),
                                    random.nextBoolean() ? "request" : "response");
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
