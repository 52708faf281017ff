package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.check.Contract;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.ui.fx.run.AnomalyWords;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which guarantees a configuration makes.
final class Promises {

    private Promises() {}

    static EnumSet<Guarantee> of(Scenario scenario) {
        Contract contract = Contract.of(scenario);
        EnumSet<Guarantee> promised = EnumSet.noneOf(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            if (contract.promise(guarantee).promised()) {
                promised.add(guarantee);
            }
        }
        return promised;
    }

    /// `order per key, no loss`
    static String words(Set<Guarantee> guarantees) {
        return guarantees.isEmpty()
                ? "nothing is promised"
                : guarantees.stream().map(AnomalyWords::promise).collect(Collectors.joining(", "));
    }
}
