package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Shares partitions among the members of a group: as evenly as possible with as few moves as possible.
public final class Evenly {

    private Evenly() {}

    /// @param members    in the order in which they are served
    /// @param owners     who has what until now
    /// @param partitions how many each topic has
    public static SequencedMap<Subscription, ArrayList<TopicPartition>> shares(
            List<Subscription> members,
            TreeMap<TopicPartition, Subscription> owners,
            TreeMap<String, Integer> partitions) {
        SequencedMap<Subscription, ArrayList<TopicPartition>> shares = empty(members);
        owners.forEach((partition, owner) -> shares.get(owner).add(partition));
        partitions.forEach((topic, count) -> {
            for (int number = 0; number < count; number++) {
                TopicPartition partition = new TopicPartition(topic, number);
                Subscription taker = smallest(readers(members, topic), shares);
                if (!owners.containsKey(partition) && taker != null) {
                    shares.get(taker).add(partition);
                }
            }
        });
        while (moveOne(members, shares)) {}
        return shares;
    }

    /// Moves one partition from the fullest member to one that has at least two fewer; false when there is
    /// none to move.
    private static boolean moveOne(
            List<Subscription> members, SequencedMap<Subscription, ArrayList<TopicPartition>> shares) {
        List<Subscription> fullestFirst = new ArrayList<>(members);
        fullestFirst.sort(Comparator.comparingInt(member -> -shares.get(member).size()));
        for (Subscription from : fullestFirst) {
            List<TopicPartition> share = shares.get(from);
            for (int at = share.size() - 1; at >= 0; at--) {
                Subscription to = smallest(readers(members, share.get(at).topic()), shares);
                if (to != null && shares.get(to).size() + 2 <= share.size()) {
                    shares.get(to).add(share.remove(at));
                    return true;
                }
            }
        }
        return false;
    }

    private static Subscription smallest(
            List<Subscription> readers, Map<Subscription, ArrayList<TopicPartition>> shares) {
        Subscription smallest = null;
        for (Subscription reader : readers) {
            if (smallest == null
                    || shares.get(reader).size() < shares.get(smallest).size()) {
                smallest = reader;
            }
        }
        return smallest;
    }

    public static List<Subscription> readers(List<Subscription> members, String topic) {
        return members.stream()
                .filter(member -> member.topics().contains(topic))
                .toList();
    }

    public static SequencedMap<Subscription, ArrayList<TopicPartition>> empty(List<Subscription> members) {
        SequencedMap<Subscription, ArrayList<TopicPartition>> shares = new LinkedHashMap<>();
        members.forEach(member -> shares.put(member, new ArrayList<>()));
        return shares;
    }
}
