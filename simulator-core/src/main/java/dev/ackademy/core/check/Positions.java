package dev.ackademy.core.check;

import dev.ackademy.core.model.TopicPartition;
import java.util.TreeSet;

/// Where a message stands, in the words of each kind of broker: an offset of a partition, a message of a stream by its
/// sequence, a subject, a queue. Queues and subjects have no numbers that anybody outside would know.
///
/// @param kind as in `broker.kind`
record Positions(String kind) {

    /// `orders-0` · `orders` · `the subject orders` · `the queue orders`.
    String whole(TopicPartition partition) {
        return switch (kind) {
            case "log" -> partition.toString();
            case "jetstream" -> partition.topic();
            case "pubsub" -> "the subject " + partition.topic();
            default -> "the queue " + partition.topic();
        };
    }

    /// `orders-0 offset 3` · `orders (message 3)`.
    String at(TopicPartition partition, long position) {
        return switch (kind) {
            case "log" -> partition + " offset " + position;
            case "jetstream" -> partition.topic() + " (message " + position + ")";
            default -> whole(partition);
        };
    }

    /// Where it was put: `orders-0 at offset 3`.
    String put(TopicPartition partition, long position) {
        return kind.equals("log") ? partition + " at offset " + position : at(partition, position);
    }

    /// Where it is: `at orders-0 offset 3` · `in the queue orders`.
    String stored(TopicPartition partition, long position) {
        return (kind.equals("log") ? "at " : "in ") + at(partition, position);
    }

    /// What an acknowledgement speaks of: `orders-0 up to offset 3` · `message 3 of orders`.
    String acknowledged(TopicPartition partition, long position) {
        return kind.equals("log") ? partition + " up to offset " + position : one(partition, position);
    }

    /// One message: `orders-0 offset 3` · `message 3 of orders` · `a message of the queue orders`.
    String one(TopicPartition partition, long position) {
        return switch (kind) {
            case "log" -> at(partition, position);
            case "jetstream" -> "message " + position + " of " + partition.topic();
            default -> "a message of " + whole(partition);
        };
    }

    /// Several copies: `orders-0 at [0, 1]` · `orders as messages [1, 2]`.
    String copies(TopicPartition partition, TreeSet<Long> positions) {
        return switch (kind) {
            case "log" -> partition + " at " + positions;
            case "jetstream" -> partition.topic() + " as messages " + positions;
            default -> whole(partition);
        };
    }

    /// `offset 3` · `message 3`.
    String mark(long position) {
        return (kind.equals("log") ? "offset " : "message ") + position;
    }
}
