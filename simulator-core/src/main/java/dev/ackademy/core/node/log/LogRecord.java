package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// One stored record, immutable and shared by every replica and every answer that carries it.
///
/// @param leaderEpoch     of the leader that appended it (K1)
/// @param key             partitioning key, null for none
/// @param message         null for a record of the internal topic
/// @param timestampMicros as the producer's own clock stamped it (CreateTime); retention by age goes
///     by it
/// @param stamp           the idempotent producer's batch; null without idempotence
/// @param internal        what a record of an internal topic says, or a control record; null for a message
/// @param entry           the trace entry of its RecordAppended
public record LogRecord(
        long offset,
        int leaderEpoch,
        String key,
        Message message,
        @Instant long timestampMicros,
        BatchStamp stamp,
        InternalRecord internal,
        @Entry int entry) {

    /// The idempotent batch that a record came in; shared by its records.
    public record BatchStamp(
            long producerId,
            int producerEpoch,
            int firstSequence,
            int lastSequence,
            long baseOffset,
            boolean transactional) {}

    /// The producer whose transaction this record belongs to, -1 where it belongs to none.
    long transactionOf() {
        return stamp != null && stamp.transactional ? stamp.producerId : -1;
    }

    /// Whether the record belongs to a transaction of this producer.
    public boolean isOf(long producer) {
        return producer >= 0 && transactionOf() == producer;
    }

    /// The end of a transaction, null for any other record.
    TransactionMarker marker() {
        return internal instanceof TransactionMarker marker ? marker : null;
    }

    /// What the cleaner leaves of a record that it removed: nothing that anybody reads, but what is known
    /// of its producer (K13) and its epoch.
    LogRecord withoutContent() {
        return new LogRecord(offset, leaderEpoch, null, null, timestampMicros, stamp, null, entry);
    }

    /// The place of a record that this replica never had, because its leader's cleaner was faster.
    static LogRecord hole(long offset, int leaderEpoch) {
        return new LogRecord(offset, leaderEpoch, null, null, 0, null, null, 0);
    }

    /// Whether only its place is left.
    boolean removed() {
        return message == null && internal == null;
    }

    /// What the trace shows of these records inside a frame.
    static List<Carried> carried(TopicPartition partition, List<LogRecord> records) {
        List<Carried> carried = new ArrayList<>(records.size());
        String place = partition + "@";
        for (LogRecord record : records) {
            if (record.message != null) {
                carried.add(new Carried(record.message.operation(), place + record.offset, record.message.attempt()));
            }
        }
        return carried;
    }
}
