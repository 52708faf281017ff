package dev.ackademy.lessons.play;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.lessons.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What a lesson plays: its text and its scenario.
///
/// @param name     what the lesson is called in commands: `01-fire-and-forget`
/// @param scenario the text of the scenario that is played
/// @param recorded gives the run as it was recorded: it is shown instead of being simulated. Null where there is none
public record Stage(String name, Script script, String scenario, Supplier<Trace> recorded) {

    public Stage(String name, Script script, String scenario) {
        this(name, script, scenario, null);
    }

    /// A run and what the checkers say about it.
    public record Played(Resolved resolved, Trace trace, Report report) {}

    /// The run that the lesson shows.
    ///
    /// @throws dev.ackademy.core.scenario.ScenarioRefused where its scenario cannot be read
    public Played play() {
        return play(List.of());
    }

    /// The same with some settings changed.
    ///
    /// @param sets `path=value`
    public Played play(List<String> sets) {
        Resolved resolved = resolve(sets);
        Trace trace = sets.isEmpty() && recorded != null
                ? recorded.get()
                : Simulation.run(
                        resolved.scenario(), Choices.seeded(resolved.scenario().seed()));
        return new Played(resolved, trace, Checkers.check(trace, resolved.scenario()));
    }

    public Resolved resolve(List<String> sets) {
        List<String> all = new ArrayList<>(script.sets());
        all.addAll(sets);
        return ScenarioFile.parse(scenario, name + "/scenario.yaml", script.variant(), all);
    }
}
