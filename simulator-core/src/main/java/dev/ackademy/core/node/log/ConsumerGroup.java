package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.LoadedConsumer;
import dev.ackademy.core.model.GroupEvent.LoadedConsumerGroup;
import dev.ackademy.core.model.GroupEvent.LoadedMember;
import dev.ackademy.core.model.GroupEvent.MemberMoved;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.Subscription;
import dev.ackademy.core.node.log.GroupRecord.ConsumerGroupStored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// One group of the consumer protocol in the memory of its coordinator (K26). Three epochs: the group's own, one more
/// with every change of members or partitions; that of the target assignment, which follows it with the next heartbeat
/// of anybody; and each member's, which follows the target when the member has given up what it must. So the group is
///
/// ```
///   Empty ──► Assigning (group ahead of target) ──► Reconciling (target ahead of a member) ──► Stable
/// ```
final class ConsumerGroup {

    private String name;

    int epoch;
    int targetEpoch;

    @Ident(of = "member")
    final TreeMap<Integer, ConsumerMember> members = new TreeMap<>();

    /// What each member is to own in the end.
    @Ident(of = "member")
    final TreeMap<Integer, List<TopicPartition>> target = new TreeMap<>();

    /// Members that were removed without being told: told with their next heartbeat.
    @Ident(of = "member")
    final TreeMap<Integer, ConsumerMember> fenced = new TreeMap<>();

    static ConsumerGroup of(String name) {
        ConsumerGroup group = new ConsumerGroup();
        group.name = name;
        return group;
    }

    String name() {
        return name;
    }

    void load(ConsumerGroupStored stored, long now) {
        epoch = stored.epoch();
        targetEpoch = stored.targetEpoch();
        members.clear();
        target.clear();
        stored.members().forEach(member -> {
            members.put(member.member(), ConsumerMember.loaded(member, now));
            target.put(member.member(), member.target());
        });
    }

    ConsumerGroupStored stored() {
        return new ConsumerGroupStored(
                name,
                epoch,
                targetEpoch,
                members.values().stream()
                        .map(member -> member.stored(target.getOrDefault(member.member(), List.of())))
                        .toList());
    }

    List<TopicPartition> target(ConsumerMember member) {
        return target.getOrDefault(member.member(), List.of());
    }

    boolean ownedByOthers(TopicPartition partition, ConsumerMember but) {
        return members.values().stream().anyMatch(other -> other.member() != but.member() && other.owns(partition));
    }

    /// A new target for the group's epoch: as evenly as possible, as little as possible moved from the last
    /// one
    /// (Kafka's `uniform` assignor).
    ///
    /// @param partitions how many each topic has
    void assign(TreeMap<String, Integer> partitions) {
        List<Subscription> all = new ArrayList<>();
        TreeMap<TopicPartition, Subscription> owners = new TreeMap<>();
        for (ConsumerMember member : members.values()) {
            Subscription subscription =
                    new Subscription(member.member(), member.node(), member.topics(), List.of(), targetEpoch);
            all.add(subscription);
            for (TopicPartition partition : target(member)) {
                if (member.topics().contains(partition.topic())) {
                    owners.put(partition, subscription);
                }
            }
        }
        all.sort(Comparator.comparingInt(Subscription::node).thenComparingInt(Subscription::member));
        target.clear();
        Evenly.shares(all, owners, partitions)
                .forEach((member, share) ->
                        target.put(member.member(), share.stream().sorted().toList()));
        targetEpoch = epoch;
    }

    /// Whether every partition of the topics that somebody reads is given to somebody.
    boolean covers(TreeMap<String, Integer> partitions) {
        TreeSet<TopicPartition> given = new TreeSet<>();
        target.values().forEach(given::addAll);
        int all = topics().stream()
                .mapToInt(topic -> partitions.getOrDefault(topic, 0))
                .sum();
        return members.isEmpty() || given.size() >= all;
    }

    TreeSet<String> topics() {
        TreeSet<String> topics = new TreeSet<>();
        members.values().forEach(member -> topics.addAll(member.topics()));
        return topics;
    }

    List<ConsumerMember> of(int node) {
        return members.values().stream().filter(member -> member.node() == node).toList();
    }

    /// Where a process stands, all its memberships together.
    MemberMoved standing(int node) {
        TreeSet<TopicPartition> assigned = new TreeSet<>();
        TreeSet<TopicPartition> revoking = new TreeSet<>();
        MemberState state = MemberState.STABLE;
        int least = Integer.MAX_VALUE;
        for (ConsumerMember member : of(node)) {
            assigned.addAll(member.partitions());
            revoking.addAll(member.givingUp());
            state = member.state() == MemberState.STABLE ? state : member.state();
            least = Math.min(least, member.epoch());
        }
        return new MemberMoved(name, node, least, state, List.copyOf(assigned), List.copyOf(revoking));
    }

    List<LoadedMember> owners() {
        return members.values().stream()
                .map(member -> new LoadedMember(member.node(), member.partitions()))
                .toList();
    }

    List<LoadedMember> targets() {
        return members.values().stream()
                .map(member -> new LoadedMember(member.node(), target(member)))
                .toList();
    }

    /// What a new coordinator tells of its members.
    LoadedConsumerGroup loaded() {
        List<LoadedConsumer> consumers = new ArrayList<>();
        for (int node : nodes()) {
            MemberMoved all = standing(node);
            consumers.add(new LoadedConsumer(
                    node, of(node).size(), all.epoch(), all.state(), all.partitions(), all.revoking()));
        }
        return new LoadedConsumerGroup(name, epoch, targetEpoch, consumers);
    }

    private TreeSet<Integer> nodes() {
        TreeSet<Integer> nodes = new TreeSet<>();
        members.values().forEach(member -> nodes.add(member.node()));
        return nodes;
    }
}
