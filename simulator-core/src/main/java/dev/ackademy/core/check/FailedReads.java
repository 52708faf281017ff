package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `aborted-read` of an application: it was told that a publish failed, took that for the last word and dropped the
/// item, and a reader was given the message all the same (P7; Jepsen's G1a for a writer that says `fail`). A publish
/// that was acknowledged before the item was dropped is none: what failed then was another step.
final class FailedReads implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.ABORTED_READ);
    }

    /// What became of those of which it was ever said that they failed.
    @Override
    public void remember(Story story, Recollection out) {
        TreeSet<Operation> failed = new TreeSet<>();
        for (TraceEntry entry : story.all(DeliveryEvent.PublishFailed.class)) {
            if (entry.operation() != null) {
                failed.add(entry.operation());
            }
        }
        for (Operation operation : failed) {
            out.operation(operation);
            for (TraceEntry entry : story.about(operation)) {
                if (entry.event() instanceof DeliveryEvent || entry.event() instanceof AppEvent.ItemEnded) {
                    out.text(entry.kind()).number(entry.node());
                }
            }
        }
    }

    @Override
    public Class<? extends Event> needs() {
        return DeliveryEvent.Delivered.class;
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        LinkedHashSet<Operation> told = new LinkedHashSet<>();
        for (TraceEntry entry : story.all(DeliveryEvent.PublishFailed.class)) {
            if (entry.operation() != null && told.add(entry.operation())) {
                judge(story, entry.operation(), found);
            }
        }
    }

    private static void judge(Story story, Operation operation, Consumer<Found> found) {
        TraceEntry failed = null;
        TraceEntry dropped = null;
        TraceEntry read = null;
        for (TraceEntry entry : story.about(operation)) {
            boolean writer = failed != null && failed.node() == entry.node();
            boolean unread = read == null;
            switch (entry.event()) {
                case DeliveryEvent.PublishFailed _ -> failed = entry;
                case DeliveryEvent.PublishAcknowledged _ when writer -> failed = null;
                case AppEvent.ItemEnded ended
                when writer && ended.ending() == AppEvent.Ending.DISCARDED -> dropped = entry;
                case DeliveryEvent.Delivered _ when unread -> read = entry;
                default -> {}
            }
        }
        if (failed != null && dropped != null && read != null) {
            List<Integer> witness = List.copyOf(new TreeSet<>(List.of(failed.n(), dropped.n(), read.n())));
            found.accept(new Found(Anomaly.ABORTED_READ, operation, null, witness, story.name(failed.node())));
        }
    }
}
