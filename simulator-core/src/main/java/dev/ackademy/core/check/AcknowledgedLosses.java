package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `acked-lost`: the broker acknowledged a message, and at the end no leader has it and it never had an effect. What a
/// retention deleted is none of these, nor what was sent without asking for an answer.
final class AcknowledgedLosses implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.ACKED_LOST);
    }

    @Override
    public Class<? extends Event> needs() {
        return DeliveryEvent.PublishAcknowledged.class;
    }

    @Override
    public void remember(Story story, Recollection out) {
        TreeSet<String> acknowledged = new TreeSet<>();
        for (TraceEntry entry : story.all(DeliveryEvent.PublishAcknowledged.class)) {
            DeliveryEvent.PublishAcknowledged e = (DeliveryEvent.PublishAcknowledged) entry.event();
            if (e.position() >= 0) {
                acknowledged.add(entry.operation() + " " + e.partition() + "@" + e.position() + " "
                        + changedHands(story, e) + removed(story, e));
            }
        }
        acknowledged.forEach(out::text);
        LinkedHashSet<Operation> told = new LinkedHashSet<>();
        for (TraceEntry let : story.all(QueueEvent.MessageUnroutable.class)) {
            if (told.add(let.operation())) {
                out.operation(let.operation());
                for (TraceEntry each : story.about(let.operation())) {
                    if (each.n() > let.n()
                            && (each.event() instanceof LogEvent.RecordAppended
                                    || each.event() instanceof DeliveryEvent.PublishAcknowledged)) {
                        out.text(each.kind());
                    }
                }
            }
        }
        story.operations().forEach(operation -> new Copies(story, operation, null).remember(out));
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.over()) {
            return;
        }
        LinkedHashSet<Operation> served = new LinkedHashSet<>();
        story.sinks.forEach(sink -> story.effects(sink).forEach(effect -> served.add(effect.operation())));
        LinkedHashSet<Operation> told = new LinkedHashSet<>();
        for (TraceEntry entry : story.all(DeliveryEvent.PublishAcknowledged.class)) {
            DeliveryEvent.PublishAcknowledged acknowledged = (DeliveryEvent.PublishAcknowledged) entry.event();
            if (acknowledged.position() >= 0
                    && !served.contains(entry.operation())
                    && changedHands(story, acknowledged)
                    && told.add(entry.operation())) {
                judge(story, entry, found);
            }
        }
        for (TraceEntry entry : story.all(QueueEvent.MessageUnroutable.class)) {
            if (!served.contains(entry.operation()) && told.add(entry.operation())) {
                unroutable(story, entry, found);
            }
        }
    }

    /// Confirmed though no queue wanted it (P8), and never sent again.
    private static void unroutable(Story story, TraceEntry let, Consumer<Found> found) {
        TraceEntry confirmed = null;
        for (TraceEntry each : story.about(let.operation())) {
            if (each.n() > let.n() && each.event() instanceof LogEvent.RecordAppended) {
                return;
            }
            if (each.n() > let.n() && each.event() instanceof DeliveryEvent.PublishAcknowledged) {
                confirmed = each;
            }
        }
        if (confirmed != null && story.deployment(confirmed.node()).producer().acks() != 0) {
            found.accept(new Found(Anomaly.ACKED_LOST, let.operation(), null, List.of(let.n(), confirmed.n()), ""));
        }
    }

    private static boolean changedHands(Story story, DeliveryEvent.PublishAcknowledged acknowledged) {
        return story.logs.turns(acknowledged.partition()).stream()
                        .anyMatch(entry -> !(entry.event() instanceof LogEvent.LeaderElected e) || e.epoch() > 0)
                || story.streams.of(acknowledged.partition(), acknowledged.position()).stream()
                        .anyMatch(entry -> entry.event() instanceof StreamEvent.StreamLost);
    }

    private static void judge(Story story, TraceEntry acknowledged, Consumer<Found> found) {
        Copies copies = new Copies(story, acknowledged.operation(), null);
        int point = copies.pointOfNoReturn();
        DeliveryEvent.PublishAcknowledged e = (DeliveryEvent.PublishAcknowledged) acknowledged.event();
        if (copies.deliverable() || point == 0 || removed(story, e) || deleted(story.trace.entry(point))) {
            return;
        }
        List<Integer> witness =
                point < acknowledged.n() ? List.of(point, acknowledged.n()) : List.of(acknowledged.n(), point);
        found.accept(new Found(Anomaly.ACKED_LOST, acknowledged.operation(), null, witness, ""));
    }

    /// Also before the answer was back at its producer: then the last copy goes with the producer's.
    private static boolean removed(Story story, DeliveryEvent.PublishAcknowledged e) {
        return story.logs.deleted(e.partition(), e.position())
                || story.streams.of(e.partition(), e.position()).stream().anyMatch(AcknowledgedLosses::deleted);
    }

    /// By a limit that the policy states.
    private static boolean deleted(TraceEntry entry) {
        return entry.event() instanceof LogEvent.LogStartMoved
                || entry.event() instanceof LogEvent.LogCompacted
                || entry.event() instanceof StreamEvent.MessagesRemoved;
    }
}
