package dev.ackademy.core.explore;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The same scenario under several policies: what each sort of place breaks under each.
///
/// @param columns by policy; a policy that the scenario refuses is left out
public record Matrix(SequencedMap<String, Exploration> columns) {

    /// The presets, from the weakest on.
    public static final List<String> POLICIES = List.of("at-most-once", "at-least-once", "exactly-once");

    /// What the places of a row break under one policy.
    ///
    /// @param broken by anomaly, how many places of the row show it at the level with the fewest faults
    /// @param places of the row under this policy
    public record Cell(SortedMap<Anomaly, Integer> broken, int places) {

        /// Of the anomaly that most places show.
        public double share() {
            int most =
                    broken.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            return places == 0 ? 0 : (double) most / places;
        }
    }

    /// @param load   the scenario under a policy
    /// @param column is told of each policy before it is searched
    public static Matrix of(
            Function<String, Scenario> load,
            Function<Scenario, Bounds> bounds,
            Explorer.Means means,
            Workers workers,
            Listener listener,
            Consumer<String> column) {
        SequencedMap<String, Exploration> columns = new LinkedHashMap<>();
        for (String policy : POLICIES) {
            try {
                Scenario scenario = load.apply(policy);
                column.accept(policy);
                columns.put(policy, Explorer.explore(scenario, bounds.apply(scenario), means, workers, listener));
            } catch (ScenarioRefused _) {
                // The scenario means nothing under this policy.
            }
        }
        return new Matrix(columns);
    }

    /// The sorts of places, in the order in which they are met.
    public SequencedSet<String> rows() {
        LinkedHashSet<String> rows = new LinkedHashSet<>();
        for (Place.Sort sort : Place.Sort.values()) {
            columns.values()
                    .forEach(each -> each.places().stream()
                            .filter(place -> place.sort() == sort)
                            .forEach(place -> rows.add(place.row())));
        }
        return rows;
    }

    public Cell cell(String row, String policy) {
        return cell(row, columns.get(policy));
    }

    /// What the places of a row show in one search.
    public static Cell cell(String row, Exploration exploration) {
        TreeMap<Anomaly, Integer> broken = new TreeMap<>();
        for (Outcome outcome : exploration.outcomes()) {
            int count = (int) outcome.places().stream()
                    .filter(place -> place.row().equals(row))
                    .count();
            if (count > 0) {
                broken.put(outcome.anomaly(), count);
            }
        }
        List<Anomaly> sharp = new ArrayList<>(broken.keySet());
        sharp.remove(Anomaly.CONVERGENCE);
        if (!sharp.isEmpty()) {
            broken.remove(Anomaly.CONVERGENCE);
        }
        int places = (int) exploration.places().stream()
                .filter(place -> place.row().equals(row))
                .count();
        return new Cell(broken, places);
    }

    /// Anomalies that happen without any fault, by policy: no place is to blame.
    public Map<String, List<Anomaly>> always() {
        Map<String, List<Anomaly>> always = new LinkedHashMap<>();
        columns.forEach((policy, exploration) -> always.put(
                policy,
                exploration.outcomes().stream()
                        .filter(outcome -> outcome.places().isEmpty())
                        .map(Outcome::anomaly)
                        .toList()));
        return always;
    }
}
