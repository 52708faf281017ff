package dev.ackademy.core.node.jetstream;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a server knows, one line each, to be compared with a picture.
public final class JetStreamLines {

    private JetStreamLines() {}

    /// The messages of each stream that the server has a replica of.
    public static TreeMap<String, String> streams(JetStreamServer server) {
        TreeMap<String, String> lines = new TreeMap<>();
        server.streams.forEach((name, stream) -> {
            List<String> messages = new ArrayList<>();
            stream.messages.forEach((sequence, stored) ->
                    messages.add(sequence + ":" + stored.message().operation().id()));
            lines.put(name, messages.toString());
        });
        return lines;
    }

    /// The consumers of each stream that the server leads, by `stream/consumer`.
    public static TreeMap<String, String> consumers(JetStreamServer server) {
        TreeMap<String, String> lines = new TreeMap<>();
        server.streams.values().stream()
                .filter(stream -> stream.raft.leads())
                .forEach(stream -> stream.consumers.values().forEach(consumer -> {
                    TreeMap<Long, Integer> counts = new TreeMap<>(consumer.progress.counts);
                    counts.values().removeIf(count -> count < 2);
                    lines.put(
                            stream.name + "/" + consumer.settings.name(),
                            "delivered=" + consumer.progress.sequence + " pending="
                                    + consumer.progress.pending.keySet() + " redelivery="
                                    + new ArrayList<>(consumer.redelivery) + " counts=" + counts + " floor="
                                    + consumer.progress.floor());
                }));
        return lines;
    }
}
