package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.check.Contract;
import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.ui.fx.explore.Board.Cell;
import dev.ackademy.ui.fx.explore.Board.Mark;
import dev.ackademy.ui.fx.explore.Board.Phase;
import dev.ackademy.ui.fx.run.Recipe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One policy's search, a column of the matrix: what has been met so far, place by place. The search tells it, anyone
/// may ask.
final class Side {

    final String policy;
    final Recipe recipe;
    final Resolved resolved;
    final List<Place> places;
    final boolean atHand;

    private Exploration found;

    private final Set<Guarantee> judged;
    private final Map<Anomaly, TreeSet<Integer>> showing = new TreeMap<>();
    private final EnumSet<Anomaly> metBefore = EnumSet.noneOf(Anomaly.class);
    private final Set<Integer> done = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Phase phase = Phase.WAITING;

    /// @param policy empty for the scenario as it is
    /// @param recipe of the scenario under the policy
    /// @param judged the guarantees that count; empty for those that are promised
    Side(String policy, Recipe recipe, Resolved resolved, boolean atHand, boolean reorderings, Set<Guarantee> judged) {
        this.policy = policy;
        this.recipe = recipe;
        this.resolved = resolved;
        this.atHand = atHand;
        this.places = Explorer.places(resolved.scenario(), reorderings);
        this.judged = judged.isEmpty() ? Contract.of(resolved.scenario()).promised() : judged;
    }

    Scenario scenario() {
        return resolved.scenario();
    }

    Set<Guarantee> judged() {
        return judged;
    }

    /// Null until the search is over.
    synchronized Exploration exploration() {
        return found;
    }

    synchronized Phase phase() {
        return phase;
    }

    /// Every outcome of which there is word.
    synchronized List<Outcome> outcomes() {
        return found == null ? outcomes : found.outcomes();
    }

    synchronized void level(Bounds level) {
        phase = Phase.RUNNING;
        done.removeIf(number -> takesPart(places.get(number), level));
    }

    private static boolean takesPart(Place place, Bounds level) {
        return place.sort() == Place.Sort.ORDER ? level.reorderings() > 0 : level.faults() > 0;
    }

    synchronized void finished(Place place, SortedSet<Anomaly> shows) {
        done.add(place.number());
        for (Anomaly anomaly : shows) {
            if (!metBefore.contains(anomaly)) {
                showing.computeIfAbsent(anomaly, _ -> new TreeSet<>()).add(place.number());
            }
        }
    }

    synchronized void found(Outcome outcome) {
        metBefore.add(outcome.anomaly());
        outcomes.add(outcome);
    }

    synchronized void over(Exploration exploration) {
        found = exploration;
        phase = exploration.stopped() == null ? Phase.DONE : Phase.STOPPED;
        showing.clear();
        for (Outcome outcome : exploration.outcomes()) {
            outcome.places()
                    .forEach(place -> showing.computeIfAbsent(outcome.anomaly(), _ -> new TreeSet<>())
                            .add(place.number()));
        }
    }

    synchronized boolean undecided() {
        return found != null && found.undecided();
    }

    /// What happens although nothing goes wrong.
    private List<Anomaly> always() {
        return outcomes().stream()
                .filter(outcome -> outcome.places().isEmpty())
                .map(Outcome::anomaly)
                .toList();
    }

    synchronized boolean breaksAlways() {
        return !always().isEmpty();
    }

    /// @param row empty for the run without a fault
    synchronized Cell cell(String row) {
        if (row.isEmpty()) {
            TreeMap<Guarantee, Set<Integer>> marks = new TreeMap<>();
            sharp(new TreeSet<>(always())).forEach(anomaly -> marks.put(anomaly.guarantee(), Set.of()));
            return new Cell(marks(marks), 0, 0, phase, undecided(), true);
        }
        Map<Anomaly, Set<Integer>> here = new TreeMap<>();
        showing.forEach((anomaly, numbers) -> {
            Set<Integer> inRow = new TreeSet<>(numbers);
            inRow.removeIf(number -> !places.get(number).row().equals(row));
            if (!inRow.isEmpty()) {
                here.put(anomaly, inRow);
            }
        });
        TreeMap<Guarantee, Set<Integer>> marks = new TreeMap<>();
        for (Anomaly anomaly : sharp(new TreeSet<>(here.keySet()))) {
            marks.computeIfAbsent(anomaly.guarantee(), _ -> new TreeSet<>()).addAll(here.get(anomaly));
        }
        List<Place> all =
                places.stream().filter(place -> place.row().equals(row)).toList();
        int finished = (int)
                all.stream().filter(place -> done.contains(place.number())).count();
        return new Cell(marks(marks), all.size(), finished, phase, undecided(), false);
    }

    /// That a row differs from its source says nothing more where it is known how it came to.
    private static SortedSet<Anomaly> sharp(TreeSet<Anomaly> anomalies) {
        if (anomalies.size() > 1) {
            anomalies.remove(Anomaly.CONVERGENCE);
        }
        return anomalies;
    }

    private List<Mark> marks(Map<Guarantee, Set<Integer>> byGuarantee) {
        List<Mark> broken = new ArrayList<>();
        List<Mark> allowed = new ArrayList<>();
        byGuarantee.forEach((guarantee, numbers) -> {
            boolean promised = judged.contains(guarantee);
            (promised ? broken : allowed).add(new Mark(guarantee, numbers.size(), promised));
        });
        broken.addAll(allowed);
        return broken;
    }

    /// The first place of a row that shows something of a guarantee, and what it shows.
    ///
    /// @param place null where nothing has to go wrong
    record Shown(Outcome outcome, Place place) {}

    /// Every place of a row that shows something of a guarantee, each with what it shows first.
    synchronized List<Shown> shown(String row, Guarantee guarantee) {
        Map<Integer, Shown> shown = new TreeMap<>();
        for (Outcome outcome : outcomes()) {
            if (outcome.anomaly().guarantee() != guarantee) {
                continue;
            }
            if (row.isEmpty() && outcome.places().isEmpty()) {
                return List.of(new Shown(outcome, null));
            }
            for (Place place : outcome.places()) {
                if (place.row().equals(row)) {
                    shown.putIfAbsent(place.number(), new Shown(outcome, place));
                }
            }
        }
        return List.copyOf(shown.values());
    }

    /// How many places a search within the bounds finishes in all of its levels.
    static int finishes(List<Place> places, Bounds bounds) {
        int all = 0;
        for (int f = 0; f <= bounds.faults(); f++) {
            for (int r = 0; r <= bounds.reorderings(); r++) {
                Bounds level = new Bounds(f, r);
                all += (int)
                        places.stream().filter(place -> takesPart(place, level)).count();
            }
        }
        return all;
    }
}
