package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitions;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitionsAnswer;
import dev.ackademy.core.node.log.TransactionFrame.CommitOffsets;
import dev.ackademy.core.node.log.TransactionFrame.EndTransaction;
import dev.ackademy.core.node.log.TransactionFrame.EndTransactionAnswer;
import dev.ackademy.core.node.log.TransactionFrame.InitTransactions;
import java.util.List;

/// A transactional producer spelt out frame by frame, so that a test can do what a library would not.
final class TransactionalClient {

    static final String ID = "tx";

    /// What it gives as `transaction.timeout.ms`.
    static final long TIMEOUT = 5 * LogBench.SECOND;

    private final LogBench log;
    private final int version;
    private final int coordinator;
    private final int leader;
    long producer = -1;
    int epoch = -1;
    private int sequence;

    /// Its coordinator and the leader of `orders-0`, by broker.
    TransactionalClient(LogBench log, int coordinator, int leader) {
        this.log = log;
        this.version = log.settings.transactions().version();
        this.coordinator = log.connect(coordinator);
        this.leader = log.connect(leader);
    }

    private <T extends LogFrame> T answer(int connection, int number, Class<T> sort) {
        log.run(LogBench.SECOND);
        return log.bench.answers(connection, sort).stream()
                .filter(answer -> answer.correlation() == number)
                .findFirst()
                .orElse(null);
    }

    /// Begins anew, also where what an earlier one left open has to be aborted first.
    TransactionalClient begin() {
        InitProducerIdAnswer answer;
        do {
            int number = log.next();
            log.send(coordinator, new InitTransactions(number, ID, TIMEOUT, -1, -1));
            answer = answer(coordinator, number, InitProducerIdAnswer.class);
        } while (answer.error() == LogError.CONCURRENT_TRANSACTIONS);
        producer = answer.producerId();
        epoch = answer.producerEpoch();
        sequence = 0;
        return this;
    }

    LogError add() {
        return add(LogBench.ORDERS);
    }

    LogError add(TopicPartition partition) {
        int number = log.next();
        log.send(coordinator, new AddPartitions(number, ID, producer, epoch, List.of(partition), false));
        return answer(coordinator, number, AddPartitionsAnswer.class).error();
    }

    Produced send(String id) {
        int number = log.next();
        RecordBatch batch =
                new RecordBatch(LogBench.ORDERS, producer, epoch, sequence, 1, List.of(log.record(id)), true);
        log.send(leader, new Produce(number, -1, 10 * LogBench.SECOND, List.of(batch), ID));
        ProduceAnswer answer = answer(leader, number, ProduceAnswer.class);
        Produced produced = answer == null ? null : answer.partitions().getFirst();
        sequence += produced != null && produced.error() == LogError.NONE ? 1 : 0;
        return produced;
    }

    /// Null while there is no answer.
    LogError end(boolean commit) {
        return end(commit, epoch);
    }

    LogError end(boolean commit, int asEpoch) {
        int number = log.next();
        log.send(coordinator, new EndTransaction(number, ID, producer, asEpoch, commit, version, 1, List.of()));
        EndTransactionAnswer answer = answer(coordinator, number, EndTransactionAnswer.class);
        if (answer != null && answer.error() == LogError.NONE && answer.producerEpoch() > epoch) {
            epoch = answer.producerEpoch();
            sequence = 0;
        }
        return answer == null ? null : answer.error();
    }

    /// The position in `orders-0`, for group `g`, at this broker.
    LogError commitOffset(int groupCoordinator, long offset, int member, int generation) {
        int connection = log.connect(groupCoordinator);
        int number = log.next();
        List<CommittedOffset> offsets = List.of(new CommittedOffset(LogBench.ORDERS, offset, -1, null));
        log.send(connection, new CommitOffsets(number, ID, producer, epoch, "g", member, generation, offsets));
        return answer(connection, number, OffsetCommitAnswer.class).error();
    }
}
