package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a queue's limits take from a consumer that comes late is a loss by retention.
class QueueLimitsTest {

    private static final String SCENARIO = """
            scenario: 1
            title: A queue with a limit
            broker: {kind: queue}
            topics: {orders: {%s}}
            stores: {db: {kind: database, tables: {orders: {}}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D, E, F]}}
                steps: [{publish: {topic: orders}}]
              billing:
                starts: 2s
                reads: {topic: orders}
                steps: [{write: {store: db, table: orders}}]
            """;

    @ParameterizedTest
    @CsvSource({"message-ttl: 1s, true", "max-length: 2, true", "max-length: 4, false"})
    void a_limit_is_told(String limit, boolean loses) {
        Scenario scenario =
                ScenarioFile.parse(SCENARIO.formatted(limit), "limit.yaml").scenario();
        Report report = Checkers.check(Simulation.run(scenario, Choices.seeded(1)), scenario);
        assertThat(report.counts().containsKey(Anomaly.RETENTION_LOSS)).isEqualTo(loses);
        assertThat(new TreeSet<>(report.counts().keySet()).contains(Anomaly.LOST_EFFECT))
                .isEqualTo(loses);
        assertThat(report.findings()).allMatch(Finding::possible);
        assertThat(report.findings())
                .filteredOn(finding -> finding.anomaly() == Anomaly.RETENTION_LOSS)
                .allMatch(finding -> finding.fix()
                        .settings()
                        .containsKey("topics.orders." + limit.substring(0, limit.indexOf(':'))));
    }
}
