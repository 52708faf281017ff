package dev.ackademy.core.model;

/// Facts of an application process (the node is the instance). `step` is the path of the step in the process, `1` or
/// `2.1` inside a transaction.
public sealed interface AppEvent extends Event {

    /// A lane began to work on an item. `copy` tells which delivery it was: `workload`, or `orders-0@3`.
    record ItemTaken(Operation operation, String copy, int attempt) implements AppEvent {}

    record StepBegan(Operation operation, String step, String verb) implements AppEvent {}

    /// The outcome of a step was seen. `cause` is empty when it is done.
    record StepEnded(Operation operation, String step, String verb, Certainty certainty, String cause)
            implements AppEvent {}

    /// A failed item waits before its steps run again from the first one (on-failure: retry).
    record ItemRetried(Operation operation, int attempt, long delayMicros, String cause) implements AppEvent {}

    /// The item reached its end at this process.
    record ItemEnded(Operation operation, Ending ending, String cause) implements AppEvent {}

    record BreakerOpened(String store, long forMicros) implements AppEvent {}

    record BreakerClosed(String store) implements AppEvent {}

    /// This instance became the single active one, with the fence that its writes carry; or stopped being
    /// it.
    record BecameActive(long fence) implements AppEvent {}

    record BecamePassive(String cause) implements AppEvent {}

    /// How an item may end. `HANDED_ON` is a retry topic: another copy carries on. `LEFT` leaves it to
    /// whoever takes it next: the process closes its client library and starts again. `GIVEN_UP` stops
    /// without any terminal place.
    enum Ending {
        DONE,
        DEAD_LETTERED,
        DISCARDED,
        HANDED_ON,
        LEFT,
        GIVEN_UP
    }
}
