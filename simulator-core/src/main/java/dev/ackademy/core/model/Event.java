package dev.ackademy.core.model;

/// A fact: something that happened at a node, in the past tense, with absolute values. The trace is a list of these;
/// checkers, pictures and the window read nothing else. Sealed, so that a new fact breaks the build wherever it
/// matters.
public sealed interface Event
        permits SourceEvent,
                AppEvent,
                DeliveryEvent,
                LogEvent,
                GroupEvent,
                TransactionEvent,
                StreamEvent,
                SubjectEvent,
                QueueEvent,
                StoreEvent,
                NetworkEvent,
                NodeEvent,
                RunEvent,
                Opaque {

    /// The operation that the fact is about, or null where it is about none or several.
    default Operation operation() {
        return null;
    }
}
