package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeat;
import dev.ackademy.core.node.log.GroupRecord.ConsumerMemberStored;
import dev.ackademy.core.node.log.GroupRecord.Owned;
import java.util.List;

/// One member of a group of the consumer protocol, as its coordinator knows it (K26). Immutable; [Reconciling] says
/// which state comes next:
///
/// ```
///   STABLE ──another target, something to give up──► UNREVOKED_PARTITIONS ──given up──► next epoch: STABLE or
///     │  ▲                                                                             UNRELEASED_PARTITIONS
///     │  └──everything released── UNRELEASED_PARTITIONS ◄──another target, still owned by others──┐
///     └────────────────────────────────────────────────────────────────────────────────────────────┘
/// ```
///
/// @param node          its process
/// @param connection    of its last request, 0 for none
/// @param silent        nothing can come from its process now
/// @param heardMicros   its heartbeats come every so often from then on
/// @param epoch         of the target that it has reached
/// @param previousEpoch the one before: what a member says whose last answer was lost
/// @param assigned      its own
/// @param revoking      its own until it says that it has given them up
/// @param told          answers that it was sent unasked on this connection
record ConsumerMember(
        @Ident int member,
        int node,
        @Ident int connection,
        boolean silent,
        @Instant long heardMicros,
        long rebalanceMicros,
        List<String> topics,
        MemberState state,
        int epoch,
        int previousEpoch,
        List<Owned> assigned,
        List<Owned> revoking,
        int told) {

    static ConsumerMember joining(GroupHeartbeat join, int node) {
        return new ConsumerMember(
                join.member(),
                node,
                0,
                false,
                0,
                join.rebalanceMicros(),
                join.topics(),
                MemberState.STABLE,
                0,
                0,
                List.of(),
                List.of(),
                0);
    }

    /// Found in the internal topic by a new coordinator.
    static ConsumerMember loaded(ConsumerMemberStored stored, long now) {
        return new ConsumerMember(
                stored.member(),
                stored.node(),
                0,
                false,
                now,
                stored.rebalanceMicros(),
                stored.topics(),
                stored.state(),
                stored.epoch(),
                stored.previousEpoch(),
                stored.assigned(),
                stored.revoking(),
                0);
    }

    ConsumerMemberStored stored(List<TopicPartition> target) {
        return new ConsumerMemberStored(
                member, node, rebalanceMicros, topics, state, epoch, previousEpoch, assigned, revoking, target);
    }

    /// It said something itself.
    ConsumerMember heard(int on, long now) {
        return with(on, false, now, on == connection ? told : 0);
    }

    ConsumerMember on(int newConnection, boolean nowSilent) {
        return with(newConnection, nowSilent, heardMicros, told);
    }

    /// It is sent an answer that it did not ask for.
    ConsumerMember toldMore() {
        return with(connection, silent, heardMicros, told + 1);
    }

    private ConsumerMember with(int nowOn, boolean nowSilent, long nowHeard, int nowTold) {
        return new ConsumerMember(
                member,
                node,
                nowOn,
                nowSilent,
                nowHeard,
                rebalanceMicros,
                topics,
                state,
                epoch,
                previousEpoch,
                assigned,
                revoking,
                nowTold);
    }

    /// In the same epoch, or in the next one.
    ConsumerMember moved(MemberState to, int toEpoch, List<Owned> keeps, List<Owned> givesUp) {
        return new ConsumerMember(
                member,
                node,
                connection,
                silent,
                heardMicros,
                rebalanceMicros,
                topics,
                to,
                toEpoch,
                toEpoch == epoch ? previousEpoch : epoch,
                keeps,
                givesUp,
                told);
    }

    /// Its regular heartbeats arrive.
    boolean beats() {
        return connection != 0 && !silent;
    }

    List<TopicPartition> partitions() {
        return assigned.stream().map(Owned::partition).toList();
    }

    List<TopicPartition> givingUp() {
        return revoking.stream().map(Owned::partition).toList();
    }

    /// Whether it is the partition's only reader, as far as the group is concerned.
    boolean owns(TopicPartition partition) {
        return partitions().contains(partition) || givingUp().contains(partition);
    }

    /// Whether a request with this epoch is of now. A member whose last answer was lost is one behind; 0
    /// joins again.
    boolean accepts(GroupHeartbeat beat) {
        return beat.epoch() == epoch
                || beat.epoch() == ConsumerGroupFrame.JOIN
                || beat.epoch() == ConsumerGroupFrame.LEAVE
                || beat.epoch() == previousEpoch && partitions().containsAll(beat.owned());
    }

    /// K26: a commit of an earlier epoch counts where the partition was the member's by then (KIP-1251).
    boolean mayCommit(int itsEpoch, List<TopicPartition> partitions) {
        return itsEpoch == epoch || itsEpoch < epoch && partitions.stream().allMatch(each -> since(each) <= itsEpoch);
    }

    private int since(TopicPartition partition) {
        for (List<Owned> some : List.of(assigned, revoking)) {
            for (Owned owned : some) {
                if (owned.partition().equals(partition)) {
                    return owned.epoch();
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    /// µs until its next heartbeat, as if they came regularly; at least 1.
    long untilHeartbeat(long now, long heartbeatMicros) {
        return heartbeatMicros - (now - heardMicros) % heartbeatMicros;
    }
}
