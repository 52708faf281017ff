package dev.ackademy.core.node.state;

/// A class keeps something that is not state, or bytes are not those of the state that is read: always a bug of ours,
/// never a person's input.
public final class NotState extends IllegalStateException {

    NotState(String message) {
        super(message);
    }

    NotState(String message, Throwable cause) {
        super(message, cause);
    }

    static NotState field(Class<?> owner, String field, String problem) {
        return new NotState(owner.getName() + "." + field + ": " + problem);
    }
}
