package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.SourceEvent.TruthChanged;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Follows every copy of one operation that could still be delivered to one group: at its source, in a producer's
/// buffer, on the wire, in a log at or above the group's committed position, in a consumer's hands. A copy in a
/// replica's log counts as long as no leader without it has been elected. Tells whether one is left, and the entry at
/// which the last one went (the point of no return).
final class Copies {

    /// In the hands of a server that stores nothing.
    private static final String AT_SERVER = "server";

    private final Story story;
    private final Operation operation;
    private final String group;
    private final TreeSet<String> loose = new TreeSet<>();
    private final List<Stored> stored = new ArrayList<>();
    private final TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    private final TreeMap<TopicPartition, Integer> leaders = new TreeMap<>();
    /// Messages of streams with which the group is done, each for itself.
    private final TreeMap<TopicPartition, TreeSet<Long>> settled = new TreeMap<>();

    private int vanished;
    private boolean lostOnTheWay;

    private record Stored(TopicPartition partition, int node, long offset) {}

    Copies(Story story, Operation operation, String group) {
        this.story = story;
        this.operation = operation;
        this.group = group;
        boolean before = false;
        for (TraceEntry entry : relevant()) {
            if (follow(entry)) {
                boolean now = !loose.isEmpty() || deliverable();
                if (before && !now) {
                    vanished = entry.n();
                }
                before = now;
            }
        }
    }

    /// Every entry that may change what copies there are, in order.
    private Iterable<TraceEntry> relevant() {
        TreeMap<Integer, TraceEntry> relevant = new TreeMap<>();
        add(relevant, story.about(operation));
        add(relevant, story.logs.carriersOf(operation));
        add(relevant, story.logs.crashes());
        add(relevant, story.streams.cuts());
        for (TraceEntry entry : List.copyOf(relevant.values())) {
            switch (entry.event()) {
                case LogEvent.RecordAppended e
                when about(e.operation()) -> befell(relevant, entry.node(), e.partition(), e.offset());
                case LogEvent.ReplicaAppended e -> {
                    for (int i = 0; i < e.operations().size(); i++) {
                        if (about(e.operations().get(i))) {
                            befell(relevant, entry.node(), e.partition(), e.from() + i);
                        }
                    }
                }
                default -> {}
            }
        }
        return relevant.values();
    }

    private void befell(TreeMap<Integer, TraceEntry> relevant, int node, TopicPartition partition, long offset) {
        add(relevant, story.logs.turns(partition));
        add(relevant, story.logs.commitsAround(group, partition, offset));
        add(relevant, story.logs.deletionsAround(node, partition, offset));
        add(relevant, story.streams.of(partition, offset));
        TraceEntry aborted = story.units.abortedBy(partition, offset);
        if (aborted != null && readsCommitted()) {
            relevant.put(aborted.n(), aborted);
        }
    }

    /// What was aborted is no copy for a group that reads what is committed.
    private boolean readsCommitted() {
        return story.scenario.processes().values().stream()
                .anyMatch(each -> each.reads() instanceof Reads.FromTopic topic
                        && topic.readCommitted()
                        && topic.group().equals(group));
    }

    private boolean dropAborted(TransactionEvent.MarkerAppended marker, int entry) {
        return stored.removeIf(copy -> {
            TraceEntry aborted = story.units.abortedBy(copy.partition, copy.offset);
            return copy.partition.equals(marker.partition()) && aborted != null && aborted.n() == entry;
        });
    }

    private static void add(TreeMap<Integer, TraceEntry> relevant, List<TraceEntry> entries) {
        entries.forEach(entry -> relevant.put(entry.n(), entry));
    }

    /// Which copies there are, how many are on their way, and how the last went.
    void remember(Recollection out) {
        int wires = 0;
        for (String copy : loose) {
            if (copy.startsWith("wire ")) {
                wires++;
            } else {
                out.text(copy);
            }
        }
        out.number(wires);
        TreeSet<String> copies = new TreeSet<>();
        stored.forEach(copy -> copies.add(copy.partition + "@" + copy.offset + " " + copy.node));
        copies.forEach(out::text);
        committed.forEach((partition, to) -> out.partition(partition).number(to));
        leaders.forEach((partition, leader) -> out.partition(partition).number(leader));
        settled.forEach((partition, sequences) -> {
            out.partition(partition);
            sequences.forEach(out::number);
        });
        out.text(vanished == 0 ? "" : story.trace.entry(vanished).kind());
        out.flag(deliverable());
    }

    boolean deliverable() {
        return stored.stream().anyMatch(this::deliverable);
    }

    private boolean deliverable(Stored copy) {
        if (copy.offset < committed.getOrDefault(copy.partition, 0L)
                || settled.getOrDefault(copy.partition, new TreeSet<>()).contains(copy.offset)) {
            return false;
        }
        int leader = leaders.getOrDefault(copy.partition, -1);
        return leader < 0 || stored.contains(new Stored(copy.partition, leader, copy.offset));
    }

    /// The entry after which no deliverable copy existed; 0 where that cannot be told.
    int pointOfNoReturn() {
        return vanished;
    }

    /// Whether the entry may have changed what there is.
    private boolean follow(TraceEntry entry) {
        return switch (entry.event()) {
            case TruthChanged e when about(e.operation()) -> loose.add("source " + entry.node());
            case AppEvent.ItemEnded e
            when about(e.operation()) && e.ending() == AppEvent.Ending.LEFT -> loose.remove("hand " + entry.node());
            case AppEvent.ItemEnded e
            when about(e.operation()) -> loose.remove("source " + entry.node()) | loose.remove("hand " + entry.node());
            case DeliveryEvent e when about(e.operation()) -> followDelivery(entry, e);
            case LogEvent e -> followLog(entry, e);
            case GroupEvent.OffsetCommitted e
            when e.group().equals(group) -> {
                committed.put(e.partition(), e.to());
                yield true;
            }
            case QueueEvent e when about(e.operation()) -> followQueue(entry, e);
            case TransactionEvent.MarkerAppended e -> dropAborted(e, entry.n());
            case GroupEvent.GroupsLoaded e -> load(e);
            case StreamEvent e -> followStream(entry, e);
            case SubjectEvent e -> followSubject(e);
            case NetworkEvent e -> followFrame(e);
            case NodeEvent.NodeCrashed e -> crash(entry.node());
            case NodeEvent.PowerLost e -> crash(entry.node());
            default -> false;
        };
    }

    private boolean followDelivery(TraceEntry entry, DeliveryEvent event) {
        return switch (event) {
            case DeliveryEvent.PublishAsked e -> loose.add("buffer " + entry.node());
            case DeliveryEvent.PublishAcknowledged e ->
                loose.remove("buffer " + entry.node()) | (leavesUnseen(entry) && loose.add(AT_SERVER));
            case DeliveryEvent.PublishFailed e -> loose.remove("buffer " + entry.node());
            case DeliveryEvent.Delivered e
            when e.group() != null && e.group().equals(group) -> {
                loose.remove("passed " + entry.node());
                yield loose.add("hand " + entry.node());
            }
            default -> false;
        };
    }

    /// Nobody sees the frames of a live run: what core NATS was given is at its server, unless it was seen
    /// to
    /// be lost on the way.
    private boolean leavesUnseen(TraceEntry entry) {
        return entry.origin() != TraceEntry.Origin.VIRTUAL
                && story.scenario.broker().kind().equals("pubsub")
                && !lostOnTheWay;
    }

    private boolean followLog(TraceEntry entry, LogEvent event) {
        return switch (event) {
            case LogEvent.RecordAppended e
            when about(e.operation()) -> stored.add(new Stored(e.partition(), entry.node(), e.offset()));
            case LogEvent.ReplicaAppended e -> copied(entry.node(), e);
            case LogEvent.LogTruncated e -> drop(e.partition(), entry.node(), e.to(), Long.MAX_VALUE);
            case LogEvent.LogStartMoved e -> drop(e.partition(), entry.node(), 0, e.to());
            case LogEvent.LogCompacted e -> remove(e.partition(), entry.node(), e.offsets());
            case LogEvent.LeaderElected e -> {
                leaders.put(e.partition(), e.leader());
                yield true;
            }
            default -> false;
        };
    }

    private boolean followStream(TraceEntry entry, StreamEvent event) {
        return switch (event) {
            case StreamEvent.MessagesAcknowledged e
            when e.group().equals(group) ->
                settled.computeIfAbsent(e.partition(), _ -> new TreeSet<>()).addAll(e.sequences());
            case StreamEvent.DeliveriesExhausted e
            when e.group().equals(group) ->
                settled.computeIfAbsent(e.partition(), _ -> new TreeSet<>()).add(e.sequence());
            case StreamEvent.ConsumerRestored e
            when e.group().equals(group) ->
                settled.computeIfAbsent(e.partition(), _ -> new TreeSet<>())
                        .removeIf(sequence ->
                                sequence > e.delivered() || e.pending().contains(sequence));
            case StreamEvent.MessagesRemoved e -> remove(e.partition(), entry.node(), e.sequences());
            case StreamEvent.StreamLost e -> drop(e.partition(), entry.node(), 0, Long.MAX_VALUE);
            default -> false;
        };
    }

    private boolean followSubject(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.MessageRouted e
            when about(e.operation()) -> {
                boolean changed = loose.remove(AT_SERVER);
                for (int process : e.to()) {
                    changed |= loose.add("passed " + process);
                }
                yield changed;
            }
            case SubjectEvent.MessageDropped e
            when about(e.operation()) -> {
                loose.remove(AT_SERVER);
                loose.removeIf(copy -> copy.startsWith("passed "));
                yield true;
            }
            case SubjectEvent.SlowConsumerCut e
            when e.lost().contains(operation) -> loose.remove("passed " + e.process());
            default -> false;
        };
    }

    /// What has left its queue is no copy any more.
    private boolean followQueue(TraceEntry entry, QueueEvent event) {
        return switch (event) {
            case QueueEvent.MessageSettled e -> drop(e.queue(), entry.node(), e.position(), e.position() + 1);
            case QueueEvent.MessageDeadLettered e -> drop(e.queue(), entry.node(), e.position(), e.position() + 1);
            case QueueEvent.MessageDropped e -> drop(e.queue(), entry.node(), e.position(), e.position() + 1);
            default -> false;
        };
    }

    private boolean copied(int node, LogEvent.ReplicaAppended e) {
        boolean changed = false;
        for (int i = 0; i < e.operations().size(); i++) {
            if (about(e.operations().get(i))) {
                changed |= stored.add(new Stored(e.partition(), node, e.from() + i));
            }
        }
        return changed;
    }

    private boolean remove(TopicPartition partition, int node, List<Long> offsets) {
        return stored.removeIf(
                copy -> copy.partition.equals(partition) && copy.node == node && offsets.contains(copy.offset));
    }

    private boolean drop(TopicPartition partition, int node, long from, long to) {
        return stored.removeIf(copy ->
                copy.partition.equals(partition) && copy.node == node && copy.offset >= from && copy.offset < to);
    }

    /// A new coordinator knows the commits that its log holds, and no others.
    private boolean load(GroupEvent.GroupsLoaded loaded) {
        for (GroupEvent.LoadedGroup each : loaded.groups()) {
            if (each.group().equals(group)) {
                each.offsets().forEach(offset -> committed.put(offset.partition(), offset.to()));
            }
        }
        return true;
    }

    private boolean followFrame(NetworkEvent event) {
        return switch (event) {
            case NetworkEvent.FrameSent e
            when e.kind() == RequestKind.PRODUCE && !e.answer() && carries(e.carried()) ->
                loose.add("wire " + e.connection());
            case NetworkEvent.FrameArrived e
            when e.kind() == RequestKind.PRODUCE && carries(e.carried()) -> {
                boolean arrived = loose.remove("wire " + e.connection());
                yield arrived && (!story.scenario.broker().kind().equals("pubsub") || loose.add(AT_SERVER));
            }
            case NetworkEvent.FrameLost e
            when e.kind() == RequestKind.PRODUCE && carries(e.carried()) -> {
                lostOnTheWay = true;
                yield loose.remove("wire " + e.connection()) | loose.remove(AT_SERVER);
            }
            case NetworkEvent.FrameLost e
            when e.kind() == RequestKind.FETCH && carries(e.carried()) -> loose.remove("passed " + e.to());
            default -> false;
        };
    }

    private boolean crash(int node) {
        boolean changed =
                loose.remove("buffer " + node) | loose.remove("hand " + node) | loose.remove("passed " + node);
        if (node >= 0
                && story.node(node).role() == NodeName.Role.PROCESS
                && story.deployment(node).reads() instanceof Reads.Workload workload
                && workload.onRestart().equals("skip")) {
            changed |= loose.remove("source " + node);
        }
        return changed;
    }

    private boolean carries(List<NetworkEvent.Carried> carried) {
        return carried.stream().anyMatch(each -> about(each.operation()));
    }

    private boolean about(Operation other) {
        return operation.equals(other);
    }
}
