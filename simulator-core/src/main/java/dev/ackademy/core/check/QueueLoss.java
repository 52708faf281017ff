package dev.ackademy.core.check;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashMap;
import java.util.TreeSet;

/// How a queue let an operation go without its consumer, and the setting behind it.
final class QueueLoss {

    /// The last thing that a queue did with the operation, null for nothing.
    private QueueEvent last;

    /// Queues that it came to.
    private final TreeSet<String> storedIn = new TreeSet<>();

    private QueueLoss(Story story, Operation operation) {
        for (TraceEntry entry : story.about(operation)) {
            switch (entry.event()) {
                case QueueEvent.MessageUnroutable e -> last = e;
                case QueueEvent.MessageDropped e -> last = e;
                case QueueEvent.MessageDeadLettered e -> last = e;
                case QueueEvent.MessageSettled e -> last = e;
                case LogEvent.RecordAppended e -> storedIn.add(e.partition().topic());
                default -> {}
            }
        }
    }

    /// Null where no queue gave the operation up.
    static Responsible of(Story story, Operation operation) {
        QueueLoss loss = new QueueLoss(story, operation);
        return switch (loss.last) {
            case QueueEvent.MessageUnroutable e ->
                because(
                        "topics.%s.declared is consumer: before its first consumer the queue is not there, and the broker confirms what finds no queue.",
                        e.queue(), "Declare the queue before anybody publishes.", "declared", "start");
            case QueueEvent.MessageDropped e -> limit(e.queue(), e.reason());
            case QueueEvent.MessageDeadLettered e
            when e.to() != null && !loss.storedIn.contains(e.to()) ->
                because(
                        "topics.%s.dead-letter-strategy is at-most-once: a dead letter is sent without a confirm and forgotten.",
                        e.queue(),
                        "Keep a dead letter until the other queue has confirmed it.",
                        "type",
                        "quorum",
                        "overflow",
                        "reject-publish",
                        "dead-letter-strategy",
                        "at-least-once");
            case QueueEvent.MessageDeadLettered e -> limit(e.queue(), e.reason());
            case null, default -> null;
        };
    }

    private static Responsible limit(TopicPartition queue, String reason) {
        return switch (reason) {
            case "expired" ->
                because(
                        "topics.%s.message-ttl is shorter than the time for which the message had to wait.",
                        queue, "Let messages wait.", "message-ttl", "never");
            case "maxlen" ->
                because(
                        "topics.%s.max-length is smaller than what had to wait.",
                        queue, "Let the queue grow.", "max-length", "-1");
            case "delivery_limit" ->
                because(
                        "topics.%s.delivery-limit counts every message that a lost consumer had in its hands.",
                        queue, "Give messages again without a limit.", "delivery-limit", "-1");
            case "stalled" ->
                because(
                        "topics.%s.max-stalled is smaller than the number of workers that were lost with the job.",
                        queue, "Let a job survive more of its workers.", "max-stalled", "10");
            case "failed" ->
                because(
                        "topics.%s.attempts are spent before the job can succeed.",
                        queue, "Allow more attempts.", "attempts", "10");
            default -> null;
        };
    }

    private static Responsible because(String reason, TopicPartition queue, String change, String... fieldsAndValues) {
        LinkedHashMap<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i + 1 < fieldsAndValues.length; i += 2) {
            settings.put("topics." + queue.topic() + "." + fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return new Responsible(reason.formatted(queue.topic()), new Finding.Fix(change, settings));
    }
}
