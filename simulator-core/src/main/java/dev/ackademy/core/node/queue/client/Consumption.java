package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import dev.ackademy.core.node.queue.AmqpFrame;
import dev.ackademy.core.node.queue.AmqpFrame.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Consumes queues: deliveries fill a buffer, as many as the prefetch lets through, and a pull drains it. When the
/// channel is lost its delivery tags mean nothing any more: what waited in the buffer is dropped, and what the
/// application has in hand cannot be settled.
final class Consumption implements Consuming {

    static final String RECONNECT = "consumer/reconnect";
    private static final String REQUEUE = "consumer/requeue:handle";

    /// What the application or the buffer has. `tag` 0: settled by being sent.
    record Held(@Ident int handle, int broker, @Ident int tag, Delivery delivery) {}

    final Links links = Links.of(RECONNECT);

    boolean subscribed;
    int subscription;
    final ArrayList<String> queues = new ArrayList<>();

    /// Queues that this consumer is registered at.
    private final TreeSet<String> consuming = new TreeSet<>();

    private final TreeSet<String> asked = new TreeSet<>();

    @Ident(counter = true)
    private int lastCorrelation;

    @Ident(counter = true)
    private int lastHandle;

    @Ident(of = "handle")
    private final TreeMap<Integer, Held> held = new TreeMap<>();

    private final ArrayDeque<Delivery> buffer = new ArrayDeque<>();

    /// The most that the pull under way takes, 0 for none.
    private int pulled;

    private boolean paused;
    private boolean leaving;

    void subscribe(BrokerCommand.Subscribe command, RabbitClientSettings settings, Turn turn) {
        subscribed = true;
        subscription = command.subscription();
        queues.addAll(command.topics());
        turn.tell(new BrokerOutcome.Subscribed(subscription));
        pump(settings, turn);
    }

    private void pump(RabbitClientSettings settings, Turn turn) {
        if (!subscribed || leaving) {
            return;
        }
        for (String queue : queues) {
            int connection = links.to(settings.queues().queue(queue).node(), turn);
            if (connection != 0 && asked.add(queue)) {
                turn.around()
                        .send(
                                connection,
                                new AmqpFrame.Consume(
                                        ++lastCorrelation,
                                        queue,
                                        settings.consuming().prefetch(),
                                        settings.consuming().automatic()));
            }
        }
    }

    void unsubscribe(boolean clean, RabbitClientSettings settings, Turn turn) {
        leaving = true;
        for (String queue : consuming) {
            int connection = links.to(settings.queues().queue(queue).node(), turn);
            if (clean && connection != 0) {
                turn.around().send(connection, new AmqpFrame.Cancel(++lastCorrelation, queue));
            }
        }
        if (!clean || consuming.isEmpty()) {
            left(turn);
        }
    }

    /// The channel ends with its last consumer, and gives back what was not settled.
    private void left(Turn turn) {
        links.close(turn);
        held.keySet().forEach(handle -> turn.disarm(REQUEUE, handle));
        held.clear();
        buffer.clear();
        consuming.clear();
        asked.clear();
        queues.clear();
        pulled = 0;
        subscribed = false;
        leaving = false;
        paused = false;
        turn.tell(new BrokerOutcome.Unsubscribed(subscription));
    }

    void pull(int max, Turn turn) {
        pulled = max;
        drain(turn);
    }

    void pause(boolean now, Turn turn) {
        paused = now;
        drain(turn);
    }

    private void drain(Turn turn) {
        if (pulled == 0 || paused || buffer.isEmpty()) {
            return;
        }
        List<Delivery> batch = new ArrayList<>();
        while (!buffer.isEmpty() && batch.size() < pulled) {
            Delivery delivery = buffer.poll();
            batch.add(delivery);
            if (held.get(delivery.handle()).tag() == 0) {
                held.remove(delivery.handle());
            }
        }
        pulled = 0;
        turn.tell(new BrokerOutcome.Batch(subscription, batch));
    }

    void acknowledge(BrokerCommand.Acknowledge command, RabbitClientSettings settings, Turn turn) {
        boolean settled = settle(
                command.delivery().handle(), Verb.ACK, settings.consuming().multiple(), turn);
        turn.tell(
                settled
                        ? new BrokerOutcome.Acknowledged(command.request())
                        : new BrokerOutcome.AcknowledgeFailed(
                                command.request(), "the channel is closed", Certainty.NOT_DONE));
    }

    private boolean settle(int handle, Verb verb, boolean multiple, Turn turn) {
        Held one = held.remove(handle);
        int connection = one == null ? 0 : links.to(one.broker(), turn);
        if (connection == 0) {
            return false;
        }
        Delivery delivery = one.delivery();
        Carried about = new Carried(
                delivery.message().operation(), delivery.partition() + "@" + delivery.position(), delivery.attempt());
        turn.around().send(connection, new AmqpFrame.Settle(one.tag(), verb, multiple, about));
        if (multiple) {
            held.values().removeIf(each -> each.broker() == one.broker() && each.tag() < one.tag());
        }
        return true;
    }

    /// There is no delay on the server: the library keeps the message until the pause is over.
    void redeliver(BrokerCommand.Redeliver command, Turn turn) {
        int handle = command.delivery().handle();
        if (command.afterMicros() <= 0) {
            settle(handle, Verb.REQUEUE, false, turn);
        } else if (held.containsKey(handle)) {
            turn.arm(command.afterMicros(), REQUEUE, handle);
        }
    }

    void discard(BrokerCommand.Discard command, Turn turn) {
        settle(command.delivery().handle(), Verb.REJECT, false, turn);
    }

    @Override
    public Links links() {
        return links;
    }

    @Override
    public void opened(RabbitClientSettings settings, Turn turn) {
        pump(settings, turn);
    }

    void arrived(int broker, AmqpFrame frame, RabbitClientSettings settings, Turn turn) {
        switch (frame) {
            case AmqpFrame.ConsumeOk ok -> consuming.add(ok.queue());
            case AmqpFrame.Deliver deliver -> {
                int handle = ++lastHandle;
                Delivery delivery = new Delivery(
                        handle,
                        new TopicPartition(deliver.queue(), 0),
                        deliver.position(),
                        deliver.deliveries(),
                        deliver.deliveries() > 1,
                        deliver.message(),
                        0,
                        deliver.entry());
                held.put(handle, new Held(handle, broker, deliver.tag(), delivery));
                buffer.add(delivery);
                drain(turn);
            }
            case AmqpFrame.CancelOk ok -> {
                consuming.remove(ok.queue());
                if (consuming.isEmpty()) {
                    left(turn);
                }
            }
            case AmqpFrame.ChannelClosed _ -> {
                turn.around().close(links.links.get(broker).connection);
                closed(broker, settings, turn);
            }
            default -> throw new IllegalStateException("a consumer got " + frame);
        }
    }

    @Override
    public void closed(int broker, RabbitClientSettings settings, Turn turn) {
        links.closed(broker, turn);
        for (Held each : List.copyOf(held.values())) {
            if (each.broker() == broker && each.tag() != 0) {
                held.remove(each.handle());
                buffer.remove(each.delivery());
                turn.disarm(REQUEUE, each.handle());
            }
        }
        asked.removeIf(queue -> settings.queues().queue(queue).node() == broker);
        consuming.removeIf(queue -> settings.queues().queue(queue).node() == broker);
        if (leaving && consuming.isEmpty()) {
            left(turn);
        }
    }

    @Override
    public boolean fired(String tag, int id, RabbitClientSettings settings, Turn turn) {
        switch (tag) {
            case RECONNECT -> {
                links.again(id, turn);
                pump(settings, turn);
            }
            case REQUEUE -> settle(id, Verb.REQUEUE, false, turn);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String waiting() {
        if (subscribed && consuming.size() < queues.size()) {
            return "no consumer at " + queues;
        }
        return buffer.isEmpty() ? "" : buffer.size() + " deliveries in the buffer";
    }
}
