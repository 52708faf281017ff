package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamSettings.Retention;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;
import java.util.ArrayList;
import java.util.List;

/// What a stream keeps (J5): limits always; with interest or as a work queue also no longer than a consumer wants it.
final class Retaining {

    static final String ACKNOWLEDGED = "acknowledged";

    private final Turn turn;

    Retaining(Turn turn) {
        this.turn = turn;
    }

    /// A message has been stored.
    void stored(Stream stream) {
        StreamSettings settings = turn.of(stream);
        if (turn.applies(Rule.J5)) {
            StoredMessage newest = stream.messages.lastEntry().getValue();
            boolean wanted = stream.consumers.values().stream().anyMatch(consumer -> consumer.takes(newest));
            if (settings.retention() == Retention.INTEREST && !wanted) {
                remove(stream, List.of(newest.sequence()), "no interest");
            }
            perSubject(stream, newest, settings.maxPerSubject());
            List<Long> oldest = new ArrayList<>();
            for (long sequence : stream.messages.keySet()) {
                if (settings.maxMessages() < 0 || stream.messages.size() - oldest.size() <= settings.maxMessages()) {
                    break;
                }
                oldest.add(sequence);
            }
            remove(stream, oldest, "max messages");
            new Upkeep(turn).armAge(stream);
        }
        new Delivering(turn).serveAll(stream);
    }

    private void perSubject(Stream stream, StoredMessage newest, long most) {
        if (most < 0) {
            return;
        }
        List<Long> same = new ArrayList<>();
        for (StoredMessage message : stream.messages.values()) {
            if (message.subject().equals(newest.subject())) {
                same.add(message.sequence());
            }
        }
        remove(stream, same.subList(0, Math.max(0, same.size() - (int) most)), "max messages of the subject");
    }

    /// A consumer is done with these.
    void settled(Stream stream, List<Long> sequences) {
        Retention retention = turn.of(stream).retention();
        if (retention == Retention.LIMITS || !turn.applies(Rule.J5)) {
            return;
        }
        List<Long> unwanted = new ArrayList<>();
        for (long sequence : sequences) {
            StoredMessage message = stream.messages.get(sequence);
            boolean wanted = message != null
                    && retention == Retention.INTEREST
                    && !stream.consumers.values().stream().allMatch(consumer -> consumer.settled(message));
            if (message != null && !wanted) {
                unwanted.add(sequence);
            }
        }
        if (!unwanted.isEmpty()) {
            new Replicating(turn).propose(stream, new Change.Remove(unwanted), List.of());
        }
    }

    /// Where nobody acknowledges, delivery settles.
    void delivered(Stream stream, Consumer consumer) {
        if (consumer.settings.ack() == AckPolicy.NONE) {
            settled(
                    stream,
                    List.copyOf(stream.messages
                            .headMap(consumer.progress.sequence, true)
                            .keySet()));
        }
    }

    void remove(Stream stream, List<Long> sequences, String cause) {
        List<Long> there = new ArrayList<>(sequences);
        there.retainAll(stream.messages.keySet());
        if (!there.isEmpty()) {
            there.forEach(stream.messages::remove);
            turn.record(new StreamEvent.MessagesRemoved(stream.partition(), List.copyOf(there), cause));
        }
    }
}
