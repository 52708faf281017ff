package dev.ackademy.core.check;

import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Measures how each group was given what its topics stored (Jepsen's `consume-counts`, `realtime-lag`, and the split
/// of losses of its NATS test).
final class Readings {

    private final Story story;

    /// When each was stored first, in that order.
    private final TreeMap<TopicPartition, SequencedMap<Operation, Long>> stored = new TreeMap<>();

    private Readings(Story story) {
        this.story = story;
        for (TraceEntry entry : story.trace.entries()) {
            switch (entry.event()) {
                case LogEvent.RecordAppended e
                when !story.units.aborted(e.partition(), e.offset()) -> store(e.partition(), e.operation(), entry);
                case SubjectEvent.MessageRouted e -> store(new TopicPartition(e.subject(), 0), e.operation(), entry);
                case SubjectEvent.MessageDropped e -> store(new TopicPartition(e.subject(), 0), e.operation(), entry);
                default -> {}
            }
        }
    }

    private void store(TopicPartition partition, Operation operation, TraceEntry entry) {
        if (operation != null) {
            stored.computeIfAbsent(partition, _ -> new LinkedHashMap<>()).putIfAbsent(operation, entry.at());
        }
    }

    /// One for each group and topic that it reads, in the order of the scenario; none where a filter lets
    /// it read a part.
    static List<Reading> of(Story story) {
        Readings readings = new Readings(story);
        List<Reading> all = new ArrayList<>();
        for (Scenario.Deployment deployment : story.scenario.processes().values()) {
            if (deployment.reads() instanceof Reads.FromTopic reads && !filtered(reads)) {
                reads.topics().forEach(topic -> all.add(readings.of(reads.group(), topic)));
            }
        }
        return all.stream().distinct().toList();
    }

    private static boolean filtered(Reads.FromTopic reads) {
        return reads.consumer() != null && reads.consumer().filter() != null;
    }

    private Reading of(String group, String topic) {
        LinkedHashMap<Operation, List<TraceEntry>> given = new LinkedHashMap<>();
        for (TraceEntry entry : story.all(DeliveryEvent.Delivered.class)) {
            DeliveryEvent.Delivered e = (DeliveryEvent.Delivered) entry.event();
            if (e.group().equals(group) && e.partition().topic().equals(topic)) {
                given.computeIfAbsent(e.operation(), _ -> new ArrayList<>()).add(entry);
            }
        }
        int all = 0;
        int once = 0;
        int repeated = 0;
        int first = 0;
        int middle = 0;
        int last = 0;
        long wait = 0;
        for (TopicPartition partition : stored.keySet()) {
            if (!partition.topic().equals(topic)) {
                continue;
            }
            boolean any = false;
            int missing = 0;
            for (Map.Entry<Operation, Long> each : stored.get(partition).entrySet()) {
                List<TraceEntry> deliveries = given.getOrDefault(each.getKey(), List.of());
                all++;
                if (deliveries.isEmpty()) {
                    missing++;
                    continue;
                }
                once += deliveries.size() == 1 ? 1 : 0;
                repeated += deliveries.size() > 1 ? 1 : 0;
                wait = Math.max(wait, deliveries.getFirst().at() - each.getValue());
                first += any ? 0 : missing;
                middle += any ? missing : 0;
                any = true;
                missing = 0;
            }
            last += missing;
        }
        return new Reading(group, topic, all, once, repeated, first, middle, last, wait);
    }
}
