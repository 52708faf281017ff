package dev.ackademy.ui.fx.spacetime;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.run.Flights;
import java.util.ArrayDeque;
import java.util.BitSet;

/// The entries that a finding follows from: its witness, everything that caused it, and how its messages came.
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
                if (trace.entry(n).event() instanceof DeliveryEvent.Delivered delivered) {
                    entries.set(broughtBy(trace, trace.entry(n), delivered));
                }
            }
        }
    }

    /// The frame with which a message came that waited in the client until it was given out: no cause of
    /// that
    /// moment, and yet the way the message took. 0 where there is none.
    private static int broughtBy(Trace trace, TraceEntry given, DeliveryEvent.Delivered delivered) {
        for (int n = given.n() - 1; n > 0; n--) {
            TraceEntry entry = trace.entry(n);
            if (entry.node() == given.node()
                    && entry.event() instanceof NetworkEvent.FrameArrived arrived
                    && arrived.kind() == RequestKind.FETCH
                    && arrived.carried().stream()
                            .anyMatch(carried -> carried.operation().equals(delivered.operation()))) {
                return n;
            }
        }
        return 0;
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
