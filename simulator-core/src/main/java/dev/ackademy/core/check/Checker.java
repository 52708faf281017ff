package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import java.util.List;
import java.util.function.Consumer;

/// Judges some anomalies by reading the story only.
interface Checker {

    /// What it can find. When none is found and the run came to its own end, these are absent.
    List<Anomaly> judges();

    void check(Story story, Consumer<Found> found);

    /// Writes what its later verdicts depend on in a story so far, beyond what [Story#remember] writes:
    /// nothing more
    /// than that, so that a search sees that two worlds are the same. Without an answer of its own, the
    /// whole story.
    default void remember(Story story, Recollection out) {
        out.story(story.trace);
    }
}
