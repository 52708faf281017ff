package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.JoinAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinGroup;
import dev.ackademy.core.node.log.GroupFrame.MemberAssignment;
import dev.ackademy.core.node.log.GroupFrame.SyncAnswer;
import dev.ackademy.core.node.log.GroupFrame.SyncGroup;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.log.client.Membership.Phase;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayList;
import java.util.List;

/// Takes a member through a rebalance, inside a poll: an application that does not poll does not rejoin (K24, K25).
/// Eager: give everything up, then join. Cooperative (KIP-429): join with what is owned, then give up only what moves
/// and join again. For one turn only.
record Rebalance(Consumer consumer, Turn turn) {

    /// Goes as far as it can.
    void progress() {
        Membership membership = membership();
        if (membership.token != 0) {
            return;
        }
        if (membership.lost != null) {
            handover().lose();
        }
        if (membership.phase == Phase.SYNCED) {
            complete();
        }
        boolean mayJoin = membership.phase == Phase.UNJOINED || membership.phase == Phase.STABLE;
        if (!membership.rejoin || !mayJoin || membership.token != 0) {
            return;
        }
        if (!membership.coordinatorReady(consumer, turn) || membership.joinAt > turn.now()) {
            return;
        }
        if (membership.prepare && !prepared()) {
            return;
        }
        join();
    }

    /// Commits what auto-commit owes, then gives everything up where the protocol is eager. True when
    /// nothing of this is left to do.
    private boolean prepared() {
        if (!handover().committed()) {
            return false;
        }
        membership().prepare = false;
        if (settings().cooperative() || consumer.assigned.isEmpty()) {
            return true;
        }
        handover().revoke(List.copyOf(consumer.assigned.keySet()));
        return false;
    }

    /// The application's answer: the partitions may go.
    void released(int token) {
        Membership membership = membership();
        if (handover().released(token) && membership.phase == Phase.SYNCED) {
            finish();
            membership.rejoin = true;
        }
    }

    private void join() {
        Membership membership = membership();
        LogClientSettings.Consuming settings = settings();
        membership.rejoin = false;
        membership.phase = Phase.JOINING;
        int correlation = consumer.connections.nextCorrelation();
        List<TopicPartition> owned =
                settings.cooperative() ? List.copyOf(consumer.assigned.keySet()) : List.<TopicPartition>of();
        consumer.connections.send(
                Connections.coordinator(membership.coordinator),
                new JoinGroup(
                        correlation,
                        consumer.group,
                        membership.member,
                        settings.sessionMicros(),
                        settings.maxPollIntervalMicros(),
                        settings.heartbeatMicros(),
                        List.of(settings.cooperative() ? "cooperative-sticky" : "range"),
                        List.copyOf(consumer.topics),
                        owned,
                        membership.generation),
                Purpose.JOIN,
                Math.max(settings.requestTimeoutMicros(), settings.maxPollIntervalMicros() + 5_000_000),
                turn);
    }

    void joined(JoinAnswer answer) {
        Membership membership = membership();
        if (membership.phase != Phase.JOINING) {
            return;
        }
        if (answer.error() == LogError.NONE) {
            membership.member = answer.member();
            membership.generation = answer.generation();
            membership.leads = answer.leader() == answer.member();
            membership.phase = Phase.SYNCING;
            sync(answer);
            return;
        }
        membership.phase = Phase.UNJOINED;
        membership.rejoin = true;
        if (answer.error() == LogError.MEMBER_ID_REQUIRED) {
            membership.member = answer.member();
        } else {
            refused(answer.error());
        }
    }

    private void sync(JoinAnswer answer) {
        Membership membership = membership();
        List<MemberAssignment> assignments =
                membership.leads ? Assignor.assign(answer, consumer.countPartitions()) : List.<MemberAssignment>of();
        consumer.connections.send(
                Connections.coordinator(membership.coordinator),
                new SyncGroup(
                        consumer.connections.nextCorrelation(),
                        consumer.group,
                        membership.member,
                        membership.generation,
                        assignments),
                Purpose.SYNC,
                Math.max(settings().requestTimeoutMicros(), settings().maxPollIntervalMicros() + 5_000_000),
                turn);
    }

    void synced(SyncAnswer answer) {
        Membership membership = membership();
        if (membership.phase != Phase.SYNCING) {
            return;
        }
        if (answer.error() == LogError.NONE) {
            membership.phase = Phase.SYNCED;
            membership.offered = new ArrayList<>(answer.partitions());
        } else {
            membership.phase = Phase.UNJOINED;
            membership.rejoin = true;
            refused(answer.error());
        }
    }

    private void refused(LogError error) {
        Membership membership = membership();
        if (error == LogError.UNKNOWN_MEMBER_ID || error == LogError.ILLEGAL_GENERATION) {
            membership.fenced(error.name());
        } else if (Membership.otherCoordinator(error)) {
            membership.coordinatorUnknown(consumer, turn);
        } else if (error != LogError.REBALANCE_IN_PROGRESS) {
            membership.joinAt = turn.now() + settings().retryBackoffMicros();
            if (!error.retriable()) {
                membership.rejoin = false;
                turn.tell(new BrokerOutcome.Fenced(error.name()));
            }
        }
    }

    /// The application learns of its assignment; where partitions move away from it (cooperative), it gives
    /// these up first.
    private void complete() {
        Membership membership = membership();
        List<TopicPartition> moving = new ArrayList<>(consumer.assigned.keySet());
        moving.removeAll(membership.offered);
        if (!moving.isEmpty()) {
            handover().revoke(moving);
            return;
        }
        finish();
    }

    private void finish() {
        Membership membership = membership();
        List<TopicPartition> offered = membership.offered;
        membership.offered = null;
        membership.lastMember = membership.member;
        membership.lastGeneration = membership.generation;
        membership.phase = Phase.STABLE;
        membership.prepare = true;
        handover().assign(offered);
    }

    private Handover handover() {
        return new Handover(consumer, turn);
    }

    private Membership membership() {
        return consumer.membership;
    }

    private LogClientSettings.Consuming settings() {
        return turn.settings().consumer();
    }
}
