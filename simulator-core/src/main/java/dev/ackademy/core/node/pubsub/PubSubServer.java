package dev.ackademy.core.node.pubsub;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Subject;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.pubsub.PubSubFrame.Deliver;
import dev.ackademy.core.node.pubsub.PubSubFrame.Publish;
import dev.ackademy.core.node.pubsub.PubSubFrame.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// One server of core NATS (J1). It knows who listens, and nothing else; a crash forgets that too.
public final class PubSubServer implements Node {

    /// @param process at the other end of the connection
    record Listener(@Ident int connection, int process, String topic, String pattern, String group) {}

    @Fixed
    private final PubSubSettings settings;

    final ArrayList<Listener> listeners = new ArrayList<>();

    /// Copies sent to a process since it cannot be heard, by node number.
    private final TreeMap<Integer, Integer> untaken = new TreeMap<>();

    /// Messages seen, by topic: an observer's count, which outlives the server.
    private final TreeMap<String, Long> seen = new TreeMap<>();

    public PubSubServer(PubSubSettings settings) {
        this.settings = settings;
    }

    @Override
    public void on(Input input, Surroundings around) {
        switch (input) {
            case Input.Arrived(int connection, int from, PubSubFrame frame) -> arrived(connection, from, frame, around);
            case Input.Arrived arrived ->
                throw new IllegalStateException(
                        "a NATS server got " + arrived.frame().getClass());
            case Input.Closed(int connection, int _, String cause) -> forget(connection, cause, around);
            case Input.Silent(int peer) -> untaken.putIfAbsent(peer, 0);
            case Input.Heard(int peer) -> untaken.remove(peer);
            case Input.Stopping _ -> around.stopped("shut down");
            case Input.Started _, Input.Opened _, Input.Fired _, Input.Adjusted _ -> {}
        }
    }

    private void arrived(int connection, int from, PubSubFrame frame, Surroundings around) {
        switch (frame) {
            case Subscribe subscribe -> {
                untaken.remove(from);
                listeners.add(
                        new Listener(connection, from, subscribe.topic(), subscribe.pattern(), subscribe.group()));
                around.record(new SubjectEvent.Subscribed(subscribe.topic(), subscribe.group(), from));
            }
            case PubSubFrame.Unsubscribe _ -> forget(connection, "unsubscribed", around);
            case Publish publish -> publish(publish, around);
            case PubSubFrame.Ping _ -> {}
            case Deliver _ -> throw new IllegalStateException("only a server delivers: " + frame);
        }
    }

    private void forget(int connection, String cause, Surroundings around) {
        for (Listener listener : List.copyOf(listeners)) {
            if (listener.connection == connection) {
                listeners.remove(listener);
                around.record(new SubjectEvent.Unsubscribed(listener.topic, listener.group, listener.process, cause));
            }
        }
    }

    private void publish(Publish publish, Surroundings around) {
        Operation operation = publish.message().operation();
        long number = seen.merge(publish.topic(), 1L, Long::sum);
        List<Listener> chosen = chosen(publish, number, around);
        if (chosen.isEmpty()) {
            around.record(new SubjectEvent.MessageDropped(operation, publish.topic(), "nobody listens"));
            return;
        }
        int entry = around.record(new SubjectEvent.MessageRouted(
                operation,
                publish.topic(),
                publish.message().attempt(),
                chosen.stream().map(Listener::process).toList()));
        for (Listener listener : chosen) {
            if (!cut(listener, operation, around)) {
                around.send(
                        listener.connection,
                        new Deliver(publish.correlation(), publish.topic(), number, publish.message(), entry));
            }
        }
    }

    /// One member of each queue group, whichever.
    private List<Listener> chosen(Publish publish, long number, Surroundings around) {
        TreeSet<String> groups = new TreeSet<>();
        List<Listener> fitting = new ArrayList<>();
        for (Listener listener : listeners) {
            if (Subject.matches(listener.pattern, publish.subject())) {
                groups.add(listener.group);
                fitting.add(listener);
            }
        }
        if (!settings.applies(Rule.J1_GROUP)) {
            return fitting;
        }
        List<Listener> chosen = new ArrayList<>();
        for (String group : groups) {
            List<Listener> members =
                    fitting.stream().filter(each -> each.group.equals(group)).toList();
            String key = "any/member/" + publish.topic() + "/" + group + "/" + number;
            chosen.add(members.get(members.size() == 1 ? 0 : around.choose(key, members.size())));
        }
        return chosen;
    }

    /// A client that takes nothing from the network is a slow consumer: its connection ends, and this
    /// message never goes to it. What was sent before is still read.
    private boolean cut(Listener listener, Operation operation, Surroundings around) {
        if (!untaken.containsKey(listener.process)
                || !settings.applies(Rule.J1_SLOW)
                || untaken.merge(listener.process, 1, Integer::sum) <= settings.maxPending()) {
            return false;
        }
        around.record(new SubjectEvent.SlowConsumerCut(listener.process, List.of(operation)));
        around.close(listener.connection);
        forget(listener.connection, "slow consumer", around);
        return true;
    }

    @Override
    public void crashed() {
        listeners.clear();
        untaken.clear();
    }

    @Override
    public String waiting() {
        return "";
    }
}
