package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.node.Alone;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One broker on a bench: the test is every client of it. Time moves when the test says so; what the broker sends and
/// tells is kept.
final class Bench extends Alone {

    static final int BROKER = 9;

    record Sent(int connection, Frame frame) {}

    final List<Sent> sent = new ArrayList<>();
    private final Node broker;
    private int incarnation = 1;
    private int version;

    Bench(Node broker) {
        super(BROKER);
        this.broker = broker;
        broker.on(new Input.Started(1), this);
    }

    /// A connection of this client.
    int open(int client) {
        int connection = newConnection();
        broker.on(new Input.Opened(connection, client), this);
        return connection;
    }

    void send(int connection, int client, Frame frame) {
        broker.on(new Input.Arrived(connection, client, frame), this);
    }

    void hear(Input input) {
        broker.on(input, this);
    }

    void crash() {
        broker.crashed();
        timers.clear();
    }

    void restart() {
        broker.on(new Input.Started(++incarnation), this);
    }

    @Override
    protected void fired(Timer timer) {
        broker.on(new Input.Fired(timer), this);
    }

    /// A message about `A`, the next version.
    Message message() {
        Operation operation = new Operation("A", ++version, OperationKind.UPDATE);
        return new Message(operation, new Payload(Payload.Form.FULL, new TreeMap<>(), 0), 1, "shop.1/publish", null, 0);
    }

    void publish(int connection, String queue) {
        send(connection, 1, new AmqpFrame.Publish(version + 1, queue, message(), true, false));
    }

    void consume(int connection, int client, String queue, int prefetch) {
        send(connection, client, new AmqpFrame.Consume(1, queue, prefetch, false));
    }

    void settle(int connection, int client, int tag, AmqpFrame.Verb verb) {
        send(connection, client, new AmqpFrame.Settle(tag, verb, false, new Carried(null, "", 1)));
    }

    /// Positions delivered on a connection so far, in order.
    List<Long> delivered(int connection) {
        return deliveries(connection).stream().map(AmqpFrame.Deliver::position).toList();
    }

    List<AmqpFrame.Deliver> deliveries(int connection) {
        List<AmqpFrame.Deliver> all = new ArrayList<>();
        for (Sent each : sent) {
            if (each.connection() == connection && each.frame() instanceof AmqpFrame.Deliver deliver) {
                all.add(deliver);
            }
        }
        return all;
    }

    List<AmqpFrame.Confirm> confirms() {
        List<AmqpFrame.Confirm> all = new ArrayList<>();
        for (Sent each : sent) {
            if (each.frame() instanceof AmqpFrame.Confirm confirm) {
                all.add(confirm);
            }
        }
        return all;
    }

    long count(Class<? extends Event> kind) {
        return recorded.stream().filter(kind::isInstance).count();
    }

    long storedIn(String queue) {
        return recorded.stream()
                .filter(each -> each instanceof LogEvent.RecordAppended append
                        && append.partition().topic().equals(queue))
                .count();
    }

    boolean dropped(String reason) {
        return recorded.stream()
                .anyMatch(each -> each instanceof QueueEvent.MessageDropped dropped
                        && dropped.reason().equals(reason));
    }

    @Override
    public void send(int connection, Frame frame) {
        sent.add(new Sent(connection, frame));
    }
}
