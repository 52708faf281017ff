package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.scenario.Scenario;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A thread of the client library's own commits what a poll has just returned, when the choice says so.
class RaceTest {

    private static final Scenario SCENARIO = Story.set(
            Story.SHOP,
            "processes.shop.reads.workload.every=1ms",
            "processes.billing.reads.auto-commit=true",
            "processes.billing.reads.auto-commit-interval=1ms",
            "processes.billing.reads.auto-commit-by=background",
            "processes.billing.steps=[{call: {store: api}}, {write: {store: db, table: orders}}]",
            "stores.api={kind: service, takes: 30ms}",
            "faults=[{crash: {process: billing.1, before: write, message: \"A#2\", restart: 100ms}, at: 0s}]");

    private static long effects(Choices choices) {
        return Story.of(SCENARIO, choices)
                .all(RowWritten.class, row -> row.operation().id().equals("A#2"))
                .size();
    }

    @Test
    void a_commit_in_the_background_loses_what_is_in_hand() {
        AskedChoices asked = new AskedChoices();
        assertThat(effects(asked)).isEqualTo(1);
        String race = asked.bounds.keySet().stream()
                .filter(key -> key.startsWith("race/commit/billing.1/") && key.endsWith("/2"))
                .findFirst()
                .orElseThrow();
        assertThat(effects(Choices.scripted(1, new TreeMap<>(Map.of(race, 1))))).isZero();
    }
}
