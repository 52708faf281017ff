package dev.ackademy.ui.fx.home;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.ScriptRefused;
import dev.ackademy.ui.fx.recipe.Description;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.workbench.KnownRun;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/// A shipped scenario.
///
/// @param number   in the catalogue, as commands take it
/// @param about    what its author says, or why it cannot be read
/// @param shows    what can be seen in it, the first one first; empty where nothing goes wrong
/// @param readable false where this version refuses it
/// @param script   of its lesson; null where it is only shown
record Card(
        int number, String title, String about, List<Anomaly> shows, boolean readable, Script script, Recipe recipe) {

    /// What its runs in the library say about it.
    enum State {
        UNTOUCHED,
        RUN,
        /// What it shows was found, and the person came to where it shows; where it shows nothing, to its
        /// end.
        DONE
    }

    static Card of(Lesson lesson) {
        Recipe recipe = new Recipe(lesson.name(), lesson.scenario());
        try {
            Resolved resolved = ScenarioFile.parse(lesson.scenario(), "scenario.yaml");
            Scenario scenario = resolved.scenario();
            return new Card(
                    lesson.number(),
                    scenario.title(),
                    Description.of(lesson.scenario()),
                    List.copyOf(scenario.shows()),
                    true,
                    lesson.script().orElse(null),
                    recipe.begun(resolved));
        } catch (ScenarioRefused | ScriptRefused refused) {
            return new Card(lesson.number(), lesson.slug(), refused.getMessage(), List.of(), false, null, recipe);
        }
    }

    List<AnomalyWords> symptoms() {
        return shows.stream().map(AnomalyWords::of).distinct().toList();
    }

    /// `Lost`; `Holds` where nothing goes wrong.
    String symptom() {
        if (!readable) {
            return "Cannot be read";
        }
        return shows.isEmpty() ? "Holds" : symptoms().getFirst().title();
    }

    /// Whether the recipe is this scenario, under its name or another.
    boolean isOf(String name, String text) {
        return name.equals(recipe.name()) || text.equals(recipe.text());
    }

    /// Whether it is taught.
    boolean lesson() {
        return script != null;
    }

    /// What it is called in the course.
    String name() {
        return lesson() ? script.title() : title;
    }

    /// Who is hurt by what, or what its author says.
    String says() {
        return lesson() ? script.stake() : about;
    }

    /// @param mended lessons that are done
    /// @param begun  lessons that were begun, at least
    State state(List<KnownRun> runs, Set<String> mended, Set<String> begun) {
        if (lesson()) {
            return mended.contains(recipe.name())
                    ? State.DONE
                    : begun.contains(recipe.name())
                                    || runs.stream()
                                            .anyMatch(
                                                    run -> run.recipe().source().equals(recipe.name()))
                            ? State.RUN
                            : State.UNTOUCHED;
        }
        return state(runs);
    }

    private State state(List<KnownRun> runs) {
        List<KnownRun> mine = runs.stream()
                .filter(run -> isOf(run.recipe().source(), run.recipe().text()))
                .toList();
        if (mine.isEmpty()) {
            return State.UNTOUCHED;
        }
        return mine.stream().anyMatch(this::isDone) ? State.DONE : State.RUN;
    }

    private boolean isDone(KnownRun run) {
        SortedMap<String, Integer> found = run.verdict().counts();
        return run.seen() && (shows.isEmpty() || shows.stream().anyMatch(each -> found.containsKey(each.word())));
    }
}
