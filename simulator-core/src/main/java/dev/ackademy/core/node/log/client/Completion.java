package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.log.Rule;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Decides for each batch whose request is over whether it is done, is tried again, or has failed. For one turn only.
record Completion(Producer producer, Turn turn) {

    /// acks=0: nobody answers, so handing it to the connection is all there is.
    void handedOver(ProduceUnderWay request) {
        for (ProducerBatch batch : request.batches()) {
            publish(batch, -1, false);
            producer.accumulator.muted.remove(batch.partition);
        }
    }

    void answered(ProduceAnswer answer) {
        ProduceUnderWay request = take(answer.correlation());
        for (Produced part : answer.partitions()) {
            ProducerBatch batch = request.of(part.partition());
            if (part.error() == LogError.NONE) {
                written(batch, part);
            } else {
                refused(batch, part);
            }
            producer.accumulator.muted.remove(batch.partition);
        }
    }

    /// The connection ended before the answer came: nobody knows what became of these batches.
    void disconnected(int correlation) {
        ProduceUnderWay request = take(correlation);
        producer.cluster.refresh();
        for (ProducerBatch batch : request.batches()) {
            batch.maybeWritten = true;
            if (mayTryAgain(batch)) {
                tryAgain(batch);
            } else {
                fail(batch, "NetworkException", batch.attempts < settings().retries());
            }
            producer.accumulator.muted.remove(batch.partition);
        }
    }

    private ProduceUnderWay take(int correlation) {
        for (int at = 0; at < producer.underWay.size(); at++) {
            if (producer.underWay.get(at).correlation() == correlation) {
                return producer.underWay.remove(at);
            }
        }
        throw new IllegalStateException("an answer to a produce request that is not under way: " + correlation);
    }

    private void written(ProducerBatch batch, Produced part) {
        if (turn.settings().idempotent()) {
            producer.sequences.acknowledged(batch);
        }
        publish(batch, part.baseOffset(), part.duplicate());
    }

    private void publish(ProducerBatch batch, long baseOffset, boolean duplicate) {
        if (batch.done) {
            return;
        }
        batch.done = true;
        for (int at = 0; at < batch.requests.size(); at++) {
            long position = baseOffset < 0 ? -1 : baseOffset + at;
            turn.tell(new BrokerOutcome.Published(batch.requests.get(at), batch.partition, position, duplicate));
        }
    }

    private void refused(ProducerBatch batch, Produced part) {
        LogError error = part.error();
        if (error == LogError.NOT_ENOUGH_REPLICAS_AFTER_APPEND || error == LogError.REQUEST_TIMED_OUT) {
            batch.maybeWritten = true;
        }
        boolean again = turn.settings().idempotent() ? retriableInSequence(batch, part) : error.retriable();
        if (again && mayTryAgain(batch)) {
            tryAgain(batch);
        } else {
            fail(batch, error.name(), batch.attempts < settings().retries());
            if (error == LogError.OUT_OF_ORDER_SEQUENCE_NUMBER || error == LogError.UNKNOWN_PRODUCER_ID) {
                producer.sequences.askBump(batch.partition);
            }
        }
        if (aboutLeader(error)) {
            producer.cluster.refresh();
        }
    }

    private static boolean aboutLeader(LogError error) {
        return error == LogError.NOT_LEADER_OR_FOLLOWER
                || error == LogError.UNKNOWN_TOPIC_OR_PARTITION
                || error == LogError.LEADER_NOT_AVAILABLE
                || error == LogError.FENCED_LEADER_EPOCH
                || error == LogError.KAFKA_STORAGE_ERROR;
    }

    /// An error of the sequence is no failure of the batch: behind an earlier batch that is tried again it
    /// must come, otherwise there is a gap in the log and the epoch is bumped (KIP-360).
    private boolean retriableInSequence(ProducerBatch batch, Produced part) {
        Sequences sequences = producer.sequences;
        if (part.error() == LogError.UNKNOWN_PRODUCER_ID) {
            if (!batch.renumbered) {
                sequences.askBump(batch.partition);
            }
            return true;
        }
        if (part.error() == LogError.OUT_OF_ORDER_SEQUENCE_NUMBER && Transactions.wanted(turn)) {
            return !sequences.unresolved(batch.partition) && !sequences.isNext(batch.partition, batch.baseSequence);
        }
        if (part.error() == LogError.OUT_OF_ORDER_SEQUENCE_NUMBER) {
            boolean unresolved = sequences.unresolved(batch.partition);
            boolean first = !batch.renumbered && sequences.isNext(batch.partition, batch.baseSequence);
            if (!unresolved && !first) {
                return true;
            }
            if (!unresolved || sequences.followsUnresolved(batch)) {
                sequences.askBump(batch.partition);
            }
            return true;
        }
        return part.error().retriable();
    }

    private boolean mayTryAgain(ProducerBatch batch) {
        return !batch.done
                && batch.attempts < settings().retries()
                && !batch.expired(settings().deliveryTimeoutMicros(), turn.now());
    }

    private void tryAgain(ProducerBatch batch) {
        batch.attempts++;
        batch.waitingSince = turn.now();
        if (turn.settings().idempotent()) {
            producer.accumulator.requeueBySequence(batch);
        } else {
            producer.accumulator.requeue(batch, !turn.settings().off().contains(Rule.N7));
        }
    }

    /// @param bump whether the numbers of the partition may begin anew: not when the tries ran out, for
    /// then nobody knows whether this sequence was accepted
    private void fail(ProducerBatch batch, String cause, boolean bump) {
        if (batch.done) {
            return;
        }
        batch.done = true;
        if (turn.settings().idempotent() && bump && batch.hasSequence()) {
            producer.sequences.askBump(batch.partition);
        }
        tell(batch, cause);
        if (Transactions.wanted(turn)) {
            producer.transactions.batchFailed(cause, producer, turn);
        }
    }

    /// Gives up what was never sent: its transaction will not commit.
    void dropUnsent(String cause) {
        for (WaitingSend send : List.copyOf(producer.waiting)) {
            producer.waiting.remove(send);
            turn.tell(new BrokerOutcome.PublishFailed(send.command().request(), cause, Certainty.NOT_DONE));
        }
        for (ArrayDeque<ProducerBatch> queue : producer.accumulator.queues.values()) {
            for (ProducerBatch batch : List.copyOf(queue)) {
                if (!batch.hasSequence()) {
                    queue.remove(batch);
                    batch.done = true;
                    tell(batch, cause);
                }
            }
        }
    }

    private void tell(ProducerBatch batch, String cause) {
        Certainty certainty = batch.maybeWritten ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
        for (int request : batch.requests) {
            turn.tell(new BrokerOutcome.PublishFailed(request, cause, certainty));
        }
    }

    /// Gives up the batches whose delivery time-out is over, waiting or under way.
    void expire() {
        long timeout = settings().deliveryTimeoutMicros();
        List<ProducerBatch> expired = new ArrayList<>(producer.accumulator.takeExpired(timeout, turn.now()));
        for (ProduceUnderWay request : producer.underWay) {
            for (ProducerBatch batch : request.batches()) {
                if (!batch.done && batch.expired(timeout, turn.now())) {
                    expired.add(batch);
                }
            }
        }
        for (ProducerBatch batch : expired) {
            batch.maybeWritten |= batch.sent;
            fail(batch, "TimeoutException: not delivered within delivery.timeout.ms", false);
            if (turn.settings().idempotent() && batch.hasSequence() && batch.attempts > 0) {
                producer.sequences.markUnresolved(batch);
            }
        }
    }

    /// The producer cannot get an id at all.
    void failAll(LogError error) {
        for (ArrayDeque<ProducerBatch> queue : producer.accumulator.queues.values()) {
            while (!queue.isEmpty()) {
                fail(queue.pollFirst(), error.name(), false);
            }
        }
    }

    private LogClientSettings.Producing settings() {
        return turn.settings().producer();
    }
}
