package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.fault.Direction;
import dev.ackademy.connect.fault.Passage;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.fault.Verdict;
import dev.ackademy.connect.store.LiveStore;
import dev.ackademy.connect.store.StoreCalls;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.TraceEntry.Origin;
import dev.ackademy.core.wiring.Cast;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Cut, stall and refuse, each at the request that the scenario names: as a rule of every proxy to the broker, and as
/// the gate of every store. One count for all links, as in a virtual run. Also keeps which links to stores are parted
/// or slow.
final class LinkFaults {
    /// Below this a link of the scenario is as fast as loopback for all that can be told.
    private static final long LATENCY_TOLD_MICROS = 5_000;

    private final Scenario scenario;
    private final List<Fault> faults;
    private final Cast cast;
    private final LiveJournal journal;
    private final LiveBroker broker;
    private final Map<String, Operation> operations = new TreeMap<>();
    private final int[] matched;
    private final int[] fired;
    private final Map<String, Integer> parted = new TreeMap<>();
    private final Map<String, Long> slow = new TreeMap<>();
    /// Since the last end of a transaction, by process.
    private final Map<Integer, List<String>> published = new TreeMap<>();

    private final TreeSet<Integer> ending = new TreeSet<>();
    private boolean active = true;

    LinkFaults(Scenario scenario, Cast cast, LiveJournal journal, LiveBroker broker) {
        this.scenario = scenario;
        this.faults = scenario.faults();
        this.cast = cast;
        this.journal = journal;
        this.broker = broker;
        matched = new int[faults.size()];
        fired = new int[faults.size()];
        scenario.processes().values().forEach(deployment -> {
            if (deployment.reads() instanceof Scenario.Reads.Workload workload) {
                for (Scenario.Item item : workload.items()) {
                    Operation operation = new Operation(item.key(), item.version(), item.kind());
                    operations.put(operation.id(), operation);
                }
            }
        });
    }

    /// From here on nothing new goes wrong.
    synchronized void over() {
        active = false;
        parted.clear();
        slow.clear();
        notifyAll();
    }

    synchronized boolean fired(int fault) {
        return fired[fault] > 0;
    }

    /// What the scenario says of this link, where it is more than loopback's own.
    Duration latency(int a, int b) {
        long micros = scenario.broker().latencyMicros();
        for (Scenario.Link link : scenario.links()) {
            boolean there =
                    cast.named(link.from()).contains(a) && cast.named(link.to()).contains(b);
            boolean back =
                    cast.named(link.from()).contains(b) && cast.named(link.to()).contains(a);
            micros = there || back ? link.latencyMicros() : micros;
        }
        return micros < LATENCY_TOLD_MICROS ? Duration.ZERO : Duration.of(micros, ChronoUnit.MICROS);
    }

    /// For the proxy between a process and a server (both node numbers).
    Rule rule(int process, int server) {
        return passage -> judge(process, server, passage);
    }

    private synchronized Verdict judge(int process, int server, Passage seen) {
        Passage passage =
                new Passage(seen.direction(), seen.kind(), seen.nth(), seen.connection(), about(process, seen));
        for (int i = 0; active && i < faults.size(); i++) {
            Verdict verdict = judge(i, process, server, passage);
            if (verdict != null) {
                fired[i]++;
                return verdict;
            }
        }
        return Verdict.PASS;
    }

    /// The request that ends a transaction does not say what it is about: it is what the process published
    /// in it.
    private List<String> about(int process, Passage passage) {
        boolean ends = broker.kinds(RequestKind.END_TRANSACTION).contains(passage.kind());
        boolean publishes = passage.direction() == Direction.REQUEST
                && broker.kinds(RequestKind.PRODUCE).contains(passage.kind());
        if (publishes) {
            if (ending.remove(process)) {
                published.remove(process);
            }
            published.computeIfAbsent(process, _ -> new ArrayList<>()).addAll(passage.carried());
        }
        if (ends) {
            ending.add(process);
        }
        return ends ? List.copyOf(published.getOrDefault(process, List.of())) : passage.carried();
    }

    private Verdict judge(int fault, int process, int server, Passage passage) {
        boolean request = passage.direction() == Direction.REQUEST;
        return switch (faults.get(fault)) {
            case Fault.Cut cut
            when request == cut.loseRequest()
                    && names(cut.request(), passage)
                    && fits(cut.from(), cut.to(), cut.trigger(), process, server, passage.carried())
                    && nth(fault) -> cut(process, server, passage, request);
            case Fault.Stall stall
            when request != stall.answer()
                    && names(stall.request(), passage)
                    && fits(stall.from(), stall.to(), stall.trigger(), process, server, passage.carried())
                    && nth(fault) -> stall(process, server, passage, stall.forMicros());
            case Fault.Refuse refuse
            when request
                    && fired[fault] < refuse.times()
                    && names(refuse.request(), passage)
                    && fits(refuse.from(), refuse.to(), refuse.trigger(), process, server, passage.carried())
                    && ++matched[fault] >= Math.max(1, refuse.trigger().nth()) ->
                refuse(process, server, passage, broker.error(kind(passage), refuse.error(), refuse.retriable()));
            default -> null;
        };
    }

    /// What a healthy idle system repeats is no place to fail unless it is named.
    private boolean names(RequestKind request, Passage passage) {
        boolean empty = passage.direction() == Direction.RESPONSE
                && broker.kinds(RequestKind.FETCH).contains(passage.kind())
                && passage.carried().isEmpty();
        if (request == null) {
            return !passage.carried().isEmpty()
                    || broker.kinds(RequestKind.COMMIT).contains(passage.kind());
        }
        return !empty && broker.kinds(request).contains(passage.kind());
    }

    private boolean nth(int fault) {
        return ++matched[fault] == Math.max(1, faults.get(fault).trigger().nth());
    }

    private boolean fits(String from, String to, Fault.Trigger trigger, int asker, int answerer, List<String> carried) {
        return journal.now() >= trigger.atMicros()
                && (trigger.message() == null || carried.contains(trigger.message()))
                && is(from, asker)
                && is(to, answerer);
    }

    private boolean is(String name, int node) {
        return name == null || cast.named(name).contains(node);
    }

    private Verdict cut(int process, int server, Passage passage, boolean request) {
        String cause = request ? "request lost" : "answer lost";
        int connection = connection(process, server, passage);
        int from = request ? process : server;
        int to = request ? server : process;
        int lost = tell(
                from,
                new NetworkEvent.FrameLost(connection, from, to, kind(passage), !request, cause, carried(passage)));
        tell(process, new NetworkEvent.ConnectionCut(connection, server, cause), lost);
        return Verdict.CUT;
    }

    private Verdict stall(int process, int server, Passage passage, long forMicros) {
        tell(
                process,
                new NetworkEvent.ConnectionStalled(
                        connection(process, server, passage), server, journal.now() + forMicros));
        return new Verdict.Stall(Duration.of(forMicros, ChronoUnit.MICROS));
    }

    private Verdict refuse(int process, int server, Passage passage, String error) {
        tell(
                server,
                new NetworkEvent.RequestRefused(
                        connection(process, server, passage), process, kind(passage), error, carried(passage)));
        return new Verdict.Refuse(error);
    }

    private RequestKind kind(Passage passage) {
        for (RequestKind kind : RequestKind.values()) {
            if (broker.kinds(kind).contains(passage.kind())) {
                return kind;
            }
        }
        return RequestKind.METADATA;
    }

    private List<Carried> carried(Passage passage) {
        List<Carried> carried = new ArrayList<>();
        for (String id : passage.carried()) {
            if (operations.containsKey(id)) {
                carried.add(new Carried(operations.get(id), "", 0));
            }
        }
        return carried;
    }

    private int connection(int process, int server, Passage passage) {
        return (process * cast.size() + server) * 1_000 + passage.connection();
    }

    private int tell(int node, NetworkEvent event, int... causes) {
        return journal.write(node, 1, -1, event, Origin.OBSERVED, causes);
    }

    /// @param begins or heals
    synchronized void part(int process, int store, boolean begins) {
        parted.merge(link(process, store), begins ? 1 : -1, Integer::sum);
        notifyAll();
    }

    synchronized void slow(int process, int store, long byMicros) {
        slow.merge(link(process, store), byMicros, Long::sum);
    }

    private static String link(int process, int store) {
        return process + " " + store;
    }

    /// The gate of a store (node number).
    LiveStore.Gate gate(int store) {
        return (process, command) -> ask(process, store, command);
    }

    private LiveStore.Gate.Passage ask(int process, int store, StoreCommand command) throws InterruptedException {
        Struck struck = new Struck(LiveStore.Gate.Passage.FREE, 0);
        long slowMicros;
        synchronized (this) {
            while (active && parted.getOrDefault(link(process, store), 0) > 0) {
                wait();
            }
            slowMicros = 2 * (latency(process, store).toNanos() / 1_000 + slow.getOrDefault(link(process, store), 0L));
            for (int i = 0; active && i < faults.size(); i++) {
                Struck hit = strikes(i, process, store, command);
                if (hit != null) {
                    fired[i]++;
                    struck = hit;
                }
            }
        }
        TimeUnit.MICROSECONDS.sleep(slowMicros + struck.waitMicros());
        return struck.passage();
    }

    private record Struck(LiveStore.Gate.Passage passage, long waitMicros) {}

    private Struck strikes(int fault, int process, int store, StoreCommand command) {
        Operation operation = StoreCalls.operation(command);
        List<String> carried = operation == null ? List.of() : List.of(operation.id());
        int connection = process * cast.size() + store;
        return switch (faults.get(fault)) {
            case Fault.Cut cut
            when cut.request() == StoreCalls.kind(command)
                    && fits(cut.from(), cut.to(), cut.trigger(), process, store, carried)
                    && nth(fault) -> {
                String cause = cut.loseRequest() ? "request lost" : "answer lost";
                tell(process, new NetworkEvent.ConnectionCut(connection, store, cause));
                yield new Struck(new LiveStore.Gate.Passage(cut.loseRequest(), !cut.loseRequest(), null), 0);
            }
            case Fault.Stall stall
            when stall.request() == StoreCalls.kind(command)
                    && fits(stall.from(), stall.to(), stall.trigger(), process, store, carried)
                    && nth(fault) -> {
                long until = journal.now() + stall.forMicros();
                tell(process, new NetworkEvent.ConnectionStalled(connection, store, until));
                yield new Struck(LiveStore.Gate.Passage.FREE, stall.forMicros());
            }
            case Fault.Refuse refuse
            when refuse.request() == StoreCalls.kind(command)
                    && fired[fault] < refuse.times()
                    && fits(refuse.from(), refuse.to(), refuse.trigger(), process, store, carried)
                    && ++matched[fault] >= Math.max(1, refuse.trigger().nth()) -> {
                String usual = refuse.retriable() ? "unavailable" : "rejected";
                String error = refuse.error() == null ? usual : refuse.error();
                List<Carried> about = operation == null ? List.of() : List.of(new Carried(operation, "", 0));
                tell(
                        store,
                        new NetworkEvent.RequestRefused(connection, process, StoreCalls.kind(command), error, about));
                yield new Struck(new LiveStore.Gate.Passage(false, false, error), 0);
            }
            default -> null;
        };
    }
}
