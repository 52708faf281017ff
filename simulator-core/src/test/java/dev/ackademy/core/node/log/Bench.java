package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// A few nodes on a bench: connections with one latency, timers, crashes, parted links. The test is every client at
/// once: what arrives at a node without a program is kept in [#inbox].
final class Bench {

    static final long LATENCY = 1_000;

    record Link(int number, int a, int b) {
        int other(int node) {
            return node == a ? b : a;
        }
    }

    /// A connection of which only one end still stands.
    record HalfOpen(Link link, int believer) {}

    record Fact(long at, int node, Event event) {}

    /// What becomes of a frame on its way.
    enum Verdict {
        PASS,
        /// It is gone, and its connection is cut.
        CUT,
        /// It is gone, and nobody knows.
        SWALLOW,
        /// Its receiver refuses it with a retriable error, and does nothing (N5).
        REFUSE
    }

    interface Fault {
        Verdict on(int from, int to, Frame frame);
    }

    record Due(long at, long sequence, int node, int incarnation, int connection, Input input) {}

    private static final Comparator<Due> ORDER =
            Comparator.comparingLong(Due::at).thenComparingLong(Due::sequence);

    final List<Fact> facts = new ArrayList<>();
    final Map<Integer, List<Frame>> inbox = new TreeMap<>();
    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final TreeMap<Integer, Integer> incarnations = new TreeMap<>();
    private final TreeSet<Integer> down = new TreeSet<>();
    private final TreeMap<Integer, Link> links = new TreeMap<>();
    private final TreeMap<Long, Due> queue = new TreeMap<>();
    private final Map<String, Long> timers = new LinkedHashMap<>();
    private final TreeSet<Long> parted = new TreeSet<>();
    private final List<Due> held = new ArrayList<>();
    private final TreeSet<Integer> paused = new TreeSet<>();
    private final List<Due> heldAtPaused = new ArrayList<>();
    private final Map<Integer, Long> skews = new TreeMap<>();
    /// Machines without power: nobody answers there.
    private final TreeSet<Integer> dark = new TreeSet<>();
    /// Connections whose other end lost power: what is sent there is lost, and answered by a reset when the
    /// machine is back.
    private final TreeMap<Integer, HalfOpen> halfOpen = new TreeMap<>();

    private final TreeSet<Integer> lost = new TreeSet<>();
    private String refusal;
    private Fault fault = (from, to, frame) -> Verdict.PASS;
    private long now;
    private long handled;
    private long replaceAt = -1;
    private Runnable renewal = () -> {};
    private long sequence;
    private int connections;
    /// Keys of choices that are answered with 1.
    final TreeSet<String> races = new TreeSet<>();

    long now() {
        return now;
    }

    /// How many inputs were handled so far.
    long handled() {
        return handled;
    }

    /// After so many inputs this happens, once.
    void after(long inputs, Runnable happens) {
        replaceAt = inputs;
        renewal = happens;
    }

    void replace(int number, Node node) {
        nodes.put(number, node);
    }

    /// The error of requests that a fault refuses.
    void refuseWith(String error) {
        refusal = error;
    }

    void fault(Fault next) {
        fault = next;
    }

    void add(int number, Node node) {
        nodes.put(number, node);
    }

    void start() {
        nodes.keySet().forEach(node -> start(node));
    }

    void start(int node) {
        int incarnation = incarnations.merge(node, 1, Integer::sum);
        down.remove(node);
        dark.remove(node);
        for (int number : List.copyOf(lost)) {
            HalfOpen half = halfOpen.get(number);
            if (half != null && half.link().other(half.believer()) == node) {
                lost.remove(number);
                halfOpen.remove(number);
                push(LATENCY, half.believer(), 0, new Input.Closed(number, node, "reset"));
            }
        }
        deliver(node, new Input.Started(incarnation));
        for (int dead : down) {
            deliver(node, new Input.Silent(dead));
        }
        for (int other : nodes.keySet()) {
            if (isParted(node, other)) {
                deliver(node, new Input.Silent(other));
            }
        }
    }

    void skew(int node, long by) {
        skews.put(node, by);
    }

    /// The test opens a connection as client `from` and waits until it stands.
    int connect(int from, int to) {
        int connection = open(from, to);
        run(3 * LATENCY);
        return connection;
    }

    private int open(int from, int to) {
        int number = ++connections;
        links.put(number, new Link(number, from, to));
        if (dark.contains(to)) {
            return number;
        }
        boolean reachable = !down.contains(to);
        if (!reachable) {
            links.remove(number);
        }
        for (int end : new int[] {from, to}) {
            if (reachable) {
                push(2 * LATENCY, end, number, new Input.Opened(number, end == from ? to : from));
            } else if (end == from) {
                push(LATENCY, from, 0, new Input.Closed(number, to, "refused"));
            }
        }
        return number;
    }

    void send(int from, int connection, Frame frame) {
        Link link = links.get(connection);
        if (halfOpen.containsKey(connection) && halfOpen.get(connection).believer() == from) {
            int gone = halfOpen.get(connection).link().other(from);
            if (dark.contains(gone)) {
                lost.add(connection);
            } else {
                halfOpen.remove(connection);
                push(2 * LATENCY, from, 0, new Input.Closed(connection, gone, "reset"));
            }
        }
        if (link == null) {
            return;
        }
        int to = link.other(from);
        switch (fault.on(from, to, frame)) {
            case PASS -> push(LATENCY, to, connection, new Input.Arrived(connection, from, frame));
            case CUT -> cut(connection);
            case SWALLOW -> {}
            case REFUSE ->
                push(2 * LATENCY, from, connection, new Input.Arrived(connection, to, frame.refusal(refusal, true)));
        }
    }

    /// Every connection between two nodes ends.
    void cut(int a, int b) {
        for (Link link : List.copyOf(links.values())) {
            if (link.a() == a && link.b() == b || link.a() == b && link.b() == a) {
                cut(link.number());
            }
        }
    }

    /// The connection ends; both ends learn it.
    void cut(int connection) {
        Link link = links.remove(connection);
        queue.values().removeIf(due -> due.connection() == connection);
        held.removeIf(due -> due.connection() == connection);
        heldAtPaused.removeIf(due -> due.connection() == connection);
        push(LATENCY, link.a(), 0, new Input.Closed(connection, link.b(), "cut"));
        push(LATENCY, link.b(), 0, new Input.Closed(connection, link.a(), "cut"));
    }

    void crash(int node) {
        nodes.get(node).crashed();
        goDown(node, true);
    }

    void stop(int node) {
        deliver(node, new Input.Stopping());
    }

    void powerOff(int node) {
        nodes.get(node).lostPower(around(node));
        dark.add(node);
        goDown(node, false);
    }

    private void goDown(int node, boolean told) {
        down.add(node);
        paused.remove(node);
        heldAtPaused.removeIf(due -> due.node() == node);
        queue.values().removeIf(due -> due.node() == node);
        held.removeIf(due -> due.node() == node);
        timers.keySet().removeIf(timer -> timer.startsWith(node + "|"));
        halfOpen.values().removeIf(half -> half.believer() == node);
        for (Link link : List.copyOf(links.values())) {
            if (link.a() == node || link.b() == node) {
                links.remove(link.number());
                if (!told) {
                    halfOpen.put(link.number(), new HalfOpen(link, link.other(node)));
                } else {
                    push(LATENCY, link.other(node), 0, new Input.Closed(link.number(), node, "reset"));
                }
            }
        }
        nodes.keySet().stream()
                .filter(other -> !down.contains(other))
                .toList()
                .forEach(other -> deliver(other, new Input.Silent(node)));
    }

    /// No bytes pass between the two until it heals: TCP holds them (N4).
    void part(int a, int b) {
        parted.add(pair(a, b));
        tellBoth(a, b, true);
    }

    /// The node does nothing for a while; what comes to it, its own timers included, waits.
    void pause(int node) {
        paused.add(node);
        nodes.keySet().stream()
                .filter(other -> !down.contains(other) && !paused.contains(other))
                .toList()
                .forEach(other -> deliver(other, new Input.Silent(node)));
    }

    void resume(int node) {
        paused.remove(node);
        for (int other : List.copyOf(nodes.keySet())) {
            if (other != node && !down.contains(other)) {
                push(0, other, 0, new Input.Heard(node));
            }
        }
        for (Due due : heldAtPaused) {
            if (due.node() == node) {
                push(0, node, due.connection(), due.input());
                if (due.input() instanceof Input.Fired(Timer timer)) {
                    timers.put(key(node, timer), sequence);
                }
            }
        }
        heldAtPaused.removeIf(due -> due.node() == node);
    }

    void heal(int a, int b) {
        parted.remove(pair(a, b));
        tellBoth(a, b, false);
        List<Due> late = new ArrayList<>(held);
        held.clear();
        queue.values().stream().filter(due -> peer(due.input()) >= 0).forEach(late::add);
        late.sort(ORDER);
        late.forEach(due -> queue.remove(due.sequence()));
        late.forEach(due -> push(Math.max(0, due.at() - now), due.node(), due.connection(), due.input()));
    }

    private static int peer(Input input) {
        return switch (input) {
            case Input.Arrived arrived -> arrived.from();
            case Input.Opened opened -> opened.peer();
            case Input.Closed closed -> closed.peer();
            default -> -1;
        };
    }

    private void tellBoth(int a, int b, boolean silent) {
        for (int end : new int[] {a, b}) {
            int other = end == a ? b : a;
            if (nodes.containsKey(end) && !down.contains(end)) {
                deliver(end, silent ? new Input.Silent(other) : new Input.Heard(other));
            }
        }
    }

    void silence(int node) {
        nodes.keySet().forEach(other -> deliver(other, new Input.Silent(node)));
    }

    void hear(int node) {
        nodes.keySet().forEach(other -> deliver(other, new Input.Heard(node)));
    }

    void adjust(int node, Adjustment adjustment) {
        deliver(node, new Input.Adjusted(adjustment));
    }

    private static long pair(int a, int b) {
        return Math.min(a, b) * 1000L + Math.max(a, b);
    }

    private boolean isParted(int a, int b) {
        return parted.contains(pair(a, b));
    }

    /// Handles everything that is due within this time.
    void run(long micros) {
        long until = now + micros;
        while (step(until)) {}
        now = until;
    }

    /// Handles what is due until the condition holds, at most for this time.
    void runUntil(BooleanSupplier condition, long mostMicros) {
        long until = now + mostMicros;
        while (!condition.getAsBoolean()) {
            if (!step(until)) {
                throw new AssertionError("not within " + mostMicros + " µs");
            }
        }
    }

    /// Handles the next thing; false when nothing is due until then.
    boolean step(long until) {
        Due next = next();
        if (next == null || next.at() > until) {
            return false;
        }
        queue.remove(next.sequence());
        now = next.at();
        if (handled++ == replaceAt) {
            renewal.run();
        }
        handle(next);
        return true;
    }

    /// What is due, for the message of a failed test.
    List<String> due() {
        return queue.values().stream()
                .map(due -> due.at() + " " + due.node() + " " + due.input())
                .toList();
    }

    /// True when nothing is due but decay timers.
    boolean idle() {
        return queue.values().stream()
                .allMatch(due -> due.input() instanceof Input.Fired(Timer timer)
                        && timer.tag().startsWith("decay/"));
    }

    private Due next() {
        return queue.values().stream().min(ORDER).orElse(null);
    }

    private void handle(Due due) {
        if (paused.contains(due.node())) {
            heldAtPaused.add(due);
            return;
        }
        if (due.input() instanceof Input.Fired(Timer timer)) {
            timers.remove(key(due.node(), timer));
        }
        if (isParted(due.node(), peer(due.input()))) {
            held.add(due);
            return;
        }
        if (due.input() instanceof Input.Arrived arrived && !links.containsKey(arrived.connection())) {
            return;
        }
        deliver(due.node(), due.input());
    }

    private void deliver(int node, Input input) {
        if (nodes.containsKey(node)) {
            if (!down.contains(node) && paused.contains(node)) {
                push(0, node, 0, input);
            } else if (!down.contains(node)) {
                nodes.get(node).on(input, around(node));
            }
        } else if (input instanceof Input.Arrived arrived) {
            inbox.computeIfAbsent(arrived.connection(), c -> new ArrayList<>()).add(arrived.frame());
        }
    }

    private void push(long delay, int node, int connection, Input input) {
        long number = ++sequence;
        queue.put(number, new Due(now + delay, number, node, incarnations.getOrDefault(node, 0), connection, input));
    }

    private static String key(int node, Timer timer) {
        return node + "|" + timer.tag() + "|" + timer.id();
    }

    /// The answers that came on this connection, of one type.
    <T> List<T> answers(int connection, Class<T> type) {
        return inbox.getOrDefault(connection, List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends Event> List<T> facts(Class<T> type) {
        return facts.stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends Event> List<T> facts(int node, Class<T> type) {
        return facts.stream()
                .filter(fact -> fact.node() == node)
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    Surroundings around(int node) {
        return new Around(node);
    }

    private final class Around implements Surroundings {
        private final int node;

        Around(int node) {
            this.node = node;
        }

        @Override
        public int self() {
            return node;
        }

        @Override
        public String name(int other) {
            return "node" + other;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public long wallClock() {
            return now + skews.getOrDefault(node, 0L);
        }

        @Override
        public int connect(int peer) {
            return open(node, peer);
        }

        @Override
        public void close(int connection) {
            Link link = links.remove(connection);
            halfOpen.remove(connection);
            if (link != null) {
                push(LATENCY, link.other(node), 0, new Input.Closed(connection, node, "closed"));
            }
        }

        @Override
        public void send(int connection, Frame frame) {
            Bench.this.send(node, connection, frame);
        }

        @Override
        public void after(long delayMicros, Timer timer) {
            cancel(timer);
            push(delayMicros, node, 0, new Input.Fired(timer));
            timers.put(key(node, timer), sequence);
        }

        @Override
        public void cancel(Timer timer) {
            Long armed = timers.remove(key(node, timer));
            if (armed != null) {
                queue.remove(armed);
            }
        }

        @Override
        public int record(Event event, int... causes) {
            facts.add(new Fact(now, node, event));
            return facts.size();
        }

        @Override
        public int recordLane(int lane, Event event, int... causes) {
            return record(event, causes);
        }

        @Override
        public void stopped(String cause) {
            goDown(node, true);
        }

        @Override
        public int trigger() {
            return facts.size();
        }

        @Override
        public boolean crashesAt(StepPoint point) {
            return false;
        }

        @Override
        public int choose(String key, int bound) {
            return races.contains(key) ? 1 : 0;
        }

        @Override
        public long draw(String purpose, String key, int n, long bound) {
            return 0;
        }
    }
}
