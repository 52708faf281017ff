package dev.ackademy.ui.fx.spacetime;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.ui.fx.run.Flights;
import java.util.ArrayDeque;
import java.util.BitSet;

/// The entries that a finding follows from: its witness and everything that caused it.
public final class CausalPast {

    private final BitSet entries = new BitSet();
    private final String key;

    public CausalPast(Trace trace, Finding finding) {
        key = finding.operation() == null ? null : finding.operation().key();
        ArrayDeque<Integer> open = new ArrayDeque<>(finding.witness());
        finding.why().forEach(sentence -> open.add(sentence.entry()));
        while (!open.isEmpty()) {
            int n = open.poll();
            if (n > 0 && n <= trace.entries().size() && !entries.get(n)) {
                entries.set(n);
                for (int cause : trace.entry(n).causes()) {
                    open.add(cause);
                }
            }
        }
    }

    public boolean holds(int entry) {
        return entry > 0 && entry < Integer.MAX_VALUE && entries.get(entry);
    }

    /// Whether this message is one of those that matter: in the past, and of the entity that was hurt.
    public boolean tells(Flights.Flight flight) {
        if (!holds(flight.sent()) && !holds(flight.ended())) {
            return false;
        }
        return key == null
                || flight.carried().stream()
                        .anyMatch(carried -> carried.operation().key().equals(key));
    }
}
