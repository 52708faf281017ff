package dev.ackademy.core.node.app;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.Delivery;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A polled batch whose items are not all done: what an acknowledgement of the whole batch covers.
final class BatchInHand {

    /// Items that have not come to their acknowledgement yet.
    int left;

    boolean acknowledged;

    /// Partitions of which deliveries were dropped unworked: nothing of them is acknowledged with the
    /// batch.
    final TreeSet<TopicPartition> dropped = new TreeSet<>();

    /// The furthest delivery of each partition that an acknowledgement may cover.
    final TreeMap<TopicPartition, Delivery> reached = new TreeMap<>();

    /// What an acknowledgement of the batch is to name.
    List<Delivery> due() {
        return reached.values().stream()
                .filter(delivery -> !dropped.contains(delivery.partition()))
                .toList();
    }

    void reach(Delivery delivery) {
        Delivery before = reached.get(delivery.partition());
        if (before == null || before.position() < delivery.position()) {
            reached.put(delivery.partition(), delivery);
        }
    }
}
