package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The connections that others opened to this broker. One request of each is handled at a time (N6).
final class Conversations {

    @Ident(of = "connection")
    private final TreeMap<Integer, Conversation> open = new TreeMap<>();

    /// Connections whose next request may be handled; empty between two inputs.
    @Ident(of = "connection")
    private final ArrayDeque<Integer> ready = new ArrayDeque<>();

    void opened(int connection, int peer) {
        open.computeIfAbsent(connection, c -> Conversation.with(peer));
    }

    /// Null where the connection is gone.
    Conversation of(int connection) {
        return open.get(connection);
    }

    /// The connections of one peer with a parked fetch of this sort.
    List<Integer> withParked(int peer, Class<? extends LongPoll> sort) {
        List<Integer> connections = new ArrayList<>();
        open.forEach((connection, conversation) -> {
            if (conversation.peer() == peer && sort.isInstance(conversation.parked)) {
                connections.add(connection);
            }
        });
        return connections;
    }

    /// A request came: it is handled now, or waits for the one in hand.
    void arrived(int connection, int from, LogFrame frame, Turn turn) {
        if (!open.containsKey(connection)) {
            opened(connection, from);
        }
        Conversation conversation = open.get(connection);
        if (conversation.busy && turn.applies(Rule.N6)) {
            conversation.waiting.add(frame);
            turn.broker().fetching.endWait(connection, turn);
        } else {
            conversation.busy = true;
            turn.broker().handle(connection, from, frame, turn);
        }
    }

    /// News that a client's own regular refresh would bring: a topic has grown. Nobody asked for it.
    void tellClients(LogFrame news, Turn turn) {
        for (Map.Entry<Integer, Conversation> conversation : open.entrySet()) {
            if (!turn.settings().brokers().contains(conversation.getValue().peer())) {
                turn.around().send(conversation.getKey(), news);
            }
        }
    }

    void answered(int connection) {
        Conversation conversation = open.get(connection);
        if (conversation != null) {
            conversation.busy = false;
            if (!conversation.waiting.isEmpty()) {
                ready.add(connection);
            }
        }
    }

    /// Handles what became possible during the input in hand.
    void drain(Turn turn) {
        while (!ready.isEmpty()) {
            int connection = ready.removeFirst();
            Conversation conversation = open.get(connection);
            if (conversation != null && !conversation.busy && !conversation.waiting.isEmpty()) {
                conversation.busy = true;
                turn.broker().handle(connection, conversation.peer(), conversation.waiting.removeFirst(), turn);
            }
        }
    }

    /// Returns what it was, null where it was none of these.
    Conversation closed(int connection) {
        return open.remove(connection);
    }

    void crashed() {
        open.clear();
        ready.clear();
    }
}
