package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.app.ProcessHost;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.app.Worker;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.StoreCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// One life of a process: its mailbox thread, which is the only one to call the worker, its timers, its client library
/// and its connections. Everything that others have to say is put into the mailbox.
///
/// A crash, in this order: the mailbox is closed and no handler runs again; the way to the broker is reset; connections
/// to stores are aborted, uncommitted; the client library goes to a reaper, which can no longer say goodbye.
final class Incarnation implements ProcessHost {
    static final Duration REAP_LIMIT = Duration.ofSeconds(5);

    /// The process whose life this is.
    interface Home {
        String name();

        Worker worker();

        /// On the mailbox thread. Where it answers true, the process dies there.
        boolean crashesAt(StepPoint point);

        int record(int incarnation, int lane, Event event, int... causes);

        long now();

        long wallClock();

        /// An input was handled.
        void handled();

        void broke(Throwable bug);
    }

    /// What connects this life with the world; made for it and gone with it.
    interface Around {
        LiveClient client(Application mailbox);

        Stores stores(Consumer<ProcessInput> mailbox);

        /// Resets every connection to the broker and refuses new ones.
        void reset();

        /// Keeps what is under way where it is, both ways.
        void hold();

        void pass();

        void close();
    }

    interface Stores {
        /// @param cause the entry that the command follows from
        void ask(String store, StoreCommand command, int cause);

        void abort();
    }

    private final Home home;
    private final int number;
    private final Around around;
    private final LiveClient client;
    private final Stores stores;
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    /// The timers that are armed, by the number of their arming. Touched by the mailbox thread only.
    private final Map<Timer, Integer> armed = new HashMap<>();

    private final ScheduledExecutorService clock = clock();
    private final CompletableFuture<Boolean> reaped = new CompletableFuture<>();
    private final Thread thread;
    private final Object gate = new Object();
    private boolean paused;
    private volatile boolean closed;
    private int armings;
    private int recorded;

    Incarnation(Home home, int number, Around around) {
        this.home = home;
        this.number = number;
        this.around = around;
        client = around.client(outcome -> tell(new ProcessInput.FromBroker(outcome)));
        stores = around.stores(this::tell);
        thread = Thread.ofPlatform()
                .name(home.name() + "-mailbox-" + number)
                .daemon()
                .unstarted(this::run);
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    void start() {
        tell(new ProcessInput.Started(number));
        thread.start();
    }

    int number() {
        return number;
    }

    /// Nothing is put into the mailbox of a dead process.
    void tell(ProcessInput input) {
        post(() -> hear(input));
    }

    void post(Runnable handling) {
        if (!closed) {
            mailbox.add(handling);
        }
    }

    /// Whether nothing waits to be heard.
    boolean heardAll() {
        return mailbox.isEmpty();
    }

    private void hear(ProcessInput input) {
        recorded = 0;
        home.worker().on(input, this);
        home.handled();
    }

    /// Waits for the end of a crash. False when a thread was not gone in time.
    boolean crashed(Duration limit) throws InterruptedException {
        try {
            return reaped.get(limit.toMillis(), TimeUnit.MILLISECONDS) && thread.join(limit);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /// The same as a crash, from outside. False when a thread was not gone in time.
    boolean end() {
        die();
        try {
            return crashed(REAP_LIMIT.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!closed) {
                Runnable handling = mailbox.take();
                awaitGate();
                if (!closed) {
                    handling.run();
                }
            }
        } catch (InterruptedException ended) {
            // The process is dead.
        } catch (RuntimeException | Error bug) {
            home.broke(bug);
        }
    }

    /// The process stands still, in the middle of whatever it does, and nothing of it leaves.
    void pause() {
        synchronized (gate) {
            paused = true;
        }
        around.hold();
    }

    void resume() {
        around.pass();
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    private void awaitGate() throws InterruptedException {
        synchronized (gate) {
            while (paused && !closed) {
                gate.wait();
            }
        }
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        if (closed) {
            return true;
        }
        if (home.crashesAt(point)) {
            die();
            return true;
        }
        try {
            awaitGate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return closed;
    }

    void die() {
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
            gate.notifyAll();
        }
        mailbox.clear();
        mailbox.add(() -> {}); // wakes the mailbox thread, which then sees that it is dead
        around.reset();
        stores.abort();
        clock.shutdownNow();
        Thread.ofPlatform().name(home.name() + "-reaper").daemon().start(() -> {
            boolean gone = client.reap(REAP_LIMIT);
            around.close();
            reaped.complete(gone);
        });
    }

    boolean dead() {
        return closed;
    }

    @Override
    public String name() {
        return home.name();
    }

    @Override
    public void ask(BrokerCommand command) {
        if (!closed) {
            client.ask(command);
        }
    }

    @Override
    public void ask(String store, StoreCommand command) {
        if (!closed) {
            stores.ask(store, command, recorded);
        }
    }

    @Override
    public long now() {
        return home.now();
    }

    @Override
    public long wallClock() {
        return home.wallClock();
    }

    @Override
    public void after(long delayMicros, Timer timer) {
        if (closed) {
            return;
        }
        int arming = ++armings;
        armed.put(timer, arming);
        try {
            clock.schedule(() -> post(() -> fire(timer, arming)), delayMicros, TimeUnit.MICROSECONDS);
        } catch (java.util.concurrent.RejectedExecutionException died) {
            // Its life ended meanwhile.
        }
    }

    /// A timer that was cancelled or armed anew meanwhile does not fire.
    private void fire(Timer timer, int arming) {
        if (armed.remove(timer, arming)) {
            hear(new ProcessInput.TimerFired(timer));
        }
    }

    @Override
    public void cancel(Timer timer) {
        armed.remove(timer);
    }

    @Override
    public int record(int lane, Event event, int... causes) {
        if (closed) {
            return 0;
        }
        recorded = home.record(number, lane, event, causes);
        return recorded;
    }
}
