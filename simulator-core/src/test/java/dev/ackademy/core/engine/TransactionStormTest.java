package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.TransactionEvent.MarkerAppended;
import dev.ackademy.core.model.TransactionEvent.TransactionOpened;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Read, process and write in one transaction, in a run with faults at random: when all is healed, whoever reads what
/// is committed finds each message in the second topic as often as in the first, in both protocol versions, and the run
/// comes to rest.
class TransactionStormTest {

    private static final int OPERATIONS = 12;

    private static final String SCENARIO = """
            scenario: 1
            title: A storm over transactions
            seed: %d
            broker:
              nodes: 3
              session-timeout: 1s
              fsync: always
              transaction-version: %d
            topics:
              orders: {partitions: 2, replicas: 3, min-insync: 2}
              priced: {partitions: 2, replicas: 3, min-insync: 2}
            processes:
              shop:
                reads:
                  workload: {keys: [A, D, E, F], operations: [create, update, update], every: 100ms}
                steps:
                  - publish: {topic: orders, await: receipt}
                producer: {acks: all, idempotence: true, request-timeout: 1s, delivery-timeout: 60s}
              pricing:
                instances: 2
                reads: {topic: orders, group: pricing, assignment: %s, isolation: read-committed, session-timeout: 1s, heartbeat: 200ms}
                steps:
                  - transaction: {in: broker, steps: [{publish: {topic: priced}}, {acknowledge: {}}]}
                producer: {request-timeout: 1s, delivery-timeout: 5s, transaction-timeout: 5s}
            run: {until: quiet, settle: 300s}
            faults:
            %s
            """;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void each_message_is_processed_exactly_once_and_the_run_comes_to_rest(int seed) {
        String text = SCENARIO.formatted(
                seed, 1 + seed % 2, seed % 4 < 2 ? "eager" : "cooperative", faults(new Random(seed)));
        Scenario scenario = ScenarioFile.parse(text, "storm").scenario();
        Trace trace = Simulation.run(scenario, Choices.seeded(seed));
        assertThat(trace.end())
                .as(trace.waiting() + trace.limit() + "\n" + text)
                .isEqualTo(RunEnd.QUIET);
        TreeMap<String, Integer> sent = committed(trace, "orders");
        assertThat(sent).as(text).hasSize(OPERATIONS);
        assertThat(committed(trace, "priced")).as(text).isEqualTo(sent);
    }

    /// How often each operation is in the topic, without what was aborted.
    private static TreeMap<String, Integer> committed(Trace trace, String topic) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        TreeMap<String, String> stored = new TreeMap<>();
        TreeMap<String, List<String>> open = new TreeMap<>();
        trace.entries().forEach(entry -> {
            switch (entry.event()) {
                case RecordAppended e
                when e.partition().topic().equals(topic) -> {
                    String place = e.partition() + "@" + e.offset();
                    stored.put(place, e.operation().id());
                    open.getOrDefault(e.partition() + " " + e.producer(), new ArrayList<>())
                            .add(place);
                }
                case TransactionOpened e ->
                    open.put(
                            e.partition() + " " + e.producer(),
                            new ArrayList<>(List.of(e.partition() + "@" + e.offset())));
                case MarkerAppended e -> {
                    List<String> span = open.remove(e.partition() + " " + e.producer());
                    if (span != null && !e.commit()) {
                        span.forEach(stored::remove);
                    }
                }
                default -> {}
            }
        });
        stored.values().forEach(operation -> counts.merge(operation, 1, Integer::sum));
        return counts;
    }

    private static String faults(Random random) {
        StringBuilder text = new StringBuilder();
        List<String> brokers = List.of("B1", "B2", "B3");
        List<String> clients = List.of("shop.1", "pricing.1", "pricing.2");
        for (int fault = 1 + random.nextInt(10); fault > 0; fault--) {
            String broker = brokers.get(random.nextInt(3));
            String other = random.nextBoolean() ? clients.get(random.nextInt(3)) : brokers.get(random.nextInt(3));
            int at = 100 + random.nextInt(4_000);
            int lasts = 1 + random.nextInt(random.nextBoolean() ? 200 : 8_000);
            String line = switch (random.nextInt(7)) {
                case 0 -> "crash: {broker: %s, restart: %dms}".formatted(broker, lasts);
                case 1 -> "power-off: {broker: %s, restart: %dms}".formatted(broker, lasts);
                case 2 -> "pause: {broker: %s, for: %dms}".formatted(broker, lasts);
                case 3 -> "crash: {process: %s, restart: %dms}".formatted(clients.get(1 + random.nextInt(2)), lasts);
                case 4 -> "pause: {process: %s, for: %dms}".formatted(clients.get(random.nextInt(3)), lasts);
                case 5 ->
                    "cut: {request: %s, lose: %s}"
                            .formatted(
                                    List.of("produce", "commit", "add-partitions", "end-transaction", "write-markers")
                                            .get(random.nextInt(5)),
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
