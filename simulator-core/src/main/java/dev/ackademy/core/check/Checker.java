package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Event;
import java.util.List;
import java.util.function.Consumer;

/// Judges some anomalies by reading the story only.
interface Checker {

    /// What it can find. When none is found and the run came to its own end, these are absent.
    List<Anomaly> judges();

    /// A kind of fact without which it cannot say that nothing happened. Where a run was observed and none
    /// is there, the place that it was observed from does not show it.
    Class<? extends Event> needs();

    void check(Story story, Consumer<Found> found);

    /// Writes what its later verdicts depend on in a story so far, beyond what [Story#remember] writes:
    /// nothing more than that, so that a search sees that two worlds are the same. Without an answer of its
    /// own, the whole story.
    default void remember(Story story, Recollection out) {
        out.story(story.trace);
    }
}
