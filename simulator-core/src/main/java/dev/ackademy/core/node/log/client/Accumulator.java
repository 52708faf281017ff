package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.SentRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The batches that wait to be sent, a queue for each partition. A batch that is to be tried again goes to the *front*
/// of its queue (N7): with several requests in flight it lands behind those that were sent after it and have been
/// written (d1), and two that fail together change places. With sequences it is put back in sequence order instead.
final class Accumulator {

    TreeMap<TopicPartition, ArrayDeque<ProducerBatch>> queues = new TreeMap<>();

    /// Partitions with a request under way, when there may be one only
    /// (`max.in.flight.requests.per.connection=1`).
    TreeSet<TopicPartition> muted = new TreeSet<>();

    /// Waiting records are sent without lingering until this many `flush` are answered.
    boolean flushing;

    void append(TopicPartition partition, int request, SentRecord sent, int fullAt, long now) {
        ArrayDeque<ProducerBatch> queue = queues.computeIfAbsent(partition, fresh -> new ArrayDeque<>());
        ProducerBatch last = queue.peekLast();
        if (last == null || last.attempts > 0 || last.hasSequence() || last.records.size() >= fullAt) {
            last = new ProducerBatch();
            last.partition = partition;
            last.createdAt = now;
            queue.addLast(last);
        }
        last.requests.add(request);
        last.records.add(sent);
        if (last.records.size() == 1) {
            last.waitingSince = now;
        }
    }

    void requeue(ProducerBatch batch, boolean first) {
        if (first) {
            queue(batch).addFirst(batch);
        } else {
            queue(batch).addLast(batch);
        }
    }

    void requeueBySequence(ProducerBatch batch) {
        ArrayDeque<ProducerBatch> queue = queue(batch);
        ArrayDeque<ProducerBatch> before = new ArrayDeque<>();
        while (!queue.isEmpty()
                && queue.peekFirst().hasSequence()
                && queue.peekFirst().baseSequence < batch.baseSequence) {
            before.addLast(queue.pollFirst());
        }
        queue.addFirst(batch);
        while (!before.isEmpty()) {
            queue.addFirst(before.pollLast());
        }
    }

    private ArrayDeque<ProducerBatch> queue(ProducerBatch batch) {
        return queues.computeIfAbsent(batch.partition, fresh -> new ArrayDeque<>());
    }

    ProducerBatch first(TopicPartition partition) {
        ArrayDeque<ProducerBatch> queue = queues.get(partition);
        return queue == null ? null : queue.peekFirst();
    }

    ProducerBatch takeFirst(TopicPartition partition) {
        return queues.get(partition).pollFirst();
    }

    boolean empty() {
        for (ArrayDeque<ProducerBatch> queue : queues.values()) {
            if (!queue.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    int records() {
        int count = 0;
        for (ArrayDeque<ProducerBatch> queue : queues.values()) {
            for (ProducerBatch batch : queue) {
                count += batch.records.size();
            }
        }
        return count;
    }

    /// The partitions that have something to send, in order.
    List<TopicPartition> filled() {
        List<TopicPartition> filled = new ArrayList<>();
        queues.forEach((partition, queue) -> {
            if (!queue.isEmpty()) {
                filled.add(partition);
            }
        });
        return filled;
    }

    /// When the first batch of this partition may be sent: at the end of its backoff, or of its linger, now
    /// when it is full or another waits behind it.
    long readyAt(TopicPartition partition, int leaderEpoch, LogClientSettings.Producing settings) {
        ProducerBatch first = first(partition);
        if (first.attempts > 0) {
            return backedOffAt(first, leaderEpoch, settings);
        }
        boolean full =
                queues.get(partition).size() > 1 || first.records.size() >= settings.batch() || first.hasSequence();
        return full || flushing ? first.waitingSince : first.waitingSince + settings.lingerMicros();
    }

    /// The end of the backoff of a batch that failed before; a leader that has changed since is not waited
    /// for.
    long backedOffAt(ProducerBatch batch, int leaderEpoch, LogClientSettings.Producing settings) {
        if (batch.attempts == 0 || leaderEpoch > batch.leaderEpoch && batch.leaderEpoch >= 0) {
            return batch.waitingSince;
        }
        return batch.waitingSince
                + LogClientSettings.backoff(
                        settings.retryBackoffMicros(), LogClientSettings.RETRY_BACKOFF_MAX_MICROS, batch.attempts);
    }

    /// Takes out the batches whose delivery time-out is over, oldest first.
    List<ProducerBatch> takeExpired(long deliveryTimeoutMicros, long now) {
        List<ProducerBatch> expired = new ArrayList<>();
        for (ArrayDeque<ProducerBatch> queue : queues.values()) {
            while (!queue.isEmpty() && queue.peekFirst().expired(deliveryTimeoutMicros, now)) {
                expired.add(queue.pollFirst());
            }
        }
        return expired;
    }

    /// The first instant at which a waiting batch expires.
    long expiry(long deliveryTimeoutMicros) {
        long earliest = Long.MAX_VALUE;
        for (ArrayDeque<ProducerBatch> queue : queues.values()) {
            if (!queue.isEmpty()) {
                earliest = Math.min(earliest, queue.peekFirst().createdAt + deliveryTimeoutMicros);
            }
        }
        return earliest;
    }
}
