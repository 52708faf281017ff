package dev.ackademy.lessons.play;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.SavedWitness;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.lessons.script.Goal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// What the explorer says about a mend.
///
/// @param title   whether it holds, and where
/// @param covered what was covered, word for word as it may be said
/// @param against what goes wrong in the smallest counter-example, empty where there is none
/// @param finding what the checkers say of it, null where there is none
/// @param example the smallest counter-example as a scenario file, empty where there is none
public record Grade(String title, String covered, List<String> against, Finding finding, String example) {

    public boolean holds() {
        return finding == null;
    }

    /// @param listener hears how far the search is; where it stops the search, the grade says so
    static Grade of(Stage stage, List<String> sets, Workers workers, Listener listener) {
        Goal.Search search = stage.script().goal().search();
        List<String> all = new ArrayList<>(sets);
        all.add("faults=[]");
        all.add("explore.may=[" + String.join(", ", search.may()) + "]");
        Resolved resolved = stage.resolve(all);
        Exploration found = Explorer.explore(
                resolved.scenario(), new Bounds(search.faults(), 0), Explorer.Means.USUAL, workers, listener);
        return found.outcomes().stream()
                .filter(each -> search.absent().contains(each.anomaly()))
                .findFirst()
                .map(each -> against(each, found, resolved))
                .orElseGet(() -> new Grade(title(found), found.claim().covered(), List.of(), null, ""));
    }

    private static String title(Exploration found) {
        return found.stopped() == null
                ? "Your change holds at all " + found.places().size() + " places, with "
                        + found.bounds().words() + "."
                : found.claim().title(EnumSet.noneOf(Guarantee.class));
    }

    private static Grade against(Outcome outcome, Exploration found, Resolved resolved) {
        Report report = outcome.first().judge(found.scenario());
        Finding finding = report.findings().stream()
                .filter(each -> each.anomaly() == outcome.anomaly())
                .findFirst()
                .orElseThrow();
        return new Grade(
                "Your change does not hold at " + outcome.places().size() + " of "
                        + found.places().size() + " places.",
                found.claim().covered(),
                outcome.first().decisions().stream().map(each -> each.words()).toList(),
                finding,
                SavedWitness.of(resolved, outcome.first(), outcome.anomaly()).text());
    }
}
