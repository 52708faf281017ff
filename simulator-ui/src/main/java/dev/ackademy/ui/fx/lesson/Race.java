package dev.ackademy.ui.fx.lesson;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.lessons.play.Stage;
import java.util.List;

/// A search that the learner is to beat. It is over in seconds; to make it a race, it turns over one place at a time.
///
/// @param at     how many places it has turned over
/// @param places that there are
/// @param finds  the place, from 1, that breaks it; 0 where none does
/// @param words  what goes wrong there
public record Race(int at, int places, int finds, String words) {

    /// Every place, one fault each, of a lesson that is to be broken.
    static Race of(Stage stage, Workers workers, Listener listener) {
        Scenario scenario = stage.resolve(List.of("faults=[]")).scenario();
        Exploration found = Explorer.explore(scenario, new Bounds(1, 0), Explorer.Means.USUAL, workers, listener);
        return found.outcomes().stream()
                .filter(each -> stage.script().goal().found().contains(each.anomaly()))
                .filter(each -> !each.places().isEmpty())
                .findFirst()
                .map(each -> new Race(0, found.places().size(), first(each, found), words(each)))
                .orElse(new Race(0, found.places().size(), 0, ""));
    }

    private static int first(Outcome outcome, Exploration found) {
        return found.places().indexOf(outcome.places().getFirst()) + 1;
    }

    private static String words(Outcome outcome) {
        return outcome.first().decisions().getFirst().words();
    }

    public boolean over() {
        return at >= (finds == 0 ? places : finds);
    }

    Race next() {
        return over() ? this : new Race(at + 1, places, finds, words);
    }

    /// How it stands, in one sentence.
    public String told() {
        return over() && finds > 0
                ? "The search has found one at place " + at + ": " + words + "."
                : "The search is at place " + at + " of " + places + ", and has found nothing.";
    }
}
