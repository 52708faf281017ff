package dev.ackademy.connect.live;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.model.WorkItem;
import dev.ackademy.core.node.app.WorkerSettings;
import dev.ackademy.core.node.app.WorkerSettings.Resend;
import dev.ackademy.core.node.app.WorkerSettings.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The two processes of the ground truth, resolved as a scenario would resolve them, and what is waited for in them.
final class Processes {
    private static final OnFailure STOP = new OnFailure(0, 0, false, OnFailure.Then.STOP, null, OnFailure.Then.STOP);
    private static final Step WRITE = new Step.Write("billing-db", "payments", 0, false, null);

    private Processes() {}

    /// Publishes `count` versions of one entity, one after the other, each with its receipt.
    static WorkerSettings shop(String topic, int count) {
        return shop(topic, count, false, new Resend(0, 0));
    }

    /// @param dedupId whether the operation's id goes along as the id of the message
    static WorkerSettings shop(String topic, int count, boolean dedupId, Resend resend) {
        List<WorkItem> items = new ArrayList<>();
        for (int version = 1; version <= count; version++) {
            TreeMap<String, String> fields = new TreeMap<>();
            fields.put("amount", Integer.toString(version));
            OperationKind kind = version == 1 ? OperationKind.CREATE : OperationKind.UPDATE;
            Payload payload = new Payload(Payload.Form.FULL, fields, 0);
            items.add(new WorkItem(version - 1, 0, new Operation("A", version, kind), payload, "Ana's payment"));
        }
        List<Step> steps = List.of(new Step.Publish(topic, "id", "murmur2", true, dedupId));
        return worker("shop", new Source.Workload(items, true), steps, resend);
    }

    /// Writes each item and acknowledges it afterwards, one at a time.
    static WorkerSettings billing(String topic, int maxPoll) {
        return reader(topic, maxPoll, WRITE, new Step.Acknowledge(false, true));
    }

    /// Acknowledges a whole batch before it works on the first item of it.
    static WorkerSettings billingAtMostOnce(String topic, int maxPoll) {
        return reader(topic, maxPoll, new Step.Acknowledge(true, true), WRITE);
    }

    /// Acknowledges after the last item of a batch.
    static WorkerSettings billingByBatch(String topic, int maxPoll) {
        return reader(topic, maxPoll, WRITE, new Step.Acknowledge(true, true));
    }

    /// The broker takes a message for settled as soon as it has given it.
    static WorkerSettings billingUnacknowledged(String topic, int maxPoll) {
        Source.Topic source = new Source.Topic(List.of(topic), "billing-" + topic, maxPoll, true);
        return worker("billing", source, List.of(WRITE), new Resend(0, 0));
    }

    private static WorkerSettings reader(String topic, int maxPoll, Step... steps) {
        Source.Topic source = new Source.Topic(List.of(topic), "billing-" + topic, maxPoll, false);
        return worker("billing", source, List.of(steps), new Resend(0, 0));
    }

    private static WorkerSettings worker(String process, Source source, List<Step> steps, Resend resend) {
        return new WorkerSettings(process, 1, source, steps, 1, resend, STOP, null, null, 0);
    }

    /// After the effect of this version, the first being 1.
    static Predicate<StepPoint> written(int version) {
        return point -> point.verb().equals("write")
                && point.when() == StepPoint.When.AFTER
                && point.operation().version() == version;
    }

    static boolean seventhAcknowledgementIsNext(StepPoint point) {
        return point.verb().equals("acknowledge")
                && point.when() == StepPoint.When.BEFORE
                && point.operation().version() == 7;
    }

    static Predicate<List<LiveProcess.Recorded>> published(int count) {
        return all -> all.stream()
                        .filter(one -> one.event() instanceof DeliveryEvent.PublishAcknowledged)
                        .count()
                == count;
    }

    static Predicate<List<LiveProcess.Recorded>> acknowledged(long position) {
        return all -> all.stream()
                .anyMatch(one -> one.event() instanceof DeliveryEvent.Acknowledged told && told.position() == position);
    }

    static Predicate<List<LiveProcess.Recorded>> ended(int version) {
        return all -> all.stream()
                .anyMatch(one -> one.event() instanceof AppEvent.ItemEnded told
                        && told.operation().version() == version);
    }
}
