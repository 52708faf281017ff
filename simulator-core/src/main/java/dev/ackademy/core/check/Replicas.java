package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `inconsistent-offsets` between replicas (R4): when all is quiet, two in-sync replicas of a log hold different
/// messages at one offset. What clients came to see of it is [LogContents]'s.
final class Replicas implements Checker {

    /// A message as a replica took it, and the entry that tells so.
    private record Copy(Operation operation, int entry) {}

    /// By partition, by broker, by offset. What carries no operation is not there.
    private static final class Contents {
        private final TreeMap<TopicPartition, TreeMap<Integer, TreeMap<Long, Copy>>> logs = new TreeMap<>();
        private final TreeMap<TopicPartition, List<Integer>> insync = new TreeMap<>();

        private TreeMap<Long, Copy> log(TopicPartition partition, int node) {
            return logs.computeIfAbsent(partition, _ -> new TreeMap<>()).computeIfAbsent(node, _ -> new TreeMap<>());
        }

        private void follow(TraceEntry entry) {
            switch (entry.event()) {
                case LogEvent.RecordAppended e
                when e.operation() != null ->
                    log(e.partition(), entry.node()).put(e.offset(), new Copy(e.operation(), entry.n()));
                case LogEvent.ReplicaAppended e -> {
                    for (int i = 0; i < e.operations().size(); i++) {
                        if (e.operations().get(i) != null) {
                            log(e.partition(), entry.node())
                                    .put(e.from() + i, new Copy(e.operations().get(i), entry.n()));
                        }
                    }
                }
                case LogEvent.LogTruncated e ->
                    log(e.partition(), entry.node()).tailMap(e.to()).clear();
                case LogEvent.LogStartMoved e ->
                    log(e.partition(), entry.node()).headMap(e.to()).clear();
                case LogEvent.LogCompacted e ->
                    log(e.partition(), entry.node()).keySet().removeAll(e.offsets());
                case LogEvent.LeaderElected e -> insync.put(e.partition(), e.isr());
                case LogEvent.IsrChanged e -> insync.put(e.partition(), e.to());
                default -> {}
            }
        }
    }

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.INCONSISTENT_OFFSETS);
    }

    @Override
    public Class<? extends Event> needs() {
        return LogEvent.LeaderElected.class;
    }

    /// What the replicas hold is in the world itself.
    @Override
    public void remember(Story story, Recollection out) {}

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.over() || !story.assigns()) {
            return;
        }
        Contents contents = new Contents();
        story.trace.entries().forEach(contents::follow);
        contents.logs.forEach((partition, replicas) -> {
            TreeMap<Long, Copy> all = new TreeMap<>();
            for (int node : contents.insync.getOrDefault(partition, List.of())) {
                replicas.getOrDefault(node, new TreeMap<>()).forEach((offset, copy) -> {
                    Copy other = all.putIfAbsent(offset, copy);
                    if (other != null && !other.operation.equals(copy.operation)) {
                        found.accept(new Found(
                                Anomaly.INCONSISTENT_OFFSETS,
                                copy.operation,
                                null,
                                List.copyOf(new TreeSet<>(List.of(other.entry, copy.entry))),
                                partition + " offset " + offset + " of two replicas"));
                    }
                });
            }
        });
    }
}
