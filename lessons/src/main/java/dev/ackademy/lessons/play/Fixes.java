package dev.ackademy.lessons.play;

import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.play.Stage.Played;
import dev.ackademy.lessons.script.Goal;
import dev.ackademy.lessons.script.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Settings that a learner tries, and what they come to.
public final class Fixes {

    /// What a try came to.
    ///
    /// @param sets  `path=value`, in the order of the lesson
    /// @param run   with these settings
    /// @param still what keeps the goal from being met
    /// @param trial the circumstances of `run` where it was met at first and is not under these; null
    /// otherwise
    /// @param grade what the explorer says, null where it was not asked
    public record Attempt(List<String> sets, Played run, List<Anomaly> still, Goal.Trial trial, Grade grade) {

        public boolean met() {
            return still.isEmpty() && (grade == null || grade.holds());
        }

        /// What it came to, in one sentence; what the explorer says comes after it.
        public String words(Goal goal) {
            String open = still.stream().map(Anomaly::word).collect(Collectors.joining(", "));
            if (still.isEmpty()) {
                return goal.breaks() ? "Found: that breaks it." : "The goal holds in this run.";
            }
            if (goal.breaks()) {
                return "It holds: the checkers do not find " + open + ".";
            }
            return trial == null
                    ? "Not yet: the checkers still find " + open + "."
                    : "It holds here, but not everywhere. " + trial.text() + " Then the checkers find " + open + ".";
        }

        Attempt graded(Grade by) {
            return new Attempt(sets, run, still, trial, by);
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
        Attempt first = attempt(stage, sets, null);
        if (!first.met()) {
            return first;
        }
        for (Goal.Trial trial : stage.script().goal().trials()) {
            Attempt other = attempt(stage, sets, trial);
            if (!other.met()) {
                return other;
            }
        }
        return first;
    }

    /// The same, and where it is met and the lesson asks for it, graded by the explorer.
    ///
    /// @param listener hears how far the explorer is, and may stop it
    public static Attempt graded(Stage stage, List<String> sets, Workers workers, Listener listener) {
        Attempt attempt = attempt(stage, sets);
        return attempt.met() && stage.script().goal().search() != null
                ? attempt.graded(Grade.of(stage, sets, workers, listener))
                : attempt;
    }

    private static Attempt attempt(Stage stage, List<String> sets, Goal.Trial trial) {
        List<String> all = new ArrayList<>(sets);
        if (trial != null) {
            all.addAll(trial.sets());
        }
        Played run = stage.play(all);
        return new Attempt(
                List.copyOf(sets), run, stage.script().goal().open(run.report().counts()), trial, null);
    }

    /// Every combination of allowed settings that meets the goal, those with the fewest changes first: the
    /// answer key. Combinations that the format refuses meet nothing.
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

    /// Every combination of values, without the empty one, the shortest first.
    public static List<List<String>> combinations(Stage stage) {
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
