package dev.ackademy.core.model;

/// Facts of the source of truth.
public sealed interface SourceEvent extends Event {

    /// The source of truth changed: this operation is now owed to every sink. `label` is the business label
    /// ("Ana's payment").
    record TruthChanged(Operation operation, Payload payload, String label) implements SourceEvent {}
}
