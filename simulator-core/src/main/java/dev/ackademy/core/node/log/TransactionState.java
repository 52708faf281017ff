package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// What a coordinator knows of one transactional id. Immutable; the `to` methods are its moves (K14), and one that
/// [TransactionPhase#mayFollow] does not allow is a bug.
///
/// @param lastEpoch    the epoch before a bump that the producer asked for, -1 for none: it may ask again
/// @param partitions   of the transaction, in order, until its markers are written
/// @param startedAt    when the transaction became ongoing
public record TransactionState(
        String id,
        TransactionPhase phase,
        long producerId,
        int epoch,
        int lastEpoch,
        long timeoutMicros,
        List<TopicPartition> partitions,
        @Instant long startedAt) {

    /// The last epoch that a producer may be given (K15).
    static final int LAST_EPOCH = Short.MAX_VALUE - 1;

    static TransactionState fresh(String id, long producerId, long timeoutMicros) {
        return new TransactionState(id, TransactionPhase.EMPTY, producerId, 0, -1, timeoutMicros, List.of(), 0);
    }

    boolean exhausted() {
        return epoch >= LAST_EPOCH;
    }

    private TransactionState to(
            TransactionPhase next,
            long nextProducer,
            int nextEpoch,
            int before,
            List<TopicPartition> parts,
            long since) {
        if (!next.mayFollow(phase)) {
            throw new IllegalStateException(id + ": " + phase + " cannot become " + next);
        }
        return new TransactionState(id, next, nextProducer, nextEpoch, before, timeoutMicros, parts, since);
    }

    /// K15: the producer begins anew with the next epoch.
    TransactionState toEmpty(long timeout) {
        TransactionState next = to(TransactionPhase.EMPTY, producerId, epoch + 1, epoch, List.of(), 0);
        return new TransactionState(id, next.phase, next.producerId, next.epoch, epoch, timeout, List.of(), 0);
    }

    /// K15: its epochs are used up, so it begins with another producer id.
    TransactionState toEmptyOf(long newProducer, long timeout) {
        to(TransactionPhase.EMPTY, newProducer, 0, -1, List.of(), 0);
        return new TransactionState(id, TransactionPhase.EMPTY, newProducer, 0, -1, timeout, List.of(), 0);
    }

    boolean has(List<TopicPartition> wanted) {
        return phase == TransactionPhase.ONGOING && partitions.containsAll(wanted);
    }

    TransactionState toOngoing(List<TopicPartition> added, long now) {
        List<TopicPartition> all =
                new ArrayList<>(phase == TransactionPhase.ONGOING ? partitions : List.<TopicPartition>of());
        added.stream().filter(each -> !all.contains(each)).forEach(all::add);
        all.sort(null);
        long since = phase == TransactionPhase.ONGOING ? startedAt : now;
        return to(TransactionPhase.ONGOING, producerId, epoch, lastEpoch, all, since);
    }

    /// Whoever holds the present epoch is out; the transaction will be aborted with the next one.
    TransactionState toFence() {
        return to(TransactionPhase.PREPARE_EPOCH_FENCE, producerId, epoch + 1, -1, partitions, startedAt);
    }

    /// @param bump K18: the end of a transaction gives its producer the next epoch
    TransactionState toPrepared(boolean commit, boolean bump) {
        return to(
                commit ? TransactionPhase.PREPARE_COMMIT : TransactionPhase.PREPARE_ABORT,
                producerId,
                bump ? epoch + 1 : epoch,
                bump ? epoch : lastEpoch,
                partitions,
                startedAt);
    }

    TransactionState toComplete() {
        return to(
                phase.commits() ? TransactionPhase.COMPLETE_COMMIT : TransactionPhase.COMPLETE_ABORT,
                producerId,
                epoch,
                lastEpoch,
                List.of(),
                startedAt);
    }

    /// K18: the abort of a transaction in which nothing was written yet.
    TransactionState toAbortedEmpty() {
        return to(TransactionPhase.COMPLETE_ABORT, producerId, epoch + 1, epoch, List.of(), startedAt);
    }

    boolean overAt(long now) {
        return phase == TransactionPhase.ONGOING && now - startedAt >= timeoutMicros;
    }
}
