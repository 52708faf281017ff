package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.ConsumerGroupsLoaded;
import dev.ackademy.core.model.GroupEvent.GroupsLoaded;
import dev.ackademy.core.model.GroupEvent.LoadedGroup;
import dev.ackademy.core.model.GroupEvent.LoadedOffset;
import dev.ackademy.core.node.log.GroupRecord.ConsumerGroupStored;
import dev.ackademy.core.node.log.GroupRecord.GroupStored;
import dev.ackademy.core.node.log.GroupRecord.OffsetStored;
import java.util.List;
import java.util.TreeSet;

/// What the leader of the internal topic knows of groups: the members of those with the classic protocol (K24, K25) and
/// with the consumer protocol (K26), and everybody's positions. In memory; loaded from the log by whoever becomes its
/// leader.
final class Coordinator {

    final ClassicGroups classic = new ClassicGroups();
    final ConsumerGroups consumers = new ConsumerGroups();
    final Offsets offsets = new Offsets();
    boolean active;

    /// This broker became leader of the internal topic: what its log says is what is known. Loaded members
    /// must be heard within their session time.
    void load(Replica stored, Turn turn) {
        crashed();
        active = true;
        classic.begin(stored.role().epoch());
        for (long offset = stored.log.start(); offset < stored.log.end(); offset++) {
            load(stored.log.at(offset), turn);
        }
        if (stored.role().epoch() > 0) {
            turn.record(new GroupsLoaded(loaded()));
            if (!consumers.groups.isEmpty()) {
                turn.record(new ConsumerGroupsLoaded(consumers.groups.values().stream()
                        .map(ConsumerGroup::loaded)
                        .toList()));
            }
        }
        classic.watchAll(turn);
        consumers.begin(turn);
    }

    private void load(LogRecord record, Turn turn) {
        switch (record.internal()) {
            case OffsetStored stored
            when record.transactionOf() >= 0 -> offsets.of(stored.group()).pend(record.transactionOf(), stored);
            case OffsetStored stored -> offsets.of(stored.group()).offsets.put(stored.partition(), stored);
            case GroupStored stored -> {
                consumers.groups.remove(stored.group());
                classic.group(stored.group()).load(stored, turn.now());
            }
            case ConsumerGroupStored stored -> {
                classic.groups.remove(stored.group());
                consumers.group(stored.group()).load(stored, turn.now());
            }
            case TransactionMarker marker -> offsets.loaded(marker);
            case TransactionStored stored -> throw new IllegalStateException(stored + " among the groups");
        }
    }

    private List<LoadedGroup> loaded() {
        TreeSet<String> names = new TreeSet<>(classic.groups.keySet());
        names.addAll(consumers.groups.keySet());
        names.addAll(offsets.groups.keySet());
        return names.stream().map(this::loaded).toList();
    }

    private LoadedGroup loaded(String name) {
        List<LoadedOffset> committed = offsets.of(name).loaded();
        Group group = classic.groups.get(name);
        if (group != null) {
            return new LoadedGroup(name, group.phase.generation(), group.loaded(), committed);
        }
        ConsumerGroup consumer = consumers.groups.get(name);
        return consumer == null
                ? new LoadedGroup(name, 0, List.of(), committed)
                : new LoadedGroup(name, consumer.epoch, consumer.owners(), committed);
    }

    /// Another broker coordinates from now on; members learn it with their next heartbeat.
    void unload(Turn turn) {
        active = false;
        classic.unload(turn);
        consumers.unload(turn);
        offsets.groups.clear();
    }

    /// What is wrong with a request of this member; NONE where nothing is.
    ///
    /// @param generation of the member by the classic protocol, its epoch by the consumer protocol
    LogError memberError(String group, int member, int generation) {
        return !active ? LogError.NOT_COORDINATOR : classic.memberError(classic.groups.get(group), member, generation);
    }

    /// Appends to the internal topic; `then` happens when that is replicated.
    void write(List<? extends GroupRecord> records, Parked then, Turn turn) {
        Replica stored = turn.replica(Role.offsetsPartition());
        stored.leadership.beforeAppend(stored, turn);
        long end = 0;
        for (GroupRecord record : records) {
            end = stored.append(record, turn) + 1;
        }
        written(stored, end, then, Offsets.STORE_TIMEOUT_MICROS, turn);
    }

    void written(Replica stored, long end, Parked then, long timeoutMicros, Turn turn) {
        int ticket = turn.broker().purgatory.park(then, timeoutMicros, turn);
        stored.leadership.needs.add(new Leadership.Need(end, ticket));
        turn.broker().duties.advance(stored, turn);
        turn.broker().purgatory.reached(stored, turn);
        turn.broker().fetching.news(stored, turn);
    }

    /// What the log's errors are called by the group protocols.
    static LogError toClient(LogError error) {
        if (error == LogError.NOT_LEADER_OR_FOLLOWER) {
            return LogError.NOT_COORDINATOR;
        }
        return error == LogError.REQUEST_TIMED_OUT ? LogError.COORDINATOR_NOT_AVAILABLE : error;
    }

    void closed(int connection, Turn turn) {
        classic.closed(connection, turn);
        consumers.closed(connection, turn);
    }

    void silent(int node, Turn turn) {
        classic.silent(node, turn);
        consumers.silent(node, turn);
    }

    /// The same process again: its next heartbeat tells it what it missed.
    void heard(int node, Turn turn) {
        classic.heard(node, turn);
        consumers.heard(node, turn);
    }

    void fired(String tag, int id, Turn turn) {
        if (!consumers.fired(tag, id, turn)) {
            classic.fired(tag, id, turn);
        }
    }

    void crashed() {
        classic.groups.clear();
        consumers.groups.clear();
        offsets.groups.clear();
        active = false;
    }
}
