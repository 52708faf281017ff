package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A picture as lines of text, one for each thing that a node knows of itself; the nodes' own lines
/// (`node.log.LogLines`, `node.store.StoreLines`, `node.app.WorkerLines`) must be the same.
public final class PictureLines {

    private PictureLines() {}

    /// @param up whether the broker runs
    public static String queue(QueuePicture queue, boolean up) {
        List<String> ready = new ArrayList<>();
        queue.ready().forEach(each -> ready.add(line(each)));
        TreeSet<String> inHand = new TreeSet<>();
        queue.inHand().values().forEach(each -> inHand.add(line(each.message())));
        List<Integer> consumers = new ArrayList<>(queue.consumers());
        consumers.sort(null);
        return "ready " + ready + " in hand " + inHand + (up ? " of " + consumers + " " + queue.active() : "");
    }

    private static String line(QueuePicture.Held held) {
        return held.operation() + "@" + held.position() + "/" + held.deliveries();
    }

    /// A replica that has never held anything is left out: a broker learns of it a moment after it was
    /// decided.
    public static final String NOTHING = "0..0 hw 0 []";

    /// What one broker stores.
    public static TreeMap<String, String> replicas(Picture picture, int broker) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Map.Entry<TopicPartition, PartitionPicture> partition : picture.partitions()) {
            ReplicaPicture replica = partition.getValue().replicas().get(broker);
            if (replica != null) {
                List<String> records = new ArrayList<>();
                for (ReplicaPicture.Cell cell : replica.cells().values()) {
                    records.add(id(cell.operation()) + "/" + cell.epoch());
                }
                lines.put(
                        partition.getKey() + " at " + broker,
                        replica.start() + ".." + replica.end() + " hw " + replica.highWatermark() + " " + records);
            }
        }
        lines.values().removeIf(NOTHING::equals);
        return lines;
    }

    private static String id(Operation operation) {
        return operation == null ? "-" : operation.id();
    }

    /// What the controller has decided.
    public static TreeMap<String, String> leaders(Picture picture) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Table<TopicPartition, PartitionPicture> all : List.of(picture.partitions(), picture.internal())) {
            for (Map.Entry<TopicPartition, PartitionPicture> partition : all) {
                PartitionPicture state = partition.getValue();
                if (state.epoch() < 0) {
                    continue;
                }
                lines.put(
                        partition.getKey().toString(),
                        "led by " + state.leader() + " in epoch " + state.epoch() + " isr "
                                + new TreeSet<>(state.isr()));
            }
        }
        return lines;
    }

    /// What the coordinator knows of the groups.
    public static TreeMap<String, String> groups(Picture picture) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (GroupPicture group : picture.groups().values()) {
            if (group.members().isEmpty() && group.committed().isEmpty()) {
                continue;
            }
            lines.put(group.group(), phase(group));
            for (GroupPicture.Member member : group.members().values()) {
                boolean tells = member.state() == null && group.phase() == GroupPicture.Phase.STABLE;
                String has = tells ? " " + new TreeSet<>(member.assigned()) : "";
                String stands = " " + member.state() + " in " + member.generation() + " " + member.assigned() + " but "
                        + member.revoking();
                lines.put(
                        group.group() + " member " + member.node(),
                        "seats " + member.seats() + (member.state() == null ? has : stands));
            }
            for (Map.Entry<TopicPartition, GroupPicture.Committed> offset : group.committed()) {
                lines.put(
                        group.group() + " at " + offset.getKey(),
                        offset.getValue().position() + " by "
                                + offset.getValue().member());
            }
        }
        return lines;
    }

    private static String phase(GroupPicture group) {
        return switch (group.phase()) {
            case STABLE -> "stable in " + group.generation();
            case ASSIGNING -> "assigning " + group.generation();
            case RECONCILING -> "reconciling " + group.generation();
            case EMPTY, REBALANCING -> group.members().isEmpty() ? "empty" : "rebalancing";
        };
    }

    /// What is committed and locked in a store.
    public static TreeMap<String, String> store(StorePicture store) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Map.Entry<String, Table<String, StorePicture.Stored>> table : store.rows()) {
            for (Map.Entry<String, StorePicture.Stored> row : table.getValue()) {
                lines.put(
                        "row " + table.getKey() + "/" + row.getKey(),
                        row.getValue().row().toString());
            }
        }
        store.inbox().keys().forEach(id -> lines.put("id " + id, "there"));
        for (Map.Entry<String, StorePicture.Lock> lock : store.locks()) {
            lines.put(
                    "lock " + lock.getKey(),
                    lock.getValue().holder() + " fence " + lock.getValue().fence());
        }
        for (Map.Entry<Integer, StorePicture.Transaction> transaction : store.transactions()) {
            lines.put(
                    "transaction " + transaction.getKey(),
                    "of " + transaction.getValue().writer());
        }
        for (Map.Entry<Operation, StorePicture.Served> served : store.served()) {
            if (served.getValue().effects() > 0) {
                lines.put(
                        "effects of " + served.getKey().id(),
                        Integer.toString(served.getValue().effects()));
            }
        }
        return lines;
    }

    /// What a running process has in hand.
    public static TreeMap<String, String> process(ProcessPicture process) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (LanePicture lane : process.lanes().values()) {
            lines.put("lane " + lane.lane(), lane.busy() ? inHand(lane) : "free");
        }
        lines.put("active", process.active() ? "fence " + process.fence() : "no");
        process.breakers().keys().forEach(store -> lines.put("breaker " + store, "not closed"));
        List<String> buffered = new ArrayList<>();
        for (ProcessPicture.Buffered delivery : process.buffered().values()) {
            buffered.add(delivery.partition() + "@" + delivery.position() + " " + id(delivery.operation()));
        }
        lines.put("buffered", buffered.toString());
        lines.put("publishing", process.publishing().keys().toString());
        return lines;
    }

    private static String inHand(LanePicture lane) {
        String step = lane.state() == LanePicture.StepState.UNDER_WAY ? " in " + lane.step() : "";
        String verb = step.isEmpty() || lane.step().equals("on-failure") ? "" : " " + lane.verb();
        return id(lane.operation()) + " from " + lane.copy() + step + verb;
    }

    /// Where a process reads on in the partitions that are its own.
    public static TreeMap<String, String> reading(ProcessPicture process) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (TopicPartition partition : process.assigned()) {
            lines.put(
                    partition.toString(),
                    "reads " + process.reading().get(partition).next());
        }
        return lines;
    }

    /// The messages of each stream at a server that has any, or had.
    public static TreeMap<String, String> streams(Picture picture, int node) {
        TreeMap<String, String> lines = new TreeMap<>();
        picture.scene().topics().keySet().forEach(topic -> {
            PartitionPicture stream = picture.partitions().get(new TopicPartition(topic, 0));
            ReplicaPicture replica = stream == null ? null : stream.replicas().get(node);
            List<String> messages = new ArrayList<>();
            if (replica != null) {
                replica.cells()
                        .forEach(cell -> messages.add(cell.getKey() + ":"
                                + cell.getValue().operation().id()));
                lines.put(topic, messages.toString());
            }
        });
        return lines;
    }

    /// One consumer of a stream.
    public static String consumer(Picture picture, String name) {
        ConsumerPicture consumer = picture.consumers().get(name);
        return "delivered=" + consumer.delivered() + " pending="
                + consumer.pending().keys() + " redelivery=" + consumer.redelivery() + " counts=" + consumer.counts()
                + " floor=" + consumer.floor();
    }
}
