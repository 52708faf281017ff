package dev.ackademy.core.node.log.client;

import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeatAnswer;
import dev.ackademy.core.node.log.DataFrame.FetchAnswer;
import dev.ackademy.core.node.log.DataFrame.ListOffsetsAnswer;
import dev.ackademy.core.node.log.DataFrame.MetadataAnswer;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinatorAnswer;
import dev.ackademy.core.node.log.GroupFrame.HeartbeatAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetchAnswer;
import dev.ackademy.core.node.log.GroupFrame.SyncAnswer;
import dev.ackademy.core.node.log.LogFrame;

/// Takes what the network brings to a consumer. For one turn only.
record ConsumerAnswers(Consumer consumer, Turn turn) {

    void opened(int key) {
        consumer.connections.opened(key);
        consumer.fetching.silent.remove(consumer.connections.channels.get(key).broker);
        if (key < 0 && consumer.membership.coordinator >= 0) {
            consumer.membership.told = 0;
            consumer.membership.announce(consumer, turn);
        }
        consumer.pump(turn);
    }

    void arrived(int key, LogFrame frame) {
        if (frame.correlation() == 0) {
            news(frame);
            return;
        }
        Unanswered request = consumer.connections.channels.get(key).take(frame.correlation());
        if (request == null) {
            throw new IllegalStateException("an answer without a request: " + frame);
        }
        if (frame instanceof GroupHeartbeatAnswer heartbeat) {
            new Reconcile(consumer, turn).answered(heartbeat);
            consumer.pump(turn);
            return;
        }
        switch (request.purpose()) {
            case METADATA ->
                consumer.cluster.learn(
                        (MetadataAnswer) frame, consumer.settings(turn).retryBackoffMicros(), turn.now());
            case FETCH -> consumer.fetching.answered((FetchAnswer) frame, consumer, turn);
            case LIST_OFFSETS -> consumer.positions.found((ListOffsetsAnswer) frame, consumer, turn);
            case FIND_COORDINATOR -> consumer.membership.found((FindCoordinatorAnswer) frame, consumer, turn);
            case JOIN -> new Rebalance(consumer, turn).joined((JoinAnswer) frame);
            case SYNC -> new Rebalance(consumer, turn).synced((SyncAnswer) frame);
            case HEARTBEAT -> consumer.membership.heard((HeartbeatAnswer) frame, consumer, turn);
            case COMMIT -> consumer.commits.answered((OffsetCommitAnswer) frame, consumer, turn);
            case OFFSET_FETCH -> consumer.positions.committed((OffsetFetchAnswer) frame, consumer, turn);
            case LEAVE -> {}
            case PRODUCE,
                    INIT_PRODUCER,
                    ADD_PARTITIONS,
                    ADD_OFFSETS,
                    TRANSACTION_OFFSETS,
                    END_TRANSACTION,
                    FIND_GROUP_COORDINATOR -> throw new IllegalStateException("a consumer does not ask for " + frame);
        }
        consumer.pump(turn);
    }

    /// What a heartbeat or a regular refresh of the metadata would have brought.
    private void news(LogFrame frame) {
        if (frame instanceof HeartbeatAnswer heartbeat) {
            consumer.membership.heard(heartbeat, consumer, turn);
        } else if (frame instanceof GroupHeartbeatAnswer heartbeat) {
            new Reconcile(consumer, turn).answered(heartbeat);
        } else if (frame instanceof MetadataAnswer) {
            consumer.cluster.grown = true;
        } else {
            throw new IllegalStateException("an answer that nobody asked for: " + frame);
        }
        consumer.pump(turn);
    }

    /// The connection ended: everything unanswered in it failed, oldest first.
    void closed(int key) {
        consumer.connections.closed(key, turn).forEach(request -> consumer.disconnected(request, turn));
        lost(key);
        consumer.pump(turn);
    }

    private void lost(int key) {
        if (key < 0) {
            consumer.membership.coordinatorUnknown(consumer, turn);
        } else {
            consumer.cluster.refresh();
        }
    }

    /// N7: a connection with an overdue request is closed by the client.
    void woken() {
        consumer.armed = Long.MAX_VALUE;
        for (int key : consumer.connections.overdue(turn.now())) {
            consumer.connections.giveUp(key, turn).forEach(request -> consumer.disconnected(request, turn));
            lost(key);
        }
        consumer.pump(turn);
    }

    void heard(int broker, boolean heard) {
        if (heard) {
            consumer.fetching.silent.remove(broker);
            consumer.fetching.renew(broker);
        } else {
            consumer.fetching.silent.add(broker);
        }
        consumer.connections.heard(
                broker,
                heard,
                consumer.settings(turn).requestTimeoutMicros(),
                consumer.settings(turn).sessionMicros(),
                turn.now());
        if (heard
                && consumer.membership.coordinator == broker
                && consumer.connections.open(Connections.coordinator(broker))) {
            consumer.membership.announce(consumer, turn);
        }
        consumer.pump(turn);
    }
}
