package dev.ackademy.core.check;

import dev.ackademy.core.check.LogContents.VersionOrder;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Jepsen's order anomalies of one client. `nonmonotonic-send`: a send that was asked for after an earlier one of the
/// same process had been acknowledged stands before it in the version order (sends under way together are one operation
/// to Jepsen and have no order to keep; `key-order` judges what they do to a key).
/// `nonmonotonic-poll` and `poll-skip`: successive records of a partition that is assigned to the client go back or
/// leave known ones out; the memory is reset by an assignment. Where nobody owns a partition there is no such order.
final class ClientOrder implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.NONMONOTONIC_SEND, Anomaly.NONMONOTONIC_POLL, Anomaly.POLL_SKIP);
    }

    @Override
    public Class<? extends Event> needs() {
        return DeliveryEvent.PublishAcknowledged.class;
    }

    @Override
    public void remember(Story story, Recollection out) {
        boolean[] backwards = {false};
        TreeMap<String, TraceEntry> highest = sends(story, _ -> backwards[0] = true);
        out.flag(backwards[0]);
        highest.forEach((place, entry) -> {
            out.text(place).number(position(entry));
            TreeMap<Operation, Boolean> asked = new TreeMap<>();
            for (TraceEntry each : story.all(DeliveryEvent.PublishAsked.class)) {
                if (each.node() == entry.node() && each.operation() != null) {
                    asked.put(each.operation(), each.n() > entry.n());
                }
            }
            asked.forEach((operation, after) -> {
                if (after) {
                    out.operation(operation);
                }
            });
        });
        if (story.assigns()) {
            TreeSet<String> jumps = new TreeSet<>();
            polls(story, (before, entry) -> {
                        DeliveryEvent.Delivered now = (DeliveryEvent.Delivered) entry.event();
                        long was = ((DeliveryEvent.Delivered) before.event()).position();
                        if (now.position() != was + 1) {
                            jumps.add(now.partition() + " " + was + " " + now.position());
                        }
                    })
                    .forEach((place, entry) ->
                            out.text(place).number(((DeliveryEvent.Delivered) entry.event()).position()));
            jumps.forEach(out::text);
        }
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        sends(story, found);
        if (story.assigns()) {
            polls(
                    story,
                    (before, entry) -> judge(
                            story.versionOrders().get(((DeliveryEvent.Delivered) entry.event()).partition()),
                            before,
                            entry,
                            found));
        }
    }

    /// The highest acknowledged send of each process and partition.
    private static TreeMap<String, TraceEntry> sends(Story story, Consumer<Found> found) {
        TreeMap<String, TraceEntry> highest = new TreeMap<>();
        for (TraceEntry entry : story.all(DeliveryEvent.PublishAcknowledged.class)) {
            if (entry.event() instanceof DeliveryEvent.PublishAcknowledged e && e.position() >= 0 && !e.duplicate()) {
                String place = entry.node() + " " + e.partition();
                TraceEntry before = highest.get(place);
                if (before == null || position(before) < e.position()) {
                    highest.put(place, entry);
                    continue;
                }
                int asked = lastAsked(story, entry);
                if (asked > before.n()) {
                    found.accept(new Found(
                            Anomaly.NONMONOTONIC_SEND,
                            e.operation(),
                            null,
                            List.of(before.n(), asked, entry.n()),
                            before.operation() + " at " + position(before)));
                }
            }
        }
        return highest;
    }

    /// When its process last asked for the send that this entry acknowledges; 0 where it never did.
    private static int lastAsked(Story story, TraceEntry acknowledged) {
        int last = 0;
        for (TraceEntry entry : story.about(acknowledged.operation())) {
            if (entry.n() < acknowledged.n()
                    && entry.node() == acknowledged.node()
                    && entry.event() instanceof DeliveryEvent.PublishAsked) {
                last = entry.n();
            }
        }
        return last;
    }

    private static long position(TraceEntry acknowledged) {
        return ((DeliveryEvent.PublishAcknowledged) acknowledged.event()).position();
    }

    /// The last record of each process and partition that nothing has made forgotten.
    private static TreeMap<String, TraceEntry> polls(Story story, BiConsumer<TraceEntry, TraceEntry> successive) {
        TreeMap<String, TraceEntry> last = new TreeMap<>();
        for (TraceEntry entry : story.trace.entries()) {
            switch (entry.event()) {
                case DeliveryEvent.PartitionsAssigned e -> forget(last, entry.node());
                case DeliveryEvent.PartitionsRevoked e -> forget(last, entry.node());
                case DeliveryEvent.PartitionsLost e -> forget(last, entry.node());
                case DeliveryEvent.PositionSet e -> {
                    if (e.from().equals("seek")) {
                        last.remove(entry.node() + " " + e.partition());
                    }
                }
                case NodeEvent.NodeStarted e -> forget(last, entry.node());
                case DeliveryEvent.Delivered e -> {
                    TraceEntry before = last.put(entry.node() + " " + e.partition(), entry);
                    if (before != null && !onlyHoles(story, before, e)) {
                        successive.accept(before, entry);
                    }
                }
                default -> {}
            }
        }
        return last;
    }

    /// Whether everything between the two was removed by compaction, or is no record for a reader: a
    /// control record, or one that was aborted.
    private static boolean onlyHoles(Story story, TraceEntry before, DeliveryEvent.Delivered now) {
        long was = ((DeliveryEvent.Delivered) before.event()).position();
        for (long offset = was + 1; offset < now.position(); offset++) {
            if (!story.streams.compacted(now.partition(), offset) && !story.units.passed(now.partition(), offset)) {
                return false;
            }
        }
        return now.position() > was + 1;
    }

    private static void judge(VersionOrder order, TraceEntry before, TraceEntry entry, Consumer<Found> found) {
        DeliveryEvent.Delivered now = (DeliveryEvent.Delivered) entry.event();
        long was = ((DeliveryEvent.Delivered) before.event()).position();
        int delta = order.index(now.position()) - order.index(was);
        if (delta < 1) {
            found.accept(new Found(
                    Anomaly.NONMONOTONIC_POLL,
                    now.operation(),
                    null,
                    List.of(before.n(), entry.n()),
                    now.partition() + " " + was + " then " + now.position()));
        } else if (delta > 1) {
            found.accept(new Found(
                    Anomaly.POLL_SKIP,
                    now.operation(),
                    null,
                    List.of(before.n(), entry.n()),
                    now.partition() + " " + was + " then " + now.position()));
        }
    }

    private static void forget(TreeMap<String, TraceEntry> last, int node) {
        last.keySet().removeIf(key -> key.startsWith(node + " "));
    }
}
