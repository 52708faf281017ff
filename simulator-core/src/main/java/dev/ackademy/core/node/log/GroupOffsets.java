package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.LoadedOffset;
import dev.ackademy.core.model.GroupEvent.OffsetCommitted;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupRecord.OffsetStored;
import java.util.List;
import java.util.TreeMap;

/// The positions of one group, whichever protocol its members use: what is committed, and what transactions hold.
final class GroupOffsets {

    /// What holds: replicated commits.
    final TreeMap<TopicPartition, OffsetStored> offsets = new TreeMap<>();

    /// Positions in transactions that are not decided yet, by producer id (K23).
    private final TreeMap<Long, TreeMap<TopicPartition, OffsetStored>> pending = new TreeMap<>();

    void pend(long producer, OffsetStored stored) {
        pending.computeIfAbsent(producer, _ -> new TreeMap<>()).put(stored.partition(), stored);
    }

    /// Whether a transaction that is not decided holds a position of one of these.
    boolean unstable(List<TopicPartition> partitions) {
        return pending.values().stream().anyMatch(held -> partitions.stream().anyMatch(held::containsKey));
    }

    /// A transaction has ended: what it held is no longer pending. Empty where it held nothing.
    List<OffsetStored> decided(long producer) {
        TreeMap<TopicPartition, OffsetStored> held = pending.remove(producer);
        return held == null ? List.of() : List.copyOf(held.values());
    }

    void hold(OffsetStored stored, Turn turn) {
        OffsetStored before = offsets.put(stored.partition(), stored);
        turn.record(new OffsetCommitted(
                stored.group(),
                stored.partition(),
                before == null ? -1 : before.offset(),
                stored.offset(),
                stored.memberNode(),
                stored.generation()));
    }

    /// What a new coordinator tells of them.
    List<LoadedOffset> loaded() {
        return offsets.values().stream()
                .map(stored ->
                        new LoadedOffset(stored.partition(), stored.offset(), stored.memberNode(), stored.generation()))
                .toList();
    }
}
