package dev.ackademy.core.node.log;

import dev.ackademy.core.model.MemberState;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupRecord.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Brings a member one step nearer to what its group means it to own (K26): first it gives up what is not in the
/// target,
/// in its old epoch; then it gets the target's epoch and of the target all that nobody else owns. For one turn only.
///
/// @param owned what the member says that it holds; null for a heartbeat that says nothing new
record Reconciling(ConsumerGroup group, ConsumerMember member, List<TopicPartition> owned, Turn turn) {

    /// The member afterwards; the same where nothing changes.
    ConsumerMember next() {
        return switch (member.state()) {
            case STABLE -> member.epoch() == group.targetEpoch ? member : step(member.epoch());
            case UNREVOKED_PARTITIONS -> holds(member.givingUp()) ? member : step(group.targetEpoch);
            case UNRELEASED_PARTITIONS -> step(group.targetEpoch);
        };
    }

    private boolean holds(List<TopicPartition> partitions) {
        return owned == null || owned.stream().anyMatch(partitions::contains);
    }

    /// @param epoch of the member while it has to give something up
    private ConsumerMember step(int epoch) {
        List<TopicPartition> target = group.target(member);
        TreeMap<TopicPartition, Owned> keeps = new TreeMap<>();
        List<Owned> givesUp = new ArrayList<>();
        for (Owned each : member.assigned()) {
            if (target.contains(each.partition())) {
                keeps.put(each.partition(), each);
            } else {
                givesUp.add(each);
            }
        }
        if (!givesUp.isEmpty() && holds(givesUp.stream().map(Owned::partition).toList())) {
            return to(MemberState.UNREVOKED_PARTITIONS, epoch, keeps, givesUp);
        }
        boolean waits = false;
        for (TopicPartition partition : target) {
            if (keeps.containsKey(partition)) {
                continue;
            }
            if (turn.applies(Rule.K26) && group.ownedByOthers(partition, member)) {
                waits = true;
            } else {
                keeps.put(partition, new Owned(partition, group.targetEpoch));
            }
        }
        return to(waits ? MemberState.UNRELEASED_PARTITIONS : MemberState.STABLE, group.targetEpoch, keeps, List.of());
    }

    private ConsumerMember to(MemberState state, int epoch, TreeMap<TopicPartition, Owned> keeps, List<Owned> givesUp) {
        return member.moved(state, epoch, List.copyOf(keeps.values()), List.copyOf(givesUp));
    }
}
