package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The idempotent producer's numbers: its id and epoch, and for each partition the next sequence and the last one
/// acknowledged (K9, K12).
///
/// A gap that cannot be resolved (a batch was given up whose fate nobody knows) ends in a *bump* of the epoch, which
/// begins the partition's sequences at 0 again (KIP-360). The condition: no batch of that partition is under way or
/// waits to be tried again, or the broker itself says that there is a gap.
final class Sequences {

    static final int LAST_EPOCH = Short.MAX_VALUE;

    long producerId = -1;
    int epoch = -1;

    TreeMap<TopicPartition, Numbers> partitions = new TreeMap<>();

    /// Partitions with a given-up batch that had been sent: the sequence after it.
    TreeMap<TopicPartition, Integer> unresolved = new TreeMap<>();

    /// Partitions that begin at 0 with the next epoch.
    TreeSet<TopicPartition> bumpFor = new TreeSet<>();

    /// @param next      sequence of the next batch
    /// @param lastAcked -1 for none
    /// @param epoch     that these numbers belong to
    record Numbers(int next, int lastAcked, long producerId, int epoch) {}

    boolean identified() {
        return producerId >= 0;
    }

    private Numbers numbers(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, fresh -> new Numbers(0, -1, producerId, epoch));
    }

    boolean stale(TopicPartition partition) {
        Numbers numbers = numbers(partition);
        return numbers.producerId != producerId || numbers.epoch != epoch;
    }

    boolean isNext(TopicPartition partition, int sequence) {
        return sequence - numbers(partition).lastAcked == 1;
    }

    boolean unresolved(TopicPartition partition) {
        return unresolved.containsKey(partition);
    }

    /// Numbers a batch on its first way out.
    void assign(ProducerBatch batch) {
        if (stale(batch.partition)) {
            partitions.put(batch.partition, new Numbers(0, -1, producerId, epoch));
        }
        Numbers numbers = numbers(batch.partition);
        batch.producerId = producerId;
        batch.producerEpoch = epoch;
        batch.baseSequence = numbers.next;
        partitions.put(batch.partition, new Numbers(batch.nextSequence(), numbers.lastAcked, producerId, epoch));
    }

    void acknowledged(ProducerBatch batch) {
        Numbers numbers = numbers(batch.partition);
        if (batch.lastSequence() > numbers.lastAcked) {
            partitions.put(
                    batch.partition,
                    new Numbers(numbers.next, batch.lastSequence(), numbers.producerId, numbers.epoch));
        }
    }

    /// A batch that had been tried was given up: until this is resolved no new batch of its partition is
    /// numbered.
    void markUnresolved(ProducerBatch batch) {
        unresolved.merge(batch.partition, batch.nextSequence(), Math::max);
    }

    boolean followsUnresolved(ProducerBatch batch) {
        Integer next = unresolved.get(batch.partition);
        return next != null && next == batch.baseSequence;
    }

    void askBump(TopicPartition partition) {
        bumpFor.add(partition);
    }

    /// A partition without a numbered batch left is resolved when a later batch was acknowledged after all,
    /// otherwise its epoch is bumped.
    void resolve(TopicPartition partition) {
        if (!isNext(partition, numbers(partition).next)) {
            askBump(partition);
        }
        unresolved.remove(partition);
    }

    /// Raises the epoch, or forgets the producer id when there is none left, and begins the asked
    /// partitions at 0.
    ///
    /// @param numbered the batches of a partition that have a sequence, in its order
    void bump(java.util.function.Function<TopicPartition, List<ProducerBatch>> numbered) {
        if (epoch >= LAST_EPOCH) {
            producerId = -1;
            epoch = -1;
            return;
        }
        epoch++;
        for (TopicPartition partition : bumpFor) {
            renumber(partition, numbered.apply(partition));
            unresolved.remove(partition);
        }
        bumpFor.clear();
    }

    private void renumber(TopicPartition partition, List<ProducerBatch> batches) {
        int next = 0;
        for (ProducerBatch batch : batches) {
            batch.producerId = producerId;
            batch.producerEpoch = epoch;
            batch.baseSequence = next;
            batch.renumbered = true;
            next = batch.nextSequence();
        }
        partitions.put(partition, new Numbers(next, -1, producerId, epoch));
    }

    /// A transactional producer begins with another epoch: all of its sequences at 0.
    void restart(long id, int itsEpoch) {
        partitions.clear();
        unresolved.clear();
        bumpFor.clear();
        identify(id, itsEpoch);
    }

    void identify(long id, int itsEpoch) {
        producerId = id;
        epoch = itsEpoch;
    }
}
