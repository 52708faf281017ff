package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.LogEvent.IsrChanged;
import dev.ackademy.core.model.LogEvent.LeaderElected;
import dev.ackademy.core.model.LogEvent.PartitionsAdded;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.log.ClusterFrame.AlterPartition;
import dev.ackademy.core.node.log.ClusterFrame.AlterPartitionAnswer;
import dev.ackademy.core.node.log.ClusterFrame.MetadataUpdate;
import dev.ackademy.core.node.log.ClusterFrame.RegisterAnswer;
import dev.ackademy.core.node.log.ClusterFrame.RegisterBroker;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The controller: it keeps the brokers' sessions, elects leaders (K5), accepts or refuses another ISR (K4), adds
/// partitions, and tells every broker. A stand-in for a quorum: its decisions are durable and it does not fail by
/// itself.
public final class LogController implements Node {

    static final String SESSION = "broker/session";

    @Fixed
    private final LogSettings settings;

    final ClusterView view = new ClusterView();
    private final TreeMap<Integer, BrokerSession> sessions = new TreeMap<>();

    @Ident(counter = true)
    private int registrations;

    public LogController(LogSettings settings) {
        this.settings = settings;
    }

    @Override
    public void on(Input input, Surroundings around) {
        switch (input) {
            case Input.Started(int incarnation) -> {
                if (incarnation == 1) {
                    form(around);
                }
            }
            case Input.Opened opened -> {}
            case Input.Closed(int connection, int peer, String cause) -> closed(connection, peer, around);
            case Input.Arrived(int connection, int from, LogFrame frame) -> arrived(connection, from, frame, around);
            case Input.Arrived arrived ->
                throw new IllegalStateException(
                        "the controller got " + arrived.frame().getClass());
            case Input.Fired(Timer timer) -> fence((int) timer.id(), around);
            case Input.Silent(int peer) -> watch(peer, around);
            case Input.Heard(int peer) -> heard(peer, around);
            case Input.Stopping stopping -> around.stopped("shut down");
            case Input.Adjusted(Adjustment.AddPartitions(String topic, int to)) -> add(topic, to, around);
            case Input.Adjusted other -> throw new IllegalStateException("the controller got " + other);
        }
    }

    /// The cluster as it was set up before the run: everybody registered, the first replica of each
    /// partition leads.
    private void form(Surroundings around) {
        view.form(settings);
        settings.brokers().forEach(broker -> sessions.put(broker, BrokerSession.formed(around.now())));
        view.partitions.values().forEach(state -> elected(state, true, around));
    }

    private static void elected(PartitionState state, boolean clean, Surroundings around) {
        around.record(new LeaderElected(state.partition(), state.leader(), state.leaderEpoch(), clean, state.isr()));
    }

    private void arrived(int connection, int from, LogFrame frame, Surroundings around) {
        switch (frame) {
            case RegisterBroker register -> register(connection, from, register, around);
            case AlterPartition alter -> alter(connection, from, alter, around);
            case ClusterFrame.ControlledShutdown shutdown -> fence(from, around);
            case LogFrame other -> throw new IllegalStateException("the controller cannot serve " + other.getClass());
        }
    }

    private void register(int connection, int broker, RegisterBroker register, Surroundings around) {
        BrokerSession session = sessions.get(broker);
        if (session.alive() && session.incarnation() != register.incarnation()) {
            sessions.put(broker, session.awaited(register.incarnation(), connection, register.correlation()));
            watch(broker, around);
        } else {
            accept(broker, register.incarnation(), connection, register.correlation(), around);
        }
    }

    /// The broker is told everything, and the others what its return makes possible.
    private void accept(int broker, int incarnation, int connection, int correlation, Surroundings around) {
        around.cancel(new Timer(SESSION, broker));
        sessions.put(broker, sessions.get(broker).registered(incarnation, connection, around.now()));
        long ids = ControllerLink.blockAfter(settings, registrations++);
        around.send(connection, new RegisterAnswer(correlation, ids));
        unfence(broker, around);
    }

    private void unfence(int broker, Surroundings around) {
        boolean unfenced = view.brokers.add(broker);
        List<PartitionState> changed = unfenced ? electWhereNone(around) : List.of();
        tell(broker, new ArrayList<>(view.partitions.values()), around);
        if (unfenced) {
            for (int other : settings.brokers()) {
                if (other != broker) {
                    tell(other, changed, around);
                }
            }
        }
    }

    private void closed(int connection, int peer, Surroundings around) {
        BrokerSession session = sessions.get(peer);
        if (session != null && (session.connection() == connection || session.awaiting() == connection)) {
            sessions.put(peer, session.apart(connection));
            watch(peer, around);
        }
    }

    /// Nothing can come from this broker: one timer, counted from its last heartbeat.
    private void watch(int peer, Surroundings around) {
        BrokerSession session = sessions.get(peer);
        if (session != null && session.alive()) {
            around.after(session.untilOver(around.now(), settings), new Timer(SESSION, peer));
        }
    }

    /// The same incarnation again, by its next heartbeat: its session goes on, or, where it was over,
    /// begins again.
    private void heard(int peer, Surroundings around) {
        BrokerSession session = sessions.get(peer);
        if (session == null || session.connection() == 0 || session.awaiting() != 0) {
            return;
        }
        around.cancel(new Timer(SESSION, peer));
        if (!session.alive()) {
            sessions.put(peer, session.registered(session.incarnation(), session.connection(), around.now()));
            unfence(peer, around);
        }
    }

    /// The session is over: the broker leads nothing and is in no ISR but where it is the last one (K4,
    /// K5).
    private void fence(int broker, Surroundings around) {
        BrokerSession session = sessions.get(broker);
        if (!session.alive()) {
            return;
        }
        sessions.put(broker, session.fenced());
        view.brokers.remove(broker);
        List<PartitionState> changed = new ArrayList<>();
        for (PartitionState state : List.copyOf(view.partitions.values())) {
            PartitionState next = without(broker, state, around);
            if (next != state) {
                view.partitions.put(next.partition(), next);
                changed.add(next);
            }
        }
        settings.brokers().forEach(other -> tell(other, changed, around));
        if (session.awaiting() != 0) {
            accept(broker, session.nextIncarnation(), session.awaiting(), session.correlation(), around);
        }
    }

    private PartitionState without(int broker, PartitionState state, Surroundings around) {
        PartitionState rest = state;
        if (state.isr().contains(broker) && state.isr().size() > 1 && settings.applies(Rule.K4)) {
            rest = state.withIsr(state.isrWithout(broker));
            around.record(new IsrChanged(state.partition(), state.isr(), rest.isr()));
        }
        return state.leader() == broker ? elect(rest, around) : rest;
    }

    /// K5: the first living replica of the ISR; else, where that is allowed, the first living one at all:
    /// its log is then the truth; else none.
    private PartitionState elect(PartitionState state, Surroundings around) {
        for (int replica : state.replicas()) {
            if (view.brokers.contains(replica) && (state.isr().contains(replica) || !settings.applies(Rule.K5))) {
                return electedTo(replica, true, state, around);
            }
        }
        for (int replica : state.replicas()) {
            if (settings.uncleanElection() && view.brokers.contains(replica)) {
                return electedTo(replica, false, state, around);
            }
        }
        if (state.leader() == PartitionState.NONE) {
            return state;
        }
        PartitionState offline = state.offline();
        elected(offline, true, around);
        return offline;
    }

    private static PartitionState electedTo(int replica, boolean clean, PartitionState state, Surroundings around) {
        PartitionState next = state.electedTo(replica, clean);
        elected(next, clean, around);
        if (!next.isr().equals(state.isr())) {
            around.record(new IsrChanged(state.partition(), state.isr(), next.isr()));
        }
        return next;
    }

    private List<PartitionState> electWhereNone(Surroundings around) {
        List<PartitionState> changed = new ArrayList<>();
        for (PartitionState state : List.copyOf(view.partitions.values())) {
            PartitionState next = state.leader() == PartitionState.NONE ? elect(state, around) : state;
            if (next != state) {
                view.partitions.put(next.partition(), next);
                changed.add(next);
            }
        }
        return changed;
    }

    private void alter(int connection, int from, AlterPartition alter, Surroundings around) {
        PartitionState state = view.partitions.get(alter.partition());
        LogError error = refusal(from, alter, state);
        if (error == LogError.NONE) {
            PartitionState next = state.withIsr(alter.isr());
            view.partitions.put(next.partition(), next);
            around.record(new IsrChanged(state.partition(), state.isr(), next.isr()));
            settings.brokers().forEach(broker -> tell(broker, List.of(next), around));
        }
        around.send(connection, new AlterPartitionAnswer(alter.correlation(), alter.partition(), error));
    }

    private LogError refusal(int from, AlterPartition alter, PartitionState state) {
        if (state.leader() != from || state.leaderEpoch() != alter.leaderEpoch()) {
            return LogError.FENCED_LEADER_EPOCH;
        }
        if (state.partitionEpoch() != alter.partitionEpoch()) {
            return LogError.INVALID_UPDATE_VERSION;
        }
        return view.brokers.containsAll(alter.isr()) ? LogError.NONE : LogError.INELIGIBLE_REPLICA;
    }

    private void add(String name, int to, Surroundings around) {
        for (TopicSettings topic : settings.allTopics()) {
            if (topic.name().equals(name)) {
                add(topic, to, around);
            }
        }
    }

    private void add(TopicSettings topic, int to, Surroundings around) {
        int from = view.of(topic.name()).size();
        if (to <= from) {
            return;
        }
        around.record(new PartitionsAdded(topic.name(), from, to));
        List<PartitionState> added = new ArrayList<>();
        for (int partition = from; partition < to; partition++) {
            PartitionState state = ClusterView.placed(settings, topic, partition);
            state = view.brokers.contains(state.leader()) ? state : elect(state, around);
            if (state.leaderEpoch() == 0) {
                elected(state, true, around);
            }
            view.partitions.put(state.partition(), state);
            added.add(state);
        }
        settings.brokers().forEach(broker -> tell(broker, added, around));
    }

    private void tell(int broker, List<PartitionState> changed, Surroundings around) {
        BrokerSession session = sessions.get(broker);
        if (session.connection() != 0) {
            around.send(session.connection(), new MetadataUpdate(0, new ArrayList<>(view.brokers), changed));
        }
    }

    /// Its decisions are durable; its connections are not.
    @Override
    public void crashed() {
        sessions.replaceAll(
                (broker, session) -> session.apart(session.connection()).apart(session.awaiting()));
    }

    /// For tests and pictures: what it has decided.
    PartitionState state(TopicPartition partition) {
        return view.partitions.get(partition);
    }

    @Override
    public String waiting() {
        return "";
    }
}
