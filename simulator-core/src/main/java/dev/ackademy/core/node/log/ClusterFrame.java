package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// What brokers say to each other and to the controller.
sealed interface ClusterFrame extends LogFrame {

    /// A follower's fetch from the leader (K3): its positions are its log ends. Parked like a consumer's.
    record Replicate(@Ident int correlation, List<DataFrame.FetchPartition> partitions)
            implements ClusterFrame, Request, LongPoll {
        @Override
        public RequestKind kind() {
            return RequestKind.REPLICATE;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    record ReplicateAnswer(@Ident int correlation, List<DataFrame.Fetched> partitions) implements ClusterFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.REPLICATE;
        }

        /// Records of the internal topic alone are maintenance too.
        @Override
        public boolean maintenance() {
            for (DataFrame.Fetched part : partitions) {
                for (LogRecord record : part.records()) {
                    if (record.message() != null) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        public List<Carried> carried() {
            List<Carried> carried = new ArrayList<>();
            partitions.forEach(part -> carried.addAll(LogRecord.carried(part.partition(), part.records())));
            return carried;
        }
    }

    /// A broker begins a session with the controller: after its start, and on each new connection. Answered
    /// when the session of an earlier incarnation is over.
    record RegisterBroker(@Ident int correlation, int incarnation) implements ClusterFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// @param firstProducerId first number of a block of producer ids that belongs to this
    ///     registration alone (K9)
    record RegisterAnswer(
            @Ident int correlation, @Ident(of = "producer") long firstProducerId) implements ClusterFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// The broker stops in an orderly way and gives up its leaderships first.
    record ControlledShutdown(@Ident int correlation) implements ClusterFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public boolean expectsAnswer() {
            return false;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// A leader asks for another ISR (K4). `partitionEpoch` is that of the state that it changes.
    record AlterPartition(
            @Ident int correlation, TopicPartition partition, int leaderEpoch, int partitionEpoch, List<Integer> isr)
            implements ClusterFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public String note() {
            return partition + " isr " + isr.size();
        }
    }

    /// The accepted state comes by [MetadataUpdate], before this answer.
    record AlterPartitionAnswer(@Ident int correlation, TopicPartition partition, LogError error)
            implements ClusterFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public String note() {
            return error == LogError.NONE ? "" : error.name();
        }
    }

    /// The controller tells every broker what changed (a whole picture after a registration). Nobody
    /// answers it.
    record MetadataUpdate(@Ident int correlation, List<Integer> brokers, List<PartitionState> partitions)
            implements ClusterFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public boolean expectsAnswer() {
            return false;
        }
    }
}
