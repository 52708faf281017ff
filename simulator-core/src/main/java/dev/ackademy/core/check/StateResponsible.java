package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;

/// The responsible setting where a store and its source tell different things at the end.
record StateResponsible(Found found, Story story, Involved involved) {

    /// A store is written and an event is published, one after the other.
    Responsible twoSteps() {
        String name = found.sink().deployment();
        String why =
                "processes.%s writes %s and publishes in two steps that no transaction spans: what ends it in between leaves one without the other."
                        .formatted(name, found.sink().place());
        boolean skips = involved.process(name).reads() instanceof Reads.Workload workload
                && workload.onRestart().equals("skip");
        return skips
                ? because(
                        why,
                        "Do again after a crash what was left undone.",
                        "processes.%s.reads.workload.on-restart".formatted(name),
                        "resume")
                : new Responsible(why, null);
    }

    Responsible deviation() {
        Responsible queue = QueueLoss.of(story, found.operation());
        if (queue != null) {
            return queue;
        }
        String name = found.sink().deployment();
        TraceEntry aside = found.operation() == null ? null : story.declaredEnding(found.operation(), name);
        if (aside != null) {
            OnFailure policy = involved.process(name).onFailure();
            boolean kept = ((AppEvent.ItemEnded) aside.event()).ending() == AppEvent.Ending.DEAD_LETTERED;
            return because(
                    "processes.%s.on-failure.then is %s: %s, and the row lacks it until somebody deals with it."
                            .formatted(
                                    name,
                                    Contract.word(policy.then()),
                                    kept
                                            ? found.operation() + " was set aside on purpose, in " + policy.topic()
                                            : found.operation() + " was discarded on purpose"),
                    "Stay on a message until it succeeds.",
                    "processes.%s.on-failure.retry".formatted(name),
                    "-1",
                    "processes.%s.on-failure.then".formatted(name),
                    "stop");
        }
        if (involved.contractRule().equals("merge") || !partial()) {
            return null;
        }
        return because(
                "stores.%s.tables.%s.on-write is %s: a part of an entity replaces the whole."
                        .formatted(found.sink().store(), found.sink().table(), involved.contractRule()),
                "Merge partial payloads into the row.",
                "stores.%s.tables.%s.on-write"
                        .formatted(found.sink().store(), found.sink().table()),
                "merge");
    }

    /// Whether the source told of the entity in parts.
    private boolean partial() {
        return found.sink().owed().stream()
                .anyMatch(each -> found.operation() != null
                        && each.key().equals(found.operation().key())
                        && story.payload(each).form() != Payload.Form.FULL);
    }
}
