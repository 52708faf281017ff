package dev.ackademy.core.model;

import java.util.List;

/// Facts of a core NATS server (J1): who listens, and where a message went. Nothing is stored.
public sealed interface SubjectEvent extends Event {

    /// `group` is the queue group.
    record Subscribed(String subject, String group, int process) implements SubjectEvent {}

    record Unsubscribed(String subject, String group, int process, String cause) implements SubjectEvent {}

    /// One copy to each of these processes: one member of each queue group.
    record MessageRouted(Operation operation, String subject, int attempt, List<Integer> to) implements SubjectEvent {}

    /// Nobody listens, or a client's own buffer is full: this copy is gone.
    record MessageDropped(Operation operation, String subject, String cause) implements SubjectEvent {}

    /// The server ends the connection of a client that does not read fast enough; `lost` copies for it are
    /// gone.
    record SlowConsumerCut(int process, List<Operation> lost) implements SubjectEvent {}
}
