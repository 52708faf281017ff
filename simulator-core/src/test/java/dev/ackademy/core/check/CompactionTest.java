package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.LogEvent.LogCompacted;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A reader that comes when the topic was compacted: what it misses is a loss only where no later record says the same.
class CompactionTest {

    private static final String SCENARIO = """
            scenario: 1
            title: A late reader of a compacted topic
            topics: {orders: {cleanup: compact, segment-messages: 4, delete-retention: 2s, clean-every: 100ms}}
            stores: {db: {kind: database, tables: {orders: {on-write: merge}}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [%s], every: 50ms%s}}
                steps: [{publish: {topic: orders}}]
              billing:
                starts: %s
                reads: {topic: orders, max-poll: 1}
                steps: [{write: {store: db, table: orders}}, acknowledge]
            """;

    private static final String FULL = "create, update, update, update, update";
    private static final String PARTIAL = "create, update: partial, update: partial, update: partial, update: partial";
    private static final String FIELDS = ", fields: {price: [1, 2, 2, 2, 2], stock: [5, 5, 4, 3, 2]}";

    private static List<Anomaly> found(String operations, String more, String starts) {
        Scenario scenario = ScenarioFile.parse(SCENARIO.formatted(operations, more, starts), "test.yaml")
                .scenario();
        Trace trace = Simulation.run(scenario, Choices.seeded(1));
        assertThat(trace.entries().stream().filter(entry -> entry.event() instanceof LogCompacted))
                .isNotEmpty();
        TreeSet<Anomaly> found = new TreeSet<>();
        Checkers.check(trace, scenario).findings().forEach(finding -> found.add(finding.anomaly()));
        return List.copyOf(found);
    }

    @Test
    void what_a_later_state_replaces_is_not_lost() {
        assertThat(found(FULL, "", "8s")).isEmpty();
    }

    /// The row that never was in the source is told by its sharper name.
    @Test
    void D7_a_change_of_some_fields_that_is_compacted_away_is_lost() {
        assertThat(found(PARTIAL, FIELDS, "8s")).containsExactly(Anomaly.LOST_EFFECT);
    }

    @Test
    void a_reader_that_keeps_up_misses_nothing() {
        assertThat(found(PARTIAL, FIELDS, "0s")).isEmpty();
    }

    @Test
    void a_tombstone_that_is_gone_leaves_nothing_to_delete() {
        assertThat(found("create, delete: empty, create, update, update", "", "8s"))
                .isEmpty();
    }
}
