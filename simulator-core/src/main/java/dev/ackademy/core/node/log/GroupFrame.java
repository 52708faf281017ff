package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import java.util.ArrayList;
import java.util.List;

/// The classic group protocol (K24), between a member and its coordinator. A member uses a connection of its own for
/// it: a parked join would block its fetches.
///
/// A healthy member's heartbeats are no events. The coordinator takes them as given while the connection of the
/// member's last group request is open and the member is not silent; otherwise the session time-out runs, until any
/// request of the member arrives. So a member sends one [Heartbeat] on every new connection to a coordinator. News that
/// a heartbeat would bring arrive as a [HeartbeatAnswer] with correlation 0 at the member's next heartbeat instant.
public sealed interface GroupFrame extends LogFrame {

    /// What a coordinator refuses with the errors of its group.
    ///
    /// @param <A> its answer
    interface GroupRequest<A extends Answer> extends Request {
        A refused(LogError error);

        @Override
        default A refusal(String error, boolean retriable) {
            return refused(LogError.refusing(
                    error, retriable, LogError.COORDINATOR_LOAD_IN_PROGRESS, LogError.GROUP_AUTHORIZATION_FAILED));
        }
    }

    record FindCoordinator(@Ident int correlation, String group) implements GroupFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.METADATA;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// @param node -1 on an error
    record FindCoordinatorAnswer(@Ident int correlation, LogError error, int node) implements GroupFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.METADATA;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// Answered when the rebalance ends its first half: every member has joined, or its time is over.
    ///
    /// @param member          0 for a new member: the answer is MEMBER_ID_REQUIRED with the
    ///     number to join with (KIP-394)
    /// @param rebalanceMicros how long members may take to join (the client's max.poll.interval)
    /// @param protocols       assignors in the order of preference: `range`, `cooperative-sticky`
    /// @param owned           what the member holds while it joins (cooperative; empty for
    ///     eager), as of `ownedGeneration`
    record JoinGroup(
            @Ident int correlation,
            String group,
            @Ident int member,
            long sessionMicros,
            long rebalanceMicros,
            long heartbeatMicros,
            List<String> protocols,
            List<String> topics,
            List<TopicPartition> owned,
            int ownedGeneration)
            implements GroupFrame, GroupRequest<JoinAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }

        @Override
        public JoinAnswer refused(LogError error) {
            return new JoinAnswer(correlation, error, member, -1, "", 0, List.of());
        }
    }

    /// @param protocol the assignor that all members understand
    /// @param leader   the member that computes the assignment
    /// @param members  everybody, to the leader only; empty for the others
    record JoinAnswer(
            @Ident int correlation,
            LogError error,
            @Ident int member,
            int generation,
            String protocol,
            @Ident int leader,
            List<Subscription> members)
            implements GroupFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.JOIN;
        }

        @Override
        public String note() {
            return error == LogError.NONE ? "generation " + generation : error.name();
        }
    }

    /// What the leader is told of a member. `node` is the process, by which assignors order the members.
    record Subscription(
            @Ident int member, int node, List<String> topics, List<TopicPartition> owned, int ownedGeneration) {}

    /// @param assignments from the leader, one for each member; empty from the others
    record SyncGroup(
            @Ident int correlation, String group, @Ident int member, int generation, List<MemberAssignment> assignments)
            implements GroupFrame, GroupRequest<SyncAnswer> {
        @Override
        public RequestKind kind() {
            return RequestKind.SYNC;
        }

        @Override
        public SyncAnswer refused(LogError error) {
            return new SyncAnswer(correlation, error, generation, List.of());
        }
    }

    record MemberAssignment(@Ident int member, List<TopicPartition> partitions) {}

    record SyncAnswer(@Ident int correlation, LogError error, int generation, List<TopicPartition> partitions)
            implements GroupFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.SYNC;
        }

        @Override
        public String note() {
            return error == LogError.NONE ? partitions.toString() : error.name();
        }
    }

    record Heartbeat(
            @Ident int correlation, String group, @Ident int member, int generation) implements GroupFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.HEARTBEAT;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    /// NONE, REBALANCE_IN_PROGRESS (join again), UNKNOWN_MEMBER_ID or ILLEGAL_GENERATION (everything is
    /// lost: join anew), NOT_COORDINATOR.
    record HeartbeatAnswer(@Ident int correlation, String group, LogError error) implements GroupFrame, Outcome {
        @Override
        public RequestKind kind() {
            return RequestKind.HEARTBEAT;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }

    record LeaveGroup(
            @Ident int correlation, String group, @Ident int member) implements GroupFrame, Request {
        @Override
        public RequestKind kind() {
            return RequestKind.LEAVE;
        }
    }

    record LeaveAnswer(@Ident int correlation, LogError error) implements GroupFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.LEAVE;
        }
    }

    /// @param generation -1 and `member` 0 for a consumer that is in no group (it assigned
    ///     itself)
    record OffsetCommit(
            @Ident int correlation, String group, @Ident int member, int generation, List<CommittedOffset> offsets)
            implements GroupFrame, GroupRequest<OffsetCommitAnswer> {
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
            return offsets.size() == 1 ? "offset " + offsets.getFirst().offset : offsets.size() + " partitions";
        }

        @Override
        public OffsetCommitAnswer refused(LogError error) {
            return new OffsetCommitAnswer(correlation, error);
        }
    }

    /// @param offset      the next one to read
    /// @param leaderEpoch of the last record that was read, -1 for unknown
    /// @param last        the operation of the record before `offset`, for the trace and for
    ///     faults that name one; null where unknown
    record CommittedOffset(TopicPartition partition, long offset, int leaderEpoch, Operation last) {

        /// The messages whose work is acknowledged by these.
        static List<Carried> carried(List<CommittedOffset> offsets) {
            List<Carried> carried = new ArrayList<>();
            for (CommittedOffset offset : offsets) {
                if (offset.last != null) {
                    carried.add(new Carried(offset.last, offset.partition + "@" + (offset.offset - 1), 0));
                }
            }
            return carried;
        }
    }

    /// One error for all partitions.
    record OffsetCommitAnswer(@Ident int correlation, LogError error) implements GroupFrame, Outcome {
        @Override
        public RequestKind kind() {
            return RequestKind.COMMIT;
        }
    }

    /// @param stable waits for transactions that hold positions of these partitions (KIP-447, K23)
    record OffsetFetch(@Ident int correlation, String group, List<TopicPartition> partitions, boolean stable)
            implements GroupFrame, Request {

        public OffsetFetch(int correlation, String group, List<TopicPartition> partitions) {
            this(correlation, group, partitions, false);
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

    /// In the order asked for; `offset` -1 where nothing is committed.
    record OffsetFetchAnswer(@Ident int correlation, LogError error, List<CommittedOffset> offsets)
            implements GroupFrame, Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.OFFSETS;
        }

        @Override
        public boolean maintenance() {
            return true;
        }
    }
}
