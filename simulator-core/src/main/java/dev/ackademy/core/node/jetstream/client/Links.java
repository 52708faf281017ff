package dev.ackademy.core.node.jetstream.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.jetstream.JetStreamFrame;
import java.util.ArrayDeque;
import java.util.TreeMap;

/// One connection to each server that leads a stream in use. While there is none, what is to be sent waits in the
/// reconnect buffer, in order. A connection that ends is begun again after a moment, for ever.
final class Links {

    static final String RECONNECT = "client/reconnect";
    static final String PING = "client/ping";

    static final class Link {
        @Ident
        int connection;

        boolean open;

        /// Neither open nor being opened: its timer runs.
        boolean down;

        final ArrayDeque<JetStreamFrame> buffer = new ArrayDeque<>();
    }

    /// By server.
    final TreeMap<Integer, Link> links = new TreeMap<>();

    @Ident(counter = true)
    private int correlations;

    int correlation() {
        return ++correlations;
    }

    boolean open(int server) {
        Link link = links.get(server);
        return link != null && link.open;
    }

    void connect(int server, Turn turn) {
        Link link = links.computeIfAbsent(server, _ -> new Link());
        if (link.connection == 0 && !link.down) {
            link.connection = turn.around().connect(server);
        }
    }

    void reconnect(int server, Turn turn) {
        links.get(server).down = false;
        connect(server, turn);
    }

    /// Sends, or buffers where there is no connection; false when the buffer is full.
    boolean send(int server, JetStreamFrame frame, Turn turn) {
        connect(server, turn);
        Link link = links.get(server);
        if (link.open) {
            turn.around().send(link.connection, frame);
            return true;
        }
        if (link.buffer.size() >= turn.settings().reconnectBuffer()) {
            return false;
        }
        link.buffer.add(frame);
        return true;
    }

    /// The server of an own connection, -1 for another's.
    int serverOf(int connection) {
        for (var link : links.entrySet()) {
            if (link.getValue().connection == connection) {
                return link.getKey();
            }
        }
        return -1;
    }

    void opened(int server, Turn turn) {
        Link link = links.get(server);
        link.open = true;
        while (!link.buffer.isEmpty()) {
            turn.around().send(link.connection, link.buffer.poll());
        }
    }

    void closed(int server, Turn turn) {
        Link link = links.get(server);
        link.open = false;
        link.connection = 0;
        link.down = true;
        turn.around().cancel(new Timer(PING, server));
        turn.around().after(JetStreamClientSettings.RECONNECT_MICROS, new Timer(RECONNECT, server));
    }

    /// Nothing can come from this server, or can again.
    void heard(int server, boolean heard, Turn turn) {
        if (open(server) && !heard) {
            turn.around().after(JetStreamClientSettings.PING_MICROS, new Timer(PING, server));
        } else {
            turn.around().cancel(new Timer(PING, server));
        }
    }

    void closeAll(Turn turn) {
        links.forEach((server, link) -> {
            if (link.connection != 0) {
                turn.around().close(link.connection);
            }
            turn.around().cancel(new Timer(RECONNECT, server));
            turn.around().cancel(new Timer(PING, server));
        });
        links.clear();
    }
}
