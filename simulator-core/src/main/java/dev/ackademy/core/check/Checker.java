package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import java.util.List;
import java.util.function.Consumer;

/// Judges some anomalies by reading the story only.
interface Checker {

    /// What it can find. When none is found and the run came to its own end, these are absent.
    List<Anomaly> judges();

    void check(Story story, Consumer<Found> found);
}
