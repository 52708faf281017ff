package dev.ackademy.core.node;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What surrounds one node under test: time that the test moves, timers that are heard when they are due, and the facts
/// that the node records. Nothing is drawn, nothing goes wrong by itself; where a frame goes, the test says.
public abstract class Alone implements Surroundings {

    public final List<Event> recorded = new ArrayList<>();
    public final Map<Timer, Long> timers = new LinkedHashMap<>();
    protected long now;
    private final int self;
    /// Above every node's number, so that a test may have its clients called like their connections.
    private int connections = 100;

    protected Alone(int self) {
        this.self = self;
    }

    /// The facts of one kind, in the order in which they were recorded.
    public final <E extends Event> List<E> recorded(Class<E> kind) {
        return recorded.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// A number that no connection has had yet.
    protected final int newConnection() {
        return ++connections;
    }

    /// Lets time pass, µs; a timer is heard at its time.
    public final void pass(long micros) {
        long until = now + micros;
        for (Timer due = earliest(until); due != null; due = earliest(until)) {
            now = Math.max(now, timers.remove(due));
            fired(due);
        }
        now = until;
    }

    private Timer earliest(long until) {
        Timer earliest = null;
        for (Map.Entry<Timer, Long> timer : timers.entrySet()) {
            if (timer.getValue() <= until && (earliest == null || timer.getValue() < timers.get(earliest))) {
                earliest = timer.getKey();
            }
        }
        return earliest;
    }

    /// Gives the node its timer.
    protected abstract void fired(Timer timer);

    @Override
    public final int self() {
        return self;
    }

    @Override
    public final String name(int node) {
        return "n" + node;
    }

    @Override
    public final long now() {
        return now;
    }

    @Override
    public final long wallClock() {
        return now;
    }

    @Override
    public int connect(int peer) {
        return newConnection();
    }

    @Override
    public void close(int connection) {}

    @Override
    public final void after(long delayMicros, Timer timer) {
        timers.put(timer, now + delayMicros);
    }

    @Override
    public final void cancel(Timer timer) {
        timers.remove(timer);
    }

    @Override
    public final int record(Event event, int... causes) {
        recorded.add(event);
        return recorded.size();
    }

    @Override
    public final int recordLane(int lane, Event event, int... causes) {
        return record(event, causes);
    }

    @Override
    public void stopped(String cause) {
        throw new AssertionError("nobody asked it to stop: " + cause);
    }

    @Override
    public final int trigger() {
        return 0;
    }

    @Override
    public final boolean crashesAt(StepPoint point) {
        return false;
    }

    @Override
    public final int choose(String key, int bound) {
        return 0;
    }

    @Override
    public final long draw(String purpose, String key, int n, long bound) {
        return 0;
    }
}
