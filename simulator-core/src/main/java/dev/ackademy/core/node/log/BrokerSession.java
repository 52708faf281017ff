package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;

/// What the controller knows of one broker. Immutable.
///
/// ```
///   alive ──fenced()──► fenced ──registered(..)──► alive
///   alive, apart ──registered(same incarnation)──► alive
///   alive ──awaited(next incarnation)──► alive, awaited ──fenced()──► fenced: the next one registers
/// ```
///
/// @param sinceMicros  heartbeats come regularly from then on
/// @param connection   of its last registration, 0 for none
/// @param awaiting     a registration of the next incarnation that waits for the end of this session:
///     its connection, 0 for none
/// @param correlation  of that registration
record BrokerSession(
        int incarnation,
        boolean alive,
        @Instant long sinceMicros,
        @Ident int connection,
        int nextIncarnation,
        @Ident(of = "connection") int awaiting,
        @Ident int correlation) {

    static BrokerSession formed(long now) {
        return new BrokerSession(1, true, now, 0, 0, 0, 0);
    }

    BrokerSession registered(int newIncarnation, int newConnection, long now) {
        return new BrokerSession(newIncarnation, true, now, newConnection, 0, 0, 0);
    }

    BrokerSession awaited(int next, int byConnection, int itsCorrelation) {
        return new BrokerSession(incarnation, alive, sinceMicros, connection, next, byConnection, itsCorrelation);
    }

    BrokerSession fenced() {
        return new BrokerSession(incarnation, false, sinceMicros, connection, nextIncarnation, awaiting, correlation);
    }

    BrokerSession apart(int closed) {
        return new BrokerSession(
                incarnation,
                alive,
                sinceMicros,
                connection == closed ? 0 : connection,
                nextIncarnation,
                awaiting == closed ? 0 : awaiting,
                correlation);
    }

    /// µs until the session ends, counted from the last heartbeat before now.
    long untilOver(long now, LogSettings settings) {
        return Math.max(1, settings.sessionMicros() - (now - sinceMicros) % settings.heartbeatMicros());
    }
}
