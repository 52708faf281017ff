package dev.ackademy.core.model;

/// Facts of a node's life.
public sealed interface NodeEvent extends Event {

    record NodeStarted(int incarnation) implements NodeEvent {}

    /// The process was killed: its memory is gone, its disk and the page cache stay (K8). `when` tells the
    /// step boundary.
    record NodeCrashed(String when, long restartAtMicros) implements NodeEvent {}

    /// The machine lost power: what was not flushed is gone too.
    record PowerLost(long restartAtMicros) implements NodeEvent {}

    record NodePaused(long untilMicros) implements NodeEvent {}

    record NodeResumed() implements NodeEvent {}

    record NodeStopped(String cause) implements NodeEvent {}

    record ClockSkewed(long byMicros) implements NodeEvent {}

    record ServiceSlowed(long takesMicros) implements NodeEvent {}

    record ServiceFailed(String error) implements NodeEvent {}

    record ServiceRecovered() implements NodeEvent {}
}
