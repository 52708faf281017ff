package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import java.util.TreeMap;

/// One broker of a log cluster. It hands each input to the part that it is for; the parts own their state and meet in a
/// [Turn]. Durable are the replicas (logs, epochs, high watermarks) and what was last known of the cluster; everything
/// else is memory (K8).
public final class LogBroker implements Node {

    @Fixed
    private final LogSettings settings;

    final TreeMap<TopicPartition, Replica> replicas = new TreeMap<>();
    final ClusterView view = new ClusterView();
    final Conversations conversations = new Conversations();
    final Producing producing = new Producing();
    final Fetching fetching = new Fetching();
    final LeaderDuties duties = new LeaderDuties();
    final Purgatory purgatory = new Purgatory();
    final Following following = new Following();
    final ControllerLink controllerLink = new ControllerLink();
    final Coordinator coordinator = new Coordinator();
    final TransactionCoordinator transactions = new TransactionCoordinator();
    final Markers markers = new Markers();
    final Verification verification = new Verification();
    final Peers peers = new Peers();
    final Upkeep upkeep = new Upkeep();
    private final Requests requests = new Requests();

    public LogBroker(LogSettings settings) {
        this.settings = settings;
    }

    @Override
    public void on(Input input, Surroundings around) {
        Turn turn = new Turn(this, settings, around);
        switch (input) {
            case Input.Started(int incarnation) -> started(incarnation, turn);
            case Input.Opened(int connection, int peer) -> opened(connection, peer, turn);
            case Input.Closed(int connection, int peer, String cause) -> closed(connection, turn);
            case Input.Arrived(int connection, int from, LogFrame frame) ->
                requests.arrived(connection, from, frame, turn);
            case Input.Arrived arrived ->
                throw new IllegalStateException(
                        "a log broker got " + arrived.frame().getClass());
            case Input.Fired(Timer timer) -> fired(timer, turn);
            case Input.Silent(int peer) -> silent(peer, turn);
            case Input.Heard(int peer) -> heard(peer, turn);
            case Input.Stopping stopping -> {
                controllerLink.shutdown(turn);
                around.stopped("shut down");
            }
            case Input.Adjusted adjusted -> {}
        }
        conversations.drain(turn);
    }

    private void started(int incarnation, Turn turn) {
        if (incarnation == 1) {
            view.form(settings);
            view.partitions.values().forEach(state -> apply(state, turn));
        } else if (settings.controller() < 0) {
            view.partitions.replaceAll((partition, state) -> state.electedTo(turn.self(), true));
            view.partitions.values().forEach(state -> apply(state, turn));
        }
        controllerLink.start(incarnation, turn);
        following.refresh(turn);
    }

    /// The controller has decided about a partition: this broker becomes what that makes it.
    void apply(PartitionState state, Turn turn) {
        view.learn(state);
        if (!state.replicas().contains(turn.self())) {
            return;
        }
        Replica replica = replicas.computeIfAbsent(
                state.partition(), partition -> Replica.of(partition, topic(partition), replicas.size()));
        boolean coordinated = replica.leading() != null;
        boolean sameEpoch = replica.role().epoch() == state.leaderEpoch() && !(replica.role() instanceof Role.Idle);
        if (replica.role().epoch() > state.leaderEpoch()) {
            return;
        }
        if (sameEpoch) {
            if (replica.leading() != null
                    && state.partitionEpoch() >= replica.leading().partitionEpoch()) {
                duties.confirmed(replica, state, turn);
            }
        } else if (state.leader() == turn.self()) {
            duties.begin(replica, state, turn);
            if (replica.holdsOffsets()) {
                coordinator.load(replica, turn);
            } else if (replica.holdsTransactions()) {
                transactions.load(replica, turn);
            }
        } else if (state.leader() == PartitionState.NONE) {
            duties.end(replica, replica.role().toIdle(state.leaderEpoch()), turn);
        } else {
            duties.beginFollowing(replica, state, turn);
        }
        if (coordinated && replica.leading() == null) {
            if (replica.holdsOffsets()) {
                coordinator.unload(turn);
            } else if (replica.holdsTransactions()) {
                transactions.unload(turn);
            }
        }
    }

    private TopicSettings topic(TopicPartition partition) {
        TopicSettings topic = settings.topic(partition.topic());
        if (topic == null) {
            throw new IllegalStateException("no topic " + partition);
        }
        return topic;
    }

    /// NONE where this broker leads the partition in the epoch that the asker knows (-1: any) (K7).
    LogError leaderError(TopicPartition partition, int knownEpoch) {
        Replica replica = replicas.get(partition);
        if (replica == null) {
            return view.partitions.containsKey(partition)
                    ? LogError.NOT_LEADER_OR_FOLLOWER
                    : LogError.UNKNOWN_TOPIC_OR_PARTITION;
        }
        if (knownEpoch >= 0 && knownEpoch != replica.role().epoch() && settings.applies(Rule.K7)) {
            return knownEpoch < replica.role().epoch() ? LogError.FENCED_LEADER_EPOCH : LogError.UNKNOWN_LEADER_EPOCH;
        }
        return replica.leading() == null ? LogError.NOT_LEADER_OR_FOLLOWER : LogError.NONE;
    }

    /// One request, alone on its connection (N6).
    void handle(int connection, int from, LogFrame frame, Turn turn) {
        requests.handle(connection, from, frame, turn);
    }

    private void opened(int connection, int peer, Turn turn) {
        if (controllerLink.owns(connection)) {
            controllerLink.opened(turn);
        } else if (!following.opened(connection, turn) && !peers.opened(connection, turn)) {
            conversations.opened(connection, peer);
            following.alive(peer, turn);
            peers.alive(peer);
            markers.send(turn);
        }
    }

    private void closed(int connection, Turn turn) {
        if (controllerLink.owns(connection)) {
            controllerLink.closed(turn);
        } else if (!following.closed(connection, turn) && !peers.closed(connection, turn)) {
            Conversation conversation = conversations.closed(connection);
            if (conversation != null) {
                fetching.closed(connection, conversation, turn);
                coordinator.closed(connection, turn);
            }
        }
    }

    private void silent(int peer, Turn turn) {
        if (peer == settings.controller()) {
            controllerLink.silent();
        } else if (settings.brokers().contains(peer)) {
            following.silent(peer);
            peers.silent(peer, turn);
            duties.unheard(peer, turn);
        } else {
            coordinator.silent(peer, turn);
        }
    }

    private void heard(int peer, Turn turn) {
        if (peer == settings.controller()) {
            controllerLink.heard(turn);
        } else if (settings.brokers().contains(peer)) {
            following.heard(peer, turn);
            fetching.heard(peer, turn);
            peers.alive(peer);
            markers.send(turn);
        } else {
            coordinator.heard(peer, turn);
        }
    }

    private void fired(Timer timer, Turn turn) {
        int id = (int) timer.id();
        switch (timer.tag()) {
            case Purgatory.AWAIT -> purgatory.timedOut(id, turn);
            case Fetching.FETCH_WAIT -> fetching.fetchWaitOver(id, turn);
            case Leadership.LAG -> duties.lagFired(numbered(id), turn);
            case Peers.SETUP -> peers.setupOver(id, turn);
            case Markers.RETRY -> markers.retry(turn);
            case TransactionCoordinator.SCAN -> transactions.scan(turn);
            case Following.RETRY -> following.retry(id, turn);
            case ControllerLink.RECONNECT -> controllerLink.reconnect(turn);
            case Upkeep.FLUSH -> upkeep.flush(numbered(id));
            case Upkeep.RETENTION -> upkeep.retain(numbered(id), turn);
            case Cleaning.CLEAN -> numbered(id).cleaning.due(numbered(id), turn);
            case Upkeep.PRODUCERS -> upkeep.expireProducers(turn);
            default -> coordinator.fired(timer.tag(), id, turn);
        }
    }

    private Replica numbered(int number) {
        for (Replica replica : replicas.values()) {
            if (replica.number() == number) {
                return replica;
            }
        }
        throw new IllegalStateException("no replica " + number);
    }

    @Override
    public void crashed() {
        replicas.values().forEach(Replica::crashed);
        conversations.crashed();
        purgatory.crashed();
        following.crashed();
        controllerLink.crashed();
        coordinator.crashed();
        transactions.crashed();
        markers.crashed();
        verification.crashed();
        peers.crashed();
        upkeep.crashed();
    }

    @Override
    public void lostPower(Surroundings around) {
        Turn turn = new Turn(this, settings, around);
        replicas.values().forEach(replica -> replica.lostPower(turn));
        crashed();
    }

    /// A broker that comes back opens its port when the controller has admitted it, which is not before the
    /// session of its last life is over: until then callers are refused and look elsewhere (seen on real
    /// servers).
    @Override
    public boolean listens() {
        return controllerLink.admitted();
    }

    @Override
    public String waiting() {
        String waiting = purgatory.waiting();
        return waiting.isEmpty() ? behindTransactions() : waiting;
    }

    /// K21: readers of what is committed wait behind a transaction that nobody has ended.
    private String behindTransactions() {
        for (Replica replica : replicas.values()) {
            if (replica.lastStable() < replica.highWatermark()
                    && replica.leadership.parked.stream().anyMatch(this::readsCommitted)) {
                return "readers of " + replica.partition() + " wait behind a transaction without an end, at offset "
                        + replica.lastStable();
            }
        }
        return "";
    }

    private boolean readsCommitted(int connection) {
        Conversation conversation = conversations.of(connection);
        return conversation != null && conversation.parked instanceof DataFrame.Fetch fetch && fetch.committed();
    }
}
