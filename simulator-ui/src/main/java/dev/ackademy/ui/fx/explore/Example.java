package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.SavedWitness;
import dev.ackademy.core.explore.Shrinking;
import dev.ackademy.core.explore.Witness;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.timeline.Lanes;
import java.util.List;
import java.util.stream.LongStream;

/// The smallest run that shows what one place breaks: cut down, told and judged.
///
/// @param decisions  what goes wrong, in words
/// @param saved      as a scenario file
/// @param chain      how it came to that
/// @param entries    of the run
/// @param entriesWas of the run as it was found
record Example(
        Anomaly anomaly,
        List<String> decisions,
        int faults,
        int reorderings,
        SavedWitness saved,
        Played played,
        WhyViewModel.Chain chain,
        int messages,
        int entries,
        int entriesWas) {

    /// Takes as long as the witness has to be searched for and cut down.
    static Example of(Side side, Side.Shown shown) {
        Outcome outcome = shown.outcome();
        Scenario scenario = side.scenario();
        Witness witness = outcome.first();
        boolean other =
                shown.place() != null && !shown.place().equals(outcome.places().getFirst());
        if (other) {
            witness = Explorer.witness(scenario, shown.place(), outcome.anomaly(), outcome.fewest());
        }
        Trace found = witness.run(scenario);
        SavedWitness saved = Shrinking.of(SavedWitness.of(side.resolved, witness, outcome.anomaly()));
        Resolved resolved = saved.resolved();
        Trace trace = saved.run();
        Report report = Checkers.check(trace, resolved.scenario());
        Played played = Played.of(resolved, trace, report);
        int reorderings = (int) witness.decisions().stream()
                .filter(each -> each.key().startsWith("overtake/") || each.key().startsWith("race/"))
                .count();
        return new Example(
                outcome.anomaly(),
                witness.decisions().stream().map(each -> each.words()).toList(),
                saved.faults().size() - reorderings,
                reorderings,
                saved,
                played,
                chain(played, outcome.anomaly()),
                resolved.scenario().messages(),
                trace.entries().size(),
                found.entries().size());
    }

    /// Null where the run, cut down, is judged otherwise.
    private static WhyViewModel.Chain chain(Played played, Anomaly anomaly) {
        List<Finding> findings = played.report().findings();
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).anomaly() == anomaly) {
                WhyViewModel why = new WhyViewModel();
                why.open(played, i);
                return why.chainProperty().get();
            }
        }
        return null;
    }

    /// When the first thing goes wrong, µs; 0 where nothing does.
    long wrongAt() {
        Lanes lanes = Lanes.of(played.trace(), played.hues(), -1);
        return LongStream.concat(
                        lanes.faults().stream().mapToLong(Lanes.Fault::at),
                        lanes.outages().stream().mapToLong(Lanes.Outage::from))
                .min()
                .orElse(0);
    }

    Guarantee guarantee() {
        return anomaly.guarantee();
    }
}
