package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinator;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinatorAnswer;
import dev.ackademy.core.node.log.GroupFrame.Heartbeat;
import dev.ackademy.core.node.log.GroupFrame.HeartbeatAnswer;
import dev.ackademy.core.node.log.GroupFrame.LeaveGroup;
import dev.ackademy.core.node.log.LogError;
import java.util.ArrayList;

/// A consumer's place in its group (K24 to K26): who coordinates, which member it is, in which generation (by the
/// consumer protocol: its epoch, and the phases UNJOINED, JOINING and STABLE only).
///
/// ```
///  UNJOINED ──prepare, JoinGroup──► JOINING ──SyncGroup──► SYNCING ──► SYNCED ──callbacks──► STABLE
///     ▲                                │                      │                                 │
///     └──── lost, left, refused ───────┴──────────────────────┴──── a rebalance began ──────────┘
/// ```
/// Its steps are taken inside a poll ([Rebalance], [Reconcile]); what its heartbeat thread does in the background
/// (finding the
/// coordinator, leaving when the poll interval is over) is here.
final class Membership {

    enum Phase {
        UNJOINED,
        JOINING,
        SYNCING,
        SYNCED,
        STABLE
    }

    private static final String OUT =
            "CommitFailedException: the member has left its group or was removed from it, others may have its partitions";

    Phase phase = Phase.UNJOINED;

    /// Node of the coordinator, -1 unknown.
    int coordinator = -1;

    boolean finding;

    @Instant
    long findAt;

    @Instant
    long joinAt;

    /// The member and generation of the last assignment: the group's metadata, which the application hands
    /// to a transaction (KIP-447). They outlive the membership.
    @Ident(of = "member")
    int lastMember;

    int lastGeneration = -1;

    /// 0 while the group has not named it.
    @Ident
    int member;

    int generation = -1;

    boolean rejoin = true;

    /// The next join begins with giving up what must be given up.
    boolean prepare = true;

    /// The auto-commit before this join was asked for.
    boolean committing;

    /// The membership was lost for this reason, and the application does not know yet; null for none.
    String lost;

    /// What the last SyncGroup assigned, until the application learns of it in a poll; null for none.
    ArrayList<TopicPartition> offered;

    /// This member computes the assignments.
    boolean leads;

    /// By the consumer protocol the coordinator does, and members confirm what they were given (K26): what
    /// is here
    /// besides is of that.
    boolean reconciles;

    /// The number that this consumer has chosen for itself as a member; 0 before it joins first.
    @Ident(of = "member")
    int chosen;

    /// It has carried out an assignment and not said so yet.
    boolean unconfirmed;

    /// Answers that came unasked on the connection to the coordinator.
    int told;

    /// The application was asked to give partitions up and has not answered; 0 for no question.
    @Ident
    int token;

    @Ident(counter = true)
    int tokens;

    /// The error of a commit outside a stable membership, null for none.
    String whyNoCommit() {
        return switch (phase) {
            case STABLE, SYNCED -> null;
            case JOINING, SYNCING ->
                reconciles ? OUT : "RebalanceInProgressException: call poll to finish the rebalance";
            case UNJOINED -> OUT;
        };
    }

    void askRejoin() {
        rejoin = true;
    }

    /// The group has removed this member, or it left by itself: everything is lost and it joins as a new
    /// one.
    void fenced(String why) {
        lost = why;
        member = 0;
        generation = -1;
        phase = Phase.UNJOINED;
        rejoin = true;
        prepare = true;
        committing = false;
        leads = false;
        offered = null;
        unconfirmed = false;
    }

    /// K25: no poll within `max.poll.interval.ms`. The client tells the coordinator by itself; the
    /// application learns of it at its next poll.
    void leaveByPollInterval(Consumer consumer, Turn turn) {
        if (phase != Phase.UNJOINED || member != 0) {
            sendLeave(consumer, turn);
            fenced("max.poll.interval.ms is over");
        }
    }

    void sendLeave(Consumer consumer, Turn turn) {
        if (member == 0 || coordinator < 0 || !consumer.connections.open(Connections.coordinator(coordinator))) {
            return;
        }
        if (reconciles) {
            new Reconcile(consumer, turn).leave();
        } else {
            consumer.connections.send(
                    Connections.coordinator(coordinator),
                    new LeaveGroup(consumer.connections.nextCorrelation(), consumer.group, member),
                    Purpose.LEAVE,
                    consumer.settings(turn).requestTimeoutMicros(),
                    turn);
        }
    }

    /// Finds the coordinator and connects to it; true when that is done.
    boolean coordinatorReady(Consumer consumer, Turn turn) {
        if (coordinator < 0) {
            find(consumer, turn);
            return false;
        }
        return consumer.connections.ready(Connections.coordinator(coordinator), turn);
    }

    private void find(Consumer consumer, Turn turn) {
        if (finding || findAt > turn.now()) {
            return;
        }
        int broker = consumer.cluster.reachable(turn.settings().brokers(), consumer.connections, turn);
        if (broker >= 0 && consumer.connections.open(broker)) {
            finding = true;
            consumer.connections.send(
                    broker,
                    new FindCoordinator(consumer.connections.nextCorrelation(), consumer.group),
                    Purpose.FIND_COORDINATOR,
                    consumer.settings(turn).requestTimeoutMicros(),
                    turn);
        }
    }

    void found(FindCoordinatorAnswer answer, Consumer consumer, Turn turn) {
        finding = false;
        if (answer.error() == LogError.NONE) {
            coordinator = answer.node();
        } else {
            findAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
        }
    }

    void notFound(Consumer consumer, Turn turn) {
        finding = false;
        findAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
    }

    /// Nobody is the coordinator any more; what was asked of it has failed.
    void coordinatorUnknown(Consumer consumer, Turn turn) {
        if (coordinator < 0) {
            return;
        }
        int key = Connections.coordinator(coordinator);
        coordinator = -1;
        findAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
        if (consumer.connections.used(key)) {
            consumer.connections.giveUp(key, turn).forEach(request -> consumer.disconnected(request, turn));
        }
    }

    /// A member says on a new connection that it is there; the healthy heartbeats after this one are no
    /// events.
    void announce(Consumer consumer, Turn turn) {
        if (member != 0 && phase == Phase.STABLE && reconciles) {
            new Reconcile(consumer, turn).announce();
        } else if (member != 0 && phase == Phase.STABLE) {
            consumer.connections.send(
                    Connections.coordinator(coordinator),
                    new Heartbeat(consumer.connections.nextCorrelation(), consumer.group, member, generation),
                    Purpose.HEARTBEAT,
                    consumer.settings(turn).requestTimeoutMicros(),
                    turn);
        }
    }

    /// The news that a heartbeat brings.
    void heard(HeartbeatAnswer answer, Consumer consumer, Turn turn) {
        LogError error = answer.error();
        if (error == LogError.REBALANCE_IN_PROGRESS) {
            if (phase == Phase.STABLE || phase == Phase.SYNCED) {
                rejoin = true;
            }
        } else if (error == LogError.UNKNOWN_MEMBER_ID || error == LogError.ILLEGAL_GENERATION) {
            if (phase == Phase.STABLE || phase == Phase.SYNCED) {
                fenced(error.name());
            }
        } else if (otherCoordinator(error)) {
            coordinatorUnknown(consumer, turn);
        }
    }

    /// The connection to the coordinator ended with this request.
    void disconnected(Purpose purpose, Consumer consumer, Turn turn) {
        if (purpose == Purpose.JOIN || purpose == Purpose.SYNC) {
            phase = Phase.UNJOINED;
            rejoin = true;
            joinAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
        }
    }

    boolean wantsCoordinator(Consumer consumer) {
        return consumer.group != null
                && (phase != Phase.UNJOINED || rejoin && consumer.pulling || !consumer.commits.queue.isEmpty());
    }

    static boolean otherCoordinator(LogError error) {
        return error == LogError.NOT_COORDINATOR || error == LogError.COORDINATOR_NOT_AVAILABLE;
    }

    long nextInstant(Consumer consumer, Turn turn) {
        if (!wantsCoordinator(consumer)) {
            return Long.MAX_VALUE;
        }
        long now = turn.now();
        if (coordinator < 0) {
            if (finding) {
                return Long.MAX_VALUE;
            }
            return findAt > now
                    ? findAt
                    : consumer.cluster.retryAt(turn.settings().brokers(), consumer.connections, now);
        }
        long retry = consumer.connections.retryAt(Connections.coordinator(coordinator));
        return phase == Phase.UNJOINED && joinAt > now ? Math.min(retry, joinAt) : retry;
    }
}
