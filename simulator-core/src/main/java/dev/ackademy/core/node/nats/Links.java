package dev.ackademy.core.node.nats;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import java.util.ArrayDeque;
import java.util.TreeMap;

/// One connection to each server that leads a stream in use. While there is none, what is to be sent waits in the
/// reconnect buffer, in order. A connection that ends is begun again after a moment, for ever.
public final class Links {

    public static final String RECONNECT = "client/reconnect";
    public static final String PING = "client/ping";

    /// jnats waits 2 s, the connector as long as this.
    private static final long RECONNECT_MICROS = 100_000;

    /// A server that is not heard for this long has no connection any more (jnats: two pings, 2 min each),
    /// and one that takes longer to open has none either (jnats: 2 s).
    private static final long PING_MICROS = 2_000_000;

    static final class Link {
        @Ident
        int connection;

        boolean open;

        /// Neither open nor being opened: its timer runs.
        boolean down;

        final ArrayDeque<Frame> buffer = new ArrayDeque<>();
    }

    /// By server.
    private final TreeMap<Integer, Link> links = new TreeMap<>();

    @Ident(counter = true)
    private int correlations;

    public int correlation() {
        return ++correlations;
    }

    public boolean open(int server) {
        Link link = links.get(server);
        return link != null && link.open;
    }

    public void connect(int server, Surroundings around) {
        Link link = links.computeIfAbsent(server, _ -> new Link());
        if (link.connection == 0 && !link.down) {
            link.connection = around.connect(server);
            around.after(PING_MICROS, new Timer(PING, server));
        }
    }

    public void reconnect(int server, Surroundings around) {
        links.get(server).down = false;
        connect(server, around);
    }

    /// Sends, or buffers where there is no connection; false when the buffer is full.
    public boolean send(int server, Frame frame, int mostBuffered, Surroundings around) {
        connect(server, around);
        Link link = links.get(server);
        if (link.open) {
            around.send(link.connection, frame);
            return true;
        }
        if (link.buffer.size() >= mostBuffered) {
            return false;
        }
        link.buffer.add(frame);
        return true;
    }

    /// The server of an own connection, -1 for another's.
    public int serverOf(int connection) {
        for (var link : links.entrySet()) {
            if (link.getValue().connection == connection) {
                return link.getKey();
            }
        }
        return -1;
    }

    public void opened(int server, Surroundings around) {
        Link link = links.get(server);
        link.open = true;
        around.cancel(new Timer(PING, server));
        while (!link.buffer.isEmpty()) {
            around.send(link.connection, link.buffer.poll());
        }
    }

    public void closed(int server, Surroundings around) {
        Link link = links.get(server);
        link.open = false;
        link.connection = 0;
        link.down = true;
        around.cancel(new Timer(PING, server));
        around.after(RECONNECT_MICROS, new Timer(RECONNECT, server));
    }

    /// Nothing can come from this server, or can again: then a ping shows whether the connection still
    /// stands.
    public void heard(int server, boolean heard, Frame ping, Surroundings around) {
        if (open(server) && !heard) {
            around.after(PING_MICROS, new Timer(PING, server));
            return;
        }
        around.cancel(new Timer(PING, server));
        if (open(server)) {
            around.send(links.get(server).connection, ping);
        }
    }

    public void closeAll(Surroundings around) {
        links.forEach((server, link) -> {
            if (link.connection != 0) {
                around.close(link.connection);
            }
            around.cancel(new Timer(RECONNECT, server));
            around.cancel(new Timer(PING, server));
        });
        links.clear();
    }

    /// Whether there is a connection to this node, or one is wanted.
    public boolean uses(int server) {
        return links.containsKey(server);
    }

    /// Gives up a connection to a server that is not heard.
    ///
    /// @return its number
    public int giveUp(int server, Surroundings around) {
        int connection = links.get(server).connection;
        around.close(connection);
        return connection;
    }
}
