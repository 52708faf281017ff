package dev.ackademy.core.node.log;

import dev.ackademy.core.model.LogEvent.HighWatermarkMoved;
import dev.ackademy.core.model.LogEvent.LogStartMoved;
import dev.ackademy.core.model.LogEvent.LogTruncated;
import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.LogEvent.ReplicaAppended;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent.LastStableMoved;
import dev.ackademy.core.model.TransactionEvent.MarkerAppended;
import dev.ackademy.core.model.TransactionEvent.TransactionOpened;
import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.DataFrame.SentRecord;
import dev.ackademy.core.node.log.LogRecord.BatchStamp;
import dev.ackademy.core.node.log.LogSettings.Fsync;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import java.util.ArrayList;
import java.util.List;

/// One partition at one broker: the log and what goes with it. It owns every change of the log, the high watermark and
/// the producer state; it sends nothing.
///
/// Log, epochs and high watermark (its checkpoint is taken to be up to date) survive a crash; role and followers do not
/// (K8).
final class Replica {

    private TopicPartition partition;
    private TopicSettings topic;
    /// Numbers this broker's replicas, for timers.
    private int number;

    final PartitionLog log = new PartitionLog();
    final ProducerStates producers = new ProducerStates();
    final Leadership leadership = new Leadership();
    final Cleaning cleaning = new Cleaning();
    private long highWatermark;
    /// The last stable offset as it was told last.
    private long toldStable;
    private Role role = new Role.Idle(-1);

    static Replica of(TopicPartition partition, TopicSettings topic, int number) {
        Replica replica = new Replica();
        replica.partition = partition;
        replica.topic = topic;
        replica.number = number;
        return replica;
    }

    TopicPartition partition() {
        return partition;
    }

    TopicSettings topic() {
        return topic;
    }

    int number() {
        return number;
    }

    long highWatermark() {
        return highWatermark;
    }

    Role role() {
        return role;
    }

    void become(Role next) {
        role = next;
    }

    /// This broker's leadership, null where it does not lead.
    Role.Leading leading() {
        return role instanceof Role.Leading leading ? leading : null;
    }

    /// The records of internal topics are told by the coordinators' own facts.
    boolean internal() {
        return LogSettings.internal(topic.name());
    }

    boolean holdsOffsets() {
        return topic.name().equals(LogSettings.OFFSETS_TOPIC);
    }

    boolean holdsTransactions() {
        return topic.name().equals(LogSettings.TRANSACTIONS_TOPIC);
    }

    /// K1: offsets from the log end on, stamped with the leader's epoch. Returns the first offset.
    long append(RecordBatch batch, Turn turn) {
        long first = log.end();
        int records = batch.records().size();
        BatchStamp stamp = batch.producerId() < 0
                ? null
                : new BatchStamp(
                        batch.producerId(),
                        batch.producerEpoch(),
                        batch.baseSequence(),
                        ProducerStates.lastSequence(batch.baseSequence(), records),
                        first,
                        batch.transactional());
        for (int i = 0; i < records; i++) {
            append(batch.records().get(i), first + i, stamp, i, turn);
        }
        if (stamp != null) {
            for (long offset = first; offset < log.end(); offset++) {
                note(log.at(offset), turn);
            }
            turn.broker().upkeep.producersChanged(turn);
        }
        turn.broker().upkeep.appended(this, turn);
        return first;
    }

    private void note(LogRecord record, Turn turn) {
        if (producers.follow(record, turn.now(), turn.settings()) && !internal()) {
            turn.record(new TransactionOpened(
                    partition,
                    record.offset(),
                    record.stamp().producerId(),
                    record.stamp().producerEpoch()));
        }
    }

    private void append(SentRecord sent, long offset, BatchStamp stamp, int index, Turn turn) {
        int entry = turn.around()
                .record(
                        new RecordAppended(
                                sent.message().operation(),
                                partition,
                                offset,
                                role.epoch(),
                                sent.message().attempt(),
                                stamp == null ? -1 : stamp.producerId(),
                                stamp == null ? -1 : ProducerStates.plus(stamp.firstSequence(), index)),
                        causes(sent));
        log.append(new LogRecord(
                offset, role.epoch(), sent.key(), sent.message(), sent.timestampMicros(), stamp, null, entry));
    }

    private static int[] causes(SentRecord sent) {
        return sent.message().cause() > 0 ? new int[] {sent.message().cause()} : new int[0];
    }

    /// Appends to an internal topic. Returns the offset.
    long append(InternalRecord record, Turn turn) {
        return append(record, null, turn);
    }

    /// @param stamp of the transaction that the record belongs to, null for none
    long append(InternalRecord record, BatchStamp stamp, Turn turn) {
        String key = record instanceof GroupRecord group ? group.group() : null;
        return append(key, record, stamp, turn.around().trigger(), turn);
    }

    private long append(String key, InternalRecord record, BatchStamp stamp, int entry, Turn turn) {
        long offset = log.end();
        LogRecord stored =
                new LogRecord(offset, role.epoch(), key, null, turn.around().wallClock(), stamp, record, entry);
        log.append(stored);
        note(stored, turn);
        turn.broker().upkeep.appended(this, turn);
        return offset;
    }

    /// K19: a control record. Returns its offset.
    long append(TransactionMarker marker, Turn turn) {
        int entry = internal()
                ? turn.around().trigger()
                : turn.record(new MarkerAppended(
                        partition,
                        log.end(),
                        role.epoch(),
                        marker.producerId(),
                        marker.producerEpoch(),
                        marker.commit()));
        return append(null, marker, null, entry, turn);
    }

    /// K21: the first offset that a reader of what is committed does not get.
    long lastStable() {
        return producers.transactions.lastStable(highWatermark);
    }

    /// Tells where the last stable offset has come to, once there were transactions.
    void tellStable(Turn turn) {
        long stable = lastStable();
        if (producers.transactions.used() && !internal() && stable != toldStable) {
            turn.record(new LastStableMoved(partition, toldStable, stable));
            toldStable = stable;
        }
    }

    /// A follower takes over what its leader sent, from its own log end on. What the leader's cleaner has
    /// removed is missing in between.
    void follow(List<LogRecord> records, Turn turn) {
        List<LogRecord> run = new ArrayList<>();
        for (LogRecord record : records) {
            if (record.offset() > log.end()) {
                tellFollowed(run, turn);
                run.clear();
                log.skipTo(record.offset(), record.leaderEpoch());
            }
            log.append(record);
            producers.follow(record, turn.now(), turn.settings());
            run.add(record);
        }
        tellFollowed(run, turn);
        turn.broker().upkeep.appended(this, turn);
    }

    private void tellFollowed(List<LogRecord> run, Turn turn) {
        if (internal() || run.isEmpty()) {
            return;
        }
        List<Operation> operations = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        for (LogRecord record : run) {
            operations.add(record.message() == null ? null : record.message().operation());
            epochs.add(record.leaderEpoch());
        }
        turn.record(new ReplicaAppended(partition, run.getFirst().offset(), operations, epochs));
    }

    /// K3: never back. Returns whether it moved.
    boolean moveHighWatermark(long to, Turn turn) {
        if (to <= highWatermark) {
            return false;
        }
        if (!internal()) {
            turn.record(new HighWatermarkMoved(partition, highWatermark, to));
        }
        highWatermark = to;
        cleaning.changed(this, turn);
        return true;
    }

    /// Cuts the log back; what is cut is gone from this replica.
    void truncate(long to, String cause, Turn turn) {
        long from = log.end();
        if (to >= from) {
            return;
        }
        turn.record(new LogTruncated(partition, from, to, cause));
        log.truncateTo(to);
        cleaning.cutTo(to);
        producers.rebuild(log, turn.now(), turn.settings());
        highWatermark = Math.min(highWatermark, to);
    }

    /// The leader no longer has what this replica lacks: it begins again there.
    void restartAt(long offset, Turn turn) {
        turn.record(new LogStartMoved(partition, log.start(), offset, "the leader's log begins there"));
        log.restartAt(offset);
        cleaning.cutTo(0);
        producers.rebuild(log, turn.now(), turn.settings());
        highWatermark = offset;
    }

    void moveStart(long to, String cause, Turn turn) {
        if (to > log.start()) {
            turn.record(new LogStartMoved(partition, log.start(), to, cause));
            log.moveStart(to);
            highWatermark = Math.max(highWatermark, log.start());
        }
    }

    /// The process died: it no longer knows its role. Memory is rebuilt from the log when it is needed.
    void crashed() {
        role = new Role.Idle(role.epoch());
        leadership.clear();
        cleaning.crashed();
    }

    /// K8: the machine lost power. Only what was flushed is left.
    void lostPower(Turn turn) {
        if (turn.settings().fsync() != Fsync.ALWAYS && turn.applies(Rule.K8)) {
            truncate(log.flushed(), "power lost before the flush", turn);
        }
    }
}
