package dev.ackademy.core.trace.picture;

import dev.ackademy.core.trace.NodeName;
import java.util.List;
import java.util.SequencedMap;

/// What is known before anything happens: who may take part and what is set up. Plain values, in the order of the
/// scenario file.
///
/// @param nodes  entries name them by place
/// @param actors what each process does, by node number
/// @param topics by name
/// @param groups by name
/// @param stores by node number
public record Scene(
        List<NodeName> nodes,
        SequencedMap<Integer, Actor> actors,
        SequencedMap<String, Topic> topics,
        SequencedMap<String, Group> groups,
        SequencedMap<Integer, Store> stores) {

    /// A process instance.
    ///
    /// @param atStart   whether it is there from the start; others are added by a change
    /// @param lanes     how many items it may have in hand
    /// @param reads     topics that it reads, empty where it works off a workload
    /// @param group     null where it reads no topic
    /// @param publishes topics that it sends to, those of its failure policy included
    /// @param stores    node numbers of the stores that it calls, in the order of its steps
    public record Actor(
            int node,
            boolean atStart,
            int lanes,
            List<String> reads,
            String group,
            List<String> publishes,
            List<Integer> stores) {}

    /// @param queue whether it is a queue, with one order and no replicas
    public record Topic(String name, int partitions, int replicas, int minInsync, boolean queue) {

        public Topic(String name, int partitions, int replicas, int minInsync) {
            this(name, partitions, replicas, minInsync, false);
        }
    }

    /// @param members node numbers of every instance that may join
    public record Group(String name, List<String> topics, List<Integer> members) {}

    /// @param tables empty for a service
    public record Store(int node, boolean database, List<String> tables) {}

    public String name(int node) {
        return node >= 0 && node < nodes.size() ? nodes.get(node).name() : "node " + node;
    }
}
