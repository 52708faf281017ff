package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.app.ProcessHost;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.StoreCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// One life of a process: its mailbox thread, which is the only one to call the worker, its timers, its proxy and its
/// client library. Everything that others have to say is put into the mailbox.
final class Incarnation implements ProcessHost {
    private final LiveProcess process;
    private final int number;
    private final FaultProxy proxy;
    private final LiveClient client;
    private final Predicate<StepPoint> crash;
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    /// The timers that are armed, by the number of their arming. Touched by the mailbox thread only.
    private final Map<Timer, Integer> armed = new HashMap<>();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService storeThread = Executors.newSingleThreadExecutor();
    private final CompletableFuture<Boolean> reaped = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;
    private int armings;

    Incarnation(LiveProcess process, int number, FaultProxy proxy, LiveLink link, Predicate<StepPoint> crash) {
        this.process = process;
        this.number = number;
        this.proxy = proxy;
        this.crash = crash;
        client = link.client(proxy, outcome -> tell(new ProcessInput.FromBroker(outcome)));
        thread = Thread.ofPlatform()
                .name(process.name() + "-mailbox-" + number)
                .daemon()
                .unstarted(this::run);
    }

    void start() {
        tell(new ProcessInput.Started(number));
        thread.start();
    }

    FaultProxy proxy() {
        return proxy;
    }

    /// Nothing is put into the mailbox of a dead process.
    void tell(ProcessInput input) {
        post(() -> hear(input));
    }

    private void post(Runnable handling) {
        if (!closed) {
            mailbox.add(handling);
        }
    }

    private void hear(ProcessInput input) {
        process.worker().on(input, this);
        process.handled();
    }

    boolean crashed(Duration limit) throws InterruptedException {
        try {
            return reaped.get(limit.toMillis(), TimeUnit.MILLISECONDS) && thread.join(limit);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /// The same as a crash, from outside. False when a thread was not gone in time.
    boolean end() {
        if (!closed) {
            die();
        }
        try {
            return crashed(LiveProcess.REAP_LIMIT.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!closed) {
                Runnable handling = mailbox.take();
                if (!closed) {
                    handling.run();
                }
            }
        } catch (InterruptedException ended) {
            // The process is dead.
        } catch (RuntimeException | Error bug) {
            process.broke(bug);
        }
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        if (closed) {
            return true;
        }
        if (!crash.test(point)) {
            return false;
        }
        die();
        return true;
    }

    private void die() {
        closed = true;
        mailbox.clear();
        mailbox.add(() -> {}); // wakes the mailbox thread, which then sees that it is dead
        proxy.reset();
        storeThread.shutdownNow();
        clock.shutdownNow();
        Thread.ofPlatform().name(process.name() + "-reaper").start(() -> {
            boolean gone = client.reap(LiveProcess.REAP_LIMIT);
            proxy.close();
            reaped.complete(gone);
        });
    }

    @Override
    public String name() {
        return process.name();
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
            storeThread.execute(
                    () -> tell(new ProcessInput.FromStore(store, process.store().carryOut(command))));
        }
    }

    @Override
    public long now() {
        return System.nanoTime() / 1_000;
    }

    @Override
    public long wallClock() {
        return System.currentTimeMillis() * 1_000;
    }

    @Override
    public void after(long delayMicros, Timer timer) {
        if (closed) {
            return;
        }
        int arming = ++armings;
        armed.put(timer, arming);
        clock.schedule(() -> post(() -> fire(timer, arming)), delayMicros, TimeUnit.MICROSECONDS);
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
        return process.record(number, event);
    }
}
