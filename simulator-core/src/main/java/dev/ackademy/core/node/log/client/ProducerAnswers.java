package dev.ackademy.core.node.log.client;

import dev.ackademy.core.node.log.DataFrame.InitProducerIdAnswer;
import dev.ackademy.core.node.log.DataFrame.MetadataAnswer;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.GroupFrame.FindCoordinatorAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.LogFrame;
import dev.ackademy.core.node.log.TransactionFrame.AddPartitionsAnswer;
import dev.ackademy.core.node.log.TransactionFrame.EndTransactionAnswer;

/// Takes what the network brings to a producer. For one turn only.
record ProducerAnswers(Producer producer, Turn turn) {

    void arrived(int key, LogFrame frame) {
        if (frame instanceof MetadataAnswer news && news.correlation() == 0) {
            producer.cluster.grown = true;
            producer.pump(turn);
            return;
        }
        Unanswered request = producer.connections.channels.get(key).take(frame.correlation());
        if (request == null) {
            throw new IllegalStateException("an answer without a request: " + frame);
        }
        switch (request.purpose()) {
            case METADATA ->
                producer.cluster.learn(
                        (MetadataAnswer) frame, turn.settings().producer().retryBackoffMicros(), turn.now());
            case INIT_PRODUCER -> producer.identified((InitProducerIdAnswer) frame, turn);
            case PRODUCE -> new Completion(producer, turn).answered((ProduceAnswer) frame);
            case ADD_PARTITIONS, ADD_OFFSETS ->
                producer.transactions.added(request.purpose(), (AddPartitionsAnswer) frame, producer, turn);
            case TRANSACTION_OFFSETS -> producer.transactions.attached((OffsetCommitAnswer) frame, producer, turn);
            case END_TRANSACTION -> producer.transactions.endAnswered((EndTransactionAnswer) frame, producer, turn);
            case FIND_COORDINATOR, FIND_GROUP_COORDINATOR ->
                producer.transactions.found(
                        (FindCoordinatorAnswer) frame, request.purpose() == Purpose.FIND_GROUP_COORDINATOR, turn);
            case HEARTBEAT, JOIN, SYNC, LEAVE, COMMIT, OFFSET_FETCH, LIST_OFFSETS, FETCH ->
                throw new IllegalStateException("a producer does not ask for " + frame);
        }
        producer.pump(turn);
    }

    /// The connection ended: everything unanswered in it failed, oldest first.
    void closed(int key) {
        producer.connections.closed(key, turn).forEach(request -> producer.disconnected(request, turn));
        producer.cluster.refresh();
        producer.pump(turn);
    }

    /// N7: a connection with an overdue request is closed by the client.
    void woken() {
        producer.armed = Long.MAX_VALUE;
        for (int key : producer.connections.overdue(turn.now())) {
            producer.connections.giveUp(key, turn).forEach(request -> producer.disconnected(request, turn));
            producer.cluster.refresh();
        }
        producer.pump(turn);
    }
}
