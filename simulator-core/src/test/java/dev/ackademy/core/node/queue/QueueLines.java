package dev.ackademy.core.node.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a broker knows of its queues, as lines: a picture must say the same (see `PictureLines`).
public final class QueueLines {

    private QueueLines() {}

    /// @param up whether the broker runs: the consumers of one that does not are nobody's
    public static TreeMap<String, String> of(RabbitBroker broker, boolean up) {
        TreeMap<String, String> lines = new TreeMap<>();
        broker.queues.forEach((name, queue) -> {
            List<String> ready = new ArrayList<>();
            queue.returned.forEach(each -> ready.add(line(each)));
            queue.ready.forEach(each -> ready.add(line(each)));
            TreeSet<String> inHand = new TreeSet<>();
            queue.taken.forEach(each -> inHand.add(line(each)));
            List<Integer> consumers = new ArrayList<>();
            queue.consumers.forEach(each -> consumers.add(broker.sessions.get(each).node));
            consumers.sort(null);
            int active = queue.active == 0 ? -1 : broker.sessions.get(queue.active).node;
            lines.put(name, "ready " + ready + " in hand " + inHand + (up ? " of " + consumers + " " + active : ""));
        });
        return lines;
    }

    private static String line(Stored stored) {
        return stored.operation() + "@" + stored.position() + "/" + stored.deliveries();
    }

    public static TreeMap<String, String> of(JobServer server) {
        TreeMap<String, String> lines = new TreeMap<>();
        server.queues.forEach((name, queue) -> {
            List<String> ready = new ArrayList<>();
            queue.wait.forEach(each -> ready.add(line(each)));
            TreeSet<String> inHand = new TreeSet<>();
            queue.active.values().forEach(each -> inHand.add(line(each.job())));
            lines.put(name, "ready " + ready + " in hand " + inHand);
        });
        return lines;
    }

    private static String line(JobQueue.Job job) {
        return job.operation() + "@" + job.position() + "/" + job.deliveries();
    }
}
