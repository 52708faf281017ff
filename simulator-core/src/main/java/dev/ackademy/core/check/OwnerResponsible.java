package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.scenario.Scenario.Reads;

/// The responsible setting where two had the same work, or nobody got on with it.
record OwnerResponsible(Found found, Story story, Involved involved) {

    Responsible twoOwners() {
        String name = involved.consumer() == null ? involved.producer() : involved.consumer();
        if (name != null && involved.process(name).workers() > 1) {
            return because(
                    "processes.%s.workers is %d: the read loop gives a partition away while they still work on it."
                            .formatted(name, involved.process(name).workers()),
                    "One worker: the read loop waits for it before it gives anything away.",
                    "processes.%s.workers".formatted(name),
                    "1");
        }
        if (name != null && involved.process(name).singleActive()) {
            return new Responsible(
                    "processes.%s.active is single, and a lock does not stop who has lost it and does not know: a write that was under way is taken; a fence would refuse it only where the next holder had written the row."
                            .formatted(name),
                    null);
        }
        if (name != null && involved.process(name).reads() instanceof Reads.FromTopic topic) {
            boolean still = stoodStill();
            String session = topic.groupProtocol().equals("consumer")
                    ? "broker.group-session-timeout"
                    : "processes.%s.reads.session-timeout".formatted(name);
            return because(
                    still
                            ? "%s is %s: who stands still for longer is taken for dead, and goes on with its work when it comes back."
                                    .formatted(session, Narrator.time(topic.sessionMicros()))
                            : "processes.%s.reads.max-poll-interval is %s (session-timeout %s): the work takes longer, so the group gives it to another one as well."
                                    .formatted(
                                            name,
                                            Narrator.time(topic.maxPollIntervalMicros()),
                                            Narrator.time(topic.sessionMicros())),
                    "Wait longer than the longest work.",
                    "processes.%s.reads.max-poll-interval".formatted(name),
                    "5m",
                    session,
                    "45s");
        }
        return new Responsible("A lock alone does not stop who has lost it.", null);
    }

    /// Whether the one that had the work first was paused or out of reach, rather than slow.
    private boolean stoodStill() {
        int holder = story.trace.entry(found.witness().getFirst()).node();
        return story.all(NodeEvent.NodePaused.class).stream()
                .anyMatch(entry -> entry.node() == holder && entry.n() < found.flag());
    }

    Responsible blocked() {
        String name = involved.consumer();
        if (name == null) {
            return null;
        }
        return because(
                "processes.%s.on-failure never lets a message go that cannot succeed.".formatted(name),
                "Set it aside after a few tries.",
                "processes.%s.on-failure.retry".formatted(name),
                "3",
                "processes.%s.on-failure.then".formatted(name),
                "discard");
    }
}
