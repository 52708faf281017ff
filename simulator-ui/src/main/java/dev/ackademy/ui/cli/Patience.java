package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Listener;

/// Lets a search go on for so long.
final class Patience implements Listener {

    private final long until;

    private Patience(long until) {
        this.until = until;
    }

    static Patience ofSeconds(long seconds) {
        return new Patience(System.nanoTime() + seconds * 1_000_000_000L);
    }

    @Override
    public boolean goesOn() {
        return System.nanoTime() - until < 0;
    }
}
