package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerCommand.Pull;
import dev.ackademy.core.node.port.BrokerCommand.Subscribe;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One subscription: a consumer that does its work inside `poll`, that is, while a [Pull] is outstanding. Without one
/// it neither joins a rebalance nor fetches nor auto-commits; only its answers still come in and its heartbeats go on.
final class Consumer {

    int subscription;

    /// Null for a consumer that takes all partitions of its topics and belongs to nobody.
    String group;

    ArrayList<String> topics = new ArrayList<>();
    Connections connections = new Connections();
    KnownCluster cluster = new KnownCluster();
    Membership membership = new Membership();
    Positions positions = new Positions();
    Fetching fetching = new Fetching();
    Commits commits = new Commits();
    TreeMap<TopicPartition, Position> assigned = new TreeMap<>();

    /// The partitions that each topic had when this member, as leader or alone, assigned them.
    TreeMap<String, Integer> counted = new TreeMap<>();

    /// A poll is outstanding.
    boolean pulling;

    int most;

    /// When the outstanding poll ends without records.
    @Instant
    long pullUntil;

    boolean paused;

    /// Set while the consumer says goodbye.
    boolean leaving;

    boolean left;

    @Instant
    long armed = Long.MAX_VALUE;

    static Consumer of(Subscribe command, LogClientSettings.Consuming settings) {
        Consumer consumer = new Consumer();
        consumer.membership.reconciles = settings.byCoordinator();
        consumer.subscription = command.subscription();
        consumer.group = command.group();
        consumer.topics.addAll(command.topics());
        consumer.topics.forEach(consumer.cluster::use);
        return consumer;
    }

    LogClientSettings.Consuming settings(Turn turn) {
        return turn.settings().consumer();
    }

    int generation() {
        return Math.max(0, membership.generation);
    }

    private Timer wake() {
        return new Timer("consumer/wake", subscription);
    }

    private Timer pollInterval() {
        return new Timer("consumer/poll-interval", subscription);
    }

    void startPollInterval(Turn turn) {
        if (group != null) {
            turn.around().after(settings(turn).maxPollIntervalMicros(), pollInterval());
        }
    }

    /// The application gives up what it was asked for.
    void released(int token, Turn turn) {
        if (membership.reconciles) {
            new Reconcile(this, turn).released(token);
        } else {
            new Rebalance(this, turn).released(token);
        }
        pump(turn);
    }

    void stopPollInterval(Turn turn) {
        turn.around().cancel(pollInterval());
    }

    void pull(Pull command, Turn turn) {
        pulling = true;
        most = Math.max(1, Math.min(command.max(), settings(turn).maxPoll()));
        boolean endless = command.maxWaitMicros() < 0 || command.maxWaitMicros() == Long.MAX_VALUE;
        pullUntil = endless ? Long.MAX_VALUE : turn.now() + command.maxWaitMicros();
        stopPollInterval(turn);
        pump(turn);
    }

    private void autoCommit(Turn turn) {
        if (mayAutoCommit(turn) && commits.autoAt <= turn.now()) {
            if (commits.auto(false, this, turn)) {
                commits.autoAt = turn.now() + settings(turn).autoCommitMicros();
            } else {
                skipUnchangedCommits(turn);
            }
        }
    }

    /// The thread that commits in the background may see the position of a batch that this poll is about to
    /// return (the class of KAFKA-18641).
    private boolean commitsAfterwards(Turn turn) {
        if (!settings(turn).backgroundCommit()
                || !mayAutoCommit(turn)
                || commits.autoAt > turn.now()
                || fetching.held(this) == 0) {
            return false;
        }
        for (var each : assigned.entrySet()) {
            if (each.getValue().uncommitted()) {
                String key = "race/commit/" + turn.around().name(turn.around().self()) + "/" + each.getKey() + "/"
                        + each.getValue().offset;
                return turn.around().choose(key, 2) == 1;
            }
        }
        return false;
    }

    private boolean mayAutoCommit(Turn turn) {
        return settings(turn).autoCommit()
                && group != null
                && membership.whyNoCommit() == null
                && membership.token == 0
                && !commits.autoUnderWay();
    }

    /// Does everything that can be done now, and arms the timer for the next thing.
    void pump(Turn turn) {
        LogClientSettings.Consuming settings = settings(turn);
        if (left) {
            return;
        }
        cluster.refreshWhenGrown(settings.metadataAgeMicros(), turn.now());
        cluster.pump(turn.settings().brokers(), connections, settings.requestTimeoutMicros(), turn);
        noticeGrowth();
        if (membership.wantsCoordinator(this)) {
            membership.coordinatorReady(this, turn);
        }
        if (pulling && !leaving) {
            boolean afterwards = commitsAfterwards(turn);
            if (!afterwards) {
                autoCommit(turn);
            }
            poll(turn);
            if (afterwards) {
                autoCommit(turn);
            }
        }
        commits.pump(this, turn);
        cluster.pump(turn.settings().brokers(), connections, settings.requestTimeoutMicros(), turn);
        if (leaving) {
            leave(turn);
        }
        armed = turn.wake(wake(), armed, left ? Long.MAX_VALUE : nextInstant(turn));
    }

    private void poll(Turn turn) {
        if (group != null && membership.reconciles) {
            new Reconcile(this, turn).progress();
        } else if (group != null) {
            new Rebalance(this, turn).progress();
        } else {
            assignAll(turn);
        }
        positions.pump(this, turn);
        if (membership.token != 0) {
            return;
        }
        List<Delivery> deliveries = fetching.collect(most, this, turn);
        fetching.send(this, turn);
        if (!deliveries.isEmpty() || pullUntil <= turn.now()) {
            pulling = false;
            startPollInterval(turn);
            turn.tell(new BrokerOutcome.Batch(subscription, deliveries));
        }
    }

    /// Auto-commits that fell into an idle poll had nothing to say: the next one is due at the next of
    /// their instants.
    private void skipUnchangedCommits(Turn turn) {
        long every = Math.max(1, settings(turn).autoCommitMicros());
        if (commits.autoAt > 0 && commits.autoAt <= turn.now()) {
            commits.autoAt += ((turn.now() - commits.autoAt) / every + 1) * every;
        }
    }

    /// A topic that has grown is noticed by whoever assigns its partitions.
    private void noticeGrowth() {
        if (!counted.isEmpty() && (group == null || membership.leads) && !counted.equals(counts())) {
            counted = new TreeMap<>();
            membership.askRejoin();
        }
    }

    private TreeMap<String, Integer> counts() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        topics.forEach(topic -> counts.put(topic, cluster.partitions(topic)));
        return counts;
    }

    TreeMap<String, Integer> countPartitions() {
        counted = counts();
        return counts();
    }

    private void assignAll(Turn turn) {
        if (!membership.rejoin || topics.stream().anyMatch(topic -> !cluster.knows(topic))) {
            return;
        }
        membership.rejoin = false;
        List<TopicPartition> added = new ArrayList<>();
        countPartitions().forEach((topic, count) -> {
            for (int number = 0; number < count; number++) {
                TopicPartition partition = new TopicPartition(topic, number);
                if (!assigned.containsKey(partition)) {
                    added.add(partition);
                }
            }
        });
        assign(added);
        turn.tell(new BrokerOutcome.Assigned(subscription, List.copyOf(assigned.keySet()), added, 0));
    }

    void assign(List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Position position = new Position();
            position.paused = paused;
            assigned.put(partition, position);
            fetching.order.add(partition);
        }
    }

    void unassign(List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            assigned.remove(partition);
            fetching.order.remove(partition);
            fetching.drop(partition);
        }
    }

    /// Says goodbye: commits what auto-commit owes, waits for every commit, leaves the group. Unclean: just
    /// goes, as a killed process does.
    void unsubscribe(boolean clean, Turn turn) {
        pulling = false;
        leaving = true;
        membership.token = 0;
        stopPollInterval(turn);
        if (!clean) {
            gone(turn);
        } else {
            if (settings(turn).autoCommit() && group != null && membership.whyNoCommit() == null) {
                commits.auto(true, this, turn);
            }
            pump(turn);
        }
    }

    private void leave(Turn turn) {
        if (!commits.idle() || left) {
            return;
        }
        if (group != null && membership.member != 0) {
            membership.sendLeave(this, turn);
            boolean told =
                    membership.coordinator >= 0 && connections.open(Connections.coordinator(membership.coordinator));
            membership.member = 0;
            if (told) {
                return;
            }
        }
        if (!leaveUnderWay()) {
            gone(turn);
        }
    }

    private boolean leaveUnderWay() {
        return connections.channels.values().stream().anyMatch(channel -> channel.waitingFor(Purpose.LEAVE) > 0);
    }

    private void gone(Turn turn) {
        left = true;
        unassign(List.copyOf(assigned.keySet()));
        connections.closeAll(turn);
        turn.around().cancel(wake());
        turn.tell(new BrokerOutcome.Unsubscribed(subscription));
    }

    /// The application has not polled for `max.poll.interval.ms` (K25).
    void pollIntervalOver(Turn turn) {
        membership.leaveByPollInterval(this, turn);
        pump(turn);
    }

    /// A request will not be answered: its connection is gone (N7).
    void disconnected(Unanswered request, Turn turn) {
        switch (request.purpose()) {
            case METADATA -> cluster.failed(settings(turn).retryBackoffMicros(), turn.now());
            case FIND_COORDINATOR -> membership.notFound(this, turn);
            case JOIN, SYNC -> membership.disconnected(request.purpose(), this, turn);
            case COMMIT -> commits.disconnected(request.correlation(), this, turn);
            case OFFSET_FETCH -> positions.unanswered(this, turn);
            case LIST_OFFSETS -> positions.placesUnanswered(this, turn);
            case FETCH -> fetching.disconnected(request.correlation(), this, turn);
            case HEARTBEAT, LEAVE -> {}
            case PRODUCE,
                    INIT_PRODUCER,
                    ADD_PARTITIONS,
                    ADD_OFFSETS,
                    TRANSACTION_OFFSETS,
                    END_TRANSACTION,
                    FIND_GROUP_COORDINATOR ->
                throw new IllegalStateException("a consumer sends no " + request.purpose());
        }
    }

    private long nextInstant(Turn turn) {
        LogClientSettings.Consuming settings = settings(turn);
        long next = Math.min(
                connections.deadline(),
                cluster.due(turn.settings().brokers(), connections, settings.metadataAgeMicros(), turn.now()));
        next = Math.min(next, membership.nextInstant(this, turn));
        next = Math.min(next, commits.nextInstant(turn.now()));
        if (!pulling || leaving || membership.token != 0) {
            return next;
        }
        next = Math.min(next, positions.nextInstant(this, turn.now()));
        next = Math.min(next, fetching.nextInstant(this, turn));
        next = Math.min(next, pullUntil);
        boolean autoDue = mayAutoCommit(turn) && assigned.values().stream().anyMatch(Position::uncommitted);
        return autoDue ? Math.min(next, Math.max(commits.autoAt, turn.now() + 1)) : next;
    }

    /// What is not finished, in words; empty when it only waits for records.
    String waiting() {
        if (left) {
            return "";
        }
        if (leaving) {
            return "leaves its group";
        }
        if (!commits.idle()) {
            return "waits for the answer to a commit";
        }
        int held = fetching.held(this);
        if (!pulling && held > 0) {
            return "holds " + held + (held == 1 ? " record" : " records") + " that the application has not polled";
        }
        return pulling ? waitingInPoll() : "";
    }

    private String waitingInPoll() {
        if (membership.token != 0) {
            return "gives partitions up";
        }
        if (group != null && membership.phase != Membership.Phase.STABLE) {
            return "waits to join the group " + group;
        }
        for (var entry : assigned.entrySet()) {
            Position position = entry.getValue();
            if (position.state == Position.State.INVALID) {
                return "has no valid position in " + entry.getKey() + " and its reset policy is none";
            }
            if (position.state != Position.State.READY) {
                return "looks for its position in " + entry.getKey();
            }
            if (position.paused) {
                return "has paused " + entry.getKey();
            }
            if (cluster.leader(entry.getKey()) < 0) {
                return "waits for a leader of " + entry.getKey();
            }
        }
        return "";
    }
}
