package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.fault.Direction;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.store.H2Database;
import dev.ackademy.connect.store.HttpService;
import dev.ackademy.connect.store.LiveStore;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.TraceEntry.Origin;
import dev.ackademy.core.wiring.Cast;
import dev.ackademy.core.wiring.Wiring;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Everything that takes part in one live run: processes, stores, the broker's servers, and what befalls them. What is
/// planned for a time happens on threads of its own; every fact goes into the journal before what follows from it.
final class LiveWorld implements AutoCloseable {
    private static final int RUN = -1;
    private static final int NO_LANE = -1;

    final Scenario scenario;
    final Wiring wiring;
    final Cast cast;
    final LiveJournal journal;
    final LiveBroker broker;
    final Ledger ledger;
    final Subjects subjects;
    final LinkFaults links;
    final StepFaults steps;
    final Map<Integer, LiveStore> stores = new TreeMap<>();
    final AtomicLong inputs = new AtomicLong();

    private final Map<Integer, ProcessLife> lives = new TreeMap<>();
    private final List<Integer> servers;
    private final boolean[] serverUp;
    private final Map<TopicPartition, LiveBroker.Leads> leads = new TreeMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-clock").factory());
    private final AtomicInteger planned = new AtomicInteger();
    private final List<Integer> inForce = new ArrayList<>();
    private final List<Integer> struck = new ArrayList<>();
    private final List<String> taints = new ArrayList<>();
    private volatile Throwable broken;
    private volatile boolean healing;

    LiveWorld(Scenario scenario, LiveBroker broker, Consumer<TraceEntry> watcher) throws IOException {
        this.scenario = scenario;
        this.wiring = Wiring.of(scenario);
        this.cast = wiring.cast();
        this.journal = new LiveJournal(scenario.run().limitTrace(), watcher);
        this.broker = broker;
        this.servers = cast.withRole(Role.BROKER);
        this.serverUp = new boolean[servers.size()];
        this.ledger = new Ledger(journal, broker, servers);
        this.subjects = new Subjects(journal, servers.getFirst());
        this.links = new LinkFaults(scenario, cast, journal, broker);
        this.steps = new StepFaults(scenario, cast);
        for (int node : cast.withRole(Role.STORE)) {
            stores.put(node, store(node));
        }
        for (int node : cast.withRole(Role.PROCESS)) {
            lives.put(node, new ProcessLife(this, node));
        }
    }

    private LiveStore store(int node) throws IOException {
        LiveStore.Teller teller = (event, causes) -> journal.write(node, 1, NO_LANE, event, Origin.OBSERVED, causes);
        LiveStore.Gate gate = links.gate(node);
        try {
            return switch (scenario.stores().get(cast.node(node).name())) {
                case Scenario.Store.Database database -> new H2Database(Wiring.database(database), teller, gate);
                case Scenario.Store.Service service -> new HttpService(service.takesMicros(), teller, gate);
            };
        } catch (SQLException e) {
            throw new IOException("the database of the run cannot be made: " + e.getMessage(), e);
        }
    }

    /// Brokers, stores and processes start before time 0, so that everybody is connected when the workload
    /// begins.
    void begin() throws IOException {
        journal.beginIn(LiveRun.LEAD);
        tellRun(new RunEvent.PhaseBegan(RunEvent.Phase.ACTIVE));
        for (int i = 0; i < servers.size(); i++) {
            serverUp[i] = true;
            tell(servers.get(i), new NodeEvent.NodeStarted(1));
        }
        stores.keySet().forEach(node -> tell(node, new NodeEvent.NodeStarted(1)));
        lookAtLeaders();
        broker.watch(subjects::passed);
        for (ProcessLife life : lives.values()) {
            if (cast.atStart(life.node())) {
                long starts = wiring.deployment(life.node()).startsMicros();
                plan(starts == 0 ? journal.now() : starts, () -> start(life));
            }
        }
        for (var change : scenario.changes()) {
            plan(change.atMicros(), () -> new LiveChanges(this).make(change));
        }
        for (int i = 0; i < scenario.faults().size(); i++) {
            int fault = i;
            if (byMoment(scenario.faults().get(i))) {
                plan(Math.max(0, scenario.faults().get(i).trigger().atMicros()), () -> strike(fault));
            }
        }
    }

    /// Something for the clock's thread to do.
    interface Act {
        void happen() throws IOException;
    }

    void plan(long atMicros, Act act) {
        planned.incrementAndGet();
        clock.schedule(
                () -> Thread.ofVirtual().start(() -> happen(act)),
                Math.max(0, atMicros - journal.now()),
                TimeUnit.MICROSECONDS);
    }

    private void happen(Act act) {
        try {
            act.happen();
        } catch (IOException | RuntimeException | Error problem) {
            broke(problem);
        } finally {
            planned.decrementAndGet();
        }
    }

    /// Whether something is still to happen by its time.
    boolean awaitsMoments() {
        return planned.get() > 0 || steps.armed();
    }

    Throwable broken() {
        return broken;
    }

    void broke(Throwable problem) {
        if (broken == null) {
            broken = problem;
        }
    }

    /// Something that makes the run doubtful.
    synchronized void taint(String what) {
        taints.add(what);
    }

    synchronized List<String> taints() {
        return List.copyOf(taints);
    }

    List<ProcessLife> lives() {
        return List.copyOf(lives.values());
    }

    ProcessLife life(int node) {
        return lives.get(node);
    }

    void start(ProcessLife life) throws IOException {
        if (!life.up()) {
            life.start();
        }
    }

    /// Returns the entry that says so.
    int started(int node, int incarnation) {
        return journal.write(node, incarnation, NO_LANE, new NodeEvent.NodeStarted(incarnation), Origin.OBSERVED, 0);
    }

    /// It has left as it was asked to.
    void stopped(ProcessLife life) {
        journal.write(
                life.node(),
                life.incarnation(),
                NO_LANE,
                new NodeEvent.NodeStopped("has left"),
                Origin.OBSERVED,
                life.lastEntry());
        Thread.ofVirtual().start(life::end);
    }

    Watched watched(int node, int incarnation, Application mailbox) {
        if (scenario.broker().kind().equals("pubsub")) {
            return new WatchedSubscriber(subjects, mailbox, node);
        }
        boolean stream = scenario.broker().kind().equals("jetstream");
        return new WatchedClient(
                ledger,
                journal,
                mailbox,
                node,
                incarnation,
                wiring.deployment(node).reads(),
                stream);
    }

    /// New proxies get the scenario's faults and the state of their links.
    void prepare(ProcessLife life) {
        List<FaultProxy> proxies = life.proxies();
        for (int i = 0; i < proxies.size(); i++) {
            proxies.get(i).add(links.rule(life.node(), servers.get(i)));
            proxies.get(i).slow(links.latency(life.node(), servers.get(i)));
        }
        synchronized (this) {
            inForce.forEach(fault -> applyToProxies(scenario.faults().get(fault), true, life));
        }
    }

    /// Whether a fault strikes this process now; then it dies, or stands still.
    boolean strikes(ProcessLife life, StepPoint point) {
        Fault fault = life.paused ? null : steps.strikes(life.node(), point, journal.now());
        return switch (fault) {
            case null -> false;
            case Fault.Crash crash -> {
                crash(life, StepFaults.words(point), crash.restartMicros(), crash.stays());
                yield true;
            }
            case Fault.Pause pause -> {
                pause(life, pause.forMicros());
                yield false;
            }
            default -> throw new IllegalStateException("not at a boundary: " + fault);
        };
    }

    private void crash(ProcessLife life, String when, long restartMicros, boolean stays) {
        long at = restartMicros < 0 ? -1 : journal.now() + restartMicros;
        journal.write(
                life.node(),
                life.incarnation(),
                NO_LANE,
                new NodeEvent.NodeCrashed(when, at),
                Origin.OBSERVED,
                life.lastEntry());
        life.stays = stays;
        life.restarts = at >= 0;
        life.dies();
        if (at >= 0) {
            plan(at, () -> start(life));
        }
    }

    private void pause(ProcessLife life, long forMicros) {
        long until = forMicros < 0 ? -1 : journal.now() + forMicros;
        tell(life.node(), new NodeEvent.NodePaused(until), life.lastEntry());
        life.pause();
        if (until >= 0) {
            plan(until, () -> resume(life));
        }
    }

    private void resume(ProcessLife life) {
        if (life.paused) {
            tell(life.node(), new NodeEvent.NodeResumed());
            life.resume();
        }
    }

    /// The others wait for a request or a step.
    private static boolean byMoment(Fault fault) {
        return switch (fault) {
            case Fault.Cut _, Fault.Stall _, Fault.Refuse _ -> false;
            case Fault.Crash crash -> crash.step() == null;
            case Fault.Pause pause -> pause.step() == null;
            case Fault.PowerOff _, Fault.Partition _, Fault.Slow _, Fault.Fail _, Fault.Skew _ -> true;
        };
    }

    private void strike(int fault) throws IOException {
        synchronized (this) {
            struck.add(fault);
        }
        switch (scenario.faults().get(fault)) {
            case Fault.Crash crash -> {
                for (int node : cast.named(crash.node())) {
                    switch (cast.node(node).role()) {
                        case PROCESS -> arm(fault, node);
                        case STORE -> crashStore(node, crash.restartMicros());
                        default -> crashServer(servers.indexOf(node), crash.restartMicros(), crash.stays());
                    }
                }
            }
            case Fault.Pause pause -> {
                for (int node : cast.named(pause.node())) {
                    if (cast.node(node).role() == Role.PROCESS) {
                        arm(fault, node);
                    } else {
                        pauseServer(servers.indexOf(node), pause.forMicros());
                    }
                }
            }
            case Fault.Partition partition -> during(fault, partition.forMicros());
            case Fault.Slow slow -> during(fault, slow.forMicros());
            case Fault.Fail fail -> during(fault, fail.forMicros());
            case Fault.Skew skew -> {
                for (int node : cast.named(skew.node())) {
                    lives.get(node).skew(skew.byMicros());
                    tell(node, new NodeEvent.ClockSkewed(skew.byMicros()));
                }
            }
            case Fault.PowerOff _, Fault.Cut _, Fault.Stall _, Fault.Refuse _ ->
                throw new IllegalStateException(
                        "not by a moment: " + scenario.faults().get(fault));
        }
    }

    private void arm(int fault, int node) {
        if (lives.get(node).up()) {
            steps.arm(fault, node);
            lives.get(node).look();
        }
    }

    private void crashServer(int server, long restartMicros, boolean stays) {
        if (!serverUp[server]) {
            return;
        }
        long at = restartMicros < 0 ? -1 : journal.now() + restartMicros;
        serverUp[server] = false;
        tell(servers.get(server), new NodeEvent.NodeCrashed("", at));
        broker.servers().get(server).kill();
        if (at >= 0) {
            plan(at, () -> startServer(server));
        } else if (!stays) {
            synchronized (this) {
                downUntilHeal.add(server);
            }
        }
    }

    private final List<Integer> downUntilHeal = new ArrayList<>();

    private void startServer(int server) throws IOException {
        broker.servers().get(server).start();
        serverUp[server] = true;
        tell(servers.get(server), new NodeEvent.NodeStarted(2));
    }

    private void pauseServer(int server, long forMicros) throws IOException {
        tell(servers.get(server), new NodeEvent.NodePaused(forMicros < 0 ? -1 : journal.now() + forMicros));
        broker.servers().get(server).pause();
        Act resume = () -> {
            broker.servers().get(server).resume();
            tell(servers.get(server), new NodeEvent.NodeResumed());
        };
        if (forMicros >= 0) {
            plan(journal.now() + forMicros, resume);
        } else {
            synchronized (this) {
                atHeal.add(resume);
            }
        }
    }

    private final List<Act> atHeal = new ArrayList<>();

    private void crashStore(int node, long restartMicros) {
        long at = restartMicros < 0 ? -1 : journal.now() + restartMicros;
        tell(node, new NodeEvent.NodeCrashed("", at));
        stores.get(node).kill();
        Act again = () -> {
            stores.get(node).start();
            tell(node, new NodeEvent.NodeStarted(2));
        };
        if (at >= 0) {
            plan(at, again);
        } else {
            synchronized (this) {
                atHeal.add(again);
            }
        }
    }

    private void during(int fault, long forMicros) {
        synchronized (this) {
            inForce.add(fault);
        }
        apply(fault, true);
        if (forMicros >= 0) {
            plan(journal.now() + forMicros, () -> endOf(fault));
        }
    }

    private void endOf(int fault) {
        synchronized (this) {
            if (!inForce.remove(Integer.valueOf(fault))) {
                return;
            }
        }
        apply(fault, false);
    }

    private void apply(int index, boolean begins) {
        Fault fault = scenario.faults().get(index);
        switch (fault) {
            case Fault.Partition partition -> part(partition, begins);
            case Fault.Slow slow
            when slow.store() != null -> {
                int store = cast.number(slow.store());
                tell(store, begins ? new NodeEvent.ServiceSlowed(slow.byMicros()) : new NodeEvent.ServiceRecovered());
                stores.get(store).adjust(new Adjustment.TakeLonger(begins ? slow.byMicros() : 0));
            }
            case Fault.Slow slow -> slow(slow, begins);
            case Fault.Fail fail -> {
                int store = cast.number(fail.store());
                tell(store, begins ? new NodeEvent.ServiceFailed(fail.error()) : new NodeEvent.ServiceRecovered());
                String message = fail.trigger().message();
                stores.get(store)
                        .adjust(
                                begins
                                        ? new Adjustment.RefuseAll(fail.error(), message)
                                        : new Adjustment.Serve(message));
            }
            default -> throw new IllegalStateException("not of a duration: " + fault);
        }
        lives.values().forEach(life -> applyToProxies(fault, begins, life));
    }

    private void part(Fault.Partition partition, boolean begins) {
        for (int a : named(partition.a())) {
            for (int b : named(partition.b())) {
                if (a == b) {
                    continue;
                }
                Event told = begins
                        ? new dev.ackademy.core.model.NetworkEvent.LinkParted(a, b, partition.oneWay())
                        : new dev.ackademy.core.model.NetworkEvent.LinkHealed(a, b);
                tell(a, told);
                if (stores.containsKey(b)) {
                    links.part(a, b, begins);
                } else if (stores.containsKey(a)) {
                    links.part(b, a, begins);
                }
            }
        }
    }

    private void slow(Fault.Slow slow, boolean begins) {
        for (int a : slow.from() == null ? every() : cast.named(slow.from())) {
            for (int b : slow.to() == null ? every() : cast.named(slow.to())) {
                if (a != b) {
                    tell(a, new dev.ackademy.core.model.NetworkEvent.LinkSlowed(a, b, begins ? slow.byMicros() : 0));
                    int store = stores.containsKey(b) ? b : a;
                    if (stores.containsKey(store)) {
                        links.slow(store == b ? a : b, store, begins ? slow.byMicros() : -slow.byMicros());
                    }
                }
            }
        }
    }

    /// Partitions hold the bytes of a link, one way or both; slow links take longer.
    private void applyToProxies(Fault fault, boolean begins, ProcessLife life) {
        List<FaultProxy> proxies = life.proxies();
        for (int i = 0; i < proxies.size(); i++) {
            FaultProxy proxy = proxies.get(i);
            int server = servers.get(i);
            switch (fault) {
                case Fault.Partition partition -> {
                    boolean there = named(partition.a()).contains(life.node())
                            && named(partition.b()).contains(server);
                    boolean back = named(partition.b()).contains(life.node())
                            && named(partition.a()).contains(server);
                    if ((there || back) && !begins) {
                        proxy.pass();
                    } else if ((there || back) && !partition.oneWay()) {
                        proxy.hold();
                    } else if (there || back) {
                        proxy.hold(there ? Direction.REQUEST : Direction.RESPONSE);
                    }
                }
                case Fault.Slow slow
                when slow.store() == null -> {
                    boolean there = is(slow.from(), life.node()) && is(slow.to(), server);
                    boolean back = is(slow.from(), server) && is(slow.to(), life.node());
                    if (there || back) {
                        Duration own = links.latency(life.node(), server);
                        proxy.slow(begins ? own.plus(Duration.of(slow.byMicros(), ChronoUnit.MICROS)) : own);
                    }
                }
                default -> {}
            }
        }
    }

    private boolean is(String name, int node) {
        return name == null || cast.named(name).contains(node);
    }

    private List<Integer> named(List<String> names) {
        return names.stream().flatMap(name -> cast.named(name).stream()).toList();
    }

    private List<Integer> every() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < cast.size(); i++) {
            all.add(i);
        }
        return all;
    }

    /// From here on everything that does not stay comes back, and nothing new goes wrong.
    void heal() {
        tellRun(new RunEvent.PhaseBegan(RunEvent.Phase.HEAL));
        healing = true;
        links.over();
        steps.over();
        List<Act> acts;
        synchronized (this) {
            acts = new ArrayList<>(atHeal);
            downUntilHeal.forEach(server -> acts.add(() -> startServer(server)));
            List.copyOf(inForce).stream()
                    .filter(fault -> !stays(scenario.faults().get(fault)))
                    .forEach(fault -> acts.add(() -> endOf(fault)));
            atHeal.clear();
            downUntilHeal.clear();
        }
        acts.forEach(act -> plan(0, act));
        for (ProcessLife life : lives.values()) {
            if (life.status() == ProcessLife.Status.DOWN && !life.stays && !life.restarts) {
                plan(0, () -> start(life));
            }
            if (life.paused) {
                plan(0, () -> resume(life));
            }
        }
        tellRun(new RunEvent.PhaseBegan(RunEvent.Phase.SETTLE));
    }

    boolean healing() {
        return healing;
    }

    private static boolean stays(Fault fault) {
        return switch (fault) {
            case Fault.Partition partition -> partition.stays();
            case Fault.Slow slow -> slow.stays();
            case Fault.Fail fail -> fail.stays();
            default -> false;
        };
    }

    /// Servers that ended although nobody ended them.
    String lostServer() {
        for (int i = 0; i < broker.servers().size(); i++) {
            if (serverUp[i] && !broker.servers().get(i).running()) {
                return cast.node(servers.get(i)).name();
            }
        }
        return null;
    }

    /// Tells what has changed of who leads what.
    void lookAtLeaders() throws IOException {
        for (LiveBroker.Leads now : broker.leads()) {
            LiveBroker.Leads before = leads.put(now.partition(), now);
            if (now.equals(before)) {
                continue;
            }
            List<Integer> inSync = now.inSync().stream().map(servers::get).toList();
            int controller = cast.withRole(Role.CONTROLLER).getFirst();
            if (before == null || before.epoch() != now.epoch() || before.leader() != now.leader()) {
                int leader = now.leader() < 0 ? -1 : servers.get(now.leader());
                boolean clean = before == null || before.inSync().contains(now.leader());
                tell(
                        controller,
                        new LogEvent.LeaderElected(
                                now.partition(), leader, before == null ? 0 : now.epoch(), clean, inSync));
            } else {
                List<Integer> was = before.inSync().stream().map(servers::get).toList();
                tell(controller, new LogEvent.IsrChanged(now.partition(), was, inSync));
            }
        }
    }

    /// Whether nobody led some partition when it was last asked.
    boolean leaderless() {
        return leads.values().stream().anyMatch(each -> each.leader() < 0);
    }

    int servers() {
        return servers.size();
    }

    /// Scripted faults that never found their place.
    synchronized List<String> unused() {
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < scenario.faults().size(); i++) {
            if (!struck.contains(i) && !links.fired(i) && !steps.fired(i)) {
                Fault fault = scenario.faults().get(i);
                String message = fault.trigger().message();
                unused.add(fault.verb() + (message == null ? "" : " " + message));
            }
        }
        return unused;
    }

    int tell(int node, Event event, int... causes) {
        int incarnation = lives.containsKey(node) ? lives.get(node).incarnation() : 1;
        return journal.write(node, incarnation, NO_LANE, event, Origin.OBSERVED, causes);
    }

    int tellRun(RunEvent event) {
        return journal.write(RUN, 0, NO_LANE, event, Origin.OBSERVED);
    }

    /// What living processes wait for, as sentences; empty when all are idle.
    String waiting() {
        List<String> waiting = lives.values().stream()
                .map(ProcessLife::waiting)
                .filter(each -> !each.isEmpty())
                .toList();
        return String.join("; ", waiting.subList(0, Math.min(3, waiting.size())));
    }

    /// Groups that a living process reads for.
    boolean reads(String group) {
        return lives.values().stream()
                .anyMatch(life -> life.up()
                        && wiring.deployment(life.node()).reads() instanceof Reads.FromTopic topic
                        && group.equals(topic.group()));
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        clock.shutdownNow();
        List<Thread> ending = lives.values().stream()
                .map(life -> Thread.ofVirtual().start(() -> {
                    if (!life.end()) {
                        taint(life.name() + ": a thread of its client library was not gone 5 s after the end");
                    }
                }))
                .toList();
        for (Thread each : ending) {
            try {
                each.join(Duration.ofSeconds(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        stores.values().forEach(LiveStore::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "live world of " + scenario.title() + " " + Arrays.toString(serverUp);
    }
}
