package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Jepsen's log-level anomalies of what a partition holds, from acknowledged sends and from all polls: `duplicate` (one
/// value at more than one offset; in a retry or dead-letter topic more often than it was handed on),
/// `inconsistent-offsets` (one offset with more than one value), `lost-write` (a committed value at or below the bound
/// that nobody read).
final class LogContents implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.DUPLICATE, Anomaly.INCONSISTENT_OFFSETS, Anomaly.LOST_WRITE);
    }

    @Override
    public Class<? extends Event> needs() {
        return DeliveryEvent.Delivered.class;
    }

    @Override
    public void remember(Story story, Recollection out) {
        for (VersionOrder order : story.versionOrders().values()) {
            out.partition(order.partition());
            order.valuesAt().forEach((offset, values) -> out.number(offset).operations(values.keySet()));
            out.operations(order.acknowledged().keySet());
            out.operations(order.read().keySet());
        }
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        for (VersionOrder order : story.versionOrders().values()) {
            duplicates(story, order, found);
            inconsistent(story, order, found);
            if (order.readAtAll() && story.whole()) {
                lostWrites(story, order, found);
            }
        }
    }

    private static void duplicates(Story story, VersionOrder order, Consumer<Found> found) {
        order.offsetsOf().forEach((operation, known) -> {
            TreeMap<Long, Integer> offsets = new TreeMap<>(known);
            offsets.keySet().removeIf(offset -> story.units.aborted(order.partition(), offset));
            if (offsets.size() > 1
                    && offsets.size()
                            > handedOn(story, operation, order.partition().topic())) {
                List<Integer> witness = new ArrayList<>();
                offsets.values().forEach(witness::add);
                witness.sort(null);
                found.accept(new Found(
                        Anomaly.DUPLICATE,
                        operation,
                        null,
                        witness,
                        story.positions.copies(order.partition(), new TreeSet<>(offsets.keySet()))));
            }
        });
    }

    /// How often failure policies put the operation into this topic and were done with it.
    private static int handedOn(Story story, Operation operation, String topic) {
        int times = 0;
        for (TraceEntry entry : story.about(operation)) {
            if (entry.event() instanceof AppEvent.ItemEnded ended
                    && (ended.ending() == AppEvent.Ending.HANDED_ON || ended.ending() == AppEvent.Ending.DEAD_LETTERED)
                    && topic.equals(detour(story, entry))) {
                times++;
            }
        }
        return times;
    }

    private static String detour(Story story, TraceEntry entry) {
        OnFailure policy = story.deployment(entry.node()).onFailure();
        return policy == null ? null : policy.topic();
    }

    private static void inconsistent(Story story, VersionOrder order, Consumer<Found> found) {
        order.valuesAt().forEach((offset, values) -> {
            if (values.size() > 1) {
                List<Integer> witness = new ArrayList<>(values.values());
                witness.sort(null);
                Operation first = values.keySet().iterator().next();
                found.accept(new Found(
                        Anomaly.INCONSISTENT_OFFSETS,
                        first,
                        null,
                        witness,
                        story.positions.at(order.partition(), offset)));
            }
        });
    }

    /// What compaction has removed was not to be read any more.
    private static void lostWrites(Story story, VersionOrder order, Consumer<Found> found) {
        int bound = order.readBound();
        order.offsetsOf().forEach((operation, offsets) -> {
            boolean committed = order.acknowledged().containsKey(operation)
                    && offsets.keySet().stream().anyMatch(offset -> committed(story, order.partition(), offset));
            boolean compacted =
                    offsets.keySet().stream().allMatch(offset -> story.streams.compacted(order.partition(), offset));
            if (committed
                    && !compacted
                    && !order.read().containsKey(operation)
                    && order.lastIndex(operation) <= bound) {
                found.accept(new Found(
                        Anomaly.LOST_WRITE,
                        operation,
                        null,
                        List.of(order.acknowledged().get(operation), order.boundEntry()),
                        story.positions.whole(order.partition())));
            }
        });
    }

    /// A write in a transaction is committed when its application was told so.
    private static boolean committed(Story story, TopicPartition partition, long offset) {
        AtomicUnits.Unit unit = story.units.unitAt(partition, offset);
        return unit == null || Boolean.TRUE.equals(unit.committed);
    }

    /// What is known of one partition: Jepsen's version order, with the entry that told each fact.
    static final class VersionOrder {

        private final TopicPartition partition;
        private final TreeMap<Long, TreeMap<Operation, Integer>> valuesAt = new TreeMap<>();
        private final TreeMap<Operation, TreeMap<Long, Integer>> offsetsOf = new TreeMap<>();
        private final TreeMap<Operation, Integer> acknowledged = new TreeMap<>();
        private final TreeMap<Operation, Integer> read = new TreeMap<>();
        private final TreeMap<Long, Integer> indexes = new TreeMap<>();
        private int boundEntry;

        private VersionOrder(TopicPartition partition) {
            this.partition = partition;
        }

        static TreeMap<TopicPartition, VersionOrder> of(Story story) {
            TreeMap<TopicPartition, VersionOrder> orders = new TreeMap<>();
            for (TraceEntry entry : story.trace.entries()) {
                switch (entry.event()) {
                    case DeliveryEvent.PublishAcknowledged e
                    when e.position() >= 0 -> {
                        VersionOrder order = orders.computeIfAbsent(e.partition(), VersionOrder::new);
                        order.see(e.operation(), e.position(), entry.n());
                        order.acknowledged.putIfAbsent(e.operation(), entry.n());
                    }
                    case DeliveryEvent.Delivered e -> {
                        VersionOrder order = orders.computeIfAbsent(e.partition(), VersionOrder::new);
                        order.see(e.operation(), e.position(), entry.n());
                        order.read.putIfAbsent(e.operation(), entry.n());
                    }
                    default -> {}
                }
            }
            orders.values().forEach(VersionOrder::number);
            return orders;
        }

        private void see(Operation operation, long offset, int entry) {
            valuesAt.computeIfAbsent(offset, o -> new TreeMap<>()).putIfAbsent(operation, entry);
            offsetsOf.computeIfAbsent(operation, o -> new TreeMap<>()).putIfAbsent(offset, entry);
        }

        private void number() {
            int index = 0;
            for (long offset : valuesAt.keySet()) {
                indexes.put(offset, index++);
            }
        }

        TopicPartition partition() {
            return partition;
        }

        TreeMap<Long, TreeMap<Operation, Integer>> valuesAt() {
            return valuesAt;
        }

        TreeMap<Operation, TreeMap<Long, Integer>> offsetsOf() {
            return offsetsOf;
        }

        TreeMap<Operation, Integer> acknowledged() {
            return acknowledged;
        }

        TreeMap<Operation, Integer> read() {
            return read;
        }

        boolean readAtAll() {
            return !read.isEmpty();
        }

        int index(long offset) {
            return indexes.getOrDefault(offset, -1);
        }

        int lastIndex(Operation operation) {
            return index(offsetsOf.get(operation).lastKey());
        }

        /// The highest of the earliest indexes of what was read: never accuses the unread tail.
        int readBound() {
            int bound = -1;
            for (Map.Entry<Operation, Integer> each : read.entrySet()) {
                int earliest = index(offsetsOf.get(each.getKey()).firstKey());
                if (earliest > bound) {
                    bound = earliest;
                    boundEntry = each.getValue();
                }
            }
            return bound;
        }

        int boundEntry() {
            return boundEntry;
        }
    }
}
