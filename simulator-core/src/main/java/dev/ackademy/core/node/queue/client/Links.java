package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Frame;
import java.util.TreeMap;

/// The connections of one purpose, one to each broker that is needed. A connection that ends is opened again after a
/// pause, for as long as it is wanted.
final class Links {

    static final class Link {
        /// 0 for none.
        @Ident(of = "connection")
        int connection;

        boolean open;

        /// The timer for the next try is armed.
        boolean waiting;
    }

    /// By broker node.
    final TreeMap<Integer, Link> links = new TreeMap<>();

    private String tag = "";

    /// @param tag of the timer that opens a connection again, by broker node
    static Links of(String tag) {
        Links made = new Links();
        made.tag = tag;
        return made;
    }

    /// The open connection to the broker, 0 while there is none; then one is on its way.
    int to(int broker, Turn turn) {
        Link link = links.computeIfAbsent(broker, _ -> new Link());
        if (link.connection == 0 && !link.waiting) {
            link.connection = turn.around().connect(broker);
        }
        return link.open ? link.connection : 0;
    }

    boolean owns(int connection) {
        return broker(connection) >= 0;
    }

    /// -1 where it is not one of these.
    int broker(int connection) {
        for (var each : links.entrySet()) {
            if (each.getValue().connection == connection) {
                return each.getKey();
            }
        }
        return -1;
    }

    void opened(int broker) {
        links.get(broker).open = true;
    }

    void closed(int broker, Turn turn) {
        Link link = links.get(broker);
        link.connection = 0;
        link.open = false;
        link.waiting = true;
        turn.arm(RabbitClientSettings.RECONNECT_MICROS, tag, broker);
    }

    void again(int broker, Turn turn) {
        Link link = links.get(broker);
        if (link != null) {
            link.waiting = false;
        }
    }

    /// Where the connection is open.
    void send(int broker, Frame frame, Turn turn) {
        Link link = links.get(broker);
        if (link != null && link.open) {
            turn.around().send(link.connection, frame);
        }
    }

    void close(Turn turn) {
        links.forEach((broker, link) -> {
            turn.disarm(tag, broker);
            if (link.connection != 0) {
                turn.around().close(link.connection);
            }
        });
        links.clear();
    }
}
