package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settle;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settled;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Verb;
import dev.ackademy.core.node.jetstream.Progress.Pending;
import java.util.ArrayList;
import java.util.List;

/// What clients say about messages that they were given: +ACK, -NAK, +WPI, +TERM (J11-J13). An acknowledgement is
/// matched by the sequence of the stream, whichever delivery it was made for.
final class Settling {

    static final String OVERTAKEN = "broker/overtaken";

    /// So close behind a -NAK a pull may go first.
    private static final long OVERTAKEN_MICROS = 100;

    private final Turn turn;

    Settling(Turn turn) {
        this.turn = turn;
    }

    void settle(int connection, Settle settle) {
        Stream stream = turn.server().streams.get(settle.stream());
        if (!stream.raft.leads()) {
            if (stream.raft.leader >= 0) {
                new Replicating(turn).moved(stream, connection, settle.correlation());
            }
            return;
        }
        Consumer consumer = stream.consumers.get(settle.consumer());
        if (consumer == null) {
            return;
        }
        Pending pending = consumer.progress.pending.get(settle.sequence());
        boolean meant = pending != null && (turn.applies(Rule.J12) || pending.delivery() == settle.delivery());
        if (consumer.settings.ack() == AckPolicy.NONE) {
            return;
        }
        if (!meant) {
            turn.record(new StreamEvent.AcknowledgementIgnored(
                    consumer.settings.name(), stream.partition(), settle.sequence(), settle.verb().word));
        } else {
            apply(stream, consumer, settle, pending);
        }
        if (settle.reply() && turn.applies(Rule.J13)) {
            Raft.Asker asker = new Raft.Asker(connection, settle.correlation(), settle.sequence());
            new Upkeep(turn).confirm(stream, consumer, asker);
        }
        new Delivering(turn).serve(stream, consumer);
    }

    private void apply(Stream stream, Consumer consumer, Settle settle, Pending pending) {
        switch (settle.verb()) {
            case ACK -> acknowledge(stream, consumer, settle.sequence());
            case TERM -> {
                if (turn.applies(Rule.J12)) {
                    settled(stream, consumer, List.of(settle.sequence()), "term");
                }
            }
            case WPI -> extend(stream, consumer, settle.sequence(), pending);
            case NAK -> giveBack(stream, consumer, settle, pending);
        }
        new Upkeep(turn).consumed(stream, consumer);
    }

    private void acknowledge(Stream stream, Consumer consumer, long sequence) {
        if (consumer.settings.ack() == AckPolicy.ALL) {
            settled(
                    stream,
                    consumer,
                    new ArrayList<>(
                            consumer.progress.pending.headMap(sequence, true).keySet()),
                    "ack all");
        } else {
            settled(stream, consumer, List.of(sequence), "ack");
        }
    }

    private void settled(Stream stream, Consumer consumer, List<Long> sequences, String how) {
        for (long sequence : sequences) {
            consumer.progress.settle(sequence);
            consumer.redelivery.remove(sequence);
        }
        turn.record(new StreamEvent.MessagesAcknowledged(
                consumer.settings.name(), stream.partition(), sequences, consumer.progress.floor(), how));
        new Retaining(turn).settled(stream, sequences);
    }

    private void extend(Stream stream, Consumer consumer, long sequence, Pending pending) {
        if (!turn.applies(Rule.J12)) {
            return;
        }
        long until =
                turn.now() + consumer.settings.waitMicros(consumer.progress.count(sequence), turn.applies(Rule.J8));
        consumer.progress.pending.put(sequence, new Pending(pending.delivery(), until, pending.connection()));
        turn.record(new StreamEvent.AckWaitExtended(consumer.settings.name(), stream.partition(), sequence, until));
    }

    /// At once it goes to the end of the redelivery queue; with a delay it leaves the queue, stays pending
    /// and expires then (J11).
    private void giveBack(Stream stream, Consumer consumer, Settle settle, Pending pending) {
        long sequence = settle.sequence();
        String group = consumer.settings.name();
        if (settle.delayMicros() > 0 && turn.applies(Rule.J11)) {
            long until = turn.now() + settle.delayMicros();
            consumer.redelivery.remove(sequence);
            consumer.progress.pending.put(sequence, new Pending(pending.delivery(), until, pending.connection()));
            turn.record(new StreamEvent.RedeliveryDelayed(group, stream.partition(), sequence, until));
        } else if (overtaken(stream, consumer, sequence)) {
            consumer.overtaken.add(sequence);
            turn.arm(OVERTAKEN_MICROS, OVERTAKEN, consumer.number);
        } else if (!consumer.redelivery.contains(sequence) && !consumer.overtaken.contains(sequence)) {
            queue(stream, consumer, List.of(sequence), Verb.NAK.word);
        }
    }

    /// Pulls and what is said about messages go to the server's consumer in two queues of their own: a pull
    /// that comes right behind the first -NAK of a message may be served before it.
    private boolean overtaken(Stream stream, Consumer consumer, long sequence) {
        return !consumer.settings.push()
                && consumer.pulls.isEmpty()
                && consumer.progress.count(sequence) == 1
                && !consumer.redelivery.contains(sequence)
                && !consumer.overtaken.contains(sequence)
                && turn.around().choose("race/nak/" + stream.name + "/" + consumer.settings.name() + "/" + sequence, 2)
                        == 1;
    }

    /// What a pull has overtaken is queued behind it, or when no pull comes.
    void queueOvertaken(Stream stream, Consumer consumer) {
        if (!consumer.overtaken.isEmpty()) {
            List<Long> sequences = new ArrayList<>(consumer.overtaken);
            consumer.overtaken.clear();
            turn.disarm(OVERTAKEN, consumer.number);
            sequences.removeIf(sequence -> !consumer.progress.pending.containsKey(sequence));
            if (!sequences.isEmpty()) {
                queue(stream, consumer, sequences, Verb.NAK.word);
            }
            new Delivering(turn).serve(stream, consumer);
        }
    }

    void queue(Stream stream, Consumer consumer, List<Long> sequences, String cause) {
        if (turn.applies(Rule.J11)) {
            consumer.redelivery.addAll(sequences);
        } else {
            List<Long> reversed = new ArrayList<>(sequences);
            reversed.reversed().forEach(consumer.redelivery::addFirst);
        }
        turn.record(new StreamEvent.RedeliveryQueued(consumer.settings.name(), stream.partition(), sequences, cause));
    }

    /// A quorum knows how far the consumer is.
    void consumed(Stream stream, Change.Consumed change, List<Raft.Asker> askers) {
        Consumer consumer = stream.consumers.get(change.consumer());
        if (consumer == null) {
            return;
        }
        new Upkeep(turn).written(consumer, change.progress());
        if (!stream.raft.leads()) {
            consumer.progress.become(change.progress());
        }
        askers.forEach(this::confirm);
    }

    void confirm(Raft.Asker asker) {
        turn.around().send(asker.connection(), new Settled(asker.correlation(), asker.sequence()));
    }
}
