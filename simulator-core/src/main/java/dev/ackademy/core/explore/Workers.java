package dev.ackademy.core.explore;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does tasks, at once or one by one, and hands on what comes of each in their order, on the thread of the caller. The
/// core has no threads of its own; whoever has them implements this.
public interface Workers {

    <T> void each(List<Supplier<T>> tasks, Consumer<T> inOrder);

    /// One after the other, on the caller's thread.
    Workers ONE = new Workers() {
        @Override
        public <T> void each(List<Supplier<T>> tasks, Consumer<T> inOrder) {
            tasks.forEach(task -> inOrder.accept(task.get()));
        }
    };
}
