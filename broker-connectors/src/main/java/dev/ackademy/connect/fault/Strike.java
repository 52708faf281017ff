package dev.ackademy.connect.fault;

/// A verdict other than "pass" that the proxy carried out.
///
/// @param nanos `System.nanoTime()` when it did
public record Strike(long nanos, Passage passage, Verdict verdict) {}
