package dev.ackademy.ui.workbench;

import dev.ackademy.core.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/// One scenario with many seeds, on all processors. What comes of each seed is handed on in the order of the seeds,
/// whoever is ready first, and only what is handed on is kept.
public final class SeedSweep {

    private static final int AHEAD_PER_PROCESSOR = 8;

    private final Workbench workbench;
    private final Scenario scenario;

    public SeedSweep(Workbench workbench, Scenario scenario) {
        this.workbench = workbench;
        this.scenario = scenario;
    }

    /// @param told    what is kept of a run; called on any thread
    /// @param inOrder takes it, seed by seed, on the thread of the caller
    public <T> void run(long from, long to, Function<Judged, T> told, Consumer<T> inOrder) {
        int processors = Runtime.getRuntime().availableProcessors();
        ArrayDeque<Future<T>> waiting = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            try {
                for (long seed = from; seed <= to; seed++) {
                    long each = seed;
                    waiting.add(threads.submit(() -> one(each, told)));
                    if (waiting.size() >= processors * AHEAD_PER_PROCESSOR) {
                        inOrder.accept(Threads.result(waiting.poll()));
                    }
                }
                while (!waiting.isEmpty()) {
                    inOrder.accept(Threads.result(waiting.poll()));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private <T> T one(long seed, Function<Judged, T> told) {
        try {
            return told.apply(workbench.run(scenario, seed, _ -> {}));
        } catch (RuntimeException bug) {
            throw new IllegalStateException("with seed " + seed + ": " + bug, bug);
        }
    }
}
