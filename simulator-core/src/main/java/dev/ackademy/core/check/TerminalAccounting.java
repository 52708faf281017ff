package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `terminal-accounting`: at quiet a message that its consumer's failure policy had taken in hand is in two places
/// (finished and dead-lettered) or in none (dead-lettered, but no such record stands in the dead-letter topic). A
/// message that nobody's policy touched is judged as `lost-effect`.
final class TerminalAccounting implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.TERMINAL_ACCOUNTING);
    }

    /// What the story remembers is enough.
    @Override
    public void remember(Story story, Recollection out) {}

    @Override
    public Class<? extends Event> needs() {
        return AppEvent.ItemTaken.class;
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.over()) {
            return;
        }
        story.scenario.processes().forEach((name, deployment) -> {
            OnFailure policy = deployment.onFailure();
            if (policy != null && policy.then() == OnFailure.Then.DEAD_LETTER && policy.topic() != null) {
                for (Operation operation : story.truths()) {
                    judge(story, name, policy.topic(), operation, found);
                }
            }
        });
    }

    private static void judge(
            Story story, String deployment, String topic, Operation operation, Consumer<Found> found) {
        TreeSet<AppEvent.Ending> endings = new TreeSet<>();
        int failed = 0;
        int last = 0;
        boolean stored = false;
        for (TraceEntry entry : story.about(operation)) {
            boolean here = story.node(entry.node()).deployment().equals(deployment);
            if (here && entry.event() instanceof AppEvent.ItemEnded ended) {
                endings.add(ended.ending());
                last = entry.n();
            }
            if (here && entry.event() instanceof AppEvent.ItemRetried) {
                failed = entry.n();
            }
            stored |= entry.event() instanceof LogEvent.RecordAppended append
                    && append.partition().topic().equals(topic);
        }
        boolean done = endings.contains(AppEvent.Ending.DONE);
        boolean dead = endings.contains(AppEvent.Ending.DEAD_LETTERED);
        if (done && dead) {
            found.accept(new Found(
                    Anomaly.TERMINAL_ACCOUNTING, operation, null, List.of(last), "finished and dead-lettered"));
        } else if (dead && !stored) {
            found.accept(new Found(
                    Anomaly.TERMINAL_ACCOUNTING, operation, null, List.of(last), "dead-lettered but not in " + topic));
        } else if (failed > 0 && !done && !dead && stored) {
            found.accept(new Found(
                    Anomaly.TERMINAL_ACCOUNTING, operation, null, List.of(failed), "in " + topic + " and still owed"));
        }
    }
}
