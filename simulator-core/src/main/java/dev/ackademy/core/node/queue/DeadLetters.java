package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.node.queue.QueueSettings.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Sends on what queues give up. At most once: it is sent without a confirm and forgotten (Q10), also to a queue that
/// refuses it or to a broker that cannot be reached. At least once: it stays here until the other queue has it (Q11).
final class DeadLetters {

    /// A dead letter that was not confirmed is sent again after this long (RabbitMQ: 3 min).
    static final long AGAIN_MICROS = 1_000_000;

    /// Kept until it is confirmed.
    ///
    /// @param correlation of the send under way, 0 for none
    record Kept(
            String queue,
            Stored stored,
            String reason,
            @Ident int correlation) {}

    private static final class Link {
        @Ident(of = "connection")
        int connection;

        boolean open;
        final ArrayList<AmqpFrame.Publish> waiting = new ArrayList<>();
    }

    @Ident(of = "correlation", counter = true)
    private int lastCorrelation;

    final ArrayList<Kept> kept = new ArrayList<>();

    /// To other brokers, by node.
    private final TreeMap<Integer, Link> links = new TreeMap<>();

    /// The message has left `queue`; what becomes of it?
    void giveUp(Queue queue, Stored stored, String reason, Turn turn) {
        Declared set = turn.settings().queue(queue.name);
        if (set.deadLetter() == null) {
            turn.record(
                    new QueueEvent.MessageDropped(stored.operation(), queue.partition(), stored.position(), reason),
                    stored.entry());
        } else if (set.deadLetterConfirmed() && turn.applies(Rule.Q11) || !turn.applies(Rule.Q10)) {
            turn.record(
                    new QueueEvent.DeadLetterKept(
                            stored.operation(), queue.partition(), stored.position(), set.deadLetter(), reason),
                    stored.entry());
            kept.add(new Kept(queue.name, stored, reason, 0));
            sendKept(turn);
        } else {
            once(queue, stored, set.deadLetter(), reason, turn);
        }
    }

    private void once(Queue queue, Stored stored, String to, String reason, Turn turn) {
        turn.record(
                new QueueEvent.MessageDeadLettered(
                        stored.operation(), queue.partition(), stored.position(), to, reason),
                stored.entry());
        String lost = send(queue.name, stored, to, 0, turn);
        if (!lost.isEmpty()) {
            turn.record(
                    new QueueEvent.DeadLetterLost(stored.operation(), queue.partition(), stored.position(), to, lost));
        }
    }

    /// Returns why it cannot have arrived, empty where it may have.
    private String send(String from, Stored stored, String to, int correlation, Turn turn) {
        Message letter = letter(from, stored, turn);
        Declared target = turn.settings().queue(to);
        if (target.node() == turn.around().self()) {
            return turn.broker().route(to, letter, turn);
        }
        Link link = links.computeIfAbsent(target.node(), _ -> new Link());
        AmqpFrame.Publish publish = new AmqpFrame.Publish(correlation, to, letter, correlation != 0, false);
        if (link.open) {
            turn.around().send(link.connection, publish);
            return "";
        }
        if (link.connection == 0) {
            link.connection = turn.around().connect(target.node());
        }
        link.waiting.add(publish);
        return "";
    }

    private static Message letter(String from, Stored stored, Turn turn) {
        Message message = stored.message();
        return new Message(
                message.operation(),
                message.payload(),
                message.attempt(),
                message.sentBy(),
                message.originTopic() == null ? from : message.originTopic(),
                turn.around().trigger());
    }

    /// Sends everything that is kept and not under way.
    private void sendKept(Turn turn) {
        for (Kept each : List.copyOf(kept)) {
            if (each.correlation() == 0) {
                int correlation = ++lastCorrelation;
                String to = turn.settings().queue(each.queue()).deadLetter();
                replace(each, correlation);
                boolean here = turn.settings().queue(to).node() == turn.around().self();
                String refused = send(each.queue(), each.stored(), to, correlation, turn);
                if (here) {
                    answered(correlation, refused, turn);
                }
            }
        }
    }

    private void replace(Kept before, int correlation) {
        kept.set(kept.indexOf(before), new Kept(before.queue(), before.stored(), before.reason(), correlation));
    }

    private void answered(int correlation, String error, Turn turn) {
        for (Kept each : List.copyOf(kept)) {
            if (each.correlation() == correlation && correlation != 0) {
                if (error.isEmpty()) {
                    kept.remove(each);
                    turn.record(new QueueEvent.MessageDeadLettered(
                            each.stored().operation(),
                            turn.broker().queues.get(each.queue()).partition(),
                            each.stored().position(),
                            turn.settings().queue(each.queue()).deadLetter(),
                            each.reason()));
                } else {
                    replace(each, 0);
                    turn.arm(AGAIN_MICROS, RabbitBroker.DEAD_LETTERS, 0);
                }
            }
        }
    }

    void again(Turn turn) {
        sendKept(turn);
    }

    boolean owns(int connection) {
        return links.values().stream().anyMatch(link -> link.connection == connection);
    }

    void opened(int connection, Turn turn) {
        for (Link link : links.values()) {
            if (link.connection == connection) {
                link.open = true;
                List<AmqpFrame.Publish> waiting = List.copyOf(link.waiting);
                link.waiting.clear();
                waiting.forEach(publish -> turn.around().send(connection, publish));
            }
        }
    }

    /// What was on its way is lost, or is sent again.
    void closed(int connection, Turn turn) {
        for (Link link : links.values()) {
            if (link.connection == connection) {
                List<AmqpFrame.Publish> waiting = List.copyOf(link.waiting);
                link.waiting.clear();
                link.open = false;
                link.connection = 0;
                waiting.forEach(publish -> lost(publish, turn));
            }
        }
        for (Kept each : List.copyOf(kept)) {
            if (each.correlation() != 0) {
                answered(each.correlation(), "connection lost", turn);
            }
        }
    }

    private static void lost(AmqpFrame.Publish publish, Turn turn) {
        if (!publish.confirm()) {
            turn.record(new QueueEvent.DeadLetterLost(
                    publish.message().operation(),
                    new dev.ackademy.core.model.TopicPartition(publish.message().originTopic(), 0),
                    -1,
                    publish.queue(),
                    "the other broker cannot be reached"));
        }
    }

    void confirmed(AmqpFrame.Confirm confirm, Turn turn) {
        answered(confirm.correlation(), confirm.returned() ? "unroutable" : confirm.error(), turn);
    }

    /// The broker is back: what was not confirmed is sent again.
    void recover(Turn turn) {
        sendKept(turn);
    }

    void crashed() {
        links.clear();
        kept.replaceAll(each -> new Kept(each.queue(), each.stored(), each.reason(), 0));
    }

    String waiting() {
        return kept.isEmpty() ? "" : kept.size() + " dead letters that no queue has confirmed";
    }
}
