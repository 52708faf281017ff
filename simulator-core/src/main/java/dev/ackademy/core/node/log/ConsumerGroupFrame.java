package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.GroupRequest;
import java.util.List;

/// The consumer group protocol of KIP-848 (K26), between a member and its coordinator: one request for everything. Its
/// epoch says what it is: 0 joins, -1 leaves, any other one confirms what the member owns.
///
/// As in the classic protocol ([GroupFrame]) a healthy member's heartbeats are no events. What the answer to one would
/// say arrives as an answer with correlation 0 at the member's next heartbeat instant. A member sends a heartbeat only
/// where it says something: it joins, leaves, has carried out an assignment, or is there on a new connection.
public sealed interface ConsumerGroupFrame extends LogFrame {

    int JOIN = 0;
    int LEAVE = -1;

    /// @param member          chosen by the member itself, for as long as it lives
    /// @param rebalanceMicros how long the member may take to give partitions up (the client's
    /// max.poll.interval)
    /// @param owned           what the member holds
    /// @param confirms        it has carried out an assignment; otherwise it only says that it is there
    /// @param told            answers that it got unasked on this connection. Where the coordinator has
    /// sent more, they
    ///     crossed, and `owned` is not of now: a real member has one heartbeat under way at a time
    record GroupHeartbeat(
            @Ident int correlation,
            String group,
            @Ident int member,
            int epoch,
            long rebalanceMicros,
            List<String> topics,
            List<TopicPartition> owned,
            boolean confirms,
            int told)
            implements ConsumerGroupFrame, GroupRequest<GroupHeartbeatAnswer> {

        /// The word of the classic request that does the same.
        @Override
        public RequestKind kind() {
            if (epoch == JOIN) {
                return RequestKind.JOIN;
            }
            return epoch == LEAVE ? RequestKind.LEAVE : confirms ? RequestKind.SYNC : RequestKind.HEARTBEAT;
        }

        @Override
        public boolean maintenance() {
            return kind() == RequestKind.HEARTBEAT;
        }

        @Override
        public String note() {
            return epoch > 0 ? "epoch " + epoch + " owns " + owned : "";
        }

        @Override
        public GroupHeartbeatAnswer refused(LogError error) {
            return new GroupHeartbeatAnswer(correlation, group, kind(), error, epoch, List.of());
        }
    }

    /// NONE, UNKNOWN_MEMBER_ID or FENCED_MEMBER_EPOCH (everything is lost: join anew), NOT_COORDINATOR.
    ///
    /// @param kind      of the request
    /// @param epoch     the member's from now on
    /// @param partitions all that the member is to own now
    record GroupHeartbeatAnswer(
            @Ident int correlation,
            String group,
            RequestKind kind,
            LogError error,
            int epoch,
            List<TopicPartition> partitions)
            implements ConsumerGroupFrame, Answer {

        GroupHeartbeatAnswer failed(LogError why) {
            return new GroupHeartbeatAnswer(correlation, group, kind, why, epoch, List.of());
        }

        @Override
        public boolean maintenance() {
            return kind == RequestKind.HEARTBEAT;
        }

        @Override
        public String note() {
            return error != LogError.NONE ? error.name() : epoch > 0 ? "epoch " + epoch + " " + partitions : "";
        }
    }
}
