package dev.ackademy.core.check;

import static dev.ackademy.core.check.Responsible.because;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.TreeMap;

/// The responsible setting where something is stored or done twice.
record RepeatResponsible(Found found, Story story, Involved involved) {

    Responsible storedTwice() {
        List<TraceEntry> asked = twiceAsked();
        String name = asked.isEmpty()
                ? involved.producer()
                : story.node(asked.getFirst().node()).deployment();
        if (name == null) {
            return null;
        }
        Deployment deployment = involved.process(name);
        boolean knowsRepeats = !"rabbitmq".equals(story.scenario.broker().style());
        if (asked.size() < 2 && !knowsRepeats) {
            return consumerRemembers(
                    "%s sent it again when no confirm came; this broker cannot tell the second copy from a new message."
                            .formatted(name),
                    involved.consumer());
        }
        if (asked.size() < 2) {
            return deployment.producer().idempotence()
                    ? null
                    : because(
                            "processes.%s.producer.idempotence is off: the broker cannot tell the second copy from a new message."
                                    .formatted(name),
                            "Turn on the idempotent producer.",
                            "processes.%s.producer.idempotence".formatted(name),
                            "true");
        }
        int unfenced = TransactionContract.withoutGroup(deployment);
        if (unfenced >= 0) {
            return because(
                    "processes.%s.steps.%d.transaction.group-metadata is off: who was put out of the group commits all the same what another member has done by then."
                            .formatted(name, unfenced),
                    "Let the positions carry the group's generation (KIP-447).",
                    "processes.%s.steps.%d.transaction.group-metadata".formatted(name, unfenced),
                    "true");
        }
        String topic = ((DeliveryEvent.PublishAsked) asked.getFirst().event()).topic();
        String why = asked.getFirst().node() != asked.getLast().node() && deployment.singleActive()
                ? "%s took over from %s and did again what might not have been done; to the broker that is another producer."
                        .formatted(
                                story.name(asked.getLast().node()),
                                story.name(asked.getFirst().node()))
                : deployment.reads() instanceof Reads.FromTopic
                        ? "processes.%s publishes to %s before it acknowledges: what happens in between makes it do both again, and to the broker that is a new message."
                                .formatted(name, topic)
                        : "%s sent it once more by its own decision; the idempotent producer knows only the retries of its own session."
                                .formatted(name);
        boolean byItself = deployment.resendAttempts() > 0 && !(deployment.reads() instanceof Reads.FromTopic);
        return byItself && found.anomaly() == Anomaly.DUPLICATE
                ? because(
                        why,
                        "Leave sending again to the library, and give it the time.",
                        "processes.%s.resend.attempts".formatted(name),
                        "0",
                        "processes.%s.producer.delivery-timeout".formatted(name),
                        "10s")
                : consumerRemembers(why, readerOf(topic));
    }

    Responsible doneTwice() {
        Responsible twice = copiesRead() > 1 ? storedTwice() : null;
        if (twice != null && twice.fix() != null) {
            return twice;
        }
        String name = found.sink() == null ? involved.consumer() : found.sink().deployment();
        if (found.sink() != null && found.sink().service()) {
            int step = Involved.step(
                    involved.process(name),
                    each -> each instanceof Step.Call call
                            && call.store().equals(found.sink().store()));
            return because(
                    (triedAgain(name)
                                    ? "processes.%s tries a call to %s again that had no answer in time, though it may have been carried out, and the service cannot tell a repeated request."
                                    : "processes.%s calls %s before it acknowledges, and the service cannot tell a repeated request.")
                            .formatted(name, found.sink().store()),
                    "Send an idempotency key with the request.",
                    "processes.%s.steps.%d.call.idempotency-key".formatted(name, Math.max(0, step)),
                    "operation");
        }
        return because(
                (triedAgain(name)
                                ? "processes.%s tries a write again that had no answer in time, though it may have been carried out."
                                : "processes.%s writes before it acknowledges: what happens in between makes the broker give the message again.")
                        .formatted(name),
                "Remember the id in the same transaction as the effect.",
                "processes.%s.preset".formatted(name),
                "exactly-once");
    }

    private Responsible consumerRemembers(String why, String reader) {
        return reader == null || callsService(reader)
                ? new Responsible(why, null)
                : because(
                        why,
                        "Let the consumer remember the ids that it has done, in the same transaction.",
                        "processes.%s.preset".formatted(reader),
                        "exactly-once");
    }

    /// The sends that were asked for, to the topic that holds several copies.
    private List<TraceEntry> twiceAsked() {
        TreeMap<String, Integer> copies = new TreeMap<>();
        for (TraceEntry entry : story.about(found.operation())) {
            if (entry.event() instanceof LogEvent.RecordAppended append) {
                copies.merge(append.partition().topic(), 1, Integer::sum);
            }
        }
        return story.about(found.operation()).stream()
                .filter(entry -> entry.event() instanceof DeliveryEvent.PublishAsked asked
                        && copies.getOrDefault(asked.topic(), 0) > 1)
                .toList();
    }

    private String readerOf(String topic) {
        for (var each : story.scenario.processes().entrySet()) {
            if (each.getValue().reads() instanceof Reads.FromTopic from
                    && from.topics().contains(topic)) {
                return each.getKey();
            }
        }
        return null;
    }

    private boolean callsService(String name) {
        return Contract.has(involved.process(name), Step.Call.class);
    }

    /// At how many places of the topic that the sink reads the operation stands.
    private long copiesRead() {
        String topic = involved.topicRead();
        return story.about(found.operation()).stream()
                .filter(entry -> entry.event() instanceof LogEvent.RecordAppended append
                        && append.partition().topic().equals(topic))
                .count();
    }

    /// Whether the operation was tried again in place between its two effects.
    private boolean triedAgain(String name) {
        int first = found.witness().getFirst();
        return story.about(found.operation()).stream()
                .anyMatch(entry -> entry.n() > first
                        && entry.n() < found.flag()
                        && entry.event() instanceof AppEvent.ItemRetried
                        && story.node(entry.node()).deployment().equals(name));
    }
}
