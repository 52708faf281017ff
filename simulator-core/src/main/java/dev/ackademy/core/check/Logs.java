package dev.ackademy.core.check;

import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What befell the logs of a run, found by partition, offset and key without a walk along the trace.
final class Logs {

    private record Place(TopicPartition partition, long offset) {}

    private record Reader(String group, TopicPartition partition) {}

    private record Replica(int node, TopicPartition partition) {}

    private record Entity(String topic, String key) {}

    /// The records of one entity in one topic: which partitions took them from which entry on, and the
    /// newest so far.
    private static final class OfKey {
        private final TreeMap<TopicPartition, Integer> first = new TreeMap<>();
        private int newest;
    }

    private final LinkedHashMap<Place, List<TraceEntry>> appends = new LinkedHashMap<>();
    private final LinkedHashMap<Entity, OfKey> keys = new LinkedHashMap<>();
    private final TreeSet<Integer> behind = new TreeSet<>();
    private final LinkedHashMap<TopicPartition, List<TraceEntry>> turns = new LinkedHashMap<>();
    private final LinkedHashMap<Reader, Marks> commits = new LinkedHashMap<>();
    private final LinkedHashMap<Replica, Marks> starts = new LinkedHashMap<>();
    private final LinkedHashMap<Operation, List<TraceEntry>> carriers = new LinkedHashMap<>();
    private final List<TraceEntry> crashes = new ArrayList<>();

    void add(TraceEntry entry) {
        switch (entry.event()) {
            case LogEvent.RecordAppended e -> append(entry, e);
            case LogEvent.ReplicaAppended e -> e.operations().forEach(operation -> carry(entry, operation));
            case LogEvent.LeaderElected e -> turn(entry, e.partition());
            case LogEvent.LogTruncated e -> turn(entry, e.partition());
            case LogEvent.LogStartMoved e ->
                starts.computeIfAbsent(new Replica(entry.node(), e.partition()), _ -> new Marks())
                        .add(entry, e.to());
            case GroupEvent.OffsetCommitted e -> commit(entry, e.group(), e.partition(), e.to());
            case GroupEvent.GroupsLoaded e ->
                e.groups()
                        .forEach(group -> group.offsets()
                                .forEach(offset -> commit(entry, group.group(), offset.partition(), offset.to())));
            case NetworkEvent.FrameSent e -> carryAll(entry, e.carried());
            case NetworkEvent.FrameArrived e -> carryAll(entry, e.carried());
            case NetworkEvent.FrameLost e -> carryAll(entry, e.carried());
            case NodeEvent.NodeCrashed _ -> crashes.add(entry);
            case NodeEvent.PowerLost _ -> crashes.add(entry);
            default -> {}
        }
    }

    private void append(TraceEntry entry, LogEvent.RecordAppended e) {
        appends.computeIfAbsent(new Place(e.partition(), e.offset()), _ -> new ArrayList<>(1))
                .add(entry);
        if (e.operation() != null) {
            Entity entity = new Entity(e.partition().topic(), e.operation().key());
            OfKey key = keys.computeIfAbsent(entity, _ -> new OfKey());
            key.first.putIfAbsent(e.partition(), entry.n());
            if (e.operation().version() < key.newest) {
                behind.add(entry.n());
            }
            key.newest = Math.max(key.newest, e.operation().version());
        }
    }

    private void turn(TraceEntry entry, TopicPartition partition) {
        turns.computeIfAbsent(partition, _ -> new ArrayList<>()).add(entry);
    }

    private void commit(TraceEntry entry, String group, TopicPartition partition, long to) {
        commits.computeIfAbsent(new Reader(group, partition), _ -> new Marks()).add(entry, to);
    }

    /// A frame of one operation is about that operation; one of several is about none.
    private void carryAll(TraceEntry entry, List<NetworkEvent.Carried> carried) {
        if (carried.size() > 1) {
            carried.forEach(each -> carry(entry, each.operation()));
        }
    }

    private void carry(TraceEntry entry, Operation operation) {
        if (operation != null) {
            carriers.computeIfAbsent(operation, _ -> new ArrayList<>()).add(entry);
        }
    }

    /// Who leads each partition, and how far each group has committed.
    void remember(Recollection out) {
        new TreeMap<>(turns).forEach((partition, all) -> {
            out.partition(partition);
            for (int i = all.size() - 1; i >= 0; i--) {
                if (all.get(i).event() instanceof LogEvent.LeaderElected elected) {
                    out.number(elected.leader());
                    break;
                }
            }
        });
        TreeMap<String, Long> stands = new TreeMap<>();
        commits.forEach((reader, marks) -> stands.put(reader.group + " " + reader.partition, marks.last()));
        stands.forEach((reader, to) -> out.text(reader).number(to));
    }

    /// What leaders appended at one offset, in order: several where a later leader did not have the first.
    List<TraceEntry> appendsAt(TopicPartition partition, long offset) {
        return appends.getOrDefault(new Place(partition, offset), List.of());
    }

    /// The partitions of the topic that held records of the key before the entry.
    List<TopicPartition> partitionsOf(String topic, String key, int before) {
        List<TopicPartition> partitions = new ArrayList<>();
        OfKey ofKey = keys.get(new Entity(topic, key));
        if (ofKey != null) {
            ofKey.first.forEach((partition, n) -> {
                if (n < before) {
                    partitions.add(partition);
                }
            });
        }
        return partitions;
    }

    /// Whether the record that this entry appended came after a newer version of its key, in whichever
    /// partition of its topic.
    boolean behind(TraceEntry appended) {
        return behind.contains(appended.n());
    }

    /// Elections and truncations of a partition.
    List<TraceEntry> turns(TopicPartition partition) {
        return turns.getOrDefault(partition, List.of());
    }

    /// When the group's committed position passed the offset, or fell back.
    List<TraceEntry> commitsAround(String group, TopicPartition partition, long offset) {
        Marks marks = commits.get(new Reader(group, partition));
        return marks == null ? List.of() : marks.around(offset);
    }

    /// When the start of a replica's log passed the offset.
    List<TraceEntry> deletionsAround(int node, TopicPartition partition, long offset) {
        Marks marks = starts.get(new Replica(node, partition));
        return marks == null ? List.of() : marks.around(offset);
    }

    /// Whether a replica's retention has passed the offset.
    boolean deleted(TopicPartition partition, long offset) {
        return starts.entrySet().stream()
                .anyMatch(each -> each.getKey().partition.equals(partition)
                        && each.getValue().last() > offset);
    }

    /// Entries that carry the operation among others: frames of several, and what followers copied.
    List<TraceEntry> carriersOf(Operation operation) {
        return carriers.getOrDefault(operation, List.of());
    }

    /// Crashes and power losses of any node.
    List<TraceEntry> crashes() {
        return crashes;
    }
}
