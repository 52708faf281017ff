package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavedWitnessTest {

    private static final String SHOP = """
            scenario: 1
            title: A shop of two instances
            preset: at-least-once
            broker: {nodes: 2, session-timeout: 1s}
            topics: {orders: {replicas: 2, partitions: 2}}
            stores: {db: {kind: database, tables: {orders: {on-write: upsert}}}}
            processes:
              shop:
                instances: 2
                reads: {workload: {keys: [A, D], operations: [create, update], every: 0, start: 500ms}}
                steps: [{publish: {topic: orders}}]
              billing:
                instances: 2
                reads: {topic: orders, max-poll: 1}
                steps: [{write: {store: db, table: orders}}]
            explore: {may: [cut, stall, refuse, crash, power-off, pause, partition, slow, fail, skew]}
            """;

    private static final Resolved BASE = ScenarioFile.parse(SHOP, "test.yaml");

    /// The first of every row, and some more.
    static List<Place> places() {
        TreeSet<String> rows = new TreeSet<>();
        return Explorer.places(BASE.scenario(), true).stream()
                .filter(place -> rows.add(place.row()) || place.number() % 11 == 0)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void every_place_has_a_fault_that_does_the_same(Place place) {
        Witness witness = new Witness(List.of(place.decision()));
        SavedWitness saved = SavedWitness.of(BASE, witness, Anomaly.DUPLICATE);
        assertThat(SavedWitness.same(saved.run(), witness.run(BASE.scenario())))
                .as(saved.faults().toString())
                .isTrue();
    }

    @Test
    void places_of_every_sort_are_tried() {
        assertThat(places().stream().map(Place::sort).distinct()).containsExactlyInAnyOrder(Place.Sort.values());
    }

    @Test
    void a_witness_is_cut_to_what_it_needs_and_replays_to_the_byte() {
        Scenario scenario = BASE.scenario();
        Exploration found =
                Explorer.explore(scenario, new Bounds(1, 0), Explorer.Means.USUAL, Workers.ONE, Listener.NONE);
        Outcome outcome = found.outcome(Anomaly.DUPLICATE_EFFECT);
        SavedWitness small = Shrinking.of(SavedWitness.of(BASE, outcome.first(), Anomaly.DUPLICATE_EFFECT));
        assertThat(small.faults()).hasSize(1);
        assertThat(small.resolved().scenario().messages()).isEqualTo(1);
        assertThat(small.run().nodes()).hasSizeLessThan(small(BASE.scenario()));
        assertThat(Checkers.anomalies(small.run(), small.resolved().scenario())).contains(Anomaly.DUPLICATE_EFFECT);
        assertThat(ScenarioFile.parse(small.text(), "again.yaml").scenario())
                .isEqualTo(small.resolved().scenario());
        assertThat(small.run().digest()).isEqualTo(small.run().digest());
        for (int i = 0; i < small.faults().size(); i++) {
            List<String> fewer = new ArrayList<>(small.faults());
            fewer.remove(i);
            assertThat(SavedWitness.shows(small.text(), fewer, Anomaly.DUPLICATE_EFFECT))
                    .isFalse();
        }
    }

    @Test
    void a_bound_ends_the_cutting_and_says_so() {
        Resolved many = ScenarioFile.parse(
                SHOP, "test.yaml", "", List.of("processes.shop.reads.workload={keys: 5, count: 20, every: 10ms}"));
        Decision crash = Explorer.places(many.scenario(), false).stream()
                .filter(place -> place.sort() == Place.Sort.STEP_CRASH)
                .map(Place::decision)
                .filter(decision -> decision.key().contains("/1-write/after/"))
                .findFirst()
                .orElseThrow();
        SavedWitness whole = SavedWitness.of(many, new Witness(List.of(crash)), Anomaly.DUPLICATE_EFFECT);
        assertThat(whole.minimal()).isFalse();

        SavedWitness cut = Shrinking.of(whole, new Shrinking.Bound(4, Long.MAX_VALUE));
        assertThat(cut.minimal()).isFalse();
        assertThat(cut.resolved().scenario().messages()).isBetween(2, 19);
        assertThat(SavedWitness.shows(cut.text(), cut.faults(), cut.anomaly())).isTrue();
        assertThat(Claim.of(cut))
                .isEqualTo("The smallest within 1000 runs and 2 million events: a smaller one may show" + " the same.");

        SavedWitness uncut = Shrinking.of(whole, new Shrinking.Bound(1_000, 1));
        assertThat(uncut.minimal()).isFalse();
        assertThat(uncut.resolved().scenario().messages())
                .as("one run has more than one event")
                .isEqualTo(20);

        SavedWitness smallest = Shrinking.of(whole);
        assertThat(smallest.minimal()).isTrue();
        assertThat(smallest.resolved().scenario().messages()).isEqualTo(1);
        assertThat(Claim.of(smallest)).startsWith("Without any one of its faults");
    }

    @Test
    void faults_that_the_scenario_keeps_stand_in_the_file() {
        Resolved kept = ScenarioFile.parse(
                SHOP,
                "test.yaml",
                "",
                List.of(
                        "explore={may: [cut, crash]}",
                        "faults=[{cut: {request: produce, lose: response}},"
                                + " {pause: {process: billing.2, for: 2s, at: 1s}}]"));
        int more = 0;
        TreeSet<String> rows = new TreeSet<>();
        for (Place place : Explorer.places(kept.scenario(), false)) {
            if (!rows.add(place.row())) {
                continue;
            }
            Witness witness = new Witness(List.of(place.decision()));
            SavedWitness saved = SavedWitness.of(kept, witness, Anomaly.DUPLICATE);
            assertThat(saved.faults().get(0)).startsWith("cut: {").contains("lose: response");
            assertThat(saved.faults().get(1)).startsWith("pause: {").contains("billing.2");
            more += saved.faults().size() - 2;
            assertThat(SavedWitness.same(saved.run(), witness.run(kept.scenario())))
                    .as(saved.faults().toString())
                    .isTrue();
        }
        assertThat(more).isBetween(rows.size() / 2, rows.size());
    }

    private static int small(Scenario scenario) {
        return new Witness(List.of()).run(scenario).nodes().size();
    }
}
