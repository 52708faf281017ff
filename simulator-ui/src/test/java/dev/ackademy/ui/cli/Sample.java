package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceDigest;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A story told by hand, entry by entry: what the renderers draw is then known without an engine.
final class Sample {

    static final int SHOP = 0;
    static final int BILLING = 1;
    static final int B1 = 2;
    static final int CONTROLLER = 3;
    static final int DB = 4;

    static final TopicPartition PAYMENTS = new TopicPartition("payments", 0);

    final List<NodeName> nodes = new ArrayList<>(List.of(
            new NodeName("shop.1", NodeName.Role.PROCESS, "shop"),
            new NodeName("billing.1", NodeName.Role.PROCESS, "billing"),
            new NodeName("B1", NodeName.Role.BROKER, "B1"),
            new NodeName("controller", NodeName.Role.CONTROLLER, "controller"),
            new NodeName("billing-db", NodeName.Role.STORE, "billing-db")));
    final List<TraceEntry> entries = new ArrayList<>();
    private long at;
    RunEnd end = RunEnd.QUIET;
    String waiting = "";

    static Operation create(String key) {
        return new Operation(key, 1, OperationKind.CREATE);
    }

    static Payload paid() {
        return new Payload(Payload.Form.FULL, fields(), 0);
    }

    private static TreeMap<String, String> fields() {
        return new TreeMap<>(java.util.Map.of("state", "paid"));
    }

    Sample at(long micros) {
        at = micros;
        return this;
    }

    int add(int node, Event event, int... causes) {
        int n = entries.size() + 1;
        entries.add(new TraceEntry(n, at, node, 1, -1, event, causes, null, TraceEntry.Origin.VIRTUAL));
        return n;
    }

    int sent(int from, int to, RequestKind kind, boolean answer, Operation operation, int attempt, int... causes) {
        return add(from, new NetworkEvent.FrameSent(1, to, kind, answer, "", carried(operation, attempt)), causes);
    }

    int arrived(int from, int to, RequestKind kind, boolean answer, Operation operation, int attempt, int sent) {
        return add(to, new NetworkEvent.FrameArrived(1, from, kind, answer, "", carried(operation, attempt)), sent);
    }

    static List<Carried> carried(Operation operation, int attempt) {
        return operation == null ? List.of() : List.of(new Carried(operation, "workload", attempt));
    }

    /// The shop sends, the broker stores.
    int stored(Operation operation, int attempt, long offset) {
        int sent = sent(SHOP, B1, RequestKind.PRODUCE, false, operation, attempt);
        at += 2_000;
        int arrived = arrived(SHOP, B1, RequestKind.PRODUCE, false, operation, attempt, sent);
        return add(B1, new LogEvent.RecordAppended(operation, PAYMENTS, offset, 0, attempt, -1, -1), arrived);
    }

    /// The broker delivers, billing writes its row.
    int booked(Operation operation, long offset, Row before) {
        at += 1_000;
        int sent = sent(B1, BILLING, RequestKind.FETCH, true, operation, 1);
        at += 2_000;
        int arrived = arrived(B1, BILLING, RequestKind.FETCH, true, operation, 1, sent);
        int delivered =
                add(BILLING, new DeliveryEvent.Delivered(operation, PAYMENTS, offset, "billing", 1, false, 1), arrived);
        int write = sent(BILLING, DB, RequestKind.WRITE, false, operation, 1, delivered);
        at += 1_000;
        int written = arrived(BILLING, DB, RequestKind.WRITE, false, operation, 1, write);
        Row after = new Row(operation.version(), fields(), false, 0);
        return add(
                DB,
                new StoreEvent.RowWritten(operation, "payments", operation.key(), before, after, BILLING, 0, 0),
                written);
    }

    /// Scenario 2 as it goes: stored, the answer lost, sent again, booked twice.
    static Judged answerLost() {
        Sample told = new Sample();
        Operation a = create("A");
        told.add(SHOP, new SourceEvent.TruthChanged(a, paid(), "Ana's payment of 40 EUR"));
        int first = told.stored(a, 1, 0);
        int answer = told.sent(B1, SHOP, RequestKind.PRODUCE, true, null, 1, first);
        told.at(3_000);
        told.add(B1, new NetworkEvent.ConnectionCut(1, SHOP, "cut by the scenario"));
        told.add(
                SHOP,
                new NetworkEvent.FrameLost(1, B1, SHOP, RequestKind.PRODUCE, true, "connection cut", List.of()),
                answer);
        told.at(104_000);
        told.stored(a, 2, 1);
        told.booked(a, 0, null);
        told.booked(a, 1, new Row(1, fields(), false, 0));
        Operation d = create("D");
        told.at(200_000);
        told.add(SHOP, new SourceEvent.TruthChanged(d, paid(), "Dora's payment of 15 EUR"));
        told.stored(d, 1, 2);
        told.booked(d, 2, null);
        return told.judged("03");
    }

    /// One operation of each of many entities, all well.
    static Judged manyOrders(int count) {
        return orders(count).judged("03");
    }

    /// All well but for the last, which is stored and booked twice.
    static Judged lateDuplicate(int count) {
        Sample told = orders(count);
        Operation z = create("Z");
        told.add(SHOP, new SourceEvent.TruthChanged(z, paid(), ""));
        told.stored(z, 1, count);
        told.stored(z, 2, count + 1);
        told.booked(z, count, null);
        told.booked(z, count + 1, new Row(1, fields(), false, 0));
        return told.judged("03");
    }

    private static Sample orders(int count) {
        Sample told = new Sample();
        for (int i = 0; i < count; i++) {
            Operation operation = create("K" + i);
            told.add(SHOP, new SourceEvent.TruthChanged(operation, paid(), ""));
            told.stored(operation, 1, i);
            told.booked(operation, i, null);
        }
        return told;
    }

    Judged judged(String lesson) {
        Scenario scenario = new Workbench().load(lesson, "", List.of()).scenario();
        return judged(scenario);
    }

    Judged judged(Scenario scenario) {
        at += 500_000;
        add(-1, new RunEvent.RunEnded(end, waiting));
        TraceDigest digest = new TraceDigest();
        entries.forEach(digest::add);
        Trace trace = new Trace(
                nodes,
                scenario.seed(),
                entries,
                end != RunEnd.LIMIT,
                end,
                waiting,
                end == RunEnd.LIMIT ? "10 events" : "",
                77,
                at,
                digest.value());
        return new Judged(scenario, trace, Checkers.check(trace, scenario));
    }
}
