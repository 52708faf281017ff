package dev.ackademy.core.model;

/// What an operation does to its entity at the source of truth.
public enum OperationKind {
    CREATE,
    UPDATE,
    DELETE;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
