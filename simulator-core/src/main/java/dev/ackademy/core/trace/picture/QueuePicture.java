package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// One queue: what is ready, in the order of delivery, what is in whose hands, and what it gave up.
///
/// @param ready       the head first
/// @param inHand      given and not settled, by position
/// @param later       delayed: ready again at their time, by position
/// @param consumers   node numbers, in the order in which they came
/// @param active      the single active consumer, -1 where there is none
/// @param settled     how many are done with
/// @param gone        what the queue gave up, the latest last
public record QueuePicture(
        TopicPartition queue,
        List<Held> ready,
        Table<Long, InHand> inHand,
        Table<Long, Later> later,
        List<Integer> consumers,
        int active,
        int settled,
        List<Gone> gone) {

    /// A message of the queue. `entry` brought it.
    public record Held(long position, Operation operation, int deliveries, int entry) {}

    /// @param locked false once the lock of a job has expired
    /// @param marked by the first half of the check for stalled jobs
    public record InHand(Held message, int consumer, boolean locked, boolean marked) {}

    public record Later(Held message, long untilMicros) {}

    /// @param to     the queue that it was sent on to, null for the failed set or nowhere
    /// @param kept   whether it is still somewhere
    public record Gone(Held message, String to, String reason, boolean kept) {}

    static QueuePicture before(TopicPartition queue) {
        return new QueuePicture(queue, List.of(), Table.empty(), Table.empty(), List.of(), -1, 0, List.of());
    }

    QueuePicture stored(LogEvent.RecordAppended event, int entry) {
        return ready(with(ready, ready.size(), new Held(event.offset(), event.operation(), 0, entry)));
    }

    QueuePicture apply(QueueEvent event, TraceEntry at) {
        return switch (event) {
            case QueueEvent.ConsumerJoined e -> consumers(with(consumers, consumers.size(), e.consumer()), active);
            case QueueEvent.ConsumerLeft e ->
                consumers(without(consumers, e.consumer()), active == e.consumer() ? -1 : active);
            case QueueEvent.ConsumerActivated e -> consumers(consumers, e.consumer());
            case QueueEvent.MessageGiven e -> given(e);
            case QueueEvent.MessageSettled e -> taken(e.position()).oneMoreSettled();
            case QueueEvent.MessageRequeued e -> requeued(e.position(), e.place());
            case QueueEvent.MessageDelayed e -> delayed(e);
            case QueueEvent.MessageDeadLettered e -> givenUp(e.position(), e.operation(), e.to(), e.reason(), true);
            case QueueEvent.MessageDropped e -> givenUp(e.position(), e.operation(), null, e.reason(), false);
            case QueueEvent.DeadLetterKept e -> givenUp(e.position(), e.operation(), e.to(), e.reason(), true);
            case QueueEvent.DeadLetterLost e -> lost(e);
            case QueueEvent.LockExpired e -> marked(e.position(), false, null);
            case QueueEvent.JobsMarked e -> marked(e.positions());
            case QueueEvent.QueueRecovered e -> recovered(e.ready());
            case QueueEvent.MessageUnroutable _, QueueEvent.SettlementRefused _, QueueEvent.JobStalled _ -> this;
        };
    }

    private Held held(long position, Operation operation) {
        for (Held each : ready) {
            if (each.position() == position) {
                return each;
            }
        }
        if (inHand.has(position)) {
            return inHand.get(position).message();
        }
        return later.has(position) ? later.get(position).message() : new Held(position, operation, 0, 0);
    }

    private QueuePicture given(QueueEvent.MessageGiven e) {
        Held before = held(e.position(), e.operation());
        Held now = new Held(e.position(), e.operation(), e.deliveries(), before.entry());
        return taken(e.position()).inHand(new InHand(now, e.consumer(), true, false));
    }

    private QueuePicture requeued(long position, int place) {
        Held held = held(position, null);
        QueuePicture rest = taken(position);
        return rest.ready(with(rest.ready, Math.clamp(place, 0, rest.ready.size()), held));
    }

    private QueuePicture delayed(QueueEvent.MessageDelayed e) {
        Held held = held(e.position(), e.operation());
        QueuePicture rest = taken(e.position());
        return new QueuePicture(
                queue,
                rest.ready,
                rest.inHand,
                rest.later.with(e.position(), new Later(held, e.untilMicros())),
                consumers,
                active,
                settled,
                gone);
    }

    private QueuePicture givenUp(long position, Operation operation, String to, String reason, boolean kept) {
        Held held = held(position, operation);
        QueuePicture rest = taken(position);
        List<Gone> others = new ArrayList<>(gone);
        others.removeIf(each -> each.message().position() == position);
        return rest.gone(with(others, others.size(), new Gone(held, to, reason, kept)));
    }

    private QueuePicture lost(QueueEvent.DeadLetterLost e) {
        List<Gone> changed = new ArrayList<>();
        for (Gone each : gone) {
            boolean it = each.kept()
                    && e.operation() != null
                    && e.operation().equals(each.message().operation());
            changed.add(it ? new Gone(each.message(), each.to(), e.cause(), false) : each);
        }
        return gone(changed);
    }

    private QueuePicture marked(List<Long> positions) {
        QueuePicture now = this;
        for (long position : positions) {
            now = now.marked(
                    position, inHand.has(position) && inHand.get(position).locked(), true);
        }
        return now;
    }

    private QueuePicture marked(long position, boolean locked, Boolean mark) {
        InHand held = inHand.get(position);
        return held == null
                ? this
                : inHand(new InHand(held.message(), held.consumer(), locked, mark == null ? held.marked() : mark));
    }

    private QueuePicture recovered(List<Long> order) {
        List<Held> again = new ArrayList<>();
        order.forEach(position -> again.add(held(position, null)));
        return new QueuePicture(queue, again, Table.empty(), later, List.of(), -1, settled, gone);
    }

    private QueuePicture taken(long position) {
        List<Held> rest = new ArrayList<>(ready);
        rest.removeIf(each -> each.position() == position);
        return new QueuePicture(
                queue, rest, inHand.without(position), later.without(position), consumers, active, settled, gone);
    }

    private QueuePicture oneMoreSettled() {
        return new QueuePicture(queue, ready, inHand, later, consumers, active, settled + 1, gone);
    }

    private QueuePicture inHand(InHand one) {
        return new QueuePicture(
                queue, ready, inHand.with(one.message().position(), one), later, consumers, active, settled, gone);
    }

    private QueuePicture ready(List<Held> now) {
        return new QueuePicture(queue, now, inHand, later, consumers, active, settled, gone);
    }

    private QueuePicture consumers(List<Integer> now, int activeNow) {
        return new QueuePicture(queue, ready, inHand, later, now, activeNow, settled, gone);
    }

    private QueuePicture gone(List<Gone> now) {
        return new QueuePicture(queue, ready, inHand, later, consumers, active, settled, now);
    }

    private static <T> List<T> with(List<T> list, int place, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(place, one);
        return List.copyOf(more);
    }

    private static List<Integer> without(List<Integer> list, Integer one) {
        List<Integer> fewer = new ArrayList<>(list);
        fewer.remove(one);
        return List.copyOf(fewer);
    }
}
