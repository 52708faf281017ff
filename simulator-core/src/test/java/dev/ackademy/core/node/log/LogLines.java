package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.MemberMoved;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupRecord.OffsetStored;
import dev.ackademy.core.trace.picture.PictureLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What brokers and controller know of themselves, as lines: a picture must say the same (see `PictureLines`).
public final class LogLines {

    private LogLines() {}

    /// The replicas of one broker, but for internal topics.
    public static TreeMap<String, String> replicas(LogBroker broker, int node) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Replica replica : broker.replicas.values()) {
            if (replica.internal()) {
                continue;
            }
            List<String> records = new ArrayList<>();
            for (long offset = replica.log.start(); offset < replica.log.end(); offset++) {
                LogRecord record = replica.log.at(offset);
                if (record.removed()) {
                    continue;
                }
                Operation operation =
                        record.message() == null ? null : record.message().operation();
                records.add((operation == null ? "-" : operation.id()) + "/" + record.leaderEpoch());
            }
            lines.put(
                    replica.partition() + " at " + node,
                    replica.log.start() + ".." + replica.log.end() + " hw " + replica.highWatermark() + " " + records);
        }
        lines.values().removeIf(PictureLines.NOTHING::equals);
        return lines;
    }

    /// Leader, epoch and ISR of every partition.
    public static TreeMap<String, String> leaders(LogController controller) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (PartitionState state : controller.view.partitions.values()) {
            lines.put(
                    state.partition().toString(),
                    "led by " + state.leader() + " in epoch " + state.leaderEpoch() + " isr "
                            + new TreeSet<>(state.isr()));
        }
        return lines;
    }

    /// Whether this broker has taken over the coordination of the groups in this leader epoch.
    public static boolean coordinates(LogBroker broker, int epoch) {
        Replica offsets = broker.replicas.get(Role.offsetsPartition());
        return broker.coordinator.active && offsets.role().epoch() == epoch;
    }

    /// The groups of the broker that coordinates them.
    public static TreeMap<String, String> groups(LogBroker broker) {
        Coordinator coordinator = broker.coordinator;
        TreeMap<String, String> lines = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>(coordinator.classic.groups.keySet());
        names.addAll(coordinator.consumers.groups.keySet());
        names.addAll(coordinator.offsets.groups.keySet());
        for (String name : names) {
            Group group = coordinator.classic.groups.get(name);
            ConsumerGroup consumers = coordinator.consumers.groups.get(name);
            TreeMap<TopicPartition, OffsetStored> offsets = coordinator.offsets.of(name).offsets;
            boolean nobody =
                    (group == null || group.members.isEmpty()) && (consumers == null || consumers.members.isEmpty());
            if (nobody && offsets.isEmpty()) {
                continue;
            }
            lines.put(name, nobody ? "empty" : group == null ? phase(consumers) : phase(group));
            if (group != null) {
                members(group, lines);
            }
            if (consumers != null) {
                members(consumers, lines);
            }
            for (Map.Entry<TopicPartition, OffsetStored> offset : offsets.entrySet()) {
                lines.put(
                        name + " at " + offset.getKey(),
                        offset.getValue().offset() + " by " + offset.getValue().memberNode());
            }
        }
        return lines;
    }

    private static String phase(Group group) {
        return switch (group.phase) {
            case GroupPhase.Stable stable -> "stable in " + stable.generation();
            case GroupPhase.Empty _ -> "empty";
            case GroupPhase.PreparingRebalance _, GroupPhase.CompletingRebalance _ -> "rebalancing";
        };
    }

    private static String phase(ConsumerGroup group) {
        if (group.epoch > group.targetEpoch) {
            return "assigning " + group.epoch;
        }
        boolean there = group.members.values().stream()
                .allMatch(member -> member.state() == MemberState.STABLE && member.epoch() == group.targetEpoch);
        return (there ? "stable in " : "reconciling ") + group.epoch;
    }

    private static void members(ConsumerGroup group, TreeMap<String, String> lines) {
        for (ConsumerMember member : group.members.values()) {
            MemberMoved all = group.standing(member.node());
            lines.put(
                    group.name() + " member " + member.node(),
                    "seats " + group.of(member.node()).size() + " " + all.state() + " in " + all.epoch() + " "
                            + all.partitions() + " but " + all.revoking());
        }
    }

    private static void members(Group group, TreeMap<String, String> lines) {
        TreeMap<Integer, Integer> seats = new TreeMap<>();
        TreeMap<Integer, TreeSet<TopicPartition>> assigned = new TreeMap<>();
        for (Member member : group.members.values()) {
            seats.merge(member.node(), 1, Integer::sum);
            assigned.computeIfAbsent(member.node(), _ -> new TreeSet<>()).addAll(member.assignment());
        }
        boolean stable = group.phase instanceof GroupPhase.Stable;
        seats.forEach((node, count) -> lines.put(
                group.name() + " member " + node, "seats " + count + (stable ? " " + assigned.get(node) : "")));
    }
}
