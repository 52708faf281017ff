package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A small cast, and entries written by hand.
final class Stories {

    static final int SHOP = 0;
    static final int BILLING = 1;
    static final int OTHER = 2;
    static final int B1 = 3;
    static final int B2 = 4;
    static final int CONTROLLER = 5;
    static final int DB = 6;
    static final int PSP = 7;
    static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    static final TopicPartition MORE = new TopicPartition("orders", 1);
    static final Operation A1 = new Operation("A", 1, OperationKind.CREATE);
    static final Operation A2 = new Operation("A", 2, OperationKind.UPDATE);

    private final List<TraceEntry> entries = new ArrayList<>();
    private Picture picture = Picture.before(scene());

    static Scene scene() {
        SequencedMap<Integer, Scene.Actor> actors = new LinkedHashMap<>();
        actors.put(SHOP, new Scene.Actor(SHOP, true, 1, List.of(), null, List.of("orders"), List.of()));
        actors.put(BILLING, new Scene.Actor(BILLING, true, 2, List.of("orders"), "billing", List.of(), List.of(DB)));
        actors.put(OTHER, new Scene.Actor(OTHER, false, 2, List.of("orders"), "billing", List.of(), List.of(DB)));
        SequencedMap<String, Scene.Topic> topics = new LinkedHashMap<>();
        topics.put("orders", new Scene.Topic("orders", 2, 2, 1));
        SequencedMap<String, Scene.Group> groups = new LinkedHashMap<>();
        groups.put("billing", new Scene.Group("billing", List.of("orders"), List.of(BILLING, OTHER)));
        SequencedMap<Integer, Scene.Store> stores = new LinkedHashMap<>();
        stores.put(DB, new Scene.Store(DB, true, List.of("orders")));
        stores.put(PSP, new Scene.Store(PSP, false, List.of()));
        return new Scene(
                List.of(
                        new NodeName("shop.1", Role.PROCESS, "shop"),
                        new NodeName("billing.1", Role.PROCESS, "billing"),
                        new NodeName("billing.2", Role.PROCESS, "billing"),
                        new NodeName("B1", Role.BROKER, "B1"),
                        new NodeName("B2", Role.BROKER, "B2"),
                        new NodeName("controller", Role.CONTROLLER, "controller"),
                        new NodeName("billing-db", Role.STORE, "billing-db"),
                        new NodeName("psp", Role.STORE, "psp")),
                actors,
                topics,
                groups,
                stores);
    }

    /// Adds an entry; each lies 1 ms after the one before. Returns its number.
    int then(int node, int lane, Event event, int... causes) {
        int n = entries.size() + 1;
        TraceEntry entry = new TraceEntry(n, n * 1000L, node, 1, lane, event, causes, null, TraceEntry.Origin.VIRTUAL);
        entries.add(entry);
        picture = picture.apply(entry);
        return n;
    }

    int then(int node, Event event, int... causes) {
        return then(node, -1, event, causes);
    }

    Picture picture() {
        return picture;
    }

    /// Appends, copies and high watermarks of one partition.
    static List<TraceEntry> longRun(int count) {
        List<TraceEntry> entries = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            long offset = (n - 1) / 3;
            Event event = switch (n % 3) {
                case 1 ->
                    new LogEvent.RecordAppended(
                            new Operation("k" + offset % 50, (int) offset / 50 + 1, OperationKind.UPDATE),
                            ORDERS,
                            offset,
                            0,
                            1,
                            -1,
                            -1);
                case 2 -> new LogEvent.ReplicaAppended(ORDERS, offset, List.of(A1), List.of(0));
                default -> new LogEvent.HighWatermarkMoved(ORDERS, offset, offset + 1);
            };
            entries.add(new TraceEntry(
                    n, n, n % 3 == 2 ? B2 : B1, 1, -1, event, new int[] {n - 1}, null, TraceEntry.Origin.VIRTUAL));
        }
        return entries;
    }
}
