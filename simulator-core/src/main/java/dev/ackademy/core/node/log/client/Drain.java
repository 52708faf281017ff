package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Sends what is ready: to each leader that has room for another request, the first batch of each of its partitions.
/// For one turn only.
record Drain(Producer producer, Turn turn) {

    void run() {
        boolean again = true;
        while (again) {
            again = false;
            for (int broker : readyBrokers()) {
                again |= drainTo(broker);
            }
        }
    }

    private TreeSet<Integer> readyBrokers() {
        TreeSet<Integer> brokers = new TreeSet<>();
        for (TopicPartition partition : producer.accumulator.filled()) {
            int leader = producer.cluster.leader(partition);
            if (leader < 0) {
                producer.cluster.refresh();
            } else if (!producer.accumulator.muted.contains(partition) && readyAt(partition) <= turn.now()) {
                brokers.add(leader);
            }
        }
        return brokers;
    }

    private long readyAt(TopicPartition partition) {
        return producer.accumulator.readyAt(partition, producer.cluster.epoch(partition), settings());
    }

    private LogClientSettings.Producing settings() {
        return turn.settings().producer();
    }

    private boolean drainTo(int broker) {
        if (!producer.connections.ready(broker, turn)
                || producer.connections.channels.get(broker).waitingFor(Purpose.PRODUCE)
                        >= settings().inFlight()) {
            return false;
        }
        ArrayList<ProducerBatch> batches = new ArrayList<>();
        for (TopicPartition partition : producer.accumulator.filled()) {
            if (producer.cluster.leader(partition) == broker && drains(partition)) {
                batches.add(producer.accumulator.takeFirst(partition));
            }
        }
        if (batches.isEmpty()) {
            return false;
        }
        batches.forEach(this::prepare);
        send(broker, batches);
        return true;
    }

    private boolean drains(TopicPartition partition) {
        ProducerBatch first = producer.accumulator.first(partition);
        int epoch = producer.cluster.epoch(partition);
        return !producer.accumulator.muted.contains(partition)
                && (!Transactions.wanted(turn) || producer.transactions.maySend(partition))
                && producer.accumulator.backedOffAt(first, epoch, settings()) <= turn.now()
                && (!turn.settings().idempotent() || allowedBySequence(partition, first));
    }

    /// K12: a batch that is tried again goes alone and in sequence order; a new one waits while an earlier
    /// one's fate is unknown or belongs to another epoch.
    private boolean allowedBySequence(TopicPartition partition, ProducerBatch first) {
        List<ProducerBatch> numbered = producer.numbered(partition);
        if (first.hasSequence()) {
            return numbered.isEmpty() || first.baseSequence == numbered.getFirst().baseSequence;
        }
        return !producer.sequences.unresolved(partition)
                && (numbered.isEmpty() || !producer.sequences.stale(partition));
    }

    private void prepare(ProducerBatch batch) {
        if (turn.settings().idempotent() && !batch.hasSequence()) {
            producer.sequences.assign(batch);
        }
        if (settings().keepsOrder()) {
            producer.accumulator.muted.add(batch.partition);
        }
        batch.sent = true;
        batch.leaderEpoch = producer.cluster.epoch(batch.partition);
    }

    private void send(int broker, ArrayList<ProducerBatch> batches) {
        int correlation = producer.connections.nextCorrelation();
        List<DataFrame.RecordBatch> out = new ArrayList<>();
        for (ProducerBatch batch : batches) {
            out.add(new DataFrame.RecordBatch(
                    batch.partition,
                    batch.producerId,
                    batch.producerEpoch,
                    batch.baseSequence,
                    batch.attempts + 1,
                    List.copyOf(batch.records),
                    Transactions.wanted(turn)));
        }
        DataFrame.Produce request = new DataFrame.Produce(
                correlation,
                settings().acks(),
                settings().requestTimeoutMicros(),
                out,
                settings().transactionalId());
        producer.connections.send(broker, request, Purpose.PRODUCE, settings().requestTimeoutMicros(), turn);
        ProduceUnderWay underWay = new ProduceUnderWay(correlation, broker, batches);
        if (settings().acks() == 0) {
            new Completion(producer, turn).handedOver(underWay);
        } else {
            producer.underWay.add(underWay);
        }
    }

    /// When the next waiting batch becomes ready, or the connection that it needs may be tried again.
    long nextInstant() {
        long next = Long.MAX_VALUE;
        for (TopicPartition partition : producer.accumulator.filled()) {
            int leader = producer.cluster.leader(partition);
            if (leader < 0 || producer.accumulator.muted.contains(partition)) {
                continue;
            }
            long ready = readyAt(partition);
            next = Math.min(next, ready > turn.now() ? ready : producer.connections.retryAt(leader));
        }
        return next;
    }
}
