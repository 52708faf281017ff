package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.LogEvent.LeaderElected;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream with three replicas outlives its leader: another one is chosen, and every message arrives once.
class JetStreamClusterTest {

    private static final String SCENARIO = """
            scenario: 1
            title: Three replicas
            preset: exactly-once
            broker: {kind: jetstream, nodes: 3}
            topics: {t: {replicas: 3}}
            stores: {db: {kind: database, tables: {t: {on-write: upsert}}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update, update, update], every: 100ms, start: 100ms}}
                steps: [{publish: {topic: t}}]
                producer: {request-timeout: 500ms}
              billing:
                reads: {topic: t, max-poll: 1, ack-wait: 1s}
                steps: [{write: {store: db, table: t}}]
            faults: [{%s, at: 320ms}]
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crash: {broker: B1, restart: 3s}",
                "power-off: {nodes: [B1], restart: 3s}",
                "partition: {between: [[B1], [B2, B3]], for: 4s}"
            })
    void it_outlives_its_leader(String fault) {
        Scenario scenario =
                ScenarioFile.parse(SCENARIO.formatted(fault), "cluster.yaml").scenario();
        Trace trace = Simulation.run(scenario, Choices.seeded(scenario.seed()));
        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        assertThat(trace.entries().stream().filter(entry -> entry.event() instanceof LeaderElected))
                .hasSizeGreaterThan(1);
        assertThat(trace.entries().stream()
                        .filter(entry -> entry.event() instanceof RowWritten)
                        .map(entry -> entry.operation().id()))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    /// Three servers hold the same entries of their log; none may hold something that another could change.
    @Test
    void its_state_can_be_written_after_every_event() {
        Scenario scenario = ScenarioFile.parse(SCENARIO.formatted("crash: {broker: B1, restart: 3s}"), "cluster.yaml")
                .scenario();
        Simulation simulation = new Simulation(scenario, Choices.seeded(scenario.seed()), _ -> {});
        simulation.begin();
        int written = 0;
        while (simulation.step()) {
            StateOut out = StateOut.exact();
            simulation.write(out);
            written += out.size() > 0 ? 1 : 0;
        }
        assertThat(written).isGreaterThan(300);
    }
}
