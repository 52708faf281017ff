package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;

/// The responsible setting of a finding on JetStream or core NATS, where it is one of their own; null where it is one
/// that every kind has.
///
/// @param producer of the operation, null where nobody is known; so for the others
record NatsResponsible(Found found, Story story, String producer, String consumer, String topic) {

    Responsible find() {
        return switch (story.scenario.broker().kind()) {
            case "jetstream" -> jetstream();
            case "pubsub" -> pubsub();
            default -> null;
        };
    }

    private Responsible jetstream() {
        return switch (found.anomaly()) {
            case LOST_EFFECT, ACKED_LOST, LOST_WRITE, MISSING_EVENT, RETENTION_LOSS -> loss();
            case DUPLICATE -> storedTwice();
            case DUPLICATE_EFFECT -> appended() > 1 ? storedTwice() : waitedTooShort() ? ackWait() : null;
            case OVERLAP, ZOMBIE_EFFECT -> consumer == null ? null : ackWait();
            case KEY_ORDER, STALE_OVERWRITE -> overtaken();
            case INCONSISTENT_OFFSETS -> sync();
            default -> null;
        };
    }

    private Responsible loss() {
        Responsible byEvent = switch (decisive().event()) {
            case StreamEvent.MessagesRemoved removed -> removed(removed);
            case StreamEvent.DeliveriesExhausted _ ->
                because(
                        "processes.%s.reads.max-deliver: after so many deliveries a message is not given again, and only an advisory tells."
                                .formatted(consumer),
                        "Give it again until it is done, or listen to the advisory.",
                        "processes.%s.reads.max-deliver".formatted(consumer),
                        "-1");
            case StreamEvent.StreamLost _ ->
                because(
                        "topics.%s.storage is memory: the stream is gone with its server.".formatted(topic),
                        "Store it in files.",
                        "topics.%s.storage".formatted(topic),
                        "file");
            case LogEvent.LogTruncated _, LogEvent.LeaderElected _ -> sync();
            default -> null;
        };
        if (byEvent != null) {
            return byEvent;
        }
        if (appended() == 0 && producer != null) {
            return notStored();
        }
        if (consumer != null && reads() != null && reads().consumer().ack().equals("none")) {
            return because(
                    "processes.%s.reads.ack is none: what was given counts as done, whatever becomes of it."
                            .formatted(consumer),
                    "Acknowledge each message after its work.",
                    "processes.%s.reads.auto-commit".formatted(consumer),
                    "false",
                    "processes.%s.reads.ack".formatted(consumer),
                    "explicit",
                    "processes.%s.preset".formatted(consumer),
                    "at-least-once");
        }
        return null;
    }

    /// The entry after which nobody could be given the message: its removal, or the flag.
    private TraceEntry decisive() {
        for (TraceEntry entry : story.about(found.operation())) {
            if (entry.event() instanceof StreamEvent.DeliveriesExhausted) {
                return entry;
            }
            if (entry.event() instanceof LogEvent.RecordAppended appended) {
                for (TraceEntry turn : story.streams.of(appended.partition(), appended.offset())) {
                    if (turn.event() instanceof StreamEvent.MessagesRemoved removed
                            && !removed.cause().equals("acknowledged")) {
                        return turn;
                    }
                }
            }
        }
        return story.trace.entry(Math.max(1, found.flag()));
    }

    private Responsible removed(StreamEvent.MessagesRemoved removed) {
        return switch (removed.cause()) {
            case "no interest" ->
                because(
                        "topics.%s.retention is interest: without a consumer a message is not kept at all."
                                .formatted(topic),
                        "Keep messages whoever is interested.",
                        "topics.%s.retention".formatted(topic),
                        "limits");
            case "max age" ->
                because(
                        "topics.%s: messages are removed by their age, read or not.".formatted(topic),
                        "Keep them longer than the longest outage.",
                        "topics.%s.max-age".formatted(topic),
                        "never",
                        "topics.%s.retention".formatted(topic),
                        "never");
            case "acknowledged" -> null;
            default ->
                because(
                        "topics.%s has a limit, and a full stream deletes its oldest messages (%s)."
                                .formatted(topic, removed.cause()),
                        "Keep more than the longest outage brings.",
                        "topics.%s.max-messages".formatted(topic),
                        "-1",
                        "topics.%s.max-per-subject".formatted(topic),
                        "-1",
                        "topics.%s.retention-messages".formatted(topic),
                        "-1");
        };
    }

    private Responsible notStored() {
        Deployment deployment = story.scenario.processes().get(producer);
        boolean asks = deployment.producer().acks() != 0;
        return because(
                asks
                        ? "processes.%s.resend.attempts is %d: the library sends once, and so does the application."
                                .formatted(producer, deployment.resendAttempts())
                        : "processes.%s.producer.acks is 0: no PubAck is asked for, so nobody knows that it must be sent again."
                                .formatted(producer),
                "Ask for the PubAck and send again until it comes.",
                "processes.%s.preset".formatted(producer),
                "at-least-once");
    }

    private Responsible sync() {
        return because(
                "broker.fsync-every is %s: a PubAck does not mean that the message is on disk."
                        .formatted(Narrator.time(story.scenario.broker().fsyncEveryMicros())),
                "Flush before the PubAck.",
                "broker.fsync",
                "always");
    }

    private Responsible storedTwice() {
        if (producer == null) {
            return null;
        }
        if (story.scenario.processes().get(producer).producer().idempotence()) {
            return because(
                    "topics.%s.dedup-window is %s: a message id is known for so long only."
                            .formatted(
                                    topic,
                                    Narrator.time(story.scenario.topics().get(topic).stream()
                                            .dedupWindowMicros())),
                    "Remember ids for longer than anybody may send again.",
                    "topics.%s.dedup-window".formatted(topic),
                    "24h");
        }
        return because(
                "processes.%s.producer.idempotence is off: without a message id the stream cannot tell the second copy from a new message."
                        .formatted(producer),
                "Send the operation's id as message id.",
                "processes.%s.producer.idempotence".formatted(producer),
                "true");
    }

    private long appended() {
        return story.about(found.operation()).stream()
                .filter(entry -> entry.event() instanceof LogEvent.RecordAppended)
                .map(entry -> ((LogEvent.RecordAppended) entry.event()).offset())
                .distinct()
                .count();
    }

    /// Given again by time, although nobody had failed.
    private boolean waitedTooShort() {
        boolean crashed = story.trace.entries().stream()
                .anyMatch(entry -> entry.n() < found.flag()
                        && (entry.event() instanceof NodeEvent.NodeCrashed
                                || entry.event() instanceof NodeEvent.PowerLost
                                || entry.event() instanceof NodeEvent.NodePaused));
        boolean again = story.trace.entries().stream()
                .anyMatch(entry -> entry.event() instanceof StreamEvent.RedeliveryQueued queued
                        && queued.cause().equals("ack wait over"));
        return consumer != null && again && !crashed;
    }

    private Responsible ackWait() {
        Scenario.Consumer settings = reads().consumer();
        return because(
                "processes.%s.reads.ack-wait is %s: work that takes longer is given to somebody else meanwhile."
                        .formatted(
                                consumer,
                                Narrator.time(
                                        settings.backoffMicros().isEmpty()
                                                ? settings.ackWaitMicros()
                                                : settings.backoffMicros().getFirst())),
                "Wait longer than the longest work, or tell the server that it goes on (extend-every).",
                "processes.%s.reads.ack-wait".formatted(consumer),
                "30s",
                "processes.%s.reads.backoff".formatted(consumer),
                "[]");
    }

    /// Redeliveries go before new messages, and several hands work at once.
    private Responsible overtaken() {
        if (consumer == null || reads() == null) {
            return null;
        }
        boolean shared = story.scenario.processes().get(consumer).instances() > 1
                || story.scenario.processes().get(consumer).workers() > 1
                || story.about(found.operation()).stream()
                        .anyMatch(
                                entry -> entry.event() instanceof dev.ackademy.core.model.DeliveryEvent.Delivered given
                                        && given.redelivered());
        return !shared || reads().consumer().maxAckPending() == 1
                ? null
                : because(
                        "processes.%s.reads.max-ack-pending is %d: later messages are given while an earlier one is not done."
                                .formatted(consumer, reads().consumer().maxAckPending()),
                        "One message at a time, over all readers.",
                        "processes.%s.reads.max-ack-pending".formatted(consumer),
                        "1",
                        "processes.%s.reads.max-poll".formatted(consumer),
                        "1");
    }

    private Reads.FromTopic reads() {
        return consumer != null && story.scenario.processes().get(consumer).reads() instanceof Reads.FromTopic topic
                ? topic
                : null;
    }

    private Responsible pubsub() {
        return switch (found.anomaly()) {
            case LOST_EFFECT, ACKED_LOST, LOST_WRITE, MISSING_EVENT -> {
                TraceEntry flag = story.trace.entry(Math.max(1, found.flag()));
                boolean slow = flag.event() instanceof SubjectEvent.SlowConsumerCut
                        || flag.event() instanceof SubjectEvent.MessageDropped dropped
                                && dropped.cause().startsWith("slow");
                String why = slow
                        ? "broker.kind is pubsub: who reads too slowly loses what does not fit into its buffer."
                        : "broker.kind is pubsub: nothing is stored, so who does not listen at that moment never gets it.";
                yield "at-most-once".equals(story.scenario.preset())
                        ? because(
                                why,
                                "Store the messages in a stream, and acknowledge them after the work.",
                                "broker.kind",
                                "jetstream",
                                "preset",
                                "at-least-once")
                        : because(why, "Store the messages in a stream.", "broker.kind", "jetstream");
            }
            default -> null;
        };
    }
}
