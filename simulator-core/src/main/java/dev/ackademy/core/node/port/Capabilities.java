package dev.ackademy.core.node.port;

/// What a broker kind can do, asked before a run starts: a scenario that needs more is refused by name.
public record Capabilities(
        boolean cumulativeAcknowledge,
        boolean redeliver,
        boolean delay,
        boolean dedupId,
        boolean expectedSequence,
        boolean transactions,
        boolean replay,
        boolean assignmentEvents,
        boolean deliveryCount,
        int largestBatch) {}
