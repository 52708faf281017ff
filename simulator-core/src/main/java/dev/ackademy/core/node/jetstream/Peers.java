package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Ident;
import java.util.TreeMap;
import java.util.TreeSet;

/// A server's own connections to the other servers of its cluster, and whom it cannot hear. A server that starts
/// connects to all others, and so they know that it is there.
final class Peers {

    static final String RECONNECT = "broker/peer";
    private static final long RECONNECT_MICROS = 100_000;

    /// By node number; negative while it is being opened.
    private final TreeMap<Integer, Link> links = new TreeMap<>();

    private final TreeSet<Integer> silent = new TreeSet<>();

    @Ident(counter = true)
    private int correlations;

    private record Link(@Ident int connection, boolean open) {}

    int correlation() {
        return ++correlations;
    }

    boolean silent(int peer) {
        return silent.contains(peer);
    }

    void heard(int peer, boolean is) {
        if (is) {
            silent.remove(peer);
        } else {
            silent.add(peer);
        }
    }

    /// Connects where there is no connection and the peer is not known to be away.
    void connect(int peer, Turn turn) {
        if (!links.containsKey(peer) && !silent.contains(peer)) {
            links.put(peer, new Link(turn.around().connect(peer), false));
        }
    }

    boolean owns(int connection) {
        return peerOf(connection) >= 0;
    }

    private int peerOf(int connection) {
        for (var link : links.entrySet()) {
            if (link.getValue().connection == connection) {
                return link.getKey();
            }
        }
        return -1;
    }

    /// Returns the peer.
    int opened(int connection) {
        int peer = peerOf(connection);
        links.put(peer, new Link(connection, true));
        return peer;
    }

    void closed(int connection, Turn turn) {
        int peer = peerOf(connection);
        links.remove(peer);
        if (!silent.contains(peer)) {
            turn.arm(RECONNECT_MICROS, RECONNECT, peer);
        }
    }

    /// Returns false where it could not be sent.
    boolean send(int peer, RaftFrame frame, Turn turn) {
        Link link = links.get(peer);
        if (link == null || !link.open) {
            connect(peer, turn);
            return false;
        }
        turn.around().send(link.connection, frame);
        return true;
    }

    void crashed() {
        links.clear();
        silent.clear();
    }
}
