package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What a deployment that writes a table and publishes as well leaves apart at quiet. `missing-event`: it wrote, and no
/// log ever took the event. `phantom`: a log took the event, and it never wrote.
final class DualWrites implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.MISSING_EVENT, Anomaly.PHANTOM);
    }

    /// What the story remembers is enough.
    @Override
    public void remember(Story story, Recollection out) {}

    @Override
    public Class<? extends Event> needs() {
        return SourceEvent.TruthChanged.class;
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.over()) {
            return;
        }
        for (Sink sink : story.sinks) {
            Deployment deployment = story.scenario.processes().get(sink.deployment());
            if (!sink.service() && Contract.writesAndPublishes(deployment)) {
                check(story, sink, topics(deployment), found);
            }
        }
    }

    private static void check(Story story, Sink sink, TreeSet<String> topics, Consumer<Found> found) {
        LinkedHashSet<Operation> written = new LinkedHashSet<>();
        LinkedHashSet<Operation> told = new LinkedHashSet<>();
        for (Effect effect : story.effects(sink)) {
            if (written.add(effect.operation()) && event(story, effect.operation(), topics) == null) {
                found.accept(new Found(Anomaly.MISSING_EVENT, effect.operation(), sink, List.of(effect.entry()), ""));
            }
        }
        for (Operation operation : sink.owed()) {
            TraceEntry event = event(story, operation, topics);
            if (event != null && !written.contains(operation) && told.add(operation)) {
                found.accept(new Found(Anomaly.PHANTOM, operation, sink, List.of(event.n()), ""));
            }
        }
    }

    /// The first record of the operation in one of the topics; null where there is none.
    private static TraceEntry event(Story story, Operation operation, TreeSet<String> topics) {
        for (TraceEntry entry : story.about(operation)) {
            if (entry.event() instanceof LogEvent.RecordAppended append
                    && topics.contains(append.partition().topic())) {
                return entry;
            }
        }
        return null;
    }

    private static TreeSet<String> topics(Deployment deployment) {
        TreeSet<String> topics = new TreeSet<>();
        Routes.flat(deployment.steps()).forEach(step -> {
            if (step instanceof Step.Publish publish) {
                topics.add(publish.topic());
            }
        });
        return topics;
    }
}
