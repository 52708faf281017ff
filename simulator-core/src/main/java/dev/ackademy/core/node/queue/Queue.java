package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.queue.QueueSettings.Declared;
import dev.ackademy.core.node.queue.Session.Consuming;
import dev.ackademy.core.node.queue.Session.InHand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One queue at the broker that holds it: what is ready and to whom it goes. Messages are on disk; who consumes is
/// memory.
///
/// ```
///   ready ──given──► in hand ──acknowledged──► gone
///     ▲ └──expired, full──► dead letter        │
///     └────requeued──────────┴──rejected, too often──► dead letter
/// ```
final class Queue {

    static final String EXPIRED = "expired";
    static final String FULL = "maxlen";
    static final String REJECTED = "rejected";
    static final String TOO_OFTEN = "delivery_limit";

    String name;
    boolean declared;
    long next;

    /// In the order of delivery.
    final ArrayList<Stored> ready = new ArrayList<>();

    /// What came back to a quorum queue: given before everything that is ready.
    final ArrayList<Stored> returned = new ArrayList<>();

    /// What is in somebody's hand, for a restart.
    final ArrayList<Stored> taken = new ArrayList<>();

    /// Connections of the consumers, in turn.
    @Ident(of = "connection")
    final ArrayList<Integer> consumers = new ArrayList<>();

    /// The connection of the single active consumer, 0 for none.
    @Ident(of = "connection")
    int active;

    @Instant
    long expires = Long.MAX_VALUE;

    static Queue of(Declared declared) {
        Queue queue = new Queue();
        queue.name = declared.name();
        queue.declared = !declared.byConsumer();
        return queue;
    }

    TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    private Declared set(Turn turn) {
        return turn.settings().queue(name);
    }

    /// Why the queue does not take another message; empty where it does.
    String refuses(Turn turn) {
        Declared set = set(turn);
        boolean full = set.maxLength() >= 0 && readyCount() >= set.maxLength();
        return full && set.rejectPublish() && turn.applies(Rule.Q13) ? "the queue is full" : "";
    }

    void store(Message message, Turn turn) {
        int entry = turn.record(
                new LogEvent.RecordAppended(message.operation(), partition(), next, 0, message.attempt(), -1, -1));
        ready.add(new Stored(next++, message, 0, 0, expiry(turn), entry));
        trim(turn);
        dispatch(turn);
    }

    private long expiry(Turn turn) {
        long ttl = set(turn).ttlMicros();
        return ttl < 0 || !turn.applies(Rule.Q12) ? Long.MAX_VALUE : turn.now() + ttl;
    }

    private int readyCount() {
        return ready.size() + returned.size();
    }

    private Stored head() {
        return !returned.isEmpty() ? returned.getFirst() : ready.isEmpty() ? null : ready.getFirst();
    }

    private Stored takeHead() {
        return returned.isEmpty() ? ready.removeFirst() : returned.removeFirst();
    }

    private void trim(Turn turn) {
        Declared set = set(turn);
        if (set.maxLength() < 0 || set.rejectPublish() || !turn.applies(Rule.Q13)) {
            return;
        }
        dispatch(turn);
        while (readyCount() > set.maxLength()) {
            turn.broker().deadLetters.giveUp(this, takeHead(), FULL, turn);
        }
    }

    /// Gives what is ready to whoever has room.
    void dispatch(Turn turn) {
        expire(turn);
        while (head() != null) {
            Session session = whoHasRoom(turn);
            if (session == null) {
                break;
            }
            give(takeHead(), session, turn);
        }
        watchExpiry(turn);
    }

    private Session whoHasRoom(Turn turn) {
        boolean single = set(turn).singleActive() && turn.applies(Rule.Q9);
        for (int i = 0; i < consumers.size(); i++) {
            int connection = consumers.get(i);
            Session session = turn.broker().sessions.get(connection);
            if ((!single || connection == active) && hasRoom(session, turn)) {
                consumers.remove(i);
                consumers.add(connection);
                return session;
            }
        }
        return null;
    }

    private boolean hasRoom(Session session, Turn turn) {
        Consuming consuming = session.consuming(name);
        return consuming.prefetch() == 0
                || consuming.automatic() && turn.applies(Rule.Q4)
                || session.unacknowledged(name) < consuming.prefetch()
                || !turn.applies(Rule.Q3);
    }

    private void give(Stored stored, Session session, Turn turn) {
        Stored given = stored.given();
        boolean automatic = session.consuming(name).automatic() && turn.applies(Rule.Q4);
        int tag = automatic ? 0 : ++session.lastTag;
        int entry = turn.record(
                new QueueEvent.MessageGiven(
                        given.operation(), partition(), given.position(), session.node, given.deliveries()),
                given.entry());
        if (automatic) {
            turn.record(new QueueEvent.MessageSettled(
                    given.operation(), partition(), given.position(), session.node, true));
        } else {
            session.inHand.add(new InHand(tag, name, given, turn.now()));
            taken.add(given);
            turn.broker().watchTimeout(session, turn);
        }
        turn.around()
                .send(
                        session.connection,
                        new AmqpFrame.Deliver(name, tag, given.position(), given.deliveries(), given.message(), entry));
    }

    /// Takes a new consumer.
    void join(Session session, Turn turn) {
        declared = true;
        boolean single = set(turn).singleActive() && turn.applies(Rule.Q9);
        consumers.add(session.connection);
        boolean first = active == 0;
        turn.record(new QueueEvent.ConsumerJoined(partition(), session.node, !single || first));
        if (first && set(turn).singleActive()) {
            active = session.connection;
            turn.record(new QueueEvent.ConsumerActivated(partition(), session.node));
        }
    }

    /// A consumer is gone: the next in line is the active one.
    void leave(Session session, String cause, Turn turn) {
        consumers.remove((Integer) session.connection);
        turn.record(new QueueEvent.ConsumerLeft(partition(), session.node, cause));
        if (active == session.connection) {
            active = consumers.isEmpty() ? 0 : consumers.getFirst();
            if (active != 0) {
                turn.record(new QueueEvent.ConsumerActivated(
                        partition(), turn.broker().sessions.get(active).node));
            }
        }
    }

    void acknowledged(InHand held, int consumer, Turn turn) {
        taken.removeIf(each -> each.position() == held.stored().position());
        turn.record(new QueueEvent.MessageSettled(
                held.stored().operation(), partition(), held.stored().position(), consumer, false));
    }

    void rejected(InHand held, Turn turn) {
        taken.removeIf(each -> each.position() == held.stored().position());
        turn.broker().deadLetters.giveUp(this, held.stored(), REJECTED, turn);
    }

    /// Back to ready, or given up where it has come back too often (Q8).
    ///
    /// @param failure whether the consumer was lost with it, rather than gave it back
    void requeue(InHand held, boolean failure, String cause, Turn turn) {
        Declared set = set(turn);
        taken.removeIf(each -> each.position() == held.stored().position());
        boolean counts = set.deliveryLimit() >= 0 && (failure || set.countsReturns());
        Stored back = counts ? held.stored().failed() : held.stored();
        if (set.quorum()
                && set.deliveryLimit() >= 0
                && back.failures() > set.deliveryLimit()
                && turn.applies(Rule.Q8)) {
            turn.broker().deadLetters.giveUp(this, back, TOO_OFTEN, turn);
            return;
        }
        int place = putBack(back, turn);
        turn.record(
                new QueueEvent.MessageRequeued(back.operation(), partition(), back.position(), place, cause),
                back.entry());
    }

    private int putBack(Stored back, Turn turn) {
        if (set(turn).quorum() && turn.applies(Rule.Q7)) {
            returned.add(back);
            return returned.size() - 1;
        }
        int place = ready.size();
        if (turn.applies(Rule.Q6)) {
            while (place > 0 && ready.get(place - 1).position() > back.position()) {
                place--;
            }
        }
        ready.add(place, back);
        return returned.size() + place;
    }

    private void expire(Turn turn) {
        while (head() != null && head().expires() <= turn.now()) {
            turn.broker().deadLetters.giveUp(this, takeHead(), EXPIRED, turn);
        }
    }

    private void watchExpiry(Turn turn) {
        long at = head() == null ? Long.MAX_VALUE : head().expires();
        if (at == expires) {
            return;
        }
        expires = at;
        String tag = set(turn).deadLetter() == null ? RabbitBroker.EXPIRY : RabbitBroker.EXPIRY_ON;
        if (at == Long.MAX_VALUE) {
            turn.disarm(tag, turn.settings().number(name));
        } else {
            turn.arm(at - turn.now(), tag, turn.settings().number(name));
        }
    }

    /// The broker is back: nobody has anything in hand any more (Q16).
    void recover(Turn turn) {
        if (!turn.applies(Rule.Q16)) {
            ready.clear();
            returned.clear();
            taken.clear();
        }
        taken.sort(Comparator.comparingLong(Stored::position));
        taken.forEach(each -> putBack(each, turn));
        taken.clear();
        List<Long> order = new ArrayList<>();
        returned.forEach(each -> order.add(each.position()));
        ready.forEach(each -> order.add(each.position()));
        turn.record(new QueueEvent.QueueRecovered(partition(), order));
        dispatch(turn);
    }

    void crashed() {
        consumers.clear();
        active = 0;
        expires = Long.MAX_VALUE;
    }
}
