package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Operation;
import java.util.Map;
import java.util.TreeMap;

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

    /// Leader epochs of the records handed out: from which offset on.
    TreeMap<Long, Integer> epochs = new TreeMap<>();

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
        last = null;
        epochs.clear();
        offset = at;
        epoch = itsEpoch;
        lookingUp = false;
        lost = -1;
        lostLogStart = -1;
    }

    void handOut(long at, int itsEpoch, Operation operation) {
        offset = at + 1;
        epoch = itsEpoch;
        last = operation;
        if (epochs.isEmpty() || epochs.lastEntry().getValue() != itsEpoch) {
            epochs.put(at, itsEpoch);
        }
    }

    /// Records that are for nobody lie before `to`.
    void pass(long to, int itsEpoch) {
        offset = to;
        epoch = itsEpoch;
    }

    /// Leader epoch of a record that was handed out, -1 unknown.
    int epochOf(long at) {
        Map.Entry<Long, Integer> from = epochs.floorEntry(at);
        return from == null ? -1 : from.getValue();
    }

    /// Auto-commit commits every position that has moved, a first one that the reset policy gave included.
    boolean uncommitted() {
        return state == State.READY && offset != committed;
    }
}
