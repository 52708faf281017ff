package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitions;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Before a leader opens a transaction in a partition it asks the coordinator (K20): whether the partition is part of
/// the producer's ongoing transaction (V1), or to make it so (V2, K16). The request waits meanwhile, with a guard in
/// each partition; a marker that is written in between takes the guard away, so that an answer about an earlier
/// transaction opens none.
final class Verification {

    /// @param guards of the partitions, in the order of `partitions`
    record Waiting(
            @Ident int connection, int from, LogFrame request, List<TopicPartition> partitions, List<Integer> guards) {}

    @Ident(of = "correlation")
    private final TreeMap<Integer, Waiting> waiting = new TreeMap<>();

    @Ident(counter = true)
    private int guards;

    /// Whether the request must wait for the coordinator; then it is handled when the answer comes.
    boolean holds(int connection, int from, Produce request, Turn turn) {
        List<TopicPartition> opening = new ArrayList<>();
        RecordBatch any = null;
        for (RecordBatch batch : request.batches()) {
            if (batch.transactional() && opens(batch, turn)) {
                opening.add(batch.partition());
                any = batch;
            }
        }
        return any != null
                && ask(
                        new Waiting(connection, from, request, opening, List.of()),
                        request.transactionalId(),
                        any.producerId(),
                        any.producerEpoch(),
                        turn);
    }

    private static boolean opens(RecordBatch batch, Turn turn) {
        Replica replica = turn.replica(batch.partition());
        return turn.broker().leaderError(batch.partition(), -1) == LogError.NONE
                && !replica.producers.inTransaction(batch.producerId(), batch.producerEpoch())
                && replica.producers.check(batch, turn.settings()) instanceof ProducerStates.Check.Append;
    }

    /// The same for positions, which are written to the internal topic.
    boolean holds(int connection, int from, CommitOffsets request, Turn turn) {
        Replica offsets = turn.replica(Role.offsetsPartition());
        if (offsets == null
                || offsets.leading() == null
                || offsets.producers.inTransaction(request.producerId(), request.producerEpoch())) {
            return false;
        }
        return ask(
                new Waiting(connection, from, request, List.of(Role.offsetsPartition()), List.of()),
                request.id(),
                request.producerId(),
                request.producerEpoch(),
                turn);
    }

    private boolean ask(Waiting asked, String id, long producer, int epoch, Turn turn) {
        boolean verifyOnly = turn.settings().transactions().version() == 1;
        if (verifyOnly && !(turn.settings().transactions().verifies() && turn.applies(Rule.K20))) {
            return false;
        }
        List<Integer> given = new ArrayList<>();
        for (TopicPartition partition : asked.partitions) {
            turn.replica(partition).leadership.guards.put(producer, ++guards);
            given.add(guards);
        }
        int correlation = turn.broker().peers.nextCorrelation();
        waiting.put(correlation, new Waiting(asked.connection, asked.from, asked.request, asked.partitions, given));
        int coordinator = turn.broker().view.leader(Role.transactionsPartition());
        if (turn.broker().peers.reachable(coordinator)) {
            turn.broker()
                    .peers
                    .send(
                            coordinator,
                            new AddPartitions(correlation, id, producer, epoch, asked.partitions, verifyOnly),
                            turn);
        } else {
            answered(correlation, LogError.COORDINATOR_NOT_AVAILABLE, turn);
        }
        return true;
    }

    void answered(int correlation, LogError error, Turn turn) {
        Waiting asked = waiting.remove(correlation);
        if (asked == null) {
            return;
        }
        LogError told = toProducer(error, turn);
        switch (asked.request) {
            case Produce produce -> {
                boolean kept = told == LogError.NONE && guarded(asked, producer(produce), turn);
                LogError refusal = told == LogError.NONE && !kept ? LogError.INVALID_TXN_STATE : told;
                turn.broker().producing.verified(asked.connection, produce, asked.partitions, refusal, turn);
            }
            case CommitOffsets commit -> {
                boolean kept = told == LogError.NONE && guarded(asked, commit.producerId(), turn);
                LogError refusal = told == LogError.NONE && !kept ? LogError.INVALID_TXN_STATE : told;
                turn.broker().coordinator.offsets.verified(asked.connection, asked.from, commit, refusal, turn);
            }
            default -> throw new IllegalStateException("nothing to verify in " + asked.request);
        }
    }

    private static long producer(Produce produce) {
        for (RecordBatch batch : produce.batches()) {
            if (batch.transactional()) {
                return batch.producerId();
            }
        }
        return -1;
    }

    private static boolean guarded(Waiting asked, long producer, Turn turn) {
        for (int i = 0; i < asked.partitions.size(); i++) {
            Integer guard =
                    turn.replica(asked.partitions.get(i)).leadership.guards.get(producer);
            if (!asked.guards.get(i).equals(guard)) {
                return false;
            }
        }
        return true;
    }

    /// What a coordinator's error is called in the answer to a produce request.
    private static LogError toProducer(LogError error, Turn turn) {
        return switch (error) {
            case PRODUCER_FENCED -> LogError.INVALID_PRODUCER_EPOCH;
            case COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR ->
                LogError.NOT_ENOUGH_REPLICAS;
            case CONCURRENT_TRANSACTIONS ->
                turn.settings().transactions().version() == 1 ? LogError.NOT_ENOUGH_REPLICAS : error;
            default -> error;
        };
    }

    void crashed() {
        waiting.clear();
    }
}
