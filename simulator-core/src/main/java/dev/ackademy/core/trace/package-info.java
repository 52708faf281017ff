/// What happened: the trace and its entries, the recording file, the digest, and the picture that entries fold into.
/// Read by everything above.
package dev.ackademy.core.trace;
