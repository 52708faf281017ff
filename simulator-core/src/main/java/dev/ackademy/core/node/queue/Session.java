package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Ident;
import java.util.ArrayList;

/// One client's connection with its channel: what it has in hand, by delivery tag, and which queues it consumes.
final class Session {

    /// In hand and not settled.
    ///
    /// @param since when it was sent, µs
    record InHand(
            @Ident int tag,
            String queue,
            Stored stored,
            @dev.ackademy.core.model.Instant long since) {}

    record Consuming(String queue, int prefetch, boolean automatic) {}

    @Ident(of = "connection")
    int connection;

    int node;

    @Ident(of = "tag")
    int lastTag;

    /// Set for a channel that was closed: everything on it is ignored until its connection ends.
    boolean closed;

    final ArrayList<InHand> inHand = new ArrayList<>();
    final ArrayList<Consuming> consuming = new ArrayList<>();

    static Session of(int connection, int node) {
        Session session = new Session();
        session.connection = connection;
        session.node = node;
        return session;
    }

    Consuming consuming(String queue) {
        for (Consuming each : consuming) {
            if (each.queue().equals(queue)) {
                return each;
            }
        }
        return null;
    }

    int unacknowledged(String queue) {
        int count = 0;
        for (InHand each : inHand) {
            if (each.queue().equals(queue)) {
                count++;
            }
        }
        return count;
    }
}
