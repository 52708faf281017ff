package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.BrokerCommand.Redeliver;
import dev.ackademy.core.node.port.BrokerCommand.Seek;
import dev.ackademy.core.node.port.BrokerOutcome;

/// What an application may do to a subscription besides polling and acknowledging. For one turn only.
record ConsumerCommands(Consumer consumer, Turn turn) {

    /// Kafka has no redelivery of one record: the consumer seeks back to it and gets everything behind it
    /// once more, not before `after` is over.
    void redeliver(Redeliver command) {
        TopicPartition partition = command.delivery().partition();
        Position position = consumer.assigned.get(partition);
        if (position == null) {
            turn.tell(new BrokerOutcome.SettleFailed(
                    command.delivery().handle(), "IllegalStateException: " + partition + " is not assigned"));
            return;
        }
        consumer.fetching.seek(partition, command.delivery().position(), "seek", consumer, turn);
        position.heldUntil = turn.now() + command.afterMicros();
        consumer.pump(turn);
    }

    void seek(Seek command) {
        if (consumer.assigned.containsKey(command.partition())) {
            consumer.fetching.seek(command.partition(), command.position(), "seek", consumer, turn);
            consumer.pump(turn);
        }
    }

    /// What was fetched before stays in the buffer, but is not handed out.
    void pause(boolean paused) {
        consumer.paused = paused;
        consumer.assigned.values().forEach(position -> position.paused = paused);
        consumer.pump(turn);
    }

    void tellPositions() {
        consumer.assigned.forEach((partition, position) ->
                turn.tell(new BrokerOutcome.Position(consumer.subscription, partition, position.offset)));
    }
}
