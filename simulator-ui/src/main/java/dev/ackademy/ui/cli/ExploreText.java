package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Claim;
import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Decision;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.SavedWitness;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A search for a person: the claim with its bounds, every anomaly with the places that show it, and the smallest run
/// of each.
final class ExploreText {

    private static final int WORD = 24;
    private static final int COUNT = 34;

    private final Exploration exploration;
    private final Set<Guarantee> judged;
    private final Terminal terminal;
    private final List<Line> lines = new ArrayList<>();

    private ExploreText(Exploration exploration, Set<Guarantee> judged, Terminal terminal) {
        this.exploration = exploration;
        this.judged = judged;
        this.terminal = terminal;
    }

    /// @param leftOut faults of the scenario that no run has
    /// @param smallest null where no promise is broken
    /// @param savedAs  the file in which it is, null for none
    static List<Line> of(
            Exploration exploration,
            Set<Guarantee> judged,
            int leftOut,
            SavedWitness smallest,
            List<Closing.Tried> tried,
            String savedAs,
            Terminal terminal) {
        ExploreText text = new ExploreText(exploration, judged, terminal);
        if (leftOut > 0) {
            text.lines.add(new Line()
                    .add(
                            "The scenario's own " + (leftOut == 1 ? "fault is" : leftOut + " faults are")
                                    + " left out; --keep-faults keeps "
                                    + (leftOut == 1 ? "it." : "them."),
                            Ink.FAINT));
        }
        boolean broken = !exploration.violating(judged).isEmpty();
        text.lines.add(new Line().add(exploration.claim().title(judged), broken ? Ink.BROKEN : Ink.STRONG));
        text.wrapped(exploration.claim().covered());
        text.lines.add(new Line());
        exploration.outcomes().forEach(text::outcome);
        if (smallest != null) {
            text.smallest(smallest, savedAs);
        }
        text.closing(tried);
        text.places();
        return text.lines;
    }

    private void outcome(Outcome outcome) {
        boolean counts = judged.contains(outcome.anomaly().guarantee());
        Line line = new Line().add(outcome.anomaly().word(), counts ? Ink.BROKEN : Ink.STRONG);
        line.put(WORD, counts ? "broken" : "allowed", counts ? Ink.BROKEN : Ink.FAINT);
        line.put(COUNT, fewest(outcome));
        lines.add(line);
        for (Decision decision : outcome.first().decisions()) {
            lines.add(new Line().put(2, decision.words(), Ink.PLAIN));
        }
    }

    private String fewest(Outcome outcome) {
        Bounds fewest = outcome.fewest();
        if (fewest.faults() + fewest.reorderings() == 0) {
            return "nothing has to go wrong";
        }
        long of = exploration.places().stream()
                .filter(place -> place.sort() != Place.Sort.ORDER || fewest.reorderings() > 0)
                .filter(place -> place.sort() == Place.Sort.ORDER || fewest.faults() > 0)
                .count();
        return fewest.words().substring("at most ".length()) + ": "
                + outcome.places().size() + " of " + of + " places break it";
    }

    private void smallest(SavedWitness smallest, String savedAs) {
        Scenario scenario = smallest.resolved().scenario();
        Trace run = smallest.run();
        lines.add(new Line());
        lines.add(new Line()
                .add("Smallest counter-example", Ink.STRONG)
                .add(
                        "  " + smallest.anomaly().word() + ": "
                                + many(smallest.faults().size(), "fault") + ", "
                                + many(scenario.messages(), "message") + ", "
                                + many(run.nodes().size(), "node") + ", "
                                + many(run.entries().size(), "entry"),
                        Ink.FAINT));
        smallest.faults().forEach(fault -> lines.add(new Line().put(2, "- " + fault, Ink.PLAIN)));
        lines.add(new Line().put(2, Claim.of(smallest), Ink.FAINT));
        lines.add(
                savedAs == null
                        ? new Line().put(2, "--save FILE writes it as a scenario.", Ink.FAINT)
                        : new Line().put(2, "Written to " + savedAs + ": ackademy run " + savedAs, Ink.KEPT));
    }

    private static String many(int count, String thing) {
        return count + " " + (count == 1 ? thing : thing.equals("entry") ? "entries" : thing + "s");
    }

    private void closing(List<Closing.Tried> tried) {
        if (tried.isEmpty()) {
            return;
        }
        lines.add(new Line());
        lines.add(new Line().add("What closes it", Ink.STRONG).add("  searched within the same bounds", Ink.FAINT));
        for (Closing.Tried each : tried) {
            Line line = new Line().put(2, each.closes() ? "✓" : "✗", each.closes() ? Ink.KEPT : Ink.FAINT);
            line.put(4, "--set " + String.join(" --set ", each.settings()), each.closes() ? Ink.KEPT : Ink.PLAIN);
            line.add(
                    each.closes()
                            ? "  none of " + each.places() + " places" + brings(each)
                            : "  still broken" + (each.still() == 0 ? "" : " at " + each.still() + " places"),
                    Ink.FAINT);
            lines.add(line);
        }
    }

    /// `, but no-loss is broken then`
    private static String brings(Closing.Tried each) {
        return each.brings().isEmpty()
                ? ""
                : ", but "
                        + String.join(
                                ", ",
                                each.brings().stream().map(Guarantee::word).toList())
                        + (each.brings().size() == 1 ? " is" : " are") + " broken then";
    }

    /// How many places of each sort there are.
    private void places() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        exploration.places().forEach(place -> rows.merge(place.row(), 1, Integer::sum));
        lines.add(new Line());
        lines.add(new Line().add(exploration.places().size() + " places", Ink.STRONG));
        rows.forEach((row, count) ->
                lines.add(new Line().put(2, String.valueOf(count)).put(8, row, Ink.FAINT)));
    }

    private void wrapped(String text) {
        wrap(text, terminal, lines);
    }

    static void wrap(String text, Terminal terminal, List<Line> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > terminal.columns()) {
                lines.add(new Line().add(line.toString(), Ink.FAINT));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(new Line().add(line.toString(), Ink.FAINT));
    }
}
