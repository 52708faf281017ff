package dev.ackademy.core.explore;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.ScriptedChoices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.List;
import java.util.TreeMap;

/// A run that shows something: what goes wrong in it, in order.
public record Witness(List<Decision> decisions) {

    public Witness {
        decisions = List.copyOf(decisions);
    }

    /// Runs it again.
    public Trace run(Scenario scenario) {
        TreeMap<String, Integer> answers = new TreeMap<>();
        decisions.forEach(each -> answers.put(each.key(), each.answer()));
        ScriptedChoices choices = Choices.scripted(scenario.seed(), answers);
        Trace trace = Simulation.run(scenario, choices);
        if (!choices.unusedKeys().isEmpty()) {
            throw new IllegalStateException("nobody asked for " + choices.unusedKeys());
        }
        return trace;
    }

    public Report judge(Scenario scenario) {
        return Checkers.check(run(scenario), scenario);
    }
}
