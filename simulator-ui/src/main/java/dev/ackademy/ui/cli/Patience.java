package dev.ackademy.ui.cli;

import java.util.function.BooleanSupplier;

/// Says for so long that something may go on.
final class Patience {

    private Patience() {}

    static BooleanSupplier ofSeconds(long seconds) {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        return () -> System.nanoTime() - until < 0;
    }
}
