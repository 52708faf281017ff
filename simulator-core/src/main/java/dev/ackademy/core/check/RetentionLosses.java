package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// `retention-loss`: the start of a log passed a group's committed position, a stream's or a queue's limit removed a
/// message, and it never took effect there.
final class RetentionLosses implements Checker {

    /// For which a queue gives a message up that nobody failed at: it waited too long, or too many came
    /// behind it.
    private static final List<String> LIMITS = List.of("expired", "maxlen");

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.RETENTION_LOSS);
    }

    @Override
    public Class<? extends Event> needs() {
        return LogEvent.RecordAppended.class;
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.whole()) {
            return;
        }
        for (Sink sink : story.sinks) {
            if (sink.group() != null
                    && story.scenario.processes().get(sink.deployment()).reads() instanceof Reads.FromTopic topic) {
                check(story, sink, topic, found);
            }
        }
    }

    /// Without a limit nothing is ever deleted.
    @Override
    public void remember(Story story, Recollection out) {
        if (Contract.of(story.scenario).retention()) {
            out.story(story.trace);
        }
    }

    private static void check(Story story, Sink sink, Reads.FromTopic topic, Consumer<Found> found) {
        LinkedHashSet<Operation> served = new LinkedHashSet<>();
        story.effects(sink).forEach(effect -> served.add(effect.operation()));
        LinkedHashSet<Operation> owed = new LinkedHashSet<>(sink.owed());
        TreeMap<TopicPartition, Long> committed = new TreeMap<>();
        TreeMap<TopicPartition, TreeMap<Long, Operation>> stored = new TreeMap<>();
        LinkedHashSet<Operation> told = new LinkedHashSet<>();
        for (TraceEntry entry : story.trace.entries()) {
            switch (entry.event()) {
                case LogEvent.RecordAppended e
                when e.operation() != null
                        && topic.topics().contains(e.partition().topic()) ->
                    stored.computeIfAbsent(e.partition(), p -> new TreeMap<>()).put(e.offset(), e.operation());
                case GroupEvent.OffsetCommitted e
                when e.group().equals(sink.group()) -> committed.put(e.partition(), e.to());
                case DeliveryEvent.PositionSet e
                when sink.group().equals(e.group()) -> committed.putIfAbsent(e.partition(), e.position());
                case StreamEvent.MessagesRemoved e
                when stored.containsKey(e.partition()) && !e.cause().equals("acknowledged") -> {
                    for (long sequence : e.sequences()) {
                        Operation operation = stored.get(e.partition()).get(sequence);
                        if (operation != null
                                && owed.contains(operation)
                                && !served.contains(operation)
                                && told.add(operation)) {
                            found.accept(new Found(
                                    Anomaly.RETENTION_LOSS,
                                    operation,
                                    sink,
                                    List.of(entry.n()),
                                    e.partition().topic() + ": " + e.cause()));
                        }
                    }
                }
                case QueueEvent.MessageDropped e
                when topic.topics().contains(e.queue().topic())
                        && LIMITS.contains(e.reason())
                        && owed.contains(e.operation())
                        && !served.contains(e.operation())
                        && told.add(e.operation()) ->
                    found.accept(new Found(
                            Anomaly.RETENTION_LOSS,
                            e.operation(),
                            sink,
                            List.of(entry.n()),
                            e.queue().topic() + ": " + e.reason()));
                case LogEvent.LogStartMoved e
                when stored.containsKey(e.partition()) -> {
                    long from =
                            committed.getOrDefault(e.partition(), topic.start().equals("latest") ? Long.MAX_VALUE : 0L);
                    if (from < e.to()) {
                        SortedMap<Long, Operation> deleted =
                                stored.get(e.partition()).subMap(from, e.to());
                        deleted.values().forEach(operation -> {
                            if (owed.contains(operation) && !served.contains(operation) && told.add(operation)) {
                                found.accept(new Found(
                                        Anomaly.RETENTION_LOSS,
                                        operation,
                                        sink,
                                        List.of(entry.n()),
                                        e.partition().toString()));
                            }
                        });
                        deleted.clear();
                    }
                }
                default -> {}
            }
        }
    }
}
