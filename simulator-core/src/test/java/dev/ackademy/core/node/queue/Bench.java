package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One broker on a bench: the test is every client of it. Time moves when the test says so; what the broker sends and
/// tells is kept.
final class Bench implements Surroundings {

    static final int BROKER = 9;

    record Sent(int connection, Frame frame) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Event> told = new ArrayList<>();
    private final TreeMap<Timer, Long> timers = new TreeMap<>();
    private final Node broker;
    private long now;
    private int connections;
    private int incarnation = 1;
    private int version;

    Bench(Node broker) {
        this.broker = broker;
        broker.on(new Input.Started(1), this);
    }

    /// A connection of this client.
    int open(int client) {
        int connection = ++connections;
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

    /// Lets time pass; what falls due is heard at its time.
    void pass(long micros) {
        long until = now + micros;
        while (true) {
            Timer next = null;
            for (Timer each : timers.keySet()) {
                if (timers.get(each) <= until && (next == null || timers.get(each) < timers.get(next))) {
                    next = each;
                }
            }
            if (next == null) {
                now = until;
                return;
            }
            now = timers.remove(next);
            broker.on(new Input.Fired(next), this);
        }
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
        return told.stream().filter(kind::isInstance).count();
    }

    long storedIn(String queue) {
        return told.stream()
                .filter(each -> each instanceof LogEvent.RecordAppended append
                        && append.partition().topic().equals(queue))
                .count();
    }

    boolean dropped(String reason) {
        return told.stream()
                .anyMatch(each -> each instanceof QueueEvent.MessageDropped dropped
                        && dropped.reason().equals(reason));
    }

    @Override
    public int self() {
        return BROKER;
    }

    @Override
    public String name(int node) {
        return "n" + node;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wallClock() {
        return now;
    }

    @Override
    public int connect(int peer) {
        return ++connections;
    }

    @Override
    public void close(int connection) {}

    @Override
    public void send(int connection, Frame frame) {
        sent.add(new Sent(connection, frame));
    }

    @Override
    public void after(long delayMicros, Timer timer) {
        timers.put(timer, now + delayMicros);
    }

    @Override
    public void cancel(Timer timer) {
        timers.remove(timer);
    }

    @Override
    public int record(Event event, int... causes) {
        told.add(event);
        return told.size();
    }

    @Override
    public int recordLane(int lane, Event event, int... causes) {
        return record(event, causes);
    }

    @Override
    public void stopped(String cause) {}

    @Override
    public int trigger() {
        return 0;
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        return false;
    }

    @Override
    public int choose(String key, int bound) {
        return 0;
    }

    @Override
    public long draw(String purpose, String key, int n, long bound) {
        return 0;
    }
}
