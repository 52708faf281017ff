package dev.ackademy.core.model;

/// One business operation: the `version`-th change (from 1) of the entity `key`. Written `A#2` everywhere a person
/// reads it. Every copy of a message, every effect and every finding names the operation that it belongs to.
public record Operation(String key, int version, OperationKind kind) implements Comparable<Operation> {

    @Override
    public int compareTo(Operation other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : Integer.compare(version, other.version);
    }

    /// `A#2`
    public String id() {
        return key + "#" + version;
    }

    @Override
    public String toString() {
        return id();
    }
}
