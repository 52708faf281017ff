package dev.ackademy.ui.workbench;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;

/// A recording and the same run again.
///
/// @param expected the first recorded entry that came otherwise; null where there is none, or the recording has none at
/// this place
/// @param actual   what came instead; null where there is none, or nothing came
public record Replayed(Scenario scenario, Recording recording, Trace trace, TraceEntry expected, TraceEntry actual) {

    public boolean isEqual() {
        return expected == null && actual == null && recording.trace().digest().equals(trace.digest());
    }
}
