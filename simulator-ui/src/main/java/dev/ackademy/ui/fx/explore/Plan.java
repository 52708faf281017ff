package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Matrix;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.ui.fx.explore.Board.Cell;
import dev.ackademy.ui.fx.explore.Board.Column;
import dev.ackademy.ui.fx.explore.Board.Row;
import dev.ackademy.ui.fx.explore.Board.Spot;
import dev.ackademy.ui.fx.run.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What is searched: the scenario as it is and under each policy that it can have, within bounds.
///
/// @param recipe  that was asked for, with its own faults
/// @param judged  the guarantees that count; empty for those that each column promises
/// @param leftOut faults of the scenario that no run has
/// @param sides   as the matrix shows them
/// @param refused policies that the scenario cannot have, each with the reason
record Plan(
        Recipe recipe,
        Bounds bounds,
        Set<Guarantee> judged,
        int leftOut,
        List<Side> sides,
        SequencedMap<String, String> refused) {

    private static final Map<String, String> TITLES = Map.of(
            "at-most-once", "At most once",
            "at-least-once", "At least once",
            "exactly-once", "Exactly once");
    private static final Map<String, String> ABOUTS = Map.of(
            "at-most-once", "acks 0, commit first",
            "at-least-once", "retries, commit last",
            "exactly-once", "transactions end to end");

    /// @throws ScenarioRefused where text and edits do not fit
    static Plan of(Recipe recipe, Bounds bounds, Set<Guarantee> judged) {
        Resolved own = recipe.resolve();
        Resolved here = without(recipe, List.of());
        boolean order = bounds.reorderings() > 0;
        List<Side> sides = new ArrayList<>();
        SequencedMap<String, String> refused = new LinkedHashMap<>();
        boolean isPolicy = false;
        for (String policy : Matrix.POLICIES) {
            try {
                Recipe under = recipe.under(policy, here.scenario().processes().keySet());
                Resolved resolved = without(under, List.of());
                boolean same = resolved.scenario().equals(here.scenario());
                isPolicy |= same;
                sides.add(new Side(policy, same ? recipe : under, same ? here : resolved, same, order, judged));
            } catch (ScenarioRefused cannot) {
                refused.put(policy, cannot.getMessage());
            }
        }
        if (!isPolicy) {
            sides.addFirst(new Side("", recipe, here, true, order, judged));
        }
        return new Plan(recipe, bounds, judged, own.scenario().faults().size(), List.copyOf(sides), refused);
    }

    /// The scenario without its own faults: the search makes them.
    static Resolved without(Recipe recipe, List<String> more) {
        List<String> sets = new ArrayList<>(recipe.sets());
        sets.add("faults=[]");
        sets.addAll(more);
        return ScenarioFile.parse(recipe.text(), recipe.name(), recipe.variant(), sets);
    }

    Side atHand() {
        return sides.stream().filter(side -> side.atHand).findFirst().orElseThrow();
    }

    Side side(String policy) {
        return sides.stream()
                .filter(side -> side.policy.equals(policy))
                .findFirst()
                .orElseThrow();
    }

    static String title(String policy) {
        return policy.isEmpty() ? "This scenario" : TITLES.get(policy);
    }

    Board board() {
        List<Column> columns = sides.stream()
                .map(side -> new Column(
                        side.policy,
                        title(side.policy),
                        side.policy.isEmpty() ? "as it stands" : ABOUTS.get(side.policy),
                        side.atHand,
                        side.phase(),
                        side.undecided()))
                .toList();
        List<Row> rows = rows();
        Map<Spot, Cell> cells = new HashMap<>();
        for (Row row : rows) {
            for (Side side : sides) {
                cells.put(new Spot(row.name(), side.policy), side.cell(row.name()));
            }
        }
        return new Board(columns, rows, cells);
    }

    private List<Row> rows() {
        SequencedMap<String, Row> rows = new LinkedHashMap<>();
        if (sides.stream().anyMatch(Side::breaksAlways)) {
            rows.put("", new Row("", "Nothing goes wrong", "the run as it is", null));
        }
        for (Place.Sort sort : Place.Sort.values()) {
            for (Side side : sides) {
                side.places.stream()
                        .filter(place -> place.sort() == sort)
                        .forEach(place -> rows.putIfAbsent(
                                place.row(), new Row(place.row(), place.row(), about(sort, place.row()), sort)));
            }
        }
        return List.copyOf(rows.values());
    }

    private static String about(Place.Sort sort, String row) {
        return switch (sort) {
            case REFUSED -> "an error, and nothing stored";
            case CUT_BEFORE -> "it never arrives";
            case CUT_AFTER -> "done, the client cannot know";
            case LATE_REQUEST, LATE_ANSWER -> "a time-out strikes first";
            case SERVER_CRASH -> "done or not, there is no answer";
            case STEP_CRASH ->
                row.contains(" crashes before ")
                        ? "the step was not begun"
                        : row.contains(" crashes during ") ? "asked, and the outcome not seen" : "the step was done";
            case SERVER_PAUSE, STEP_PAUSE -> "it stands still until others give it up";
            case SLOW -> "so slow that who waits gives up first";
            case FAIL -> "an error comes back to everybody, for a while";
            case POWER -> "what was not synced is gone";
            case PARTITION -> "no bytes pass for a while";
            case SKEW -> "ten seconds ahead or behind";
            case ORDER -> "at the same node; no fault";
        };
    }
}
