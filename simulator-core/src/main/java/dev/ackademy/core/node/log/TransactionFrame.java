package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import java.util.List;

/// The transaction protocol (K14 to K23): between a transactional producer and its coordinator, and among brokers: a
/// partition's leader asks the coordinator, the coordinator has markers written.
public sealed interface TransactionFrame extends LogFrame {

    /// What is refused with the errors of a transactional id.
    ///
    /// @param <A> its answer
    interface TransactionRequest<A extends Answer> extends Request {
        A refused(LogError error);

        @Override
        default A refusal(String error, boolean retriable) {
            return refused(LogError.refusing(
                    error,
                    retriable,
                    LogError.COORDINATOR_LOAD_IN_PROGRESS,
                    LogError.TRANSACTIONAL_ID_AUTHORIZATION_FAILED));
        }
    }

    /// Answered by [GroupFrame.FindCoordinatorAnswer].
    record FindTransactionCoordinator(@Ident int correlation, String id) implements TransactionFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.METADATA;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// A producer begins with its transactional id (K15). Answered by [DataFrame.InitProducerIdAnswer].
    ///
    /// @param producerId    what it had before and wants the next epoch of; -1 for a new producer
    /// @param timeoutMicros `transaction.timeout.ms`
    record InitTransactions(@Ident int correlation, String id, long timeoutMicros, long producerId, int producerEpoch)
            implements TransactionFrame, TransactionRequest<InitProducerIdAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.INIT_PRODUCER;
        }

        @Override
        public InitProducerIdAnswer refused(LogError error) {
            return new InitProducerIdAnswer(correlation, error, -1, -1);
        }
    }

    /// Makes partitions part of a transaction, or asks whether they are (K16, K20).
    ///
    /// @param verifyOnly asked by a partition's leader: nothing is added
    record AddPartitions(
            @Ident int correlation,
            String id,
            long producerId,
            int producerEpoch,
            List<TopicPartition> partitions,
            boolean verifyOnly)
            implements TransactionFrame, TransactionRequest<AddPartitionsAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.ADD_PARTITIONS;
        }

        @Override
        public AddPartitionsAnswer refused(LogError error) {
            return new AddPartitionsAnswer(correlation, error);
        }
    }

    /// One error for all partitions; also the answer to [AddOffsets].
    record AddPartitionsAnswer(@Ident int correlation, LogError error) implements TransactionFrame, Outcome {
        @Override
        public RequestKind kind() {
            return RequestKind.ADD_PARTITIONS;
        }
    }

    /// Makes the group's partition of the internal topic part of a transaction (K16, K23).
    record AddOffsets(@Ident int correlation, String id, long producerId, int producerEpoch, String group)
            implements TransactionFrame, TransactionRequest<AddPartitionsAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.ADD_OFFSETS;
        }

        @Override
        public AddPartitionsAnswer refused(LogError error) {
            return new AddPartitionsAnswer(correlation, error);
        }
    }

    /// TxnOffsetCommit: positions that hold when the transaction commits (K23). Answered by
    /// [GroupFrame.OffsetCommitAnswer].
    ///
    /// @param member 0, and `generation` -1, without the group's metadata (before KIP-447): not checked
    record CommitOffsets(
            @Ident int correlation,
            String id,
            long producerId,
            int producerEpoch,
            String group,
            @Ident int member,
            int generation,
            List<CommittedOffset> offsets)
            implements TransactionFrame, TransactionRequest<OffsetCommitAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }

        @Override
        public List<Carried> carried() {
            return CommittedOffset.carried(offsets);
        }

        @Override
        public String note() {
            return "in transaction " + id;
        }

        @Override
        public OffsetCommitAnswer refused(LogError error) {
            return new OffsetCommitAnswer(correlation, error);
        }
    }

    /// @param version    1, or 2 where the answer brings the next epoch (K17, K18)
    /// @param attempt    how often the library has sent it, from 1
    /// @param operations what was sent in the transaction, for the trace and for faults that name one
    record EndTransaction(
            @Ident int correlation,
            String id,
            long producerId,
            int producerEpoch,
            boolean commit,
            int version,
            int attempt,
            List<Operation> operations)
            implements TransactionFrame, TransactionRequest<EndTransactionAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.END_TRANSACTION;
        }

        @Override
        public List<Carried> carried() {
            return operations.stream()
                    .map(operation -> new Carried(operation, id, attempt))
                    .toList();
        }

        @Override
        public String note() {
            return commit ? "commit" : "abort";
        }

        @Override
        public EndTransactionAnswer refused(LogError error) {
            return new EndTransactionAnswer(correlation, error, -1, -1);
        }
    }

    /// `producerId` and `producerEpoch` are those to go on with (K18), -1 where they stay.
    record EndTransactionAnswer(@Ident int correlation, LogError error, long producerId, int producerEpoch)
            implements TransactionFrame, Outcome {
        @Override
        public RequestKind kind() {
            return RequestKind.END_TRANSACTION;
        }
    }

    /// The coordinator ends a transaction in one partition (K19).
    record WriteMarkers(@Ident int correlation, TopicPartition partition, TransactionMarker marker)
            implements TransactionFrame, TransactionRequest<WriteMarkersAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.WRITE_MARKERS;
        }

        @Override
        public String note() {
            return partition + (marker.commit() ? " commit" : " abort");
        }

        @Override
        public WriteMarkersAnswer refused(LogError error) {
            return new WriteMarkersAnswer(correlation, error);
        }
    }

    record WriteMarkersAnswer(@Ident int correlation, LogError error) implements TransactionFrame, Outcome {
        @Override
        public RequestKind kind() {
            return RequestKind.WRITE_MARKERS;
        }
    }
}
