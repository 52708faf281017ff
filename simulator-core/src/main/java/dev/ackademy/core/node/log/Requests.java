package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.EpochAnswer;
import dev.ackademy.core.node.log.DataFrame.EpochAsked;
import dev.ackademy.core.node.log.DataFrame.EpochEnd;
import dev.ackademy.core.node.log.DataFrame.EpochFound;
import dev.ackademy.core.node.log.DataFrame.EpochQuery;
import dev.ackademy.core.node.log.DataFrame.InitProducerId;
import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.DataFrame.ListOffsets;
import dev.ackademy.core.node.log.DataFrame.ListOffsetsAnswer;
import dev.ackademy.core.node.log.DataFrame.Metadata;
import dev.ackademy.core.node.log.DataFrame.MetadataAnswer;
import dev.ackademy.core.node.log.DataFrame.OffsetFound;
import dev.ackademy.core.node.log.DataFrame.OffsetQuery;
import dev.ackademy.core.node.log.DataFrame.PartitionMetadata;
import dev.ackademy.core.node.log.DataFrame.Place;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinator;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinatorAnswer;
import java.util.ArrayList;
import java.util.List;

/// Sorts a broker's frames: answers go to whoever asked, requests wait their turn (N6) and then to the part that serves
/// them. Answers what needs no part of its own. Holds no state.
final class Requests {

    void arrived(int connection, int from, LogFrame frame, Turn turn) {
        switch (frame) {
            case ClusterFrame.ReplicateAnswer answer -> turn.broker().following.answered(from, answer, turn);
            case ClusterFrame.RegisterAnswer answer ->
                turn.broker().controllerLink.registered(answer, turn);
            case ClusterFrame.AlterPartitionAnswer answer -> altered(answer, turn);
            case ClusterFrame.MetadataUpdate update -> updated(update, turn);
            case TransactionFrame.AddPartitionsAnswer answer ->
                turn.broker().peers.answered(from, answer, turn);
            case TransactionFrame.WriteMarkersAnswer answer ->
                turn.broker().peers.answered(from, answer, turn);
            case TransactionFrame request -> turn.broker().conversations.arrived(connection, from, request, turn);
            case DataFrame request -> turn.broker().conversations.arrived(connection, from, request, turn);
            case GroupFrame request -> turn.broker().conversations.arrived(connection, from, request, turn);
            case ConsumerGroupFrame request -> turn.broker().conversations.arrived(connection, from, request, turn);
            case ClusterFrame request -> turn.broker().conversations.arrived(connection, from, request, turn);
        }
    }

    void handle(int connection, int from, LogFrame frame, Turn turn) {
        LogBroker broker = turn.broker();
        switch (frame) {
            case DataFrame.Produce produce -> broker.producing.handle(connection, from, produce, turn);
            case DataFrame.Fetch fetch -> broker.fetching.handle(connection, fetch, turn);
            case ClusterFrame.Replicate fetch -> broker.fetching.handle(connection, from, fetch, turn);
            case ListOffsets query -> turn.answer(connection, offsets(query, turn));
            case EpochQuery query -> turn.answer(connection, epochs(query, turn));
            case Metadata query -> turn.answer(connection, metadata(query, turn));
            case InitProducerId request -> turn.answer(connection, producerId(request, turn));
            case FindCoordinator query ->
                turn.answer(connection, coordinator(query.correlation(), Role.offsetsPartition(), turn));
            case GroupFrame.JoinGroup join -> broker.coordinator.classic.join(connection, from, join, turn);
            case GroupFrame.SyncGroup sync -> broker.coordinator.classic.sync(connection, sync, turn);
            case GroupFrame.Heartbeat beat -> broker.coordinator.classic.heartbeat(connection, beat, turn);
            case GroupFrame.LeaveGroup leave -> broker.coordinator.classic.leave(connection, leave, turn);
            case GroupFrame.OffsetCommit commit -> broker.coordinator.offsets.commit(connection, from, commit, turn);
            case GroupFrame.OffsetFetch fetch -> broker.coordinator.offsets.fetch(connection, fetch, turn);
            case ConsumerGroupFrame.GroupHeartbeat beat ->
                broker.coordinator.consumers.heartbeat(connection, from, beat, turn);
            case TransactionFrame.FindTransactionCoordinator query ->
                turn.answer(connection, coordinator(query.correlation(), Role.transactionsPartition(), turn));
            case TransactionFrame.InitTransactions init -> broker.transactions.init(connection, init, turn);
            case TransactionFrame.AddPartitions add -> broker.transactions.add(connection, add, turn);
            case TransactionFrame.AddOffsets add -> broker.transactions.addOffsets(connection, add, turn);
            case TransactionFrame.EndTransaction end -> broker.transactions.end(connection, end, turn);
            case TransactionFrame.CommitOffsets commit ->
                broker.coordinator.offsets.commit(connection, from, commit, turn);
            case TransactionFrame.WriteMarkers write -> broker.markers.write(connection, write, turn);
            case LogFrame other -> throw new IllegalStateException("a broker cannot serve " + other.getClass());
        }
    }

    /// The controller refused another ISR: what it said before holds.
    private static void altered(ClusterFrame.AlterPartitionAnswer answer, Turn turn) {
        Replica replica = turn.replica(answer.partition());
        Role.Leading leading = replica == null ? null : replica.leading();
        if (answer.error() != LogError.NONE && leading != null && leading.asked() != null) {
            replica.become(leading.withIsr(leading.isr(), leading.partitionEpoch()));
            turn.broker().duties.advance(replica, turn);
        }
    }

    private static void updated(ClusterFrame.MetadataUpdate update, Turn turn) {
        LogBroker broker = turn.broker();
        broker.view.brokers.clear();
        broker.view.brokers.addAll(update.brokers());
        boolean grown = false;
        for (PartitionState state : update.partitions()) {
            grown |= !broker.view.partitions.containsKey(state.partition());
            if (state.leader() != PartitionState.NONE && state.leader() != turn.self()) {
                broker.following.alive(state.leader(), turn);
                broker.peers.alive(state.leader());
            }
            broker.apply(state, turn);
        }
        broker.following.refresh(turn);
        broker.markers.send(turn);
        if (grown) {
            broker.coordinator.consumers.grown(turn);
            broker.conversations.tellClients(
                    new MetadataAnswer(0, new ArrayList<>(broker.view.brokers), List.of()), turn);
        }
    }

    private static ListOffsetsAnswer offsets(ListOffsets query, Turn turn) {
        List<OffsetFound> found = new ArrayList<>();
        for (OffsetQuery part : query.partitions()) {
            found.add(offset(part, query.committed(), turn));
        }
        return new ListOffsetsAnswer(query.correlation(), found);
    }

    /// A new leader does not know the end for consumers until its high watermark has reached its epoch
    /// (KIP-207).
    private static OffsetFound offset(OffsetQuery part, boolean committed, Turn turn) {
        LogError error = turn.broker().leaderError(part.partition(), part.currentLeaderEpoch());
        if (error != LogError.NONE) {
            return new OffsetFound(part.partition(), error, -1, -1);
        }
        Replica replica = turn.replica(part.partition());
        if (part.place() == Place.LATEST
                && replica.highWatermark() < replica.leading().epochStart()) {
            return new OffsetFound(part.partition(), LogError.OFFSET_NOT_AVAILABLE, -1, -1);
        }
        long end = committed ? replica.lastStable() : replica.highWatermark();
        long offset = part.place() == Place.EARLIEST ? replica.log.start() : end;
        return new OffsetFound(part.partition(), LogError.NONE, offset, replica.log.epochBefore(offset));
    }

    private static EpochAnswer epochs(EpochQuery query, Turn turn) {
        List<EpochFound> found = new ArrayList<>();
        for (EpochAsked part : query.partitions()) {
            LogError error = turn.broker().leaderError(part.partition(), part.currentLeaderEpoch());
            EpochEnd end = error == LogError.NONE
                    ? turn.replica(part.partition()).log.epochEnd(part.epoch())
                    : new EpochEnd(-1, -1);
            found.add(new EpochFound(part.partition(), error, end));
        }
        return new EpochAnswer(query.correlation(), found);
    }

    private static MetadataAnswer metadata(Metadata query, Turn turn) {
        ClusterView view = turn.broker().view;
        List<PartitionMetadata> partitions = new ArrayList<>();
        for (PartitionState state : view.partitions.values()) {
            TopicPartition partition = state.partition();
            boolean asked = query.topics().isEmpty()
                    ? !LogSettings.internal(partition.topic())
                    : query.topics().contains(partition.topic());
            if (asked) {
                boolean led = state.leader() != PartitionState.NONE;
                partitions.add(new PartitionMetadata(
                        partition,
                        led ? LogError.NONE : LogError.LEADER_NOT_AVAILABLE,
                        state.leader(),
                        state.leaderEpoch()));
            }
        }
        return new MetadataAnswer(query.correlation(), new ArrayList<>(view.brokers), partitions);
    }

    private static InitProducerIdAnswer producerId(InitProducerId request, Turn turn) {
        long id = turn.broker().controllerLink.newProducerId(turn);
        return id < 0
                ? new InitProducerIdAnswer(request.correlation(), LogError.COORDINATOR_LOAD_IN_PROGRESS, -1, -1)
                : new InitProducerIdAnswer(request.correlation(), LogError.NONE, id, 0);
    }

    private static FindCoordinatorAnswer coordinator(int correlation, TopicPartition led, Turn turn) {
        int node = turn.broker().view.leader(led);
        return node == PartitionState.NONE
                ? new FindCoordinatorAnswer(correlation, LogError.COORDINATOR_NOT_AVAILABLE, -1)
                : new FindCoordinatorAnswer(correlation, LogError.NONE, node);
    }
}
