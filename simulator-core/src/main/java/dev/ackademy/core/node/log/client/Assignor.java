package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.Evenly;
import dev.ackademy.core.node.log.GroupFrame.JoinAnswer;
import dev.ackademy.core.node.log.GroupFrame.MemberAssignment;
import dev.ackademy.core.node.log.GroupFrame.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What the leader of a group does: gives every partition to one member. Members are taken in the order of their
/// process, which stands for the order of Kafka's random member ids.
final class Assignor {

    private Assignor() {}

    /// @param partitions how many each topic has
    static List<MemberAssignment> assign(JoinAnswer answer, TreeMap<String, Integer> partitions) {
        List<Subscription> members = new ArrayList<>(answer.members());
        members.sort(Comparator.comparingInt(Subscription::node).thenComparingInt(Subscription::member));
        SequencedMap<Subscription, ArrayList<TopicPartition>> shares =
                answer.protocol().equals("range") ? range(members, partitions) : sticky(members, partitions);
        List<MemberAssignment> assignments = new ArrayList<>();
        shares.forEach((member, share) -> {
            share.sort(null);
            assignments.add(new MemberAssignment(member.member(), List.copyOf(share)));
        });
        return assignments;
    }

    /// Topic by topic: consecutive partitions, the first members get one more where it does not divide
    /// evenly.
    private static SequencedMap<Subscription, ArrayList<TopicPartition>> range(
            List<Subscription> members, TreeMap<String, Integer> partitions) {
        SequencedMap<Subscription, ArrayList<TopicPartition>> shares = Evenly.empty(members);
        partitions.forEach((topic, count) -> {
            List<Subscription> readers = Evenly.readers(members, topic);
            int next = 0;
            for (int at = 0; at < readers.size(); at++) {
                int share = count / readers.size() + (at < count % readers.size() ? 1 : 0);
                for (int taken = 0; taken < share; taken++) {
                    shares.get(readers.get(at)).add(new TopicPartition(topic, next++));
                }
            }
        });
        return shares;
    }

    /// Cooperative-sticky: as evenly as possible with as few moves as possible. A partition that must move
    /// is given to nobody in this generation, its owner has to give it up first; the second rebalance hands
    /// it out (KIP-429).
    private static SequencedMap<Subscription, ArrayList<TopicPartition>> sticky(
            List<Subscription> members, TreeMap<String, Integer> partitions) {
        TreeMap<TopicPartition, Subscription> owners = owners(members, partitions);
        SequencedMap<Subscription, ArrayList<TopicPartition>> shares = Evenly.shares(members, owners, partitions);
        shares.forEach((member, share) -> share.removeIf(partition ->
                owners.containsKey(partition) && !owners.get(partition).equals(member)));
        return shares;
    }

    /// Who holds what, by the claim of the newest generation.
    private static TreeMap<TopicPartition, Subscription> owners(
            List<Subscription> members, TreeMap<String, Integer> partitions) {
        TreeMap<TopicPartition, Subscription> owners = new TreeMap<>();
        for (Subscription member : members) {
            for (TopicPartition partition : member.owned()) {
                Subscription other = owners.get(partition);
                boolean exists = partition.partition() < partitions.getOrDefault(partition.topic(), 0);
                if (exists
                        && member.topics().contains(partition.topic())
                        && (other == null || other.ownedGeneration() < member.ownedGeneration())) {
                    owners.put(partition, member);
                }
            }
        }
        return owners;
    }
}
