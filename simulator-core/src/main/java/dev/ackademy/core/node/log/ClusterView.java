package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a broker, or the controller, knows of the cluster: who lives, and who leads what.
final class ClusterView {

    final TreeMap<TopicPartition, PartitionState> partitions = new TreeMap<>();
    final TreeSet<Integer> brokers = new TreeSet<>();

    /// The cluster as it is formed: every broker lives, the first replica of each partition leads, all are
    /// in sync.
    void form(LogSettings settings) {
        brokers.addAll(settings.brokers());
        for (TopicSettings topic : settings.allTopics()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                PartitionState state = placed(settings, topic, partition);
                partitions.put(state.partition(), state);
            }
        }
    }

    /// Where a partition lives: brokers in turn, each topic beginning one further.
    static PartitionState placed(LogSettings settings, TopicSettings topic, int partition) {
        List<Integer> brokers = settings.brokers();
        int first = settings.allTopics().indexOf(topic) + partition;
        List<Integer> replicas = new ArrayList<>();
        for (int i = 0; i < Math.min(topic.replicas(), brokers.size()); i++) {
            replicas.add(brokers.get((first + i) % brokers.size()));
        }
        return new PartitionState(
                new TopicPartition(topic.name(), partition), replicas, replicas.getFirst(), 0, replicas, 0);
    }

    void learn(PartitionState state) {
        partitions.merge(
                state.partition(), state, (old, news) -> news.partitionEpoch() >= old.partitionEpoch() ? news : old);
    }

    int leader(TopicPartition partition) {
        PartitionState state = partitions.get(partition);
        return state == null ? PartitionState.NONE : state.leader();
    }

    /// Partitions of a topic, in order.
    List<PartitionState> of(String topic) {
        return new ArrayList<>(partitions
                .subMap(new TopicPartition(topic, 0), new TopicPartition(topic, Integer.MAX_VALUE))
                .values());
    }
}
