package dev.ackademy.core.node.jetstream.client;

import java.util.List;
import java.util.TreeMap;

/// Which server is taken to lead each stream: at first the first replica, later whoever a server names, and the next
/// replica when that one cannot be reached.
final class Leaders {

    /// By stream; the server's node number.
    private final TreeMap<String, Integer> known = new TreeMap<>();

    int of(String stream, Turn turn) {
        return known.getOrDefault(
                stream, turn.settings().stream(stream).replicas().getFirst());
    }

    void named(String stream, int server) {
        known.put(stream, server);
    }

    /// This server is away: its streams are looked for at their next replica.
    void away(int server, Turn turn) {
        turn.settings().streams().forEach(stream -> {
            List<Integer> replicas = stream.replicas();
            if (of(stream.name(), turn) == server) {
                known.put(stream.name(), replicas.get((replicas.indexOf(server) + 1) % replicas.size()));
            }
        });
    }
}
