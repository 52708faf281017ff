package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.SourceEvent.TruthChanged;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Follows every copy of one operation that could still be delivered to one group: at its source, in a producer's
/// buffer, on the wire, in a replica's log at or above the
/// group's committed position, in a consumer's hands. Tells whether one is left, and the entry at which the last one
/// went (the point of no return).
final class Copies {

    private final Story story;
    private final Operation operation;
    private final String group;
    private final TreeSet<String> copies = new TreeSet<>();
    private final TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    private int vanished;

    Copies(Story story, Operation operation, String group) {
        this.story = story;
        this.operation = operation;
        this.group = group;
        for (TraceEntry entry : story.trace.entries()) {
            boolean before = !copies.isEmpty();
            follow(entry);
            if (before && copies.isEmpty()) {
                vanished = entry.n();
            }
        }
    }

    boolean deliverable() {
        return copies.stream().anyMatch(copy -> copy.startsWith("log "));
    }

    /// The entry after which no deliverable copy existed; 0 where that cannot be told.
    int pointOfNoReturn() {
        return vanished;
    }

    private void follow(TraceEntry entry) {
        switch (entry.event()) {
            case TruthChanged e when about(e.operation()) -> copies.add("source " + entry.node());
            case AppEvent e -> followApplication(entry, e);
            case DeliveryEvent e -> followDelivery(entry, e);
            case LogEvent e -> followLog(entry, e);
            case GroupEvent.OffsetCommitted e
            when e.group().equals(group) -> {
                committed.put(e.partition(), e.to());
                dropLog(e.partition(), -1, 0, e.to());
            }
            case NetworkEvent e -> followFrame(e);
            case NodeEvent.NodeCrashed e -> crash(entry.node());
            case NodeEvent.PowerLost e -> crash(entry.node());
            default -> {}
        }
    }

    private void followApplication(TraceEntry entry, AppEvent event) {
        if (event instanceof AppEvent.ItemEnded ended && about(ended.operation())) {
            copies.remove("source " + entry.node());
            copies.remove("hand " + entry.node());
        }
    }

    private void followDelivery(TraceEntry entry, DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.PublishAsked e when about(e.operation()) -> copies.add("buffer " + entry.node());
            case DeliveryEvent.PublishAcknowledged e
            when about(e.operation()) -> copies.remove("buffer " + entry.node());
            case DeliveryEvent.PublishFailed e when about(e.operation()) -> copies.remove("buffer " + entry.node());
            case DeliveryEvent.Delivered e
            when about(e.operation()) && e.group() != null && e.group().equals(group) ->
                copies.add("hand " + entry.node());
            default -> {}
        }
    }

    private void followLog(TraceEntry entry, LogEvent event) {
        switch (event) {
            case LogEvent.RecordAppended e when about(e.operation()) -> addLog(e.partition(), entry.node(), e.offset());
            case LogEvent.ReplicaAppended e -> {
                List<Operation> operations = e.operations();
                for (int i = 0; i < operations.size(); i++) {
                    if (about(operations.get(i))) {
                        addLog(e.partition(), entry.node(), e.from() + i);
                    }
                }
            }
            case LogEvent.LogTruncated e -> dropLog(e.partition(), entry.node(), e.to(), Long.MAX_VALUE);
            case LogEvent.LogStartMoved e -> dropLog(e.partition(), entry.node(), 0, e.to());
            default -> {}
        }
    }

    private void addLog(TopicPartition partition, int node, long offset) {
        if (offset >= committed.getOrDefault(partition, 0L)) {
            copies.add(log(partition, node, offset));
        }
    }

    private static String log(TopicPartition partition, int node, long offset) {
        return "log " + partition + " " + node + " " + offset;
    }

    private void dropLog(TopicPartition partition, int node, long from, long to) {
        String ofPartition = "log " + partition + " ";
        copies.removeIf(copy -> {
            if (!copy.startsWith(ofPartition)) {
                return false;
            }
            String[] parts = copy.substring(ofPartition.length()).split(" ");
            long offset = Long.parseLong(parts[1]);
            return (node < 0 || Integer.parseInt(parts[0]) == node) && offset >= from && offset < to;
        });
    }

    private void followFrame(NetworkEvent event) {
        switch (event) {
            case NetworkEvent.FrameSent e
            when e.kind() == RequestKind.PRODUCE && !e.answer() && carries(e.carried()) ->
                copies.add("wire " + e.connection());
            case NetworkEvent.FrameArrived e
            when e.kind() == RequestKind.PRODUCE && carries(e.carried()) -> copies.remove("wire " + e.connection());
            case NetworkEvent.FrameLost e
            when e.kind() == RequestKind.PRODUCE && carries(e.carried()) -> copies.remove("wire " + e.connection());
            default -> {}
        }
    }

    private void crash(int node) {
        copies.remove("buffer " + node);
        copies.remove("hand " + node);
        if (node >= 0
                && story.node(node).role() == dev.ackademy.core.trace.NodeName.Role.PROCESS
                && story.scenario.processes().get(story.node(node).deployment()).reads() instanceof Reads.Workload w
                && w.onRestart().equals("skip")) {
            copies.remove("source " + node);
        }
    }

    private boolean carries(List<NetworkEvent.Carried> carried) {
        return carried.stream().anyMatch(each -> about(each.operation()));
    }

    private boolean about(Operation other) {
        return operation.equals(other);
    }
}
