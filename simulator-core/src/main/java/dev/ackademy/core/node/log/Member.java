package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.JoinGroup;
import dev.ackademy.core.node.log.GroupRecord.MemberStored;
import java.util.List;

/// One member of a group, as its coordinator knows it. Immutable.
///
/// @param node         its process
/// @param connection   of its last request, 0 for none: while it is open the member is taken to send
///     heartbeats
/// @param joinedMicros its heartbeats come every `heartbeatMicros` from then on
/// @param joining      correlation of its parked join, 0 for none
/// @param syncing      correlation of its parked sync, 0 for none
record Member(
        @Ident int member,
        int node,
        @Ident int connection,
        @Instant long joinedMicros,
        long sessionMicros,
        long rebalanceMicros,
        long heartbeatMicros,
        List<String> protocols,
        List<String> topics,
        List<TopicPartition> owned,
        int ownedGeneration,
        List<TopicPartition> assignment,
        @Ident(of = "correlation") int joining,
        @Ident(of = "correlation") int syncing) {

    static Member joining(JoinGroup join, int member, int node, int connection, long now, Member before) {
        return new Member(
                member,
                node,
                connection,
                now,
                join.sessionMicros(),
                join.rebalanceMicros(),
                join.heartbeatMicros(),
                join.protocols(),
                join.topics(),
                join.owned(),
                join.ownedGeneration(),
                before == null ? List.of() : before.assignment,
                join.correlation(),
                0);
    }

    /// Found in the internal topic by a new coordinator.
    static Member loaded(MemberStored stored, long now) {
        return new Member(
                stored.member(),
                stored.node(),
                0,
                now,
                stored.sessionMicros(),
                stored.rebalanceMicros(),
                stored.heartbeatMicros(),
                stored.protocols(),
                stored.topics(),
                List.of(),
                -1,
                stored.assignment(),
                0,
                0);
    }

    MemberStored stored() {
        return new MemberStored(
                member, node, sessionMicros, rebalanceMicros, heartbeatMicros, protocols, topics, assignment);
    }

    Member on(int newConnection, long now) {
        return newConnection == connection ? this : with(newConnection, now, assignment, joining, syncing);
    }

    Member apart() {
        return with(0, joinedMicros, assignment, 0, 0);
    }

    /// Its join is answered: from now on its heartbeat thread runs (`HeartbeatThread.enable`).
    Member joined(long now) {
        return with(connection, now, assignment, 0, syncing);
    }

    Member syncing(int correlation) {
        return with(connection, joinedMicros, assignment, joining, correlation);
    }

    Member synced() {
        return with(connection, joinedMicros, assignment, joining, 0);
    }

    Member assigned(List<TopicPartition> partitions) {
        return with(connection, joinedMicros, partitions, joining, syncing);
    }

    private Member with(
            int newConnection, long since, List<TopicPartition> partitions, int nowJoining, int nowSyncing) {
        return new Member(
                member,
                node,
                newConnection,
                since,
                sessionMicros,
                rebalanceMicros,
                heartbeatMicros,
                protocols,
                topics,
                owned,
                ownedGeneration,
                partitions,
                nowJoining,
                nowSyncing);
    }

    /// Whether a join says nothing new.
    boolean same(JoinGroup join) {
        return protocols.equals(join.protocols()) && topics.equals(join.topics()) && owned.equals(join.owned());
    }

    /// µs until its next heartbeat, as if they had come regularly; at least 1.
    long untilHeartbeat(long now) {
        return heartbeatMicros - (now - joinedMicros) % heartbeatMicros;
    }

    /// µs until its session is over, counted from its last heartbeat before now.
    long untilSessionEnds(long now) {
        return sessionMicros - (now - joinedMicros) % heartbeatMicros;
    }
}
