package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a real server of core NATS must have done (*inferred*): who listened, what each was sent, and what nobody was.
/// A message passes once for each copy that a process is sent; one that only our onlooker saw had no listener.
final class Subjects {
    /// What a client library says when it has read a message from the network.
    static final String ARRIVED = "arrived";

    static final String NOBODY = "nobody listens";

    private static final int NO_LANE = -1;
    /// A message and the word that somebody listens come on different ways.
    private static final long GRACE_MICROS = 200_000;

    /// @param number of the message among those of its topic, from 1: the observer's count
    record Routed(int entry, long number) {}

    /// What is known of one message.
    private static final class Passing {
        private final LiveBroker.Stored message;
        private final long number;
        private final long since;
        private final boolean wanted;
        private final TreeMap<Integer, Routed> to = new TreeMap<>();
        private boolean gone;

        private Passing(LiveBroker.Stored message, long number, long since, boolean wanted) {
            this.message = message;
            this.number = number;
            this.since = since;
            this.wanted = wanted;
        }
    }

    private record Listener(String topic, String group) {}

    private final LiveJournal journal;
    private final int server;
    private final Map<LiveBroker.Stored, Passing> passing = new LinkedHashMap<>();
    private final TreeMap<String, Long> seen = new TreeMap<>();
    private final TreeMap<Integer, TreeSet<String>> wanted = new TreeMap<>();
    private final TreeMap<Integer, List<Listener>> listening = new TreeMap<>();

    /// @param server node number of the broker's server
    Subjects(LiveJournal journal, int server) {
        this.journal = journal;
        this.server = server;
    }

    /// From here on what passes may be sent to this process.
    synchronized void wants(int process, List<String> topics) {
        wanted.computeIfAbsent(process, _ -> new TreeSet<>()).addAll(topics);
    }

    synchronized void listens(int process, List<String> topics, String group) {
        List<Listener> listeners = listening.computeIfAbsent(process, _ -> new ArrayList<>());
        for (String topic : topics) {
            listeners.add(new Listener(topic, group));
            tell(server, new SubjectEvent.Subscribed(topic, group, process));
        }
    }

    synchronized void leaves(int process, String cause) {
        wanted.remove(process);
        List<Listener> listeners = listening.remove(process);
        if (listeners != null) {
            listeners.forEach(
                    each -> tell(server, new SubjectEvent.Unsubscribed(each.topic(), each.group(), process, cause)));
        }
    }

    /// The onlooker saw it.
    synchronized void passed(LiveBroker.Stored message) {
        passing(message);
    }

    private Passing passing(LiveBroker.Stored message) {
        return passing.computeIfAbsent(message, _ -> {
            String topic = message.partition().topic();
            boolean anybody = wanted.values().stream().anyMatch(each -> each.contains(topic));
            return new Passing(message, seen.merge(topic, 1L, Long::sum), journal.now(), anybody);
        });
    }

    /// This process was sent it; told once.
    synchronized Routed routed(int process, LiveBroker.Stored message) {
        Passing one = passing(message);
        return one.to.computeIfAbsent(process, _ -> {
            Event event = new SubjectEvent.MessageRouted(
                    message.operation(), message.partition().topic(), message.attempt(), List.of(process));
            return new Routed(tell(server, event, message.cause()), one.number);
        });
    }

    /// Its client library had no room for it.
    synchronized void dropped(int process, LiveBroker.Stored message, String cause) {
        tell(
                process,
                new SubjectEvent.MessageDropped(
                        message.operation(), message.partition().topic(), cause),
                routed(process, message).entry());
    }

    /// Tells what passed a while ago when nobody listened.
    synchronized void look() {
        long now = journal.now();
        passing.values().stream()
                .filter(each -> !each.wanted && now - each.since > GRACE_MICROS)
                .forEach(this::tellGone);
    }

    /// The run is over: what nobody has got until now nobody gets.
    synchronized void over() {
        passing.values().forEach(this::tellGone);
    }

    private void tellGone(Passing each) {
        if (!each.gone && each.to.isEmpty()) {
            each.gone = true;
            tell(
                    server,
                    new SubjectEvent.MessageDropped(
                            each.message.operation(), each.message.partition().topic(), NOBODY),
                    each.message.cause());
        }
    }

    private int tell(int node, Event event, int... causes) {
        return journal.write(node, 1, NO_LANE, event, Origin.INFERRED, causes);
    }
}
