package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// One partition of a log: who leads it, as the controller decided, and what each replica holds.
///
/// @param leader   node number, -1 for none
/// @param epoch    leader epoch, -1 before the first election
/// @param clean    whether the leader came from the ISR
/// @param isr      node numbers
/// @param replicas by node number
/// @param repeated sends that were recognised as repeated, by the offset that they were answered with
/// @param refused  the last refused append, null for none
/// @param transactions that its leader knows of
public record PartitionPicture(
        TopicPartition partition,
        int leader,
        int epoch,
        boolean clean,
        List<Integer> isr,
        Table<Integer, ReplicaPicture> replicas,
        Table<Long, Integer> repeated,
        Refusal refused,
        TransactionsPicture transactions) {

    /// @param by    node number of the broker
    /// @param entry that said so
    public record Refusal(dev.ackademy.core.model.Operation operation, String error, int by, long at, int entry) {}

    static PartitionPicture before(TopicPartition partition) {
        return new PartitionPicture(
                partition, -1, -1, true, List.of(), Table.empty(), Table.empty(), null, TransactionsPicture.NONE);
    }

    /// The replica of the leader; where nobody leads, the one that knows of the highest high watermark.
    /// Empty where nothing is known of any.
    public ReplicaPicture front() {
        ReplicaPicture front = replicas.get(leader);
        if (front != null) {
            return front;
        }
        for (ReplicaPicture replica : replicas.values()) {
            if (front == null || replica.highWatermark() > front.highWatermark()) {
                front = replica;
            }
        }
        return front == null ? ReplicaPicture.EMPTY : front;
    }

    public boolean inSync(int node) {
        return isr.contains(node);
    }

    /// Followers that have the record at this offset.
    public List<Integer> holders(long offset) {
        List<Integer> holders = new ArrayList<>();
        for (var replica : replicas) {
            if (replica.getValue().cells().has(offset)) {
                holders.add(replica.getKey());
            }
        }
        return holders;
    }

    PartitionPicture apply(LogEvent event, TraceEntry at) {
        return switch (event) {
            case LogEvent.RecordAppended e -> replica(at.node(), of(at.node()).appended(e, at.n()));
            case LogEvent.AppendRefused e ->
                new PartitionPicture(
                        partition,
                        leader,
                        epoch,
                        clean,
                        isr,
                        replicas,
                        repeated,
                        new Refusal(e.operation(), e.error(), at.node(), at.at(), at.n()),
                        transactions);
            case LogEvent.DuplicateRecognised e -> repeated(repeated.with(e.offset(), repeated.get(e.offset(), 0) + 1));
            case LogEvent.ReplicaAppended e -> replica(at.node(), of(at.node()).copied(e, at.n()));
            case LogEvent.LogTruncated e -> replica(at.node(), of(at.node()).truncated(e.to()));
            case LogEvent.HighWatermarkMoved e ->
                replica(at.node(), of(at.node()).highWatermark(e.to()));
            case LogEvent.LogStartMoved e -> replica(at.node(), of(at.node()).startMoved(e.to()));
            case LogEvent.LogCompacted e -> removed(at.node(), e.offsets());
            case LogEvent.LeaderElected e -> elected(e);
            case LogEvent.IsrChanged e -> isr(e.to());
            case LogEvent.PartitionsAdded _ -> this;
        };
    }

    PartitionPicture apply(TransactionEvent event, TraceEntry at) {
        PartitionPicture changed = event instanceof TransactionEvent.MarkerAppended e
                ? replica(at.node(), of(at.node()).appended(e, at.n()))
                : this;
        return new PartitionPicture(
                partition, leader, epoch, clean, isr, changed.replicas, repeated, refused, transactions.apply(event));
    }

    /// Messages left a stream.
    PartitionPicture removed(int node, List<Long> offsets) {
        return replica(node, of(node).removed(offsets));
    }

    /// A stream that lived in memory is gone.
    PartitionPicture lost(int node) {
        return replica(node, ReplicaPicture.EMPTY);
    }

    private ReplicaPicture of(int node) {
        return replicas.get(node, ReplicaPicture.EMPTY);
    }

    private PartitionPicture elected(LogEvent.LeaderElected event) {
        Table<Integer, ReplicaPicture> known = replicas;
        for (int node : event.isr()) {
            known = known.has(node) ? known : known.with(node, ReplicaPicture.EMPTY);
        }
        return new PartitionPicture(
                partition,
                event.leader(),
                event.epoch(),
                event.clean(),
                event.isr(),
                known,
                repeated,
                refused,
                transactions);
    }

    private PartitionPicture isr(List<Integer> now) {
        return new PartitionPicture(partition, leader, epoch, clean, now, replicas, repeated, refused, transactions);
    }

    private PartitionPicture replica(int node, ReplicaPicture now) {
        return new PartitionPicture(
                partition, leader, epoch, clean, isr, replicas.with(node, now), repeated, refused, transactions);
    }

    private PartitionPicture repeated(Table<Long, Integer> now) {
        return new PartitionPicture(partition, leader, epoch, clean, isr, replicas, now, refused, transactions);
    }
}
