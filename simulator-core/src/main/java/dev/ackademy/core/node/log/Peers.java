package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Requests of this broker to others on behalf of transactions: a leader's question to the coordinator (K20), the
/// coordinator's markers (K19). What this broker asks of itself is handled at once. In memory only.
final class Peers {

    static final String SETUP = "broker/peer";

    /// `socket.connection.setup.timeout.ms`
    private static final long SETUP_MICROS = 10_000_000;

    private final TreeMap<Integer, Peer> peers = new TreeMap<>();

    /// Nothing can come from these: they are not called until they are heard of again.
    private final TreeSet<Integer> silent = new TreeSet<>();

    @Ident(counter = true)
    private int correlations;

    int nextCorrelation() {
        return ++correlations;
    }

    boolean reachable(int broker) {
        return broker != PartitionState.NONE && !silent.contains(broker);
    }

    /// The answer comes to [Verification] or [Markers], or the news that there will be none.
    void send(int broker, LogFrame request, Turn turn) {
        if (broker == turn.self()) {
            turn.broker().handle(0, broker, request, turn);
            return;
        }
        Peer peer = peers.computeIfAbsent(broker, _ -> new Peer());
        peer.unanswered.add(request.correlation());
        if (peer.open) {
            turn.around().send(peer.connection, request);
            return;
        }
        peer.waiting.add(request);
        if (peer.apart()) {
            peer.connection = turn.around().connect(broker);
            turn.arm(SETUP_MICROS, SETUP, broker);
        }
    }

    private int of(int connection) {
        for (var each : peers.entrySet()) {
            if (!each.getValue().apart() && each.getValue().connection == connection) {
                return each.getKey();
            }
        }
        return -1;
    }

    /// Returns false when the connection is not one of these.
    boolean opened(int connection, Turn turn) {
        int broker = of(connection);
        if (broker < 0) {
            return false;
        }
        Peer peer = peers.get(broker);
        peer.open = true;
        turn.disarm(SETUP, broker);
        while (!peer.waiting.isEmpty()) {
            turn.around().send(peer.connection, peer.waiting.removeFirst());
        }
        return true;
    }

    boolean closed(int connection, Turn turn) {
        int broker = of(connection);
        if (broker < 0) {
            return false;
        }
        lose(broker, turn);
        return true;
    }

    void setupOver(int broker, Turn turn) {
        Peer peer = peers.get(broker);
        if (peer != null && !peer.apart() && !peer.open) {
            turn.around().close(peer.connection);
            lose(broker, turn);
        }
    }

    void silent(int broker, Turn turn) {
        silent.add(broker);
        Peer peer = peers.get(broker);
        if (peer != null && !peer.apart()) {
            turn.around().close(peer.connection);
            lose(broker, turn);
        }
    }

    /// It can be heard, or was made a leader: it lives.
    void alive(int broker) {
        silent.remove(broker);
    }

    private void lose(int broker, Turn turn) {
        Peer peer = peers.get(broker);
        List<Integer> lost = new ArrayList<>(peer.unanswered);
        peers.put(broker, new Peer());
        turn.disarm(SETUP, broker);
        lost.forEach(correlation -> told(correlation, LogError.COORDINATOR_NOT_AVAILABLE, turn));
    }

    /// An answer from another broker, or from this one.
    void answered(int broker, LogFrame answer, Turn turn) {
        Peer peer = peers.get(broker);
        if (peer != null) {
            peer.unanswered.remove(answer.correlation());
        }
        switch (answer) {
            case TransactionFrame.AddPartitionsAnswer(int correlation, LogError error) ->
                told(correlation, error, turn);
            case TransactionFrame.WriteMarkersAnswer(int correlation, LogError error) -> told(correlation, error, turn);
            default -> throw new IllegalStateException("no broker asked for " + answer.getClass());
        }
    }

    private static void told(int correlation, LogError error, Turn turn) {
        turn.broker().verification.answered(correlation, error, turn);
        turn.broker().markers.answered(correlation, error, turn);
    }

    void crashed() {
        peers.clear();
        silent.clear();
    }
}
