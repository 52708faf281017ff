package dev.ackademy.core.engine;

import dev.ackademy.core.model.Instant;
import java.util.ArrayList;

/// A node's life as the engine knows it.
final class Life {

    enum Status {
        /// Not started yet.
        NEW,
        UP,
        /// The process is dead, its machine answers.
        DOWN,
        /// The machine has no power: nothing answers.
        OFF,
        /// Stopped in an orderly way.
        STOPPED
    }

    Status status = Status.NEW;
    int incarnation;

    /// -1 when it is not paused, [Long#MAX_VALUE] when it is for good.
    @Instant
    long pausedUntil = -1;

    /// What could not be told while it was paused.
    final ArrayList<What> deferred = new ArrayList<>();

    long skewMicros;

    /// It comes back by itself: a restart is planned.
    boolean restarts;

    /// It never comes back.
    boolean stays;

    boolean up() {
        return status == Status.UP;
    }

    boolean paused() {
        return pausedUntil >= 0;
    }
}
