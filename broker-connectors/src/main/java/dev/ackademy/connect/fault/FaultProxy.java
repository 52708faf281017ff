package dev.ackademy.connect.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy on loopback for the link of one client to one server. Owns the link's connections, counts the messages
/// that come by, and does with each what the first rule that does not let it pass says.
///
/// As a whole it is in one of three states: *passing*; *holding* (bytes stay where they are, both ways: a paused
/// process or a silent network); *resetting* (every connection is reset and new ones are refused: a dead process).
public final class FaultProxy implements AutoCloseable {
    private enum State {
        PASSING,
        HOLDING,
        RESETTING
    }

    private record Counted(Direction direction, String kind) {}

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Protocol protocol;
    private final ServerSocket listener;
    private final InetSocketAddress upstream;
    private final Thread acceptor;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<Counted, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Queue<Strike> strikes = new ConcurrentLinkedQueue<>();
    private final EnumSet<Direction> held = EnumSet.noneOf(Direction.class);
    private State state = State.PASSING;
    private volatile Duration delay = Duration.ZERO;
    private int connectionsSeen;

    private FaultProxy(Protocol protocol, ServerSocket listener, InetSocketAddress upstream) {
        this.protocol = protocol;
        this.listener = listener;
        this.upstream = upstream;
        acceptor = Thread.ofVirtual().name("proxy-" + listener.getLocalPort()).unstarted(this::acceptAll);
    }

    /// @param port where the client connects; 0 takes any free port
    /// @param serverPort where the server listens
    public static FaultProxy between(int port, int serverPort, Protocol protocol) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress("127.0.0.1", port));
        FaultProxy proxy = new FaultProxy(protocol, listener, new InetSocketAddress("127.0.0.1", serverPort));
        proxy.acceptor.start();
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /// From now on this rule is asked, after those that were there before.
    ///
    /// @throws IllegalArgumentException when the rule refuses with an error that the protocol does not know
    public void add(Rule rule) {
        if (rule instanceof Rule.Refuse refuse && !protocol.errors().contains(refuse.error())) {
            throw new IllegalArgumentException(
                    "'%s' is no error of this protocol; known: %s".formatted(refuse.error(), protocol.errors()));
        }
        rules.add(rule);
    }

    /// What was done to messages so far, in order.
    public List<Strike> strikes() {
        return List.copyOf(strikes);
    }

    /// How many messages of this kind have come to the proxy so far.
    public int seen(Direction direction, String kind) {
        AtomicInteger count = counts.get(new Counted(direction, kind));
        return count == null ? 0 : count.get();
    }

    /// Every kind of message of this direction that has come to the proxy so far.
    public Set<String> kinds(Direction direction) {
        Set<String> kinds = new TreeSet<>();
        counts.keySet().stream().filter(each -> each.direction() == direction).forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    /// Lets messages pass and connections come, from now on.
    public synchronized void pass() {
        state = State.PASSING;
        held.clear();
        notifyAll();
    }

    /// Keeps every byte where it is until [#pass] or [#reset].
    public synchronized void hold() {
        state = State.HOLDING;
    }

    /// Keeps every byte of one direction where it is until [#pass] or [#reset].
    public synchronized void hold(Direction direction) {
        held.add(direction);
    }

    /// From now on every message takes this much longer, each way.
    public void slow(Duration by) {
        delay = by;
    }

    Duration delay() {
        return delay;
    }

    /// Resets every connection and refuses new ones until [#pass].
    public void reset() {
        synchronized (this) {
            state = State.RESETTING;
            notifyAll();
        }
        connections.forEach(ProxiedConnection::reset);
    }

    /// Afterwards the port is free: the next proxy of the same link may have it at once.
    @Override
    public void close() {
        reset();
        closeQuietly(listener);
        try {
            acceptor.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits while the proxy holds. False when the message is not to pass any more.
    synchronized boolean mayPass(Direction direction) throws InterruptedException {
        while (state == State.HOLDING || state == State.PASSING && held.contains(direction)) {
            wait();
        }
        return state == State.PASSING;
    }

    Verdict judge(Direction direction, Frame frame, int connection) {
        String kind = frame.kind();
        int nth = counts.computeIfAbsent(new Counted(direction, kind), key -> new AtomicInteger())
                .incrementAndGet();
        Passage passage = new Passage(direction, kind, nth, connection, frame.carried());
        for (Rule rule : rules) {
            Verdict verdict = rule.judge(passage);
            if (!(verdict instanceof Verdict.Pass)) {
                strikes.add(new Strike(System.nanoTime(), passage, verdict));
                return verdict;
            }
        }
        return Verdict.PASS;
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                accept(listener.accept());
            } catch (IOException listenerClosedOrClientGone) {
                // A client that went away before it was accepted is nobody's loss.
            }
        }
    }

    private void accept(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(upstream, 5_000);
        } catch (IOException serverGone) {
            ProxiedConnection.reset(client);
            closeQuietly(server);
            return;
        }
        ProxiedConnection connection =
                new ProxiedConnection(this, ++connectionsSeen, protocol.conversation(), client, server);
        connections.add(connection);
        if (resetting()) {
            connection.reset();
        } else {
            connection.start();
        }
    }

    private synchronized boolean resetting() {
        return state == State.RESETTING;
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception nothingLeftToClose) {
            // Closing is all that was wanted.
        }
    }
}
