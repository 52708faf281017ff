package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.node.Timer;

/// The two halves of a client library, each with a connection of its own to each broker: whose an input is, and what
/// becomes of both when a broker cannot be heard.
///
/// @param silence the timer that runs while a broker is not heard, by its number
record TwoHalves(Publisher publisher, Consuming consumption, RabbitClientSettings settings, String silence) {

    boolean opened(int connection, Turn turn) {
        if (publisher.links.owns(connection)) {
            publisher.links.opened(publisher.links.broker(connection));
            publisher.opened(settings, turn);
        } else if (consumption.links().owns(connection)) {
            consumption.links().opened(consumption.links().broker(connection));
            consumption.opened(settings, turn);
        } else {
            return false;
        }
        return true;
    }

    boolean closed(int connection, Turn turn) {
        if (publisher.links.owns(connection)) {
            publisher.closed(publisher.links.broker(connection), settings, turn);
        } else if (consumption.links().owns(connection)) {
            consumption.closed(consumption.links().broker(connection), settings, turn);
        } else {
            return false;
        }
        return true;
    }

    boolean fired(Timer timer, Turn turn) {
        int id = (int) timer.id();
        if (timer.tag().equals(silence)) {
            giveUp(publisher.links, id, turn);
            giveUp(consumption.links(), id, turn);
            return true;
        }
        return publisher.fired(timer.tag(), id, settings, turn) || consumption.fired(timer.tag(), id, settings, turn);
    }

    /// Missed heartbeats: the connection is given up from this side.
    private void giveUp(Links links, int broker, Turn turn) {
        Links.Link link = links.links.get(broker);
        if (link != null && link.connection != 0) {
            int connection = link.connection;
            turn.around().close(connection);
            closed(connection, turn);
        }
    }

    boolean silent(int peer, Turn turn) {
        if (!settings.queues().brokers().contains(peer)) {
            return false;
        }
        if (publisher.links.links.containsKey(peer) || consumption.links().links.containsKey(peer)) {
            turn.arm(settings.heartbeatMicros(), silence, peer);
        }
        return true;
    }

    String waiting() {
        String waiting = publisher.waiting();
        return waiting.isEmpty() ? consumption.waiting() : waiting;
    }
}
