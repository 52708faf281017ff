package dev.ackademy.ui.workbench;

import dev.ackademy.core.explore.Workers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does tasks on so many threads; what comes of each is handed on in their order.
public final class Threads implements Workers {

    private static final int AHEAD_OF_EACH = 8;

    private final int count;

    public Threads(int count) {
        this.count = count;
    }

    /// One a processor.
    public static Threads all() {
        return new Threads(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public <T> void each(List<Supplier<T>> tasks, Consumer<T> inOrder) {
        ArrayDeque<Future<T>> waiting = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            try {
                for (Supplier<T> task : tasks) {
                    waiting.add(threads.submit(task::get));
                    if (waiting.size() >= count * AHEAD_OF_EACH) {
                        inOrder.accept(result(waiting.poll()));
                    }
                }
                while (!waiting.isEmpty()) {
                    inOrder.accept(result(waiting.poll()));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
