package dev.ackademy.core.node.log.client;

import java.util.TreeMap;

/// Where a process reads on, as its client library knows it: a picture must say the same (see `PictureLines`).
public final class LogClientLines {

    private LogClientLines() {}

    /// Without a position, `""`.
    public static TreeMap<String, String> reading(LogClient client) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Consumer consumer : client.consumers.values()) {
            consumer.assigned.forEach((partition, position) -> lines.put(
                    partition.toString(), position.state == Position.State.READY ? "reads " + position.offset : ""));
        }
        return lines;
    }
}
