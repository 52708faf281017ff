package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {

    /// One shop, one billing, two messages.
    private static final String SHOP = """
            scenario: 1
            title: A shop
            preset: at-least-once
            topics: {orders: {}}
            stores: {db: {kind: database, tables: {orders: {on-write: insert}}}}
            processes:
              shop:
                reads: {workload: {keys: [A], operations: [create, update], every: 100ms, start: 500ms}}
                steps: [{publish: {topic: orders}}]
              billing:
                reads: {topic: orders, max-poll: 1}
                steps: [{write: {store: db, table: orders}}]
            """;

    static Scenario scenario(String text, String... sets) {
        return ScenarioFile.parse(text, "test.yaml", "", List.of(sets)).scenario();
    }

    private static Exploration explore(Scenario scenario, int faults, Explorer.Means means) {
        return Explorer.explore(scenario, new Bounds(faults, 0), means, Workers.ONE, Listener.NONE);
    }

    @Test
    void a_lost_answer_is_the_fewest_that_writes_a_record_twice() {
        Exploration found = explore(scenario(SHOP), 2, Explorer.Means.USUAL);
        Outcome duplicate = found.outcome(Anomaly.DUPLICATE);
        assertThat(duplicate.fewest()).isEqualTo(new Bounds(1, 0));
        assertThat(duplicate.places()).contains(place(found, "cut/produce/shop.1/A#1/1", 2));
        assertThat(duplicate.places()).doesNotContain(place(found, "cut/produce/shop.1/A#1/1", 1));
        assertThat(duplicate.first().judge(scenario(SHOP)).counts()).containsKey(Anomaly.DUPLICATE);
    }

    private static Place place(Exploration found, String key, int answer) {
        return found.places().stream()
                .filter(each -> each.decision().equals(new Decision(key, answer)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_promise_that_holds_is_claimed_with_its_bounds() {
        Scenario once = scenario(SHOP, "processes.shop.producer.idempotence=true", "explore.may=[cut]");
        Exploration found = explore(once, 2, Explorer.Means.USUAL);
        assertThat(found.outcome(Anomaly.DUPLICATE)).isNull();
        assertThat(found.claim().title(EnumSet.of(Guarantee.NO_LOSS)))
                .isEqualTo("No violation found: at most 2 faults, for these 2 messages.");
        assertThat(found.claim().covered())
                .startsWith(
                        "Every run of this scenario in the model of Kafka (rules K1-K29) with at most 2 faults at the"
                                + " listed " + found.places().size() + " places and at most 0 reorderings was covered: "
                                + found.states()
                                + " distinct states, matched by a 128-bit digest. Latencies are those of seed 1;")
                .endsWith("Not covered: more messages, nodes or faults, crashes inside a step, other latencies, bugs of"
                        + " the real broker.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void worlds_that_are_recognised_hide_nothing(int faults) {
        Scenario scenario = scenario(SHOP, "explore.may=[cut, refuse, crash]");
        assertThat(told(explore(scenario, faults, Explorer.Means.USUAL)))
                .isEqualTo(told(explore(scenario, faults, Explorer.Means.NAIVE)));
    }

    private static List<String> told(Exploration found) {
        List<String> told = new ArrayList<>();
        found.outcomes().forEach(outcome -> told.add(outcome.toString()));
        return told;
    }

    @Test
    void a_search_that_is_stopped_says_how_far_it_was() {
        AtomicInteger runs = new AtomicInteger();
        Exploration found = Explorer.explore(
                scenario(SHOP, "explore.may=[refuse]"),
                new Bounds(1, 0),
                Explorer.Means.USUAL,
                Workers.ONE,
                new Listener() {
                    @Override
                    public boolean goesOn() {
                        return runs.incrementAndGet() < 4;
                    }
                });
        assertThat(found.stopped().placesDone()).isEqualTo(3);
        assertThat(found.claim().title(EnumSet.of(Guarantee.NO_LOSS)))
                .isEqualTo("Stopped; nothing found in the first 3 of "
                        + found.places().size() + " places.");
    }
}
