package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.port.BrokerCommand.Acknowledge;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The commits of one consumer. A commit is a position: it covers everything before it in its partition, done or not
/// (p4). It carries the member and its generation; a member whose generation is over fails with CommitFailedException
/// and commits nothing (K24, K25). By the consumer protocol a refused commit tells the member nothing more: it learns
/// from its heartbeats what became of it (K26).
///
/// A commit that waits for its receipt goes alone and is tried again on what is retriable; the others are sent once,
/// one behind the other.
final class Commits {

    ArrayDeque<Commit> queue = new ArrayDeque<>();
    ArrayList<CommitUnderWay> underWay = new ArrayList<>();

    /// A commit that is tried again waits until then.
    @Instant
    long retryAt;

    /// When auto-commit is due next, inside a poll.
    @Instant
    long autoAt;

    void acknowledge(Acknowledge command, Consumer consumer, Turn turn) {
        TopicPartition partition = command.delivery().partition();
        Position position = consumer.assigned.get(partition);
        CommittedOffset offset = new CommittedOffset(
                partition,
                command.delivery().position() + 1,
                position == null ? -1 : position.epochOf(command.delivery().position()),
                command.delivery().message().operation());
        queue.addLast(new Commit(
                command.request(),
                command.awaitReceipt(),
                List.of(offset),
                turn.now() + LogClientSettings.API_TIMEOUT_MICROS,
                false));
    }

    /// Commits the positions of everything that earlier polls returned, where they have moved.
    ///
    /// @return whether there was something to commit
    boolean auto(boolean sync, Consumer consumer, Turn turn) {
        List<CommittedOffset> offsets = new ArrayList<>();
        consumer.assigned.forEach((partition, position) -> {
            if (position.uncommitted()) {
                offsets.add(new CommittedOffset(partition, position.offset, position.epoch, position.last));
                turn.record(new DeliveryEvent.AcknowledgeAsked(partition, position.offset - 1, consumer.group));
            }
        });
        if (!offsets.isEmpty()) {
            queue.addLast(new Commit(0, sync, offsets, turn.now() + LogClientSettings.API_TIMEOUT_MICROS, false));
        }
        return !offsets.isEmpty();
    }

    boolean autoUnderWay() {
        return queue.stream().anyMatch(Commit::auto)
                || underWay.stream().anyMatch(request -> request.commit().auto());
    }

    boolean idle() {
        return queue.isEmpty() && underWay.isEmpty();
    }

    void pump(Consumer consumer, Turn turn) {
        while (!queue.isEmpty() && !held(turn.now())) {
            Commit commit = queue.peekFirst();
            if (consumer.group == null) {
                queue.pollFirst();
                failed(
                        commit,
                        "InvalidGroupIdException: the consumer has no group",
                        Certainty.NOT_DONE,
                        consumer,
                        turn);
                continue;
            }
            if (commit.giveUpAt() <= turn.now()) {
                queue.pollFirst();
                giveUp(commit, "TimeoutException: no receipt within 60 s", consumer, turn);
                continue;
            }
            String refusal = consumer.membership.whyNoCommit();
            if (refusal != null) {
                queue.pollFirst();
                giveUp(commit, refusal, consumer, turn);
                continue;
            }
            if (!consumer.membership.coordinatorReady(consumer, turn)) {
                return;
            }
            queue.pollFirst();
            send(commit.wasSent(), consumer, turn);
        }
    }

    /// A commit that waits for its receipt holds up those behind it, and waits for those before it.
    private boolean held(long now) {
        for (CommitUnderWay request : underWay) {
            if (request.commit().sync()) {
                return true;
            }
        }
        return retryAt > now || queue.peekFirst().sync() && !underWay.isEmpty();
    }

    private void send(Commit commit, Consumer consumer, Turn turn) {
        int correlation = consumer.connections.nextCorrelation();
        Membership membership = consumer.membership;
        underWay.add(new CommitUnderWay(correlation, commit, membership.generation));
        consumer.connections.send(
                Connections.coordinator(membership.coordinator),
                new OffsetCommit(
                        correlation, consumer.group, membership.member, membership.generation, commit.offsets()),
                Purpose.COMMIT,
                consumer.settings(turn).requestTimeoutMicros(),
                turn);
    }

    private CommitUnderWay take(int correlation) {
        for (int at = 0; at < underWay.size(); at++) {
            if (underWay.get(at).correlation() == correlation) {
                return underWay.remove(at);
            }
        }
        throw new IllegalStateException("an answer to a commit that is not under way: " + correlation);
    }

    void answered(OffsetCommitAnswer answer, Consumer consumer, Turn turn) {
        CommitUnderWay request = take(answer.correlation());
        Commit commit = request.commit();
        Membership membership = consumer.membership;
        LogError error = answer.error();
        if (error == LogError.NONE) {
            done(commit, consumer, turn);
        } else if (error == LogError.UNKNOWN_MEMBER_ID
                || error == LogError.ILLEGAL_GENERATION
                || error == LogError.STALE_MEMBER_EPOCH) {
            if (request.generation() == membership.generation && !membership.reconciles) {
                membership.fenced(error.name());
            }
            failed(commit, "CommitFailedException: " + error, Certainty.NOT_DONE, consumer, turn);
        } else if (error == LogError.REBALANCE_IN_PROGRESS) {
            membership.askRejoin();
            failed(commit, "RebalanceInProgressException", Certainty.NOT_DONE, consumer, turn);
        } else if (error.retriable()) {
            if (Membership.otherCoordinator(error) || error == LogError.REQUEST_TIMED_OUT) {
                membership.coordinatorUnknown(consumer, turn);
            }
            again(commit, error.name(), consumer, turn);
        } else {
            failed(commit, error.name(), Certainty.NOT_DONE, consumer, turn);
        }
    }

    void disconnected(int correlation, Consumer consumer, Turn turn) {
        again(take(correlation).commit(), "DisconnectException", consumer, turn);
    }

    private void again(Commit commit, String cause, Consumer consumer, Turn turn) {
        if (commit.sync() && commit.giveUpAt() > turn.now()) {
            retryAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
            queue.addFirst(commit);
        } else {
            giveUp(commit, "RetriableCommitFailedException: " + cause, consumer, turn);
        }
    }

    private void done(Commit commit, Consumer consumer, Turn turn) {
        for (CommittedOffset offset : commit.offsets()) {
            Position position = consumer.assigned.get(offset.partition());
            if (position != null) {
                position.committed = offset.offset();
            }
            if (commit.auto()) {
                turn.record(new DeliveryEvent.Acknowledged(offset.partition(), offset.offset() - 1, consumer.group));
            }
        }
        if (!commit.auto()) {
            turn.tell(new BrokerOutcome.Acknowledged(commit.request()));
        }
    }

    private void giveUp(Commit commit, String cause, Consumer consumer, Turn turn) {
        failed(commit, cause, commit.sent() ? Certainty.MAYBE_DONE : Certainty.NOT_DONE, consumer, turn);
    }

    private void failed(Commit commit, String cause, Certainty certainty, Consumer consumer, Turn turn) {
        if (!commit.auto()) {
            turn.tell(new BrokerOutcome.AcknowledgeFailed(commit.request(), cause, certainty));
            return;
        }
        for (CommittedOffset offset : commit.offsets()) {
            turn.record(new DeliveryEvent.AcknowledgeFailed(
                    offset.partition(), offset.offset() - 1, consumer.group, certainty, cause));
        }
        autoAt = Math.min(autoAt, turn.now() + consumer.settings(turn).retryBackoffMicros());
    }

    long nextInstant(long now) {
        if (queue.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long giveUp = queue.peekFirst().giveUpAt();
        long next = giveUp > now ? giveUp : Long.MAX_VALUE;
        return retryAt > now ? Math.min(next, retryAt) : next;
    }
}
