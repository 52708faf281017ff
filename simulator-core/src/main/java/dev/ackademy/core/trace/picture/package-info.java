/// The state of everything at one entry of a trace: a fold of the entries, in immutable parts that share what did not
/// change. The window draws these; nothing here knows how.
package dev.ackademy.core.trace.picture;
