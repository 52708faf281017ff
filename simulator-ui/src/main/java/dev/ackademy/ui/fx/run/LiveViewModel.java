package dev.ackademy.ui.fx.run;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.wiring.Wiring;
import dev.ackademy.ui.workbench.BrokerAccess;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.OwnCluster;
import dev.ackademy.ui.workbench.RealBroker;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The broker switch: the open scenario on a real broker in place of the model. A switch starts a server, the run is
/// followed as it happens, and every change of the scenario is tried on the same server again. Another switch, another
/// scenario and the end of the window stop it.
public final class LiveViewModel {

    public enum State {
        /// The model runs.
        OFF,
        STARTING,
        RUNNING,
        /// The run is over; the server waits for the next.
        OVER,
        FAILED
    }

    /// Why a run on a real broker did not come about, or broke off.
    ///
    /// @param text place, cause and next step
    public record Failure(String title, String text) {}

    /// Why a run that goes on cannot be stepped.
    public static final String NO_STEPS = "A real broker cannot be held up or taken back: no steps while the run goes"
            + " on. Pause and drag the line of time to look back; Live goes on.";

    /// Where a broker is, and the file that says how it lets us in.
    private record Where(BrokerAddress address, String file) {}

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);
    /// Time for the window to draw what it was told.
    private static final Duration BETWEEN_PICTURES = Duration.ofMillis(60);

    private final RunViewModel run;
    private final RealBroker.Opener opener;
    private final ExecutorService worker;
    private final Executor window;
    private final Executor later;
    private final LongSupplier nanos;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private final ReadOnlyObjectWrapper<Failure> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper startSeconds = new ReadOnlyDoubleWrapper();

    private BrokerKind kind = BrokerKind.LOG;
    private long startedAt;
    private double place;
    private boolean shownLive;
    private Recipe wanted;
    private String wantedLabel = "";
    private OwnCluster cluster;
    /// That cluster, and no server of our own.
    private boolean theirs;
    private int number;
    private Future<?> task;
    /// Used by the worker alone.
    private RealBroker broker;

    private Where brokerOf;

    /// @param worker one thread, for everything that is asked of a broker; interrupted to end a run
    /// @param window where properties are changed
    /// @param later  where what has come of a run is worked out, a moment after it came
    /// @param nanos  a clock
    public LiveViewModel(
            RunViewModel run,
            RealBroker.Opener opener,
            ExecutorService worker,
            Executor window,
            Executor later,
            LongSupplier nanos) {
        this.run = run;
        this.opener = opener;
        this.worker = worker;
        this.window = window;
        this.later = later;
        this.nanos = nanos;
    }

    /// With servers of this computer and threads of its own.
    public static LiveViewModel on(RunViewModel run, Executor window) {
        ExecutorService worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("live").factory());
        Executor later = CompletableFuture.delayedExecutor(
                BETWEEN_PICTURES.toMillis(),
                TimeUnit.MILLISECONDS,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("live-picture").factory()));
        return new LiveViewModel(run, RealBroker::open, worker, window, later, System::nanoTime);
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public State state() {
        return state.get();
    }

    /// Null for none.
    public ReadOnlyObjectProperty<Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// `starting Kafka`
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /// From the switch to the first that happened; grows with [#tick] while it is awaited.
    public ReadOnlyDoubleProperty startSecondsProperty() {
        return startSeconds.getReadOnlyProperty();
    }

    /// The kind of the last switch.
    public BrokerKind kind() {
        return kind;
    }

    /// Whether there is a real one of this kind.
    public static boolean real(BrokerKind kind) {
        return kind == BrokerKind.LOG || kind == BrokerKind.JETSTREAM || kind == BrokerKind.PUBSUB;
    }

    private Where where() {
        return theirs
                ? new Where(cluster.address(), cluster.file())
                : new Where(BrokerAddress.of(kind == BrokerKind.LOG ? "kafka" : "nats"), "");
    }

    /// The cluster that was named last, null for none.
    public OwnCluster ownCluster() {
        return cluster;
    }

    /// Whether a run is made on that cluster, or is to be.
    public boolean onOwnCluster() {
        return theirs && state.get() != State.OFF;
    }

    /// Runs the open scenario on somebody's own cluster, which is remembered.
    public void on(OwnCluster named) {
        cluster = named;
        boolean subject = BrokerKind.of(run.recipe().resolve()) == BrokerKind.PUBSUB;
        BrokerKind ofNats = subject ? BrokerKind.PUBSUB : BrokerKind.JETSTREAM;
        on(named.kafka() ? BrokerKind.LOG : ofNats, true);
    }

    /// Runs the open scenario on a real broker of this kind.
    public void on(BrokerKind chosen) {
        on(chosen, false);
    }

    private void on(BrokerKind chosen, boolean theirOwn) {
        theirs = theirOwn;
        if (state.get() == State.OFF) {
            place = run.player().at();
            shownLive = false;
        }
        kind = chosen;
        Recipe next;
        try {
            next = chosen.on(run.recipe());
        } catch (ScenarioRefused refused) {
            next = run.recipe();
        }
        run.elsewhere(new RunViewModel.Elsewhere() {
            @Override
            public void run(Recipe changed, String label) {
                begin(changed, label);
            }

            @Override
            public void left() {
                stop();
            }
        });
        begin(next, "");
    }

    /// By the model again, where it was left.
    public void off() {
        off(BrokerKind.of(run.played().resolved()));
    }

    /// By the model of a kind.
    public void off(BrokerKind chosen) {
        stop();
        boolean other = BrokerKind.of(run.played().resolved()) != chosen;
        if (shownLive || other) {
            run.runHere(other ? chosen.on(run.recipe()) : run.recipe(), place);
        } else {
            run.elsewhere(null);
        }
    }

    /// What failed, once more.
    public void again() {
        begin(wanted, wantedLabel);
    }

    /// Real time has passed.
    public void tick() {
        if (state.get() == State.STARTING) {
            startSeconds.set((nanos.getAsLong() - startedAt) / 1e9);
        }
    }

    /// Ends the run and the server, and waits until both are gone.
    public void close() {
        stop();
        worker.shutdown();
        try {
            worker.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(Recipe next, String label) {
        endTask();
        wanted = next;
        wantedLabel = label;
        int mine = ++number;
        run.expectElsewhere();
        run.player().pause();
        failure.set(null);
        startedAt = nanos.getAsLong();
        startSeconds.set(0);
        Where where = where();
        doing.set(theirs ? "Connecting to " + where.address() : "Starting " + kind.product());
        state.set(State.STARTING);
        Played before = shownLive ? run.played() : null;
        task = worker.submit(() -> work(mine, next, where, label, before));
    }

    private void endTask() {
        if (task != null) {
            task.cancel(true);
            task = null;
        }
    }

    private void stop() {
        number++;
        endTask();
        worker.execute(this::closeBroker);
        failure.set(null);
        state.set(State.OFF);
    }

    private void closeBroker() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    // ------------------------------------------------------------------ on the worker's thread

    private void work(int mine, Recipe next, Where where, String label, Played before) {
        Growing growing = null;
        try {
            if (broker != null && !where.equals(brokerOf)) {
                closeBroker();
            }
            if (broker == null) {
                brokerOf = where;
                SortedMap<String, String> access = where.address().own()
                        ? Collections.emptySortedMap()
                        : BrokerAccess.read(where.file(), System.getenv());
                broker = opener.open(where.address(), access, words -> window.execute(() -> told(mine, words)));
            }
            Resolved resolved = next.resolve();
            growing = new Growing(mine, next, resolved);
            Judged judged = broker.run(resolved, growing::add);
            growing.over(Played.of(resolved, judged.trace(), judged.report()), label, before);
        } catch (ScenarioRefused refused) {
            failed(mine, growing, "This scenario cannot be read as one for " + kind.product(), refused.getMessage());
        } catch (LiveRefused refused) {
            String text = refused.reasons().isEmpty() ? refused.getMessage() : String.join("\n", refused.reasons());
            failed(
                    mine,
                    growing,
                    "This cannot be run on " + (!where.address().own() ? where.address() : "a real " + kind.product()),
                    text);
        } catch (WrongUse unreadable) {
            failed(mine, growing, where.address() + " cannot be used", unreadable.getMessage());
        } catch (IOException gone) {
            String title = growing == null || growing.isEmpty()
                    ? where.address().own()
                            ? capital(kind.product()) + " is not there"
                            : where.address() + " cannot be used"
                    : "The run on " + kind.product() + " broke off";
            failed(mine, growing, title, gone.getMessage());
        } catch (RuntimeException | Error bug) {
            failed(mine, growing, "The run on " + kind.product() + " broke off", "internal error: " + bug);
        }
    }

    private void failed(int mine, Growing growing, String title, String text) {
        boolean some = growing != null && !growing.isEmpty();
        Played kept = some ? growing.brokenOff(text) : null;
        window.execute(() -> {
            if (mine == number) {
                if (kept != null) {
                    shown(growing, kept);
                }
                failure.set(new Failure(title, text + (some ? "\nWhat happened until then is kept." : "")));
                state.set(State.FAILED);
            }
        });
    }

    private void told(int mine, String words) {
        if (mine == number && !words.isEmpty()) {
            doing.set(capital(words));
        }
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// In the window: what there is of a run.
    private void shown(Growing growing, Played now) {
        if (growing.shown) {
            run.grown(now);
            return;
        }
        growing.shown = true;
        shownLive = true;
        startSeconds.set((nanos.getAsLong() - startedAt) / 1e9);
        run.begun(growing.recipe, now);
        state.set(State.RUNNING);
        if (now.whole()) {
            run.grown(now);
        }
    }

    /// A run as it comes. Entries are added by the threads that tell them.
    private final class Growing {
        private final int mine;
        private final Recipe recipe;
        private final Resolved resolved;
        private final List<TraceEntry> entries = new ArrayList<>();
        private boolean asked;
        private boolean over;
        /// Used in the window alone.
        private boolean shown;

        private Growing(int mine, Recipe recipe, Resolved resolved) {
            this.mine = mine;
            this.recipe = recipe;
            this.resolved = resolved;
        }

        synchronized boolean isEmpty() {
            return entries.isEmpty();
        }

        void add(TraceEntry entry) {
            synchronized (this) {
                if (entries.size() < resolved.scenario().run().limitTrace()) {
                    entries.add(entry);
                }
                if (asked || over) {
                    return;
                }
                asked = true;
            }
            later.execute(this::show);
        }

        private void show() {
            Trace trace;
            synchronized (this) {
                asked = false;
                if (over) {
                    return;
                }
                trace = soFar("the run goes on");
            }
            Played now = Played.soFar(resolved, trace, Checkers.check(trace, resolved.scenario()));
            window.execute(() -> {
                if (mine == number && !(shown && run.played().whole())) {
                    LiveViewModel.this.shown(this, now);
                }
            });
        }

        private Trace soFar(String why) {
            return new Trace(
                    Wiring.of(resolved.scenario()).cast().nodes(),
                    resolved.scenario().seed(),
                    List.copyOf(entries),
                    false,
                    RunEnd.LIMIT,
                    "",
                    why,
                    entries.size(),
                    entries.isEmpty() ? 0 : entries.getLast().at(),
                    "");
        }

        Played brokenOff(String why) {
            Trace trace;
            synchronized (this) {
                over = true;
                trace = soFar(why);
            }
            return Played.of(resolved, trace, Checkers.check(trace, resolved.scenario()));
        }

        void over(Played whole, String label, Played before) {
            synchronized (this) {
                over = true;
            }
            window.execute(() -> {
                if (mine == number) {
                    LiveViewModel.this.shown(this, whole);
                    if (!label.isEmpty() && before != null) {
                        run.changed(label, before, whole);
                    }
                    state.set(State.OVER);
                }
            });
        }
    }
}
