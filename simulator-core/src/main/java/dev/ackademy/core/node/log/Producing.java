package dev.ackademy.core.node.log;

import dev.ackademy.core.model.LogEvent.AppendRefused;
import dev.ackademy.core.model.LogEvent.DuplicateRecognised;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.Leadership.Need;
import dev.ackademy.core.node.log.Parked.ParkedProduce;
import java.util.ArrayList;
import java.util.List;

/// Handles produce requests: K1, K2, K11. Holds no state: what waits is in the purgatory.
final class Producing {

    private static final int ALL = -1;

    void handle(int connection, int from, Produce request, Turn turn) {
        if (!turn.broker().verification.holds(connection, from, request, turn)) {
            verified(connection, request, List.of(), LogError.NONE, turn);
        }
    }

    /// @param unverified partitions in which the coordinator has refused to open a transaction (K20)
    /// @param refusal    its reason, NONE where there is none
    void verified(int connection, Produce request, List<TopicPartition> unverified, LogError refusal, Turn turn) {
        List<Produced> results = new ArrayList<>();
        List<Replica> waitFor = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (RecordBatch batch : request.batches()) {
            boolean kept = refusal == LogError.NONE || !unverified.contains(batch.partition());
            Produced result = kept ? append(batch, request.acks(), turn) : refused(batch, refusal, turn);
            results.add(result);
            if (result.error() == LogError.NONE && request.acks() == ALL && turn.applies(Rule.K1)) {
                Replica replica = turn.replica(batch.partition());
                long end = result.baseOffset() + batch.records().size();
                if (replica.highWatermark() < end) {
                    waitFor.add(replica);
                    ends.add(end);
                }
            }
        }
        ParkedProduce produce = new ParkedProduce(connection, request.correlation(), results, waitFor.size());
        if (waitFor.isEmpty()) {
            if (request.acks() == 0) {
                turn.broker().conversations.answered(connection);
            } else {
                finish(produce, LogError.NONE, turn);
            }
        } else {
            int ticket = turn.broker().purgatory.park(produce, request.timeoutMicros(), turn);
            for (int i = 0; i < ends.size(); i++) {
                waitFor.get(i).leadership.needs.add(new Need(ends.get(i), ticket));
            }
        }
        request.batches().forEach(batch -> turn.broker().fetching.news(turn.replica(batch.partition()), turn));
    }

    private Produced append(RecordBatch batch, int acks, Turn turn) {
        Replica replica = turn.replica(batch.partition());
        LogError error = turn.broker().leaderError(batch.partition(), -1);
        if (error == LogError.NONE && acks == ALL && tooFewInSync(replica, turn)) {
            error = LogError.NOT_ENOUGH_REPLICAS;
        }
        if (error != LogError.NONE) {
            return refused(batch, error, turn);
        }
        return switch (replica.producers.check(batch, turn.settings())) {
            case ProducerStates.Check.Refuse(LogError refusal) -> refused(batch, refusal, turn);
            case ProducerStates.Check.Duplicate(long offset) -> {
                for (int i = 0; i < batch.records().size(); i++) {
                    turn.record(new DuplicateRecognised(
                            batch.records().get(i).message().operation(), batch.partition(), offset + i));
                }
                yield new Produced(batch.partition(), LogError.NONE, offset, replica.log.start(), true);
            }
            case ProducerStates.Check.Append() -> {
                replica.leadership.beforeAppend(replica, turn);
                long offset = replica.append(batch, turn);
                turn.broker().duties.advance(replica, turn);
                yield new Produced(batch.partition(), LogError.NONE, offset, replica.log.start(), false);
            }
        };
    }

    private static Produced refused(RecordBatch batch, LogError error, Turn turn) {
        batch.records()
                .forEach(record ->
                        turn.record(new AppendRefused(record.message().operation(), batch.partition(), error.name())));
        return new Produced(batch.partition(), error, -1, -1, false);
    }

    /// K2.
    private static boolean tooFewInSync(Replica replica, Turn turn) {
        return turn.applies(Rule.K2)
                && replica.leading().isr().size() < replica.topic().minIsr();
    }

    /// Everything that could be known is known, or the time is over.
    void finish(ParkedProduce produce, LogError error, Turn turn) {
        List<Produced> results = new ArrayList<>();
        for (Produced result : produce.results()) {
            results.add(settled(result, error, produce, turn));
        }
        turn.answer(produce.connection(), new ProduceAnswer(produce.correlation(), results));
    }

    /// K2: appended, and the ISR shrank before everybody had it.
    private static Produced settled(Produced result, LogError error, ParkedProduce produce, Turn turn) {
        if (result.error() != LogError.NONE || produce.open() == 0) {
            return result;
        }
        Replica replica = turn.replica(result.partition());
        boolean reached = replica.highWatermark() > result.baseOffset();
        LogError settled = reached && error == LogError.REQUEST_TIMED_OUT ? LogError.NONE : error;
        if (settled == LogError.NONE && replica.leading() != null && tooFewInSync(replica, turn)) {
            settled = LogError.NOT_ENOUGH_REPLICAS_AFTER_APPEND;
        }
        return settled == LogError.NONE
                ? result
                : new Produced(result.partition(), settled, -1, result.logStart(), false);
    }
}
