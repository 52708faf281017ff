package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.ui.fx.stage.StageFrame.End;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where the nodes and partitions of a run stand on the stage: ends of links, null for what is not on it.
final class Ends {

    private final Cast cast;

    private final Map<Integer, Integer> producerIndex = new HashMap<>();
    private final Map<Integer, Integer> consumerIndex = new HashMap<>();
    private final Map<Integer, Integer> storeIndex = new HashMap<>();
    private final Map<TopicPartition, Integer> tapeIndex = new LinkedHashMap<>();

    Ends(Cast cast) {
        this.cast = cast;
        index(cast.producers(), producerIndex);
        index(cast.consumers(), consumerIndex);
        index(Cast.seats(cast.stores(), StageLayout.MOST_STORES), storeIndex);
        index(
                cast.shelves().stream()
                        .map(seat -> seat.stream().map(Shelf::partition).toList())
                        .toList(),
                tapeIndex);
    }

    private static <T> void index(List<List<T>> seats, Map<T, Integer> indices) {
        for (int i = 0; i < seats.size(); i++) {
            for (T each : seats.get(i)) {
                indices.put(each, i);
            }
        }
    }

    End producer(int node) {
        return end(Side.PRODUCER, producerIndex.get(node));
    }

    End consumer(int node) {
        return end(Side.CONSUMER, consumerIndex.get(node));
    }

    /// As a producer, else as a consumer.
    End process(int node) {
        return producerIndex.containsKey(node) ? producer(node) : consumer(node);
    }

    End store(int node) {
        return end(Side.STORE, storeIndex.get(node));
    }

    /// @param side TAPE_IN or TAPE_OUT
    End tape(Side side, TopicPartition partition) {
        return end(side, partition == null ? null : tapeIndex.get(partition));
    }

    Set<Integer> consumers() {
        return consumerIndex.keySet();
    }

    Set<TopicPartition> partitions() {
        return tapeIndex.keySet();
    }

    private static End end(Side side, Integer index) {
        return index == null ? null : new End(side, index);
    }

    /// Where a copy lies or goes: a stream, a subject and a queue are named by their topic alone.
    TopicPartition placeOf(String copy) {
        TopicPartition partition = partitionOf(copy);
        if (partition == null && cast.kind() != StageFrame.Kind.LOG) {
            TopicPartition whole = new TopicPartition(copy, 0);
            return tapeIndex.containsKey(whole) ? whole : null;
        }
        return partition;
    }

    /// `orders-0@3` and `orders-0`; null for anything else.
    static TopicPartition partitionOf(String copy) {
        int at = copy.indexOf('@');
        String name = at < 0 ? copy : copy.substring(0, at);
        int dash = name.lastIndexOf('-');
        if (dash <= 0 || !name.substring(dash + 1).matches("[0-9]{1,6}")) {
            return null;
        }
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }
}
