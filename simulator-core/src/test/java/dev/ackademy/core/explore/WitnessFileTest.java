package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A witness is an ordinary file: what the search met is what the file shows, to the byte, and nothing can be left out.
class WitnessFileTest {

    /// A thread in the background commits what the loop has only just been given.
    private static final String BACKGROUND = """
            scenario: 1
            title: Committed in the background
            preset: at-least-once
            topics: {orders: {}}
            stores: {db: {kind: database, tables: {orders: {on-write: upsert}}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update], every: 300ms, start: 500ms}}
                steps: [{publish: {topic: orders}}]
                producer: {idempotence: true}
              billing:
                starts: 2s
                reads: {topic: orders, max-poll: 1, auto-commit: true, auto-commit-interval: 100ms, auto-commit-by: background}
                steps: [{write: {store: db, table: orders, takes: 150ms}}]
            explore: {faults: 1, reorderings: 1, may: [crash]}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C1-acknowledge-before-processing",
                "C2-crash-between-effect-and-acknowledgement",
                "C5-rebalance-during-a-long-batch",
                "C6-lease-expiry",
                "D9-clock-skewed-last-write",
                "L3-dead-letter-lost",
                "O2-requeue-position",
                "P3-retry-duplicate",
                "P7-failure-that-was-none",
                "R6-lazy-fsync",
                "T3-hanging-transaction",
                "T5-zombie-processor"
            })
    void of_a_catalogue_s_entry(String name) throws IOException {
        Resolved resolved = ScenarioFile.read(Path.of("..", "anomalies", name + ".yaml"), "", List.of("faults=[]"));
        Bounds bounds = new Bounds(resolved.scenario().explore().faults(), 0);
        for (Anomaly anomaly : resolved.scenario().shows()) {
            staysTheSame(resolved, bounds, anomaly);
        }
    }

    @Test
    void of_a_race_inside_a_library() throws IOException {
        SavedWitness small =
                staysTheSame(ScenarioFile.parse(BACKGROUND, "test.yaml"), new Bounds(1, 1), Anomaly.LOST_EFFECT);
        assertThat(small.faults()).hasSize(2).anyMatch(Decision::races);
        assertThat(small.text()).contains("races: [\"race/commit/billing.1/orders-0/");
    }

    /// The smallest one.
    private SavedWitness staysTheSame(Resolved resolved, Bounds bounds, Anomaly anomaly) throws IOException {
        Exploration found =
                Explorer.explore(resolved.scenario(), bounds, Explorer.Means.USUAL, Workers.ONE, Listener.NONE);
        Witness witness = found.outcome(anomaly).first();
        SavedWitness whole = SavedWitness.of(resolved, witness, anomaly);
        assertThat(SavedWitness.same(whole.run(), witness.run(resolved.scenario())))
                .as(whole.faults().toString())
                .isTrue();

        SavedWitness small = Shrinking.of(whole);
        Path file = Files.writeString(folder.resolve("witness.yaml"), small.text());
        Scenario read = ScenarioFile.read(file);
        Trace trace = Simulation.run(read, Choices.seeded(read.seed()));
        Report report = Checkers.check(trace, read);
        assertThat(trace.digest()).isEqualTo(small.run().digest());
        assertThat(report.counts()).containsKey(anomaly);
        assertThat(report.outcome()).isEqualTo(Report.Outcome.EXPECTED);

        assertThat(Shrinking.of(small)).as("there is nothing left to leave out").isEqualTo(small);
        for (int i = 0; i < small.faults().size(); i++) {
            List<String> fewer = new ArrayList<>(small.faults());
            String one = fewer.remove(i);
            assertThat(SavedWitness.shows(small.text(), fewer, anomaly))
                    .as("without " + one)
                    .isFalse();
        }
        return small;
    }
}
