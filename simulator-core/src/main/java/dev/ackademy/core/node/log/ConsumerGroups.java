package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeat;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeatAnswer;
import dev.ackademy.core.node.log.Parked.ParkedHeartbeat;
import java.util.List;
import java.util.TreeMap;

/// The groups of the consumer protocol (K26): who may speak to them, and who is heard. What becomes of a group then,
/// [ConsumerRebalancing] says.
final class ConsumerGroups {

    final TreeMap<String, ConsumerGroup> groups = new TreeMap<>();

    ConsumerGroup group(String name) {
        return groups.computeIfAbsent(name, ConsumerGroup::of);
    }

    /// Whether a group of this name has members.
    boolean occupied(String group) {
        return groups.containsKey(group) && !groups.get(group).members.isEmpty();
    }

    private List<ConsumerRebalancing> all(Turn turn) {
        return groups.values().stream()
                .map(group -> new ConsumerRebalancing(group, turn))
                .toList();
    }

    /// What the log told is known: members must be heard within their session time.
    void begin(Turn turn) {
        for (ConsumerRebalancing each : all(turn)) {
            for (ConsumerMember member : each.group().members.values()) {
                each.watch(member);
                each.limitRevoking(member);
            }
        }
        grown(turn);
    }

    /// Another broker coordinates from now on; members learn it with their next heartbeat.
    void unload(Turn turn) {
        for (ConsumerRebalancing each : all(turn)) {
            for (ConsumerMember member : each.group().members.values()) {
                each.disarm(member);
                if (member.connection() != 0) {
                    each.tell(member, LogError.NOT_COORDINATOR);
                }
            }
            each.group().fenced.values().forEach(each::disarm);
        }
        groups.clear();
    }

    void heartbeat(int connection, int node, GroupHeartbeat beat, Turn turn) {
        LogError error = error(beat, turn.broker().coordinator);
        if (error != LogError.NONE) {
            turn.answer(connection, beat.refused(error));
        } else if (beat.epoch() == ConsumerGroupFrame.LEAVE) {
            new ConsumerRebalancing(group(beat.group()), turn).leave(beat, connection);
        } else {
            new ConsumerRebalancing(group(beat.group()), turn).heartbeat(beat, connection, node);
        }
    }

    private LogError error(GroupHeartbeat beat, Coordinator coordinator) {
        if (!coordinator.active) {
            return LogError.NOT_COORDINATOR;
        }
        if (coordinator.classic.occupied(beat.group())) {
            return LogError.GROUP_ID_NOT_FOUND;
        }
        ConsumerGroup group = groups.get(beat.group());
        ConsumerMember known = group == null ? null : group.members.get(beat.member());
        if (known == null) {
            return beat.epoch() == ConsumerGroupFrame.JOIN ? LogError.NONE : LogError.UNKNOWN_MEMBER_ID;
        }
        return known.accepts(beat) ? LogError.NONE : LogError.FENCED_MEMBER_EPOCH;
    }

    /// The group's new state is replicated, or will not be.
    void stored(ParkedHeartbeat parked, LogError error, Turn turn) {
        GroupHeartbeatAnswer answer =
                error == LogError.NONE ? parked.answer() : parked.answer().failed(Coordinator.toClient(error));
        if (parked.connection() != 0 && answer.correlation() == 0) {
            turn.around().send(parked.connection(), answer);
        } else if (parked.connection() != 0) {
            turn.answer(parked.connection(), answer);
        }
    }

    /// A topic has grown, or may have while nobody coordinated.
    void grown(Turn turn) {
        if (turn.broker().coordinator.active) {
            all(turn).forEach(ConsumerRebalancing::cover);
        }
    }

    /// K26: what the consumer protocol says about a commit.
    LogError commitError(String name, int number, int epoch, List<TopicPartition> partitions) {
        ConsumerGroup group = groups.get(name);
        ConsumerMember member = group.members.get(number);
        if (member == null) {
            return epoch < 0 && group.members.isEmpty() ? LogError.NONE : LogError.UNKNOWN_MEMBER_ID;
        }
        return member.mayCommit(epoch, partitions) ? LogError.NONE : LogError.STALE_MEMBER_EPOCH;
    }

    void closed(int connection, Turn turn) {
        for (ConsumerRebalancing each : all(turn)) {
            ConsumerGroup group = each.group();
            for (ConsumerMember member : List.copyOf(group.members.values())) {
                if (member.connection() == connection) {
                    group.members.put(member.member(), member.on(0, member.silent()));
                    each.watch(member);
                }
            }
            group.fenced.values().removeIf(member -> member.connection() == connection);
        }
    }

    void silent(int node, Turn turn) {
        for (ConsumerRebalancing each : all(turn)) {
            for (ConsumerMember member : each.group().of(node)) {
                each.group().members.put(member.member(), member.on(member.connection(), true));
                each.watch(member);
            }
        }
    }

    void heard(int node, Turn turn) {
        for (ConsumerRebalancing each : all(turn)) {
            ConsumerGroup group = each.group();
            for (ConsumerMember member : group.of(node)) {
                group.members.put(member.member(), member.on(member.connection(), false));
                if (member.connection() != 0) {
                    turn.disarm(ConsumerRebalancing.SESSION, member.member());
                }
            }
            group.fenced.values().stream()
                    .filter(member -> member.node() == node)
                    .forEach(member -> each.expectBeat(member, true));
            each.expectBeats();
        }
    }

    /// Whether the timer was one of these.
    boolean fired(String tag, int id, Turn turn) {
        if (!tag.startsWith("consumer-group/")) {
            return false;
        }
        for (ConsumerRebalancing each : all(turn)) {
            ConsumerMember member = each.group().members.get(id);
            switch (tag) {
                case ConsumerRebalancing.BEAT -> {
                    if (member != null || each.group().fenced.containsKey(id)) {
                        each.beat(id);
                    }
                }
                case ConsumerRebalancing.SESSION -> {
                    if (member != null) {
                        each.expire(member, "session timed out");
                    }
                }
                case ConsumerRebalancing.REVOKE -> {
                    if (member != null) {
                        each.expire(member, "did not give its partitions up in time");
                    }
                }
                default -> throw new IllegalStateException("timer " + tag);
            }
        }
        return true;
    }
}
