package dev.ackademy.connect.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/// Where partitions live on servers of our own: as in the model, brokers in turn, each topic beginning one further, the
/// groups' own topic behind those of the scenario. So `B1` leads on a real cluster what it leads in the model.
///
/// @param brokers how many there are; their ids count from 1
record Replicas(int brokers) {

    static final String OFFSETS = "__consumer_offsets";
    private static final long LIMIT_MILLIS = 10_000;

    /// By partition, the first replica leads.
    ///
    /// @param topic its place among those of the scenario
    Map<Integer, List<Integer>> of(int topic, int partitions, int replicas) {
        Map<Integer, List<Integer>> all = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            List<Integer> one = new ArrayList<>();
            for (int i = 0; i < Math.min(replicas, brokers); i++) {
                one.add(1 + (topic + partition + i) % brokers);
            }
            all.put(partition, one);
        }
        return all;
    }

    /// Moves the coordinator of groups to where the model has it; nothing where the cluster has had no
    /// group
    /// yet.
    ///
    /// @param topics of the scenario
    void moveOffsets(Admin admin, int topics) throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> there = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        if (!there.contains(OFFSETS)) {
            return;
        }
        TopicPartition partition = new TopicPartition(OFFSETS, 0);
        List<Integer> wanted = of(topics, 1, brokers).get(0);
        admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(wanted))))
                .all()
                .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        Optional<Throwable> refused = admin.electLeaders(ElectionType.PREFERRED, Set.of(partition))
                .partitions()
                .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .get(partition);
        if (refused.isPresent() && !(refused.get() instanceof ElectionNotNeededException)) {
            throw new ExecutionException(refused.get());
        }
    }
}
