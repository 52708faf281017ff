package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;
import java.util.TreeSet;

/// The responsible setting where a message or its effect is gone.
record LossResponsible(Found found, Story story, Involved involved) {

    Responsible loss() {
        Responsible queue = QueueLoss.of(story, found.operation());
        if (queue != null) {
            return queue;
        }
        TraceEntry flag = story.trace.entry(Math.max(1, found.flag()));
        if (flag.event() instanceof LogEvent.LeaderElected || involved.cut(found.operation())) {
            return new ReplicationResponsible(found, story, involved).replication();
        }
        if (involved.stored(found.operation())) {
            if (flag.event() instanceof LogEvent.LogStartMoved) {
                return retention();
            }
            if (flag.event() instanceof LogEvent.LogCompacted compacted) {
                return compaction(compacted.partition().topic());
            }
            return consumerLoss();
        }
        return producerLoss(flag);
    }

    private Responsible producerLoss(TraceEntry flag) {
        String name = involved.producer();
        if (name == null) {
            return null;
        }
        Deployment deployment = involved.process(name);
        String at = "processes." + name + ".producer.";
        if (!Contract.of(story.scenario).asksForReceipt(deployment)) {
            return because(
                    "%sacks is 0: %s asks for no answer, so it cannot know that it must send again."
                            .formatted(at, name),
                    "Ask for an answer of all in-sync replicas and send again when it does not come.",
                    at + "acks",
                    "all",
                    at + "retries",
                    "10");
        }
        if (flag.event() instanceof NodeEvent) {
            int step = Math.max(0, Involved.step(deployment, Step.Publish.class::isInstance));
            return because(
                    "%s goes on before the receipt has come (await: none): what is still in its buffer dies with it."
                            .formatted(name),
                    "Wait for the receipt of each message before it counts as done.",
                    "processes.%s.steps.%d.publish.await".formatted(name, step),
                    "receipt");
        }
        if (story.declaredEnding(found.operation(), name) != null || involved.endedBy(AppEvent.Ending.GIVEN_UP)) {
            return because(
                    "processes.%s.on-failure.then is %s: what is not stored within %sdelivery-timeout (%s) is given up, on purpose."
                            .formatted(
                                    name,
                                    Contract.word(deployment.onFailure().then()),
                                    at,
                                    Narrator.time(deployment.producer().deliveryTimeoutMicros())),
                    "Stay on a message until it is stored.",
                    "processes.%s.on-failure.retry".formatted(name),
                    "-1",
                    "processes.%s.on-failure.then".formatted(name),
                    "stop");
        }
        if (deployment.producer().retries() < 10) {
            return because(
                    "%sretries is %d: %s gives up after that."
                            .formatted(at, deployment.producer().retries(), name),
                    "Send again until it is stored.",
                    at + "retries",
                    "10");
        }
        return because(
                "%sdelivery-timeout is %s: %s gives up after that."
                        .formatted(at, Narrator.time(deployment.producer().deliveryTimeoutMicros()), name),
                "Send again until it is stored.",
                at + "delivery-timeout",
                "10m");
    }

    private Responsible consumerLoss() {
        String name = involved.consumer();
        if (name == null) {
            return null;
        }
        Deployment deployment = involved.process(name);
        if (Contract.startsLate(deployment) && !involved.given(name)) {
            return because(
                    "processes.%s.reads.start is latest: what was stored before it took its position is passed over."
                            .formatted(name),
                    "Start at the earliest record that is there.",
                    "processes.%s.reads.start".formatted(name),
                    "earliest");
        }
        if (Contract.acknowledgesFirst(deployment)) {
            return because(
                    "processes.%s acknowledges before it does the work: a crash between the two loses the message."
                            .formatted(name),
                    "Acknowledge after the work.",
                    "processes.%s.preset".formatted(name),
                    "at-least-once");
        }
        if (Contract.autoCommit(deployment)) {
            return because(
                    "processes.%s.reads.auto-commit acknowledges by the clock what has not been done.".formatted(name),
                    "Acknowledge after the work, by a step of its own.",
                    "processes.%s.reads.auto-commit".formatted(name),
                    "false",
                    "processes.%s.preset".formatted(name),
                    "at-least-once");
        }
        if (deployment.workers() > 1) {
            return because(
                    "processes.%s.workers is %d: a later message is acknowledged while an earlier one is still in work, and the acknowledgement covers both."
                            .formatted(name, deployment.workers()),
                    "One worker behind the consumer.",
                    "processes.%s.workers".formatted(name),
                    "1");
        }
        if (involved.happened(DeliveryEvent.PositionInvalid.class)) {
            return retention();
        }
        if (involved.endedBy(AppEvent.Ending.GIVEN_UP)) {
            return givenUp(name);
        }
        return leftAlone();
    }

    private Responsible givenUp(String name) {
        String why =
                "processes.%s.on-failure goes on with the next message, whose acknowledgement covers the failed one."
                        .formatted(name);
        String free = freeTopic();
        return free == null
                ? because(
                        why,
                        "Stay on a message until it succeeds.",
                        "processes.%s.on-failure.then".formatted(name),
                        "stop")
                : because(
                        why,
                        "Put what fails for good into a dead-letter topic.",
                        "processes.%s.on-failure.topic".formatted(name),
                        free,
                        "processes.%s.on-failure.then".formatted(name),
                        "dead-letter");
    }

    /// A topic that nobody writes to or reads: kept for dead letters.
    private String freeTopic() {
        TreeSet<String> used = new TreeSet<>();
        story.scenario.processes().values().forEach(each -> {
            if (each.reads() instanceof Reads.FromTopic topic) {
                used.addAll(topic.topics());
            }
            Routes.flat(each.steps()).forEach(step -> {
                if (step instanceof Step.Publish publish) {
                    used.add(publish.topic());
                }
            });
        });
        return story.scenario.topics().keySet().stream()
                .filter(topic -> !used.contains(topic))
                .findFirst()
                .orElse(null);
    }

    /// The table took it for older than what it holds, which it is not.
    private Responsible leftAlone() {
        if (found.sink() == null
                || found.sink().service()
                || !involved.contractRule().equals("latest-time")) {
            return null;
        }
        return because(
                "stores.%s.tables.%s.on-write is latest-time: the clocks of several machines decide what is newer."
                        .formatted(found.sink().store(), found.sink().table()),
                "Compare the versions that the source counts, not times.",
                "stores.%s.tables.%s.on-write"
                        .formatted(found.sink().store(), found.sink().table()),
                "versioned");
    }

    Responsible retention() {
        Responsible queue = QueueLoss.of(story, found.operation());
        if (queue != null) {
            return queue;
        }
        String topic = involved.topic();
        if (topic == null) {
            return null;
        }
        boolean byAge = story.scenario.topics().get(topic).retentionMicros() >= 0;
        return because(
                "topics.%s.%s is shorter than the time for which the group stood still."
                        .formatted(topic, byAge ? "retention" : "retention-messages"),
                "Keep records longer than the longest outage.",
                "topics.%s.%s".formatted(topic, byAge ? "retention" : "retention-messages"),
                byAge ? "never" : "-1");
    }

    private Responsible compaction(String topic) {
        return because(
                "topics.%s.cleanup keeps only the last record of each key: what an earlier one alone said is gone."
                        .formatted(topic),
                "Send the whole state with every change, or keep every record.",
                "topics.%s.cleanup".formatted(topic),
                "delete");
    }
}
