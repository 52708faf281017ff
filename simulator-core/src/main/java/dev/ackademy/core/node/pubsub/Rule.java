package dev.ackademy.core.node.pubsub;

/// The parts of rule J1 that can be switched off, by tests only.
public enum Rule {
    /// A message goes to one member of each queue group.
    J1_GROUP,
    /// A client that does not read is cut off.
    J1_SLOW
}
