package dev.ackademy.ui.workbench;

import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceDigest;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.function.Consumer;

/// Holds a run, while it goes on, against a recorded one, and keeps the first entry in which they differ.
final class SideBySide implements Consumer<TraceEntry> {

    private final List<TraceEntry> recorded;
    private final boolean complete;
    private int seen;
    private boolean differs;
    private TraceEntry expected;
    private TraceEntry actual;

    SideBySide(Trace recorded) {
        this.recorded = recorded.entries();
        this.complete = recorded.complete();
    }

    @Override
    public void accept(TraceEntry entry) {
        seen++;
        if (differs || seen > recorded.size() && !complete) {
            return;
        }
        TraceEntry other = seen > recorded.size() ? null : recorded.get(seen - 1);
        if (other == null || !isEqual(other, entry)) {
            differs = true;
            expected = other;
            actual = entry;
        }
    }

    /// To be called when the run has ended.
    TraceEntry expected() {
        return !differs && seen < recorded.size() ? recorded.get(seen) : expected;
    }

    TraceEntry actual() {
        return actual;
    }

    private static boolean isEqual(TraceEntry one, TraceEntry other) {
        return new TraceDigest()
                .add(one)
                .value()
                .equals(new TraceDigest().add(other).value());
    }
}
