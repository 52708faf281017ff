package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What time does: ack waits end (J10), states are written down and reach the disk (J2, J7), messages grow too old
/// (J5). All but the ack wait is decay: it never keeps a run alive.
final class Upkeep {

    static final String ACK_WAIT = "broker/ack-wait";
    static final String SAVE = "decay/save";
    static final String AGE = "decay/age";

    private static final String POWER_LOST = "power lost";

    /// After a restart, or as a new leader, a server looks for ended ack waits not before this long (J16).
    static final long RESTORED_MICROS = 500_000;

    private final Turn turn;

    Upkeep(Turn turn) {
        this.turn = turn;
    }

    /// Everything that was written up to this instant is on the disk: the page cache is flushed at a fixed
    /// interval (J2).
    private long synced() {
        if (turn.settings().syncAlways()) {
            return turn.now();
        }
        long every = turn.settings().syncEveryMicros();
        return turn.now() / every * every;
    }

    /// Lost power takes what was written since the last flush.
    void lostPower(Stream stream) {
        long synced = synced();
        Raft raft = stream.raft;
        int kept = 0;
        while (kept < raft.entries.size() && raft.entries.get(kept).atMicros() <= synced) {
            kept++;
        }
        new Replicating(turn).truncate(stream, kept, POWER_LOST);
        for (StoredMessage message : List.copyOf(stream.messages.values())) {
            if (message.atMicros() > synced) {
                cutBack(stream, message.sequence() - 1, POWER_LOST);
                break;
            }
        }
        stream.consumers.values().forEach(consumer -> {
            flushed(consumer, synced);
            consumer.saved.become(consumer.synced);
        });
    }

    private static void flushed(Consumer consumer, long synced) {
        if (consumer.savedAt <= synced) {
            consumer.synced.become(consumer.saved);
        }
    }

    /// A consumer's progress has changed: it is written a moment later, or, with replicas, agreed upon at
    /// the end of this turn.
    void consumed(Stream stream, Consumer consumer) {
        if (turn.of(stream).replicas().size() > 1) {
            turn.server().unagreed.putIfAbsent(key(stream, consumer), new ArrayList<>());
        } else if (!consumer.unsaved) {
            consumer.unsaved = true;
            turn.arm(JetStreamSettings.SAVE_MICROS, SAVE, consumer.number);
        }
    }

    /// J13: one server confirms as soon as it has taken the acknowledgement, which is before it is written
    /// down; several when a quorum has it.
    void confirm(Stream stream, Consumer consumer, Raft.Asker asker) {
        if (turn.of(stream).replicas().size() > 1) {
            turn.server()
                    .unagreed
                    .computeIfAbsent(key(stream, consumer), _ -> new ArrayList<>())
                    .add(asker);
        } else {
            new Settling(turn).confirm(asker);
        }
    }

    private static String key(Stream stream, Consumer consumer) {
        return stream.name + "/" + consumer.settings.name();
    }

    /// The turn ends: what consumers were given and said becomes one entry each of the replicated log.
    void agree() {
        TreeMap<String, ArrayList<Raft.Asker>> changed = new TreeMap<>(turn.server().unagreed);
        turn.server().unagreed.clear();
        for (Stream stream : turn.server().streams.values()) {
            for (Consumer consumer : stream.consumers.values()) {
                ArrayList<Raft.Asker> askers = changed.get(key(stream, consumer));
                if (askers != null && stream.raft.leads()) {
                    new Replicating(turn)
                            .propose(stream, Change.Consumed.of(consumer.settings.name(), consumer.progress), askers);
                }
            }
        }
    }

    void save(Consumer consumer) {
        consumer.unsaved = false;
        written(consumer, consumer.progress);
    }

    /// The progress goes to the page cache; what stood there before has been flushed since, or never will
    /// be.
    void written(Consumer consumer, Progress progress) {
        flushed(consumer, synced());
        consumer.saved.become(progress);
        consumer.savedAt = turn.now();
    }

    /// Arms the timer for the first pending message whose ack wait ends, unless it is armed for that
    /// already.
    void armAckWait(Consumer consumer, long notBeforeMicros) {
        long earliest = Long.MAX_VALUE;
        for (var pending : consumer.progress.pending.entrySet()) {
            if (pending.getValue().deadline() < earliest && !consumer.redelivery.contains(pending.getKey())) {
                earliest = pending.getValue().deadline();
            }
        }
        if (earliest == Long.MAX_VALUE) {
            disarmAckWait(consumer);
            return;
        }
        long at = Math.max(earliest, turn.now() + notBeforeMicros);
        if (consumer.armed != at) {
            consumer.armed = at;
            turn.arm(at - turn.now(), ACK_WAIT, consumer.number);
        }
    }

    void disarmAckWait(Consumer consumer) {
        if (consumer.armed != 0) {
            consumer.armed = 0;
            turn.disarm(ACK_WAIT, consumer.number);
        }
    }

    /// J10: everything whose wait has ended, in the order of the stream, goes to the end of the redelivery
    /// queue.
    void ackWaitOver(Stream stream, Consumer consumer) {
        consumer.armed = 0;
        List<Long> expired = new ArrayList<>();
        consumer.progress.pending.forEach((sequence, pending) -> {
            if (pending.deadline() <= turn.now() && !consumer.redelivery.contains(sequence)) {
                expired.add(sequence);
            }
        });
        if (!turn.applies(Rule.J10)) {
            expired.sort((a, b) -> Long.compare(
                    consumer.progress.pending.get(a).delivery(),
                    consumer.progress.pending.get(b).delivery()));
        }
        requeue(stream, consumer, expired, "ack wait over");
    }

    private void requeue(Stream stream, Consumer consumer, List<Long> sequences, String cause) {
        Delivering delivering = new Delivering(turn);
        sequences.removeIf(sequence -> delivering.exhausted(stream, consumer, sequence));
        if (!sequences.isEmpty()) {
            new Settling(turn).queue(stream, consumer, sequences, cause);
        }
        delivering.serve(stream, consumer);
    }

    /// A connection has ended: its pulls are gone; what it was given stays pending until its wait ends
    /// (J15).
    void closed(Stream stream, Consumer consumer, int connection) {
        consumer.closed(connection);
        if (turn.applies(Rule.J15) || !stream.raft.leads()) {
            return;
        }
        List<Long> held = new ArrayList<>();
        consumer.progress.pending.forEach((sequence, pending) -> {
            if (pending.connection() == connection && !consumer.redelivery.contains(sequence)) {
                held.add(sequence);
            }
        });
        requeue(stream, consumer, held, "connection closed");
    }

    void armAge(Stream stream) {
        long age = turn.of(stream).maxAgeMicros();
        if (age >= 0 && !stream.messages.isEmpty()) {
            long at = stream.messages.firstEntry().getValue().atMicros() + age;
            turn.arm(Math.max(1, at - turn.now()), AGE, stream.number);
        }
    }

    void tooOld(Stream stream) {
        long age = turn.of(stream).maxAgeMicros();
        List<Long> old = new ArrayList<>();
        for (StoredMessage message : stream.messages.values()) {
            if (message.atMicros() + age <= turn.now()) {
                old.add(message.sequence());
            }
        }
        new Retaining(turn).remove(stream, old, "max age");
        armAge(stream);
    }

    /// The stream ends at this sequence again: what came after it is not there any more.
    void cutBack(Stream stream, long last, String cause) {
        if (last < stream.last) {
            long from = stream.last;
            stream.messages.tailMap(last, false).clear();
            stream.last = last;
            turn.record(new LogEvent.LogTruncated(stream.partition(), from + 1, last + 1, cause));
            stream.rebuild(turn.of(stream).dedupWindowMicros(), turn.now());
        }
    }
}
