package dev.ackademy.core.check;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// An index of what befell single messages of streams and compacted logs, and whole streams and consumers, made in one
/// pass.
final class Streams {

    private final TreeMap<TopicPartition, TreeMap<Long, List<TraceEntry>>> turns = new TreeMap<>();
    private final TreeMap<TopicPartition, List<TraceEntry>> whole = new TreeMap<>();
    private final List<TraceEntry> cuts = new ArrayList<>();

    void add(TraceEntry entry) {
        switch (entry.event()) {
            case StreamEvent.MessagesAcknowledged e -> turn(e.partition(), e.sequences(), entry);
            case StreamEvent.DeliveriesExhausted e -> turn(e.partition(), List.of(e.sequence()), entry);
            case StreamEvent.MessagesRemoved e -> turn(e.partition(), e.sequences(), entry);
            case LogEvent.LogCompacted e -> turn(e.partition(), e.offsets(), entry);
            case StreamEvent.ConsumerRestored e ->
                whole.computeIfAbsent(e.partition(), _ -> new ArrayList<>()).add(entry);
            case StreamEvent.StreamLost e ->
                whole.computeIfAbsent(e.partition(), _ -> new ArrayList<>()).add(entry);
            case SubjectEvent.SlowConsumerCut _ -> cuts.add(entry);
            default -> {}
        }
    }

    private void turn(TopicPartition partition, List<Long> sequences, TraceEntry entry) {
        for (long sequence : sequences) {
            turns.computeIfAbsent(partition, _ -> new TreeMap<>())
                    .computeIfAbsent(sequence, _ -> new ArrayList<>())
                    .add(entry);
        }
    }

    /// What befell one message, and the stream and its consumers as a whole.
    List<TraceEntry> of(TopicPartition partition, long sequence) {
        List<TraceEntry> all = new ArrayList<>(whole.getOrDefault(partition, List.of()));
        all.addAll(turns.getOrDefault(partition, new TreeMap<>()).getOrDefault(sequence, List.of()));
        return all;
    }

    /// Whether the cleaner of any replica has removed the record.
    boolean compacted(TopicPartition partition, long offset) {
        return turns.getOrDefault(partition, new TreeMap<>()).getOrDefault(offset, List.of()).stream()
                .anyMatch(entry -> entry.event() instanceof LogEvent.LogCompacted);
    }

    /// Slow consumers that were cut off, with what was lost by it.
    List<TraceEntry> cuts() {
        return cuts;
    }
}
