package dev.ackademy.core.trace;

import dev.ackademy.core.model.RunEnd;

/// What a recording says after its last entry.
///
/// @param kept   whether every entry of the run is in the recording (the digest covers all of them)
/// @param events how many inputs the nodes handled
public record RecordingEnd(
        RunEnd end, String waiting, String limit, boolean kept, long events, long virtualMicros, String digest) {

    public static RecordingEnd of(Trace trace) {
        return new RecordingEnd(
                trace.end(),
                trace.waiting(),
                trace.limit(),
                trace.complete(),
                trace.events(),
                trace.virtualMicros(),
                trace.digest());
    }
}
