package dev.ackademy.core.check;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.SourceEvent.TruthChanged;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A trace told by hand, entry by entry, over one small scenario: a shop, a topic of two partitions, two instances of
/// billing, a database and a service.
final class Told {

    static final int SHOP = 0;
    static final int B1 = 1;
    static final int B2 = 2;
    static final int DB = 3;
    static final int PSP = 4;
    static final int BILLING_1 = 5;
    static final int BILLING_2 = 6;
    static final int CONTROLLER = 7;

    static final TopicPartition P0 = new TopicPartition("orders", 0);
    static final TopicPartition P1 = new TopicPartition("orders", 1);

    static final Operation A1 = new Operation("A", 1, OperationKind.CREATE);
    static final Operation A2 = new Operation("A", 2, OperationKind.UPDATE);
    static final Operation A3 = new Operation("A", 3, OperationKind.UPDATE);
    static final Operation D1 = new Operation("D", 1, OperationKind.CREATE);

    static final String PLAIN = """
            scenario: 1
            title: Told by hand
            preset: at-least-once
            broker: {nodes: 2}
            topics:
              orders: {partitions: 2, replicas: 2}
              orders-dlq: {}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}}
              psp: {kind: service}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update, update]}}
                steps:
                  - publish: {topic: orders}
              billing:
                instances: 2
                reads: {topic: orders, group: billing}
                steps:
                  - write: {store: db, table: orders}
            """;

    private final Scenario scenario;
    private final List<TraceEntry> entries = new ArrayList<>();
    private RunEnd end = RunEnd.QUIET;
    private String limit = "";
    private boolean complete = true;

    Told(String... sets) {
        scenario = ScenarioFile.parse(PLAIN, "told.yaml", "", List.of(sets)).scenario();
    }

    Told at(int node, Event event) {
        int n = entries.size() + 1;
        int[] causes = n == 1 ? new int[0] : new int[] {n - 1};
        entries.add(new TraceEntry(n, n * 1_000L, node, 1, -1, event, causes, null, TraceEntry.Origin.VIRTUAL));
        return this;
    }

    Told truth(Operation... operations) {
        for (Operation each : operations) {
            at(SHOP, new TruthChanged(each, payload(each), each.key() + "'s order"));
        }
        return this;
    }

    Told written(Operation operation) {
        return written(operation, BILLING_1);
    }

    Told written(Operation operation, int writer) {
        return at(
                DB,
                new StoreEvent.RowWritten(operation, "orders", operation.key(), null, row(operation), writer, 0, 0));
    }

    Told ends(RunEnd how) {
        end = how;
        limit = how == RunEnd.LIMIT ? "10 events" : "";
        return this;
    }

    /// The run went on after what was kept of it.
    Told cutShort() {
        complete = false;
        return this;
    }

    Report report() {
        return Checkers.check(trace(), scenario);
    }

    /// Anomalies with the operation and the entry at which the flag stands: `LOST_EFFECT A#1 @3`.
    List<String> found() {
        return report().findings().stream()
                .map(each -> each.anomaly() + " " + each.operation() + " @"
                        + each.witness().getLast())
                .toList();
    }

    Trace trace() {
        List<NodeName> nodes = List.of(
                new NodeName("shop.1", Role.PROCESS, "shop"),
                new NodeName("B1", Role.BROKER, "B1"),
                new NodeName("B2", Role.BROKER, "B2"),
                new NodeName("db", Role.STORE, "db"),
                new NodeName("psp", Role.STORE, "psp"),
                new NodeName("billing.1", Role.PROCESS, "billing"),
                new NodeName("billing.2", Role.PROCESS, "billing"),
                new NodeName("controller", Role.CONTROLLER, "controller"));
        return new Trace(
                nodes, 1, entries, complete, end, end == RunEnd.QUIET ? "" : "billing.1 waits", limit, 1, 1, "");
    }

    static Payload payload(Operation operation) {
        return new Payload(Payload.Form.FULL, fields(operation), 0);
    }

    static Row row(Operation operation) {
        return new Row(operation.version(), fields(operation), false, 0);
    }

    private static TreeMap<String, String> fields(Operation operation) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("state", "v" + operation.version());
        return fields;
    }
}
