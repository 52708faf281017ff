package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import java.util.ArrayList;

/// One client's connection to one broker, and the requests in it that wait for an answer, oldest first.
final class Channel {

    enum State {
        DOWN,
        OPENING,
        OPEN
    }

    int broker;
    State state = State.DOWN;

    @Ident
    int connection;

    /// Attempts to connect that failed, or connections that ended, since one was opened last.
    int failures;

    /// No new attempt before this instant (`reconnect.backoff.ms`).
    @Instant
    long retryAt;

    /// A coordinator that cannot be heard is given up at this instant: the client's side of the session.
    @Instant
    long lease = Long.MAX_VALUE;

    /// The attempt is given up at this instant.
    @Instant
    long openBy = Long.MAX_VALUE;

    ArrayList<Unanswered> unanswered = new ArrayList<>();

    boolean open() {
        return state == State.OPEN;
    }

    int waitingFor(Purpose purpose) {
        int count = 0;
        for (Unanswered request : unanswered) {
            if (request.purpose() == purpose) {
                count++;
            }
        }
        return count;
    }

    /// The earliest instant at which something here is overdue.
    long deadline() {
        long earliest = state == State.OPENING ? openBy : lease;
        for (Unanswered request : unanswered) {
            earliest = Math.min(earliest, request.deadline());
        }
        return earliest;
    }

    Unanswered take(int correlation) {
        for (int at = 0; at < unanswered.size(); at++) {
            if (unanswered.get(at).correlation() == correlation) {
                return unanswered.remove(at);
            }
        }
        return null;
    }
}
