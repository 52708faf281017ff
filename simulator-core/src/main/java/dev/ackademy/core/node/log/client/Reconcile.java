package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ConsumerGroupFrame;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeat;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeatAnswer;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.log.client.Membership.Phase;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A member of the consumer protocol (K26): heartbeats tell what it owns and bring what it is to own; inside a poll it
/// gives up what moves away, commits before that where auto-commit is on, takes what came, and confirms it. What stays
/// is read all the while. For one turn only.
record Reconcile(Consumer consumer, Turn turn) {

    /// Inside a poll: goes as far as it can.
    void progress() {
        Membership membership = consumer.membership;
        if (membership.token != 0) {
            return;
        }
        if (membership.lost != null) {
            handover().lose();
        }
        if (membership.phase == Phase.UNJOINED) {
            join();
        } else if (membership.phase == Phase.STABLE
                && membership.offered != null
                && handover().committed()) {
            reconcile();
        }
    }

    private void join() {
        Membership membership = consumer.membership;
        if (!membership.rejoin
                || !membership.coordinatorReady(consumer, turn)
                || membership.joinAt > turn.now()
                || leaves()) {
            return;
        }
        if (membership.chosen == 0) {
            // Unique as a UUID would be: no other consumer had this connection.
            membership.chosen = consumer.connections.channels.get(key()).connection;
        }
        membership.member = membership.chosen;
        membership.rejoin = false;
        membership.phase = Phase.JOINING;
        send(ConsumerGroupFrame.JOIN, List.of(), false, Purpose.JOIN);
    }

    /// A leave is under way: the join goes behind it in the same connection, so it does no harm to wait for
    /// its answer.
    private boolean leaves() {
        return consumer.connections.channels.get(key()).waitingFor(Purpose.LEAVE) > 0;
    }

    private void reconcile() {
        Membership membership = consumer.membership;
        List<TopicPartition> moving = new ArrayList<>(consumer.assigned.keySet());
        moving.removeAll(membership.offered);
        if (!moving.isEmpty()) {
            handover().revoke(moving);
            return;
        }
        List<TopicPartition> assignment = membership.offered;
        membership.offered = null;
        membership.unconfirmed = true;
        handover().assign(assignment);
        confirm();
    }

    /// The application's answer: the partitions may go.
    void released(int token) {
        handover().released(token);
    }

    /// Tells the coordinator what this member owns now, when no other heartbeat is under way.
    private void confirm() {
        Membership membership = consumer.membership;
        if (membership.unconfirmed
                && membership.phase == Phase.STABLE
                && membership.coordinator >= 0
                && consumer.connections.open(key())
                && consumer.connections.channels.get(key()).waitingFor(Purpose.HEARTBEAT) == 0) {
            membership.unconfirmed = false;
            send(membership.generation, List.copyOf(consumer.assigned.keySet()), true, Purpose.HEARTBEAT);
        }
    }

    /// On a new connection: what it has, and what it was given and has not taken yet.
    void announce() {
        TreeSet<TopicPartition> owned = new TreeSet<>(consumer.assigned.keySet());
        if (consumer.membership.offered != null) {
            owned.addAll(consumer.membership.offered);
        }
        send(consumer.membership.generation, List.copyOf(owned), false, Purpose.HEARTBEAT);
    }

    void leave() {
        send(ConsumerGroupFrame.LEAVE, List.of(), false, Purpose.LEAVE);
    }

    private void send(int epoch, List<TopicPartition> owned, boolean confirms, Purpose purpose) {
        LogClientSettings.Consuming settings = consumer.settings(turn);
        consumer.connections.send(
                key(),
                new GroupHeartbeat(
                        consumer.connections.nextCorrelation(),
                        consumer.group,
                        consumer.membership.member,
                        epoch,
                        settings.maxPollIntervalMicros(),
                        List.copyOf(consumer.topics),
                        owned,
                        confirms,
                        consumer.membership.told),
                purpose,
                settings.requestTimeoutMicros(),
                turn);
    }

    void answered(GroupHeartbeatAnswer answer) {
        Membership membership = consumer.membership;
        if (answer.correlation() == 0) {
            membership.told++;
        }
        boolean joins = answer.kind() == RequestKind.JOIN;
        if (membership.phase == (joins ? Phase.JOINING : Phase.STABLE)) {
            if (answer.error() == LogError.NONE) {
                learn(answer, joins);
            } else {
                refused(answer.error());
            }
        }
        confirm();
    }

    private void learn(GroupHeartbeatAnswer answer, boolean joins) {
        Membership membership = consumer.membership;
        membership.phase = Phase.STABLE;
        membership.generation = answer.epoch();
        membership.lastMember = membership.member;
        membership.lastGeneration = answer.epoch();
        boolean same = answer.partitions().equals(List.copyOf(consumer.assigned.keySet()));
        if (joins || !same || membership.offered != null) {
            membership.offered = new ArrayList<>(answer.partitions());
        }
    }

    private void refused(LogError error) {
        Membership membership = consumer.membership;
        boolean joining = membership.phase == Phase.JOINING;
        if (error == LogError.UNKNOWN_MEMBER_ID || error == LogError.FENCED_MEMBER_EPOCH) {
            membership.fenced(error.name());
            return;
        }
        if (joining) {
            membership.phase = Phase.UNJOINED;
            membership.rejoin = true;
            membership.joinAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
        }
        if (Membership.otherCoordinator(error)) {
            membership.coordinatorUnknown(consumer, turn);
        } else if (!error.retriable()) {
            membership.rejoin = false;
            turn.tell(new BrokerOutcome.Fenced(error.name()));
        }
    }

    private int key() {
        return Connections.coordinator(consumer.membership.coordinator);
    }

    private Handover handover() {
        return new Handover(consumer, turn);
    }
}
