package dev.ackademy.ui.fx.explore;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is worked out beside the window, and what the window does with it.
///
/// @param background where it is worked out, each errand at once
/// @param window     where properties are changed
/// @param failed     told why an errand came to nothing, in the window
record Errands(Executor background, Executor window, Consumer<String> failed) {

    <T> void run(Supplier<T> work, Consumer<T> then) {
        background.execute(() -> {
            try {
                T made = work.get();
                window.execute(() -> then.accept(made));
            } catch (RuntimeException | StackOverflowError refused) {
                window.execute(() -> failed.accept(Objects.toString(refused.getMessage(), refused.toString())));
            }
        });
    }
}
