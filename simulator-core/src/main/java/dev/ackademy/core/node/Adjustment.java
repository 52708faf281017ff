package dev.ackademy.core.node;

/// Changes to a running node that come from the scenario, not from the network.
public sealed interface Adjustment {

    /// To the broker kind's controlling node: the topic has `to` partitions from now on.
    record AddPartitions(String topic, int to) implements Adjustment {}

    /// To a store: each request takes this much longer (0: as before).
    record TakeLonger(long byMicros) implements Adjustment {}

    /// To a store: refuse requests with this error, all (`operation` null) or those of one operation
    /// (`A#2`).
    record RefuseAll(String error, String operation) implements Adjustment {}

    /// To a store: serve again.
    record Serve(String operation) implements Adjustment {}
}
