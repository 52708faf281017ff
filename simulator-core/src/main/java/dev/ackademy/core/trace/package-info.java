/// What happened: the trace and its entries, the recording file, the digest, and the picture that entries fold into.
/// Read by everything above. A recording is JSON Lines ([RecordingWriter], [RecordingReader]); [EventKinds] is the one
/// table of what may stand in it.
package dev.ackademy.core.trace;
