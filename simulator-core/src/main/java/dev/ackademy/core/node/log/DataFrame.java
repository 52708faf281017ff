package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// Producing, fetching, and finding one's way in the cluster.
public sealed interface DataFrame extends LogFrame {

    /// @param acks          0, 1, -1 (all)
    /// @param timeoutMicros how long the leader may wait for its followers before it answers
    ///     REQUEST_TIMED_OUT
    /// @param transactionalId null for a producer without transactions
    record Produce(
            @Ident int correlation, int acks, long timeoutMicros, List<RecordBatch> batches, String transactionalId)
            implements DataFrame, Request {

        public Produce(int correlation, int acks, long timeoutMicros, List<RecordBatch> batches) {
            this(correlation, acks, timeoutMicros, batches, null);
        }

        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public boolean expectsAnswer() {
            return acks != 0;
        }

        @Override
        public List<Carried> carried() {
            List<Carried> carried = new ArrayList<>();
            for (RecordBatch batch : batches) {
                String partition = batch.partition.toString();
                for (SentRecord record : batch.records) {
                    carried.add(new Carried(record.message.operation(), partition, batch.attempt));
                }
            }
            return carried;
        }

        @Override
        public String note() {
            return acks == -1 ? "acks=all" : "acks=" + acks;
        }

        @Override
        public ProduceAnswer refusal(String error, boolean retriable) {
            return refused(
                    LogError.refusing(error, retriable, LogError.NOT_LEADER_OR_FOLLOWER, LogError.INVALID_RECORD));
        }

        ProduceAnswer refused(LogError error) {
            List<Produced> parts = new ArrayList<>();
            batches.forEach(batch -> parts.add(new Produced(batch.partition, error, -1, -1, false)));
            return new ProduceAnswer(correlation, parts);
        }
    }

    /// The records of one partition in one request; appended whole or not at all.
    ///
    /// @param producerId   -1 without idempotence
    /// @param baseSequence of the first record; the others follow without a gap, 2^31-1 is
    ///     followed by 0 (K9, K11)
    /// @param attempt      how often the library has sent this batch, from 1
    /// @param transactional part of the producer's transaction
    record RecordBatch(
            TopicPartition partition,
            long producerId,
            int producerEpoch,
            int baseSequence,
            int attempt,
            List<SentRecord> records,
            boolean transactional) {

        public RecordBatch(
                TopicPartition partition,
                long producerId,
                int producerEpoch,
                int baseSequence,
                int attempt,
                List<SentRecord> records) {
            this(partition, producerId, producerEpoch, baseSequence, attempt, records, false);
        }
    }

    /// @param timestampMicros what the producer's own clock shows
    record SentRecord(String key, Message message, @Instant long timestampMicros) {}

    record ProduceAnswer(@Ident int correlation, List<Produced> partitions) implements DataFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.PRODUCE;
        }

        @Override
        public String note() {
            for (Produced part : partitions) {
                if (part.error != LogError.NONE) {
                    return part.error.name();
                }
            }
            return partitions.size() == 1 && partitions.getFirst().baseOffset >= 0
                    ? "offset " + partitions.getFirst().baseOffset
                    : "";
        }
    }

    /// @param baseOffset offset of the batch's first record, -1 on an error
    /// @param duplicate  the batch was known (K11a) and was not appended again. Kafka's answer
    ///     does not tell it; for the trace only
    record Produced(TopicPartition partition, LogError error, long baseOffset, long logStart, boolean duplicate) {}

    /// A consumer's fetch of records below the high watermark. Parked at the broker, without a time-out,
    /// until there is something to say: a record, an error, a diverging epoch.
    ///
    /// @param partitions in the order in which they are served; the client rotates them
    /// @param maxRecords of the whole answer
    /// @param committed  reads only what is stable, and is told what was aborted (K21)
    record Fetch(@Ident int correlation, List<FetchPartition> partitions, int maxRecords, boolean committed)
            implements DataFrame, Request, LongPoll {

        public Fetch(int correlation, List<FetchPartition> partitions, int maxRecords) {
            this(correlation, partitions, maxRecords, false);
        }

        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public boolean maintenance() {
            return true;
        }

        @Override
        public FetchAnswer refusal(String error, boolean retriable) {
            LogError refused = LogError.refusing(
                    error, retriable, LogError.NOT_LEADER_OR_FOLLOWER, LogError.TOPIC_AUTHORIZATION_FAILED);
            List<Fetched> parts = new ArrayList<>();
            partitions.forEach(part -> parts.add(Fetched.failed(part.partition, refused)));
            return new FetchAnswer(correlation, parts);
        }
    }

    /// @param currentLeaderEpoch as the reader's metadata has it, -1 for unknown: not checked
    ///     (K7)
    /// @param lastFetchedEpoch   of the record before `position`, -1 for unknown: divergence is
    ///     not looked for (K7)
    record FetchPartition(TopicPartition partition, long position, int currentLeaderEpoch, int lastFetchedEpoch) {}

    /// Partitions without records and without news may be missing. Empty when the wait was ended by the
    /// next request.
    record FetchAnswer(@Ident int correlation, List<Fetched> partitions) implements DataFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.FETCH;
        }

        @Override
        public boolean maintenance() {
            for (Fetched part : partitions) {
                if (!part.records.isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public List<Carried> carried() {
            List<Carried> carried = new ArrayList<>();
            partitions.forEach(part -> carried.addAll(LogRecord.carried(part.partition, part.records)));
            return carried;
        }
    }

    /// @param diverging where the reader's log and this one part (K7); null where they do not. It
    ///     has no records then
    /// @param aborted   transactions with records among these, for a reader of what is committed
    record Fetched(
            TopicPartition partition,
            LogError error,
            List<LogRecord> records,
            long highWatermark,
            long logStart,
            EpochEnd diverging,
            List<Aborted> aborted) {

        static Fetched failed(TopicPartition partition, LogError error) {
            return new Fetched(partition, error, List.of(), -1, -1, null, List.of());
        }
    }

    /// A transaction that was aborted in this partition, from its first record to its marker.
    record Aborted(long producerId, long first, long marker) {}

    /// The end offset of the largest epoch not above the one asked for; both -1 where there is none.
    record EpochEnd(int epoch, long endOffset) {}

    /// Where a partition begins or ends for consumers.
    ///
    /// @param committed the end is that of what is stable (K21)
    record ListOffsets(@Ident int correlation, List<OffsetQuery> partitions, boolean committed)
            implements DataFrame, Request {

        public ListOffsets(int correlation, List<OffsetQuery> partitions) {
            this(correlation, partitions, false);
        }

        @Override
        public RequestKind kind() {
            return RequestKind.OFFSETS;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    enum Place {
        EARLIEST,
        LATEST
    }

    record OffsetQuery(TopicPartition partition, int currentLeaderEpoch, Place place) {}

    record ListOffsetsAnswer(@Ident int correlation, List<OffsetFound> partitions) implements DataFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.OFFSETS;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    record OffsetFound(TopicPartition partition, LogError error, long offset, int leaderEpoch) {}

    /// OffsetsForLeaderEpoch: where an epoch ended in the leader's log; a consumer validates its position
    /// with it (K7).
    record EpochQuery(@Ident int correlation, List<EpochAsked> partitions) implements DataFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.OFFSETS;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    record EpochAsked(TopicPartition partition, int currentLeaderEpoch, int epoch) {}

    record EpochAnswer(@Ident int correlation, List<EpochFound> partitions) implements DataFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.OFFSETS;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    record EpochFound(TopicPartition partition, LogError error, EpochEnd end) {}

    /// @param topics empty for all
    record Metadata(@Ident int correlation, List<String> topics) implements DataFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.METADATA;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// What this broker knows; it may be older than what another one knows.
    ///
    /// @param brokers    the living ones, by node number
    /// @param partitions of the topics asked for, in order; a topic that does not exist has none
    record MetadataAnswer(@Ident int correlation, List<Integer> brokers, List<PartitionMetadata> partitions)
            implements DataFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.METADATA;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// @param leader node number, -1 for none (then `error` is LEADER_NOT_AVAILABLE)
    record PartitionMetadata(TopicPartition partition, LogError error, int leader, int leaderEpoch) {}

    /// A new producer id without a transaction (K9).
    record InitProducerId(@Ident int correlation) implements DataFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.INIT_PRODUCER;
        }

        @Override
        public InitProducerIdAnswer refusal(String error, boolean retriable) {
            return new InitProducerIdAnswer(
                    correlation,
                    LogError.refusing(
                            error,
                            retriable,
                            LogError.COORDINATOR_LOAD_IN_PROGRESS,
                            LogError.CLUSTER_AUTHORIZATION_FAILED),
                    -1,
                    -1);
        }
    }

    record InitProducerIdAnswer(@Ident int correlation, LogError error, long producerId, int producerEpoch)
            implements DataFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.INIT_PRODUCER;
        }
    }
}
