package dev.ackademy.core.node.app;

/// The circuit breaker of one service. `CLOSED` lets every call through, `OPEN` none, `HALF_OPEN` one: its outcome
/// decides.
///
/// ```
/// CLOSED --failures in a row--> OPEN --time--> HALF_OPEN --success--> CLOSED
///                                ^------failure-----'
/// ```
final class Breaker {

    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    State state = State.CLOSED;

    /// Failed calls in a row while closed.
    int failures;

    /// While half open: the one call is under way.
    boolean trial;

    boolean letsThrough() {
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> !trial;
        };
    }

    void called() {
        trial = state == State.HALF_OPEN;
    }

    /// Returns whether it closed by this.
    boolean succeeded() {
        boolean closes = state == State.HALF_OPEN;
        if (state != State.OPEN) {
            state = State.CLOSED;
            failures = 0;
            trial = false;
        }
        return closes;
    }

    /// Returns whether it opened by this.
    boolean failed(int limit) {
        if (state == State.OPEN) {
            return false;
        }
        failures++;
        if (state == State.HALF_OPEN || failures >= limit) {
            state = State.OPEN;
            failures = 0;
            trial = false;
            return true;
        }
        return false;
    }

    void halfOpen() {
        state = State.HALF_OPEN;
        trial = false;
    }
}
