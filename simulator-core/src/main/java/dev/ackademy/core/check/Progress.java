package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `no-progress`: the run ended stuck or in a loop, with what waits named. `redelivery-ratio`: a deployment was given
/// more than three deliveries for each operation that it was given at all. (What was given once and never done is lost,
/// or under way, and no redelivery.)
final class Progress implements Checker {

    private static final int RATIO = 3;

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.NO_PROGRESS, Anomaly.REDELIVERY_RATIO);
    }

    /// How often messages were given, and how many: a run that is at its end names what blocks by itself.
    @Override
    public void remember(Story story, Recollection out) {
        TreeMap<String, Integer> deliveries = new TreeMap<>();
        TreeMap<String, TreeSet<Operation>> given = new TreeMap<>();
        for (TraceEntry entry : story.all(DeliveryEvent.Delivered.class)) {
            if (entry.operation() != null) {
                String deployment = story.node(entry.node()).deployment();
                deliveries.merge(deployment, 1, Integer::sum);
                given.computeIfAbsent(deployment, _ -> new TreeSet<>()).add(entry.operation());
            }
        }
        deliveries.forEach((deployment, count) ->
                out.text(deployment).number(count).number(given.get(deployment).size()));
    }

    @Override
    public Class<? extends Event> needs() {
        return AppEvent.ItemTaken.class;
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (story.trace.end() == RunEnd.STUCK || story.trace.end() == RunEnd.LOOP) {
            TraceEntry blocked = blocked(story);
            List<Integer> witness = new ArrayList<>();
            if (blocked != null) {
                witness.add(blocked.n());
            }
            witness.add(story.trace.entries().size());
            found.accept(new Found(
                    Anomaly.NO_PROGRESS,
                    blocked == null ? null : blocked.operation(),
                    null,
                    witness,
                    story.trace.waiting()));
        }
        ratios(story, found);
    }

    /// The record that opened the first transaction of a partition that nobody has ended; null where there
    /// is none.
    private static TraceEntry hanging(Story story) {
        TreeMap<TopicPartition, TreeMap<Long, TransactionEvent.TransactionOpened>> open = new TreeMap<>();
        for (TraceEntry entry : story.trace.entries()) {
            switch (entry.event()) {
                case TransactionEvent.TransactionOpened e ->
                    open.computeIfAbsent(e.partition(), _ -> new TreeMap<>()).put(e.producer(), e);
                case TransactionEvent.MarkerAppended e ->
                    open.getOrDefault(e.partition(), new TreeMap<>()).remove(e.producer());
                default -> {}
            }
        }
        for (TraceEntry entry : story.all(LogEvent.RecordAppended.class)) {
            LogEvent.RecordAppended record = (LogEvent.RecordAppended) entry.event();
            TransactionEvent.TransactionOpened e =
                    open.getOrDefault(record.partition(), new TreeMap<>()).get(record.producer());
            if (e != null && e.offset() == record.offset()) {
                return entry;
            }
        }
        return null;
    }

    /// The item that has been in hand longest and never ended; where each comes back, the one that was
    /// given last.
    private static TraceEntry blocked(Story story) {
        TraceEntry hanging = hanging(story);
        if (hanging != null) {
            return hanging;
        }
        TreeMap<String, TraceEntry> inHand = new TreeMap<>();
        for (TraceEntry entry : story.trace.entries()) {
            switch (entry.event()) {
                case AppEvent.ItemTaken e -> inHand.putIfAbsent(entry.node() + " " + e.operation(), entry);
                case AppEvent.ItemEnded e -> inHand.remove(entry.node() + " " + e.operation());
                case NodeEvent.NodeCrashed e -> inHand.keySet().removeIf(key -> key.startsWith(entry.node() + " "));
                default -> {}
            }
        }
        return inHand.values().stream()
                .min(java.util.Comparator.comparingInt(TraceEntry::n))
                .orElseGet(() -> lastGiven(story));
    }

    private static TraceEntry lastGiven(Story story) {
        List<TraceEntry> given = story.all(DeliveryEvent.Delivered.class);
        return given.isEmpty() ? null : given.getLast();
    }

    private static void ratios(Story story, Consumer<Found> found) {
        TreeMap<String, Integer> deliveries = new TreeMap<>();
        TreeMap<String, TraceEntry> last = new TreeMap<>();
        TreeMap<String, TreeSet<Operation>> given = new TreeMap<>();
        for (TraceEntry entry : story.trace.entries()) {
            if (entry.event() instanceof DeliveryEvent.Delivered delivered && delivered.operation() != null) {
                String deployment = story.node(entry.node()).deployment();
                deliveries.merge(deployment, 1, Integer::sum);
                if (!given.computeIfAbsent(deployment, d -> new TreeSet<>()).add(delivered.operation())) {
                    last.put(deployment, entry);
                }
            }
        }
        deliveries.forEach((deployment, count) -> {
            int operations = given.get(deployment).size();
            if (count > RATIO * operations) {
                TraceEntry flag = last.get(deployment);
                found.accept(new Found(
                        Anomaly.REDELIVERY_RATIO,
                        flag.operation(),
                        null,
                        List.of(flag.n()),
                        deployment + " had " + count + " deliveries of " + operations + " messages"));
            }
        });
    }
}
