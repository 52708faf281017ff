package dev.ackademy.core.trace;

/// A recording as it was read.
///
/// @param whole false when it breaks off: its writer was killed, or the file was cut. The trace then ends with a limit,
/// so that nothing is concluded from what is missing
public record Recording(RecordingHeader header, Trace trace, boolean whole) {}
