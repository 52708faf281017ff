package dev.ackademy.core.explore;

import dev.ackademy.core.check.Contract;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a search covered, and what it found.
///
/// @param scenario   that was searched
/// @param bounds     of the search
/// @param places     of the fault-free run; those of reorderings only where the bounds allow some
/// @param outcomes   every anomaly that was met, in the order of the fewest faults that show it
/// @param undecided  whether a run ended at a limit of the scenario, so that what it does not show is not known
/// @param states     distinct worlds that were kept; 0 where states were not matched
/// @param stateBytes memory of those
/// @param forgot     whether worlds were not kept because the limit was reached: searched again where they were met
/// again
/// @param stopped    where the search was stopped, null where it was not
public record Exploration(
        Scenario scenario,
        Bounds bounds,
        List<Place> places,
        List<Outcome> outcomes,
        boolean undecided,
        Work work,
        int states,
        long stateBytes,
        boolean forgot,
        Stop stopped) {

    /// Everything below `level` was searched, and of it the first places.
    public record Stop(Bounds level, int placesDone, int places) {}

    /// Whether the configuration promises the guarantee of an outcome.
    public boolean promised(Outcome outcome) {
        return Contract.of(scenario).promise(outcome.anomaly().guarantee()).promised();
    }

    /// What of the outcomes violates one of these guarantees.
    public List<Outcome> violating(Set<Guarantee> guarantees) {
        return outcomes.stream()
                .filter(outcome -> guarantees.contains(outcome.anomaly().guarantee()))
                .toList();
    }

    /// Those that the configuration promises.
    public EnumSet<Guarantee> promises() {
        return Contract.of(scenario).promised();
    }

    /// Null where it was not met.
    public Outcome outcome(Anomaly anomaly) {
        return outcomes.stream()
                .filter(outcome -> outcome.anomaly() == anomaly)
                .findFirst()
                .orElse(null);
    }

    public Claim claim() {
        return new Claim(this);
    }
}
