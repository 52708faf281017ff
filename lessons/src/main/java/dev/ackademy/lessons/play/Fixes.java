package dev.ackademy.lessons.play;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.play.Stage.Played;
import dev.ackademy.lessons.script.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Settings that a learner tries, and what they come to.
public final class Fixes {

    /// What a try came to.
    ///
    /// @param sets  `path=value`, in the order of the lesson
    /// @param run   with these settings
    /// @param still what the goal wants gone and the checkers still find
    public record Attempt(List<String> sets, Played run, List<Anomaly> still) {

        public boolean met() {
            return still.isEmpty();
        }
    }

    private Fixes() {}

    /// The cause why a setting may not be tried; empty where it may.
    public static Optional<String> refusal(Stage stage, String set) {
        int equals = set.indexOf('=');
        String path = equals < 0 ? set : set.substring(0, equals);
        for (Setting setting : stage.script().settings()) {
            if (setting.path().equals(path)) {
                return equals >= 0 && setting.values().contains(set.substring(equals + 1))
                        ? Optional.empty()
                        : Optional.of(path + " can be " + String.join(" or ", setting.values()));
            }
        }
        return Optional.of("'" + path + "' cannot be changed in this lesson. These can: "
                + String.join(
                        ", ",
                        stage.script().settings().stream().map(Setting::path).toList()));
    }

    /// @throws IllegalArgumentException where a setting may not be changed
    public static Attempt attempt(Stage stage, List<String> sets) {
        for (String set : sets) {
            refusal(stage, set).ifPresent(cause -> {
                throw new IllegalArgumentException(cause + ".");
            });
        }
        Played run = stage.play(sets);
        List<Anomaly> still = stage.script().goal().absent().stream()
                .filter(run.report().counts()::containsKey)
                .toList();
        return new Attempt(List.copyOf(sets), run, still);
    }

    /// Every combination of allowed settings that meets the goal, those with the fewest changes first: the
    /// answer key.
    /// Combinations that the format refuses meet nothing.
    public static List<Attempt> solutions(Stage stage) {
        List<Attempt> solutions = new ArrayList<>();
        for (List<String> sets : combinations(stage)) {
            try {
                Attempt attempt = attempt(stage, sets);
                if (attempt.met()) {
                    solutions.add(attempt);
                }
            } catch (ScenarioRefused _) {
                // Two settings that exclude each other are no solution.
            }
        }
        return solutions;
    }

    /// Without the empty one, the shortest first.
    static List<List<String>> combinations(Stage stage) {
        List<List<String>> all = new ArrayList<>(List.of(List.of()));
        for (Setting setting : stage.script().settings()) {
            for (List<String> sets : List.copyOf(all)) {
                for (String value : setting.values()) {
                    List<String> more = new ArrayList<>(sets);
                    more.add(setting.path() + "=" + value);
                    all.add(more);
                }
            }
        }
        all.removeFirst();
        all.sort(java.util.Comparator.comparingInt(List::size));
        return all;
    }
}
