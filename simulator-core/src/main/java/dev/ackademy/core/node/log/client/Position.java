package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Operation;

/// Where a consumer stands in one partition that it was assigned.
///
/// ```
///  COMMITTED_WANTED ──► READY ◄──► RESET_WANTED
///          │                            ▲
///          └──────► INVALID ────seek────┘ (to READY)
/// ```
final class Position {

    enum State {
        /// The group's committed offset is to be asked for.
        COMMITTED_WANTED,
        /// The reset policy decides: the partition's begin or end is to be asked for (K27).
        RESET_WANTED,
        READY,
        /// There is no valid position and the policy is `none`: only a seek helps.
        INVALID
    }

    State state = State.COMMITTED_WANTED;

    /// The next offset that the application gets.
    long offset = -1;

    /// Leader epoch of the record before it, -1 unknown (KIP-320).
    int epoch = -1;

    /// Operation of the record before it, null unknown; for the trace of commits.
    Operation last;

    /// The committed offset as far as this consumer knows, -1 for none.
    long committed = -1;

    /// The application paused it.
    boolean paused;

    /// A redelivery waits until then.
    @Instant
    long heldUntil;

    /// It is about to be given up; nothing more of it is handed out.
    boolean leaving;

    /// The lost position that a reset answers for, -1 for none; and where the log began then.
    long lost = -1;

    long lostLogStart = -1;

    /// No lookup before this instant.
    @Instant
    long retryAt;

    boolean lookingUp;

    boolean deliverable(long now) {
        return state == State.READY && !paused && !leaving && heldUntil <= now;
    }

    void ready(long at, int itsEpoch) {
        state = State.READY;
        offset = at;
        epoch = itsEpoch;
        lookingUp = false;
        lost = -1;
        lostLogStart = -1;
    }

    boolean uncommitted() {
        return state == State.READY && offset != committed && last != null;
    }
}
