package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// The state of one durable consumer of a stream, at the server that leads it (J7).
///
/// @param delivered  the last message of the stream that was looked at
/// @param pending    given and not settled, by sequence
/// @param redelivery to be given again, in this order
/// @param counts     how often a message was given, where more than once
/// @param exhausted  given as often as it may be, and never again
/// @param error      why it was refused, empty where it was not
public record ConsumerPicture(
        String group,
        TopicPartition partition,
        long delivered,
        Table<Long, Pending> pending,
        List<Long> redelivery,
        Table<Long, Integer> counts,
        List<Long> exhausted,
        String error) {

    /// @param to        the process that has it, -1 where nobody has it or that is not known
    /// @param until     µs, when it is given again at the latest, -1 where that was not told
    /// @param delivered entry of the delivery, 0 for one that a server knew of after its start
    public record Pending(int to, long until, int delivered) {}

    static ConsumerPicture before(String group, TopicPartition partition) {
        return new ConsumerPicture(group, partition, 0, Table.empty(), List.of(), Table.empty(), List.of(), "");
    }

    /// Everything up to here is settled (the ack floor).
    public long floor() {
        return pending.isEmpty() ? delivered : pending.first().getKey() - 1;
    }

    ConsumerPicture apply(StreamEvent event, TraceEntry entry) {
        return switch (event) {
            case StreamEvent.ConsumerCreated e ->
                new ConsumerPicture(
                        group,
                        partition,
                        Math.max(delivered, e.from() - 1),
                        pending,
                        redelivery,
                        counts,
                        exhausted,
                        "");
            case StreamEvent.ConsumerRefused e ->
                new ConsumerPicture(group, partition, delivered, pending, redelivery, counts, exhausted, e.error());
            case StreamEvent.MessagesDelivered e -> given(e, entry);
            case StreamEvent.MessagesAcknowledged e -> settled(e.sequences());
            case StreamEvent.RedeliveryQueued e -> {
                List<Long> queue = new ArrayList<>(redelivery);
                queue.addAll(e.sequences());
                yield with(pending, queue, counts);
            }
            case StreamEvent.RedeliveryDelayed e -> {
                List<Long> queue = new ArrayList<>(redelivery);
                queue.remove(e.sequence());
                yield with(until(e.sequence(), -1, e.untilMicros()), queue, counts);
            }
            case StreamEvent.AckWaitExtended e -> {
                Pending known = pending.get(e.sequence());
                yield with(until(e.sequence(), known == null ? -1 : known.to(), e.untilMicros()), redelivery, counts);
            }
            case StreamEvent.DeliveriesExhausted e -> {
                ConsumerPicture without = settled(List.of(e.sequence()));
                List<Long> more = new ArrayList<>(exhausted);
                more.add(e.sequence());
                yield new ConsumerPicture(
                        group, partition, delivered, without.pending, without.redelivery, without.counts, more, error);
            }
            case StreamEvent.ConsumerRestored e -> {
                Table<Long, Pending> known = Table.empty();
                for (long sequence : e.pending()) {
                    known = known.with(sequence, new Pending(-1, -1, 0));
                }
                Table<Long, Integer> given = Table.empty();
                for (StreamEvent.Given each : e.given()) {
                    given = given.with(each.sequence(), each.count());
                }
                yield new ConsumerPicture(group, partition, e.delivered(), known, List.of(), given, exhausted, error);
            }
            case StreamEvent.AcknowledgementIgnored _, StreamEvent.MessagesRemoved _, StreamEvent.StreamLost _ -> this;
        };
    }

    private ConsumerPicture given(StreamEvent.MessagesDelivered event, TraceEntry entry) {
        Table<Long, Pending> now = pending;
        Table<Long, Integer> often = counts;
        List<Long> queue = new ArrayList<>(redelivery);
        long furthest = delivered;
        for (StreamEvent.Given each : event.messages()) {
            now = now.with(each.sequence(), new Pending(event.to(), -1, entry.n()));
            often = each.count() > 1 ? often.with(each.sequence(), each.count()) : often;
            queue.remove(each.sequence());
            furthest = Math.max(furthest, each.sequence());
        }
        return new ConsumerPicture(group, partition, furthest, now, queue, often, exhausted, error);
    }

    private ConsumerPicture settled(List<Long> sequences) {
        Table<Long, Pending> now = pending;
        Table<Long, Integer> often = counts;
        List<Long> queue = new ArrayList<>(redelivery);
        for (long sequence : sequences) {
            now = now.without(sequence);
            often = often.without(sequence);
            queue.remove(sequence);
        }
        return with(now, queue, often);
    }

    private Table<Long, Pending> until(long sequence, int to, long until) {
        Pending known = pending.get(sequence);
        return known == null ? pending : pending.with(sequence, new Pending(to, until, known.delivered()));
    }

    private ConsumerPicture with(Table<Long, Pending> now, List<Long> queue, Table<Long, Integer> often) {
        return new ConsumerPicture(group, partition, delivered, now, List.copyOf(queue), often, exhausted, error);
    }
}
