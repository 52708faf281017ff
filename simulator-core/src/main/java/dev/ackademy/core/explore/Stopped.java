package dev.ackademy.core.explore;

/// Somebody, or a limit, has ended the search before it was over.
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    Stopped() {
        super("stopped", null, false, false);
    }
}
