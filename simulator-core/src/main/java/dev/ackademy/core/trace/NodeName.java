package dev.ackademy.core.trace;

/// A node of the cast: its name (`shop.1`, `B2`, `billing-db`), what it is and the deployment it belongs to (`shop`;
/// the node's own name for others).
public record NodeName(String name, Role role, String deployment) {

    public enum Role {
        PROCESS,
        BROKER,
        CONTROLLER,
        STORE
    }
}
