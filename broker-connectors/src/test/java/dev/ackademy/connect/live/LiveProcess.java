package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.app.Worker;
import dev.ackademy.core.node.app.WorkerSettings;
import dev.ackademy.core.node.port.StoreCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One process instance on a real broker: the same worker as in a virtual run, one incarnation after the other. What it
/// records is kept over its crashes, as a trace does.
///
/// A crash is the one of the design, in its order: (1) the mailbox closes, (2) the link is reset and lets nobody in,
/// (3) the store takes nothing more of it, (4) the client objects go to a reaper, (5) a restart is a new incarnation
/// with a new proxy and a new client.
final class LiveProcess implements AutoCloseable, Incarnation.Home {
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(60);

    /// A fact with the incarnation that recorded it.
    record Recorded(int incarnation, Event event) {}

    private final String name;
    private final Worker worker;
    private final LiveLink link;
    private final EffectFile store;
    private final List<Recorded> recorded = new ArrayList<>();
    private Incarnation incarnation;
    private int incarnations;
    private Throwable broken;
    private volatile Predicate<StepPoint> crash;
    private FaultProxy proxy;

    LiveProcess(WorkerSettings settings, LiveLink link, EffectFile store) {
        this.name = settings.process() + "." + settings.instance();
        this.worker = new Worker(settings);
        this.link = link;
        this.store = store;
    }

    /// Begins the next incarnation, which dies at the first point that `crash` names.
    void start(Predicate<StepPoint> crash) throws IOException {
        FaultProxy fresh = link.proxy();
        Incarnation next;
        synchronized (this) {
            proxy = fresh;
            this.crash = crash;
            if (incarnations > 0) {
                worker.crashed();
            }
            incarnation = new Incarnation(this, ++incarnations, around(fresh));
            next = incarnation;
        }
        next.start();
    }

    private Incarnation.Around around(FaultProxy proxy) {
        return new Incarnation.Around() {
            @Override
            public LiveClient client(Application mailbox) {
                return link.client(proxy, mailbox);
            }

            @Override
            public Incarnation.Stores stores(Consumer<ProcessInput> mailbox) {
                return new OneStore(store, mailbox);
            }

            @Override
            public void reset() {
                proxy.reset();
            }

            @Override
            public void hold() {
                proxy.hold();
            }

            @Override
            public void pass() {
                proxy.pass();
            }

            @Override
            public void close() {
                proxy.close();
            }
        };
    }

    /// A thread that carries statements out, one after the other.
    private record OneStore(EffectFile store, Consumer<ProcessInput> mailbox, ExecutorService thread)
            implements Incarnation.Stores {
        OneStore(EffectFile store, Consumer<ProcessInput> mailbox) {
            this(store, mailbox, Executors.newSingleThreadExecutor());
        }

        @Override
        public void ask(String name, StoreCommand command, int cause) {
            thread.execute(() -> mailbox.accept(new ProcessInput.FromStore(name, store.carryOut(command))));
        }

        @Override
        public void abort() {
            thread.shutdownNow();
        }
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        return crash.test(point);
    }

    @Override
    public long now() {
        return System.nanoTime() / 1_000;
    }

    @Override
    public long wallClock() {
        return System.currentTimeMillis() * 1_000;
    }

    void start() throws IOException {
        start(point -> false);
    }

    /// As a crash with `restart: after` does.
    void startAfter(Duration delay) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        start();
                    } catch (IOException e) {
                        broke(e);
                    }
                });
    }

    /// Waits for the crash of the incarnation that runs now.
    void awaitCrash() throws InterruptedException {
        Incarnation now = living();
        if (!now.crashed(WAIT_LIMIT)) {
            throw new AssertionError(name + " did not crash within " + WAIT_LIMIT + ": " + this);
        }
    }

    /// Waits until what was recorded so far satisfies the condition.
    synchronized void await(String what, Predicate<List<Recorded>> condition) throws InterruptedException {
        long deadline = System.nanoTime() + WAIT_LIMIT.toNanos();
        while (!condition.test(recorded)) {
            long left = deadline - System.nanoTime();
            if (broken != null || left <= 0) {
                throw new AssertionError("waited for: " + what + "; " + this, broken);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /// Asks the process to stop in an orderly way and waits until it has.
    void stop() throws InterruptedException {
        living().tell(new ProcessInput.Stopping());
        await("the process has stopped", all -> worker.stopped());
    }

    synchronized <T extends Event> List<T> recorded(Class<T> type, int incarnation) {
        return recorded.stream()
                .filter(one -> one.incarnation() == incarnation)
                .map(Recorded::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    synchronized FaultProxy proxy() {
        return proxy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public synchronized int record(int by, int lane, Event event, int... causes) {
        recorded.add(new Recorded(by, event));
        notifyAll();
        return recorded.size();
    }

    /// An input was handled; who waits may look again.
    @Override
    public synchronized void handled() {
        notifyAll();
    }

    @Override
    public synchronized void broke(Throwable bug) {
        broken = bug;
        notifyAll();
    }

    /// Ends the process without a word; what a test must not leave behind.
    @Override
    public void close() {
        Incarnation last = living();
        if (last != null && !last.end()) {
            throw new AssertionError("threads of " + name + " were not gone within " + Incarnation.REAP_LIMIT);
        }
    }

    private synchronized Incarnation living() {
        return incarnation;
    }

    @Override
    public synchronized String toString() {
        int from = Math.max(0, recorded.size() - 12);
        return "%s, incarnation %d, waits for [%s], recorded last %s"
                .formatted(name, incarnations, worker.waiting(), recorded.subList(from, recorded.size()));
    }
}
