package dev.ackademy.ui.fx.explore;

import java.util.function.LongSupplier;

/// Time that was spent at work: what passes while it is held counts for nothing.
final class Stopwatch {

    private final LongSupplier clock;
    private long spent;
    private long since;
    private boolean held;

    Stopwatch(LongSupplier clock) {
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    synchronized void hold() {
        spent = nanos();
        held = true;
    }

    synchronized void goOn() {
        if (held) {
            held = false;
            since = clock.getAsLong();
        }
    }

    synchronized long nanos() {
        return held ? spent : spent + clock.getAsLong() - since;
    }
}
