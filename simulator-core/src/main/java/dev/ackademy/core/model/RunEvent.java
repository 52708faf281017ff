package dev.ackademy.core.model;

/// Facts of the run as a whole (node -1).
public sealed interface RunEvent extends Event {

    record PhaseBegan(Phase phase) implements RunEvent {}

    /// `waiting` names what blocks when the end is stuck or a loop, empty otherwise.
    record RunEnded(RunEnd end, String waiting) implements RunEvent {}

    /// A scripted fault or a change that never found its place.
    record FaultUnused(String fault) implements RunEvent {}

    enum Phase {
        ACTIVE,
        HEAL,
        SETTLE
    }
}
