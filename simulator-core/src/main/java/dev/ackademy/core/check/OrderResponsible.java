package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario.Reads;
import java.util.List;

/// The responsible setting where a message came behind its successor.
record OrderResponsible(Found found, Story story, Involved involved) {

    /// The earlier send is not where it was acknowledged any more, or the later one was held back.
    Responsible sendOrder() {
        Operation before = story.trace.entry(found.witness().getFirst()).operation();
        return before != null && involved.cut(before)
                ? new ReplicationResponsible(found, story, involved).replication()
                : disorder();
    }

    Responsible disorder() {
        Operation late = found.operation();
        String topic = involved.topicRead();
        String producer = topic == null ? involved.producer() : involved.producerTo(topic);
        List<String> partitions = topic == null
                ? List.of()
                : story.logs.partitionsOf(topic, late.key(), Math.max(found.flag(), 1)).stream()
                        .map(TopicPartition::toString)
                        .toList();
        boolean behind = story.about(late).stream()
                .anyMatch(entry -> entry.n() < found.flag()
                        && entry.event() instanceof LogEvent.RecordAppended append
                        && append.partition().topic().equals(topic)
                        && story.logs.behind(entry));
        if (producer != null
                && behind
                && involved.refusedOrLost(late)
                && !involved.process(producer).producer().idempotence()) {
            return because(
                    "processes.%s.producer.in-flight is %d without idempotence: a message that is sent again goes behind its successors."
                            .formatted(
                                    producer,
                                    involved.process(producer).producer().inFlight()),
                    "Turn on the idempotent producer: the broker then keeps the order of one producer.",
                    "processes.%s.producer.idempotence".formatted(producer),
                    "true");
        }
        int keyless = producer == null
                ? -1
                : Involved.step(
                        involved.process(producer),
                        each -> each instanceof Step.Publish publish
                                && publish.topic().equals(topic)
                                && !"id".equals(publish.key()));
        if (keyless >= 0 && partitions.size() > 1) {
            return because(
                    "processes.%s.steps.%d.publish.key is none: messages of %s go to any partition (%s), and nothing orders those."
                            .formatted(producer, keyless, late.key(), String.join(", ", partitions)),
                    "Give each message the key of its entity: one key, one partition.",
                    "processes.%s.steps.%d.publish.key".formatted(producer, keyless),
                    "id");
        }
        Responsible workers = manyWorkers(
                behind ? producer : found.sink() == null ? null : found.sink().deployment());
        if (workers != null) {
            return workers;
        }
        if (found.sink() != null && involved.endedBy(AppEvent.Ending.HANDED_ON)) {
            String name = found.sink().deployment();
            return because(
                    "processes.%s.on-failure.then is retry-topic: while %s waits there, its successors go past it."
                            .formatted(name, late),
                    "Try again in place: the others wait behind it.",
                    "processes.%s.on-failure.retry".formatted(name),
                    "-1",
                    "processes.%s.on-failure.then".formatted(name),
                    "stop");
        }
        if (partitions.size() > 1 || behind) {
            String why = partitions.size() > 1
                    ? "Messages of %s stand in several partitions (%s), and nothing orders those."
                            .formatted(late.key(), String.join(", ", partitions))
                    : "The log itself holds %s behind a newer version.".formatted(late);
            return guard(why);
        }
        return guard("%s came to the sink after a newer version of %s.".formatted(late, late.key()));
    }

    /// Several threads behind one consumer, where they are.
    private Responsible manyWorkers(String name) {
        if (name == null
                || !(involved.process(name).reads() instanceof Reads.FromTopic)
                || involved.process(name).workers() < 2) {
            return null;
        }
        return because(
                "processes.%s.workers is %d: two messages of one key are worked on at once."
                        .formatted(name, involved.process(name).workers()),
                "One worker behind the consumer.",
                "processes.%s.workers".formatted(name),
                "1");
    }

    private Responsible guard(String why) {
        if (found.sink() == null || found.sink().service()) {
            return new Responsible(why, null);
        }
        return because(
                why
                        + " Table %s takes whatever comes last."
                                .formatted(found.sink().place()),
                "Let the table compare versions: older never overwrites newer.",
                "stores.%s.tables.%s.on-write"
                        .formatted(found.sink().store(), found.sink().table()),
                "versioned");
    }
}
