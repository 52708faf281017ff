package dev.ackademy.core.model;

/// A planned change at a virtual time; costs no fault.
public sealed interface Change {

    long atMicros();

    record AddInstances(String process, int count, long atMicros) implements Change {}

    /// Stops the highest-numbered instances cleanly: they finish their item, acknowledge, leave.
    record RemoveInstances(String process, int count, long atMicros) implements Change {}

    record AddPartitions(String topic, int to, long atMicros) implements Change {}

    /// Stops reading, finishes what is under way, leaves cleanly; comes back after `forMicros` (-1: never).
    record Drain(String process, long forMicros, long atMicros) implements Change {}
}
