package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Shipped;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is shipped, with every group by the consumer protocol (K26): it ends as by the classic one, finds the same
/// where
/// that does not hang on who reads what when, and nothing that its contract rules out.
class ConsumerProtocolTest {

    /// Their groups are complete 100 ms earlier, without the wait for a first rebalance: of the lost
    /// messages the first
    /// was written in time; and the new partition goes to the one that is behind anyway.
    private static final Set<String> OTHER_TIMES = Set.of("06-auto-acknowledge", "16-partitions-are-added");

    static List<Shipped> shipped() {
        return Shipped.withGroups();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void the_same_scenario_finds_the_same(Shipped shipped) {
        Scenario scenario = shipped.resolved(shipped.byConsumerProtocol()).scenario();
        Scenario classic = shipped.resolved().scenario();
        Trace trace = Simulation.run(scenario, Choices.seeded(scenario.seed()));
        Report report = Checkers.check(trace, scenario);

        assertThat(report.findings()).allMatch(Finding::possible);
        assertThat(trace.end())
                .isEqualTo(
                        Simulation.run(classic, Choices.seeded(classic.seed())).end());
        if (OTHER_TIMES.contains(shipped.toString())) {
            assertThat(report.counts()).isEmpty();
        } else {
            assertThat(report.counts().keySet()).isEqualTo(found(classic));
        }
    }

    private static Set<Anomaly> found(Scenario scenario) {
        return Checkers.check(Simulation.run(scenario, Choices.seeded(scenario.seed())), scenario)
                .counts()
                .keySet();
    }

    /// The broker's books have one owner at any moment, and yet the effects of two overlap: nobody can take
    /// the work
    /// out of the hands of one that is late.
    @Test
    void work_that_outlasts_the_poll_interval_is_done_by_two() {
        Scenario scenario = ScenarioFile.read(
                        Path.of("..", "anomalies", "C5-rebalance-during-a-long-batch.yaml"),
                        "",
                        List.of("processes.billing.reads.group-protocol=consumer"))
                .scenario();

        assertThat(found(scenario))
                .containsExactlyInAnyOrder(Anomaly.DUPLICATE_EFFECT, Anomaly.OVERLAP, Anomaly.ZOMBIE_EFFECT);
    }
}
