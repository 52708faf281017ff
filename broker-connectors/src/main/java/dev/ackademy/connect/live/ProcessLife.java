package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.store.LiveStore;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.app.Worker;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One process of a live run over all its incarnations. The worker is touched by the mailbox thread of the incarnation
/// that lives; what others want to know of it is copied after every input.
final class ProcessLife implements Incarnation.Home {
    enum Status {
        NEW,
        UP,
        DOWN,
        STOPPED
    }

    private final LiveWorld world;
    private final int node;
    private final Worker worker;
    private Incarnation incarnation;
    private int incarnations;
    private volatile Status status = Status.NEW;
    private volatile String waiting = "";
    private volatile boolean spent;
    private volatile long skewMicros;
    private volatile int lastEntry;
    private volatile Watched watched;
    private volatile List<FaultProxy> proxies = List.of();

    /// It comes back by itself, or never.
    volatile boolean restarts;

    volatile boolean stays;
    volatile boolean paused;

    ProcessLife(LiveWorld world, int node) {
        this.world = world;
        this.node = node;
        this.worker = new Worker(world.wiring.worker(node));
        this.spent = worker.spent();
    }

    Status status() {
        return status;
    }

    boolean up() {
        return status == Status.UP;
    }

    boolean spent() {
        return spent;
    }

    /// What it waits for, empty when it is idle and has heard everything.
    synchronized String waiting() {
        if (incarnation != null && up() && !incarnation.heardAll()) {
            return name() + " works";
        }
        Watched now = watched;
        if (up() && waiting.isEmpty() && now != null && now.unanswered() > 0) {
            return name() + " has " + now.unanswered() + " sends without an answer";
        }
        return up() ? waiting : "";
    }

    List<FaultProxy> proxies() {
        return proxies;
    }

    void skew(long byMicros) {
        skewMicros = byMicros;
    }

    /// For the first time, or again. The worker remembers its place in the workload and nothing else.
    void start() throws IOException {
        Incarnation next;
        synchronized (this) {
            if (incarnation != null && !incarnation.end()) {
                world.taint(name() + ": a thread of its client library was not gone 5 s after its crash");
            }
            if (incarnations > 0) {
                worker.crashed();
            }
            status = Status.UP;
            restarts = false;
            paused = false;
            waiting = name() + " starts";
            int number = ++incarnations;
            lastEntry = world.started(node, number);
            next = new Incarnation(this, number, around(number));
            incarnation = next;
        }
        next.start();
    }

    /// It dies where it stands; the mailbox thread sees it at its next boundary. Called on the mailbox
    /// thread where a fault says so.
    synchronized void dies() {
        status = Status.DOWN;
    }

    /// At the end of the run, whatever it does. False when a thread was not gone in time.
    boolean end() {
        Incarnation last;
        synchronized (this) {
            last = incarnation;
            status = Status.STOPPED;
        }
        return last == null || last.end();
    }

    synchronized void stop() {
        if (up()) {
            incarnation.tell(new ProcessInput.Stopping());
        }
    }

    synchronized void pause() {
        paused = true;
        incarnation.pause();
    }

    synchronized void resume() {
        if (paused) {
            paused = false;
            incarnation.resume();
        }
    }

    /// Lets an idle process find out that a fault waits for it.
    synchronized void look() {
        if (up()) {
            Incarnation now = incarnation;
            now.post(() -> {
                if (worker.waiting().isEmpty() && world.strikes(this, null)) {
                    now.die();
                }
            });
        }
    }

    int node() {
        return node;
    }

    synchronized int incarnation() {
        return incarnations;
    }

    private Incarnation.Around around(int number) throws IOException {
        LiveBroker.Link link = world.broker.link(node);
        proxies = link.proxies();
        world.prepare(this);
        return new Incarnation.Around() {
            @Override
            public LiveClient client(Application mailbox) {
                Watched fresh = world.watched(node, number, mailbox);
                watched = fresh;
                return fresh.over(link.client(fresh));
            }

            @Override
            public Incarnation.Stores stores(Consumer<ProcessInput> mailbox) {
                return connected(mailbox);
            }

            @Override
            public void reset() {
                link.proxies().forEach(FaultProxy::reset);
            }

            @Override
            public void hold() {
                link.proxies().forEach(FaultProxy::hold);
            }

            @Override
            public void pass() {
                link.proxies().forEach(FaultProxy::pass);
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    private Incarnation.Stores connected(Consumer<ProcessInput> mailbox) {
        TreeMap<String, LiveStore.Caller> connections = new TreeMap<>();
        for (String store : world.wiring.storesOf(node)) {
            connections.put(
                    store,
                    world.stores
                            .get(world.cast.number(store))
                            .connect(node, input -> mailbox.accept(of(store, input))));
        }
        return new Incarnation.Stores() {
            @Override
            public void ask(String store, StoreCommand command, int cause) {
                connections.get(store).ask(command, cause);
            }

            @Override
            public void abort() {
                connections.values().forEach(LiveStore.Caller::abort);
            }
        };
    }

    private static ProcessInput of(String store, ProcessInput input) {
        return switch (input) {
            case ProcessInput.FromStore from -> new ProcessInput.FromStore(store, from.outcome());
            case ProcessInput.StoreLost _ -> new ProcessInput.StoreLost(store);
            default -> input;
        };
    }

    @Override
    public String name() {
        return world.cast.node(node).name();
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        return world.strikes(this, point);
    }

    @Override
    public int record(int by, int lane, Event event, int... causes) {
        lastEntry = world.journal.write(
                node, by, lane, event, Origin.OBSERVED, causes.length == 0 ? new int[] {0} : causes);
        return lastEntry;
    }

    /// The last thing that it told.
    int lastEntry() {
        return lastEntry;
    }

    @Override
    public long now() {
        return world.journal.now();
    }

    @Override
    public long wallClock() {
        return world.journal.now() + skewMicros;
    }

    @Override
    public void handled() {
        waiting = worker.waiting();
        spent = worker.spent();
        world.inputs.incrementAndGet();
        if (up() && worker.stopped()) {
            status = Status.STOPPED;
            world.stopped(this);
        }
    }

    @Override
    public void broke(Throwable bug) {
        world.broke(bug);
    }
}
