package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.LogRecord.BatchStamp;
import dev.ackademy.core.node.log.ProducerState.KnownBatch;
import java.util.List;
import java.util.TreeMap;

/// The idempotent producers of one partition (K10, K11, K13). It follows the log: every append, by a client or from the
/// leader, is noted; after a truncation it is built again from what is left.
final class ProducerStates {

    /// What becomes of a batch.
    sealed interface Check {

        record Append() implements Check {}

        record Duplicate(long baseOffset) implements Check {}

        record Refuse(LogError error) implements Check {}
    }

    private final TreeMap<Long, ProducerState> producers = new TreeMap<>();
    final PartitionTransactions transactions = new PartitionTransactions();

    static int lastSequence(int first, int records) {
        return plus(first, records - 1);
    }

    /// Sequences go from 2^31-1 on to 0.
    static int plus(int sequence, int more) {
        return sequence > Integer.MAX_VALUE - more ? more - (Integer.MAX_VALUE - sequence) - 1 : sequence + more;
    }

    /// The checks of K11, in its order.
    Check check(RecordBatch batch, LogSettings settings) {
        ProducerState state = producers.get(batch.producerId());
        if (!batch.transactional() && transactions.open(batch.producerId()) && settings.applies(Rule.K20)) {
            return new Check.Refuse(LogError.INVALID_TXN_STATE);
        }
        if (batch.producerId() < 0 || state == null || !settings.applies(Rule.K11)) {
            return new Check.Append();
        }
        int first = batch.baseSequence();
        if (batch.producerEpoch() == state.epoch()) {
            KnownBatch known =
                    state.known(first, lastSequence(first, batch.records().size()));
            if (known != null) {
                return new Check.Duplicate(known.baseOffset());
            }
        }
        if (batch.producerEpoch() < state.epoch()) {
            return new Check.Refuse(LogError.INVALID_PRODUCER_EPOCH);
        }
        int expected = batch.producerEpoch() == state.epoch() ? plus(state.lastSequence(), 1) : 0;
        return first == expected ? new Check.Append() : new Check.Refuse(LogError.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    /// Notes a batch when its last record is appended.
    void appended(BatchStamp stamp, long atMicros, LogSettings settings) {
        KnownBatch batch = new KnownBatch(stamp.firstSequence(), stamp.lastSequence(), stamp.baseOffset());
        ProducerState before = producers.get(stamp.producerId());
        int keep = settings.applies(Rule.K10) ? settings.producerCache() : Integer.MAX_VALUE / 2;
        producers.put(
                stamp.producerId(),
                before == null
                        ? new ProducerState(stamp.producerEpoch(), List.of(batch), atMicros)
                        : before.appended(stamp.producerEpoch(), batch, atMicros, keep));
    }

    /// Whether this producer has opened a transaction here in this epoch. One of an earlier epoch is
    /// decided and only waits for its marker: what comes next is not part of it.
    boolean inTransaction(long producerId, int epoch) {
        return transactions.open(producerId) && producers.get(producerId).epoch() == epoch;
    }

    /// K19: whether a coordinator may end a transaction with this marker.
    LogError markerError(TransactionMarker marker, LogSettings settings) {
        ProducerState state = producers.get(marker.producerId());
        if (!settings.applies(Rule.K19)) {
            return LogError.NONE;
        }
        if (state != null && marker.producerEpoch() < state.epoch()) {
            return LogError.INVALID_PRODUCER_EPOCH;
        }
        return marker.coordinatorEpoch() < transactions.coordinatorOf(marker.producerId())
                ? LogError.TRANSACTION_COORDINATOR_FENCED
                : LogError.NONE;
    }

    private void ended(TransactionMarker marker, long atMicros) {
        producers.compute(
                marker.producerId(),
                (_, before) -> before == null
                        ? new ProducerState(marker.producerEpoch(), List.of(), atMicros)
                        : before.ended(Math.max(before.epoch(), marker.producerEpoch()), atMicros));
    }

    /// Notes what a record says, a batch when it is its last one. Returns whether it opened a transaction.
    boolean follow(LogRecord record, long atMicros, LogSettings settings) {
        if (record.marker() != null) {
            ended(record.marker(), atMicros);
        }
        noteBatch(record, atMicros, settings);
        return transactions.follow(record);
    }

    private void noteBatch(LogRecord record, long atMicros, LogSettings settings) {
        BatchStamp stamp = record.stamp();
        if (stamp != null
                && plus(stamp.firstSequence(), (int) (record.offset() - stamp.baseOffset())) == stamp.lastSequence()) {
            appended(stamp, atMicros, settings);
        }
    }

    /// K13: what the log says is what is known.
    void rebuild(PartitionLog log, long atMicros, LogSettings settings) {
        producers.clear();
        if (!settings.applies(Rule.K13)) {
            transactions.rebuild(log);
            return;
        }
        transactions.clear();
        for (long offset = log.start(); offset < log.end(); offset++) {
            follow(log.at(offset), atMicros, settings);
        }
    }

    /// Forgets the producers that appended nothing since `beforeMicros`.
    void expire(long beforeMicros) {
        producers
                .entrySet()
                .removeIf(each -> each.getValue().lastMicros() <= beforeMicros && !transactions.open(each.getKey()));
    }

    /// When the producer that has been silent longest last appended; -1 for none.
    long oldestMicros() {
        long oldest = -1;
        for (ProducerState state : producers.values()) {
            oldest = oldest < 0 ? state.lastMicros() : Math.min(oldest, state.lastMicros());
        }
        return oldest;
    }
}
