package dev.ackademy.core.engine;

import dev.ackademy.core.engine.Connection.Awaited;
import dev.ackademy.core.engine.Connection.Direction;
import dev.ackademy.core.engine.Connection.End;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Connections and what is under way in them (N1-N5): in order within a connection, lost only with it. What cannot
/// reach its end (a parted link, a paused process) waits, as TCP's retransmission has it.
final class Network {

    /// An end that is not told of a cut gives its connection up after this long, as Kafka does by default
    /// (`request.timeout.ms`), where it has no shorter time-out of its own.
    private static final long BLIND_MICROS = 30_000_000;

    /// Late bytes come through after this long, whatever they wait for.
    private static final long LAST_MICROS = 10_000_000;

    /// The rules that tests may switch off, to show that it is the rule that does it.
    enum Rule {
        N1,
        N2,
        N3,
        N4,
        N5,
        N6,
        N8
    }

    final EnumSet<Rule> off = EnumSet.noneOf(Rule.class);

    private final World world;
    private final LinkTable links;
    final State state = new State();

    private final CarriedLists carried = new CarriedLists();

    final Connections connections = new Connections();

    static final class State {
        @Ident(counter = true)
        private int lastConnection;

        @Ident(counter = true)
        private int lastItem;
    }

    Network(World world, LinkTable links) {
        this.world = world;
        this.links = links;
    }

    int connect(int caller, int callee) {
        Connection connection = new Connection();
        connection.number = ++state.lastConnection;
        connection.caller = caller;
        connection.callee = callee;
        connections.add(connection);
        put(connection, callee, Item.Kind.SYN, null, "", world.trigger, 0);
        return connection.number;
    }

    void send(int number, int from, Frame frame) {
        Connection connection = connections.get(number);
        if (connection == null || connection.end(from) != End.OPEN) {
            return;
        }
        int entry = world.trigger;
        if (!frame.maintenance()) {
            entry = world.record(
                    from,
                    new NetworkEvent.FrameSent(
                            number,
                            connection.peer(from),
                            frame.kind(),
                            frame.answer(),
                            frame.note(),
                            carried.of(frame)));
        }
        transmit(connection, from, frame, entry);
        if (frame.answer() && from == connection.callee) {
            connection.unanswered = Math.max(0, connection.unanswered - 1);
            sendRefusals(connection);
        }
    }

    private void transmit(Connection connection, int from, Frame frame, int entry) {
        int to = connection.peer(from);
        Awaited awaited = frame.answer() ? awaited(connection, frame) : world.frameFaults.stalls(from, to, frame);
        if (awaited == null && frame.answer()) {
            awaited = world.frameFaults.answers(from, to, frame);
        }
        if (awaited == null && frame.answer()) {
            String choice = world.frameFaults.losesAnswer(connection, to, frame);
            awaited = choice == null ? null : new Awaited(frame.correlation(), FrameFaults.CHOSEN, -1, choice);
        }
        if (awaited != null && awaited.stallMicros() < 0) {
            boolean oneWay = world.frameFaults.oneWay(awaited.fault());
            lose(connection, from, to, frame, "answer lost", entry);
            cut(connection, from, oneWay, "answer lost", awaited.choice());
            return;
        }
        long stalled = 0;
        if (awaited != null) {
            stalled = awaited.stallMicros();
            stalled(connection, from, stalled, null);
        }
        put(connection, to, Item.Kind.DATA, frame, "", entry, stalled);
    }

    private void stalled(Connection connection, int from, long micros, String choice) {
        world.journal.write(
                world.now,
                from,
                world.lives[from].incarnation,
                -1,
                new NetworkEvent.ConnectionStalled(connection.number, connection.peer(from), world.now + micros),
                choice,
                world.trigger);
    }

    private static Awaited awaited(Connection connection, Frame answer) {
        for (Awaited each : connection.awaited) {
            if (each.correlation() == answer.correlation()) {
                connection.awaited.remove(each);
                return each;
            }
        }
        return null;
    }

    private void put(Connection connection, int to, Item.Kind kind, Frame frame, String cause, int entry, long more) {
        int from = connection.peer(to);
        Direction direction = connection.to(to);
        Item item = new Item(++state.lastItem, kind, frame, entry, cause);
        direction.items.add(item);
        if (world.lives[from].up() && world.lives[from].paused()) {
            direction.unsent++;
        } else {
            depart(connection, to, item, more);
        }
    }

    private void depart(Connection connection, int to, Item item, long more) {
        Direction direction = connection.to(to);
        long arrives = world.now + latency(connection.peer(to), to, item.frame()) + more;
        boolean overtaken = off.contains(Rule.N1) || more > 0 && off.contains(Rule.N4);
        if (!overtaken) {
            direction.last = Math.max(direction.last, arrives);
        }
        arriveAt(overtaken ? arrives : direction.last, connection, to, item);
    }

    private long latency(int from, int to, Frame frame) {
        return frame == null || frame.maintenance() || !links.varies(from, to)
                ? links.latency(from, to)
                : links.latency(from, to, frame, carried.of(frame));
    }

    private void arriveAt(long time, Connection connection, int to, Item item) {
        world.arrivals++;
        world.queue.add(time, new What.Arrival(connection.number, to == connection.callee, item.number()));
    }

    void arrived(What.Arrival arrival) {
        world.arrivals--;
        Connection connection = connections.get(arrival.connection());
        if (connection == null) {
            return;
        }
        int to = arrival.toCallee() ? connection.callee : connection.caller;
        if (!off.isEmpty()) {
            connection.to(to).bringForward(arrival.item());
        }
        if (connection.to(to).arrived(arrival.item())) {
            if (connection.to(to).held == 1) {
                late(connection, to);
                overtake(connection, to);
            }
            drain(connection, to);
        }
    }

    /// May hold up what has arrived until somebody has given it up (N4).
    private void late(Connection connection, int to) {
        if (!world.choices.asksForFaults() || !canBeHeld(connection, to)) {
            return;
        }
        Item item = connection.to(to).items.peek();
        int asker = item.frame().answer() ? to : connection.peer(to);
        FrameFaults.Late late = world.frameFaults.late(connection, asker, item.frame());
        if (late != null) {
            connection.to(to).behind = late.behind();
            hold(connection, to, late.until(), late.choice());
        }
    }

    /// May let the next event at the same node go first: what has arrived waits at its end for so long, and
    /// what comes behind it in the connection waits with it.
    private void overtake(Connection connection, int to) {
        if (!world.choices.asksForOrder() || !canBeHeld(connection, to)) {
            return;
        }
        long next = world.nextAt(to, connection);
        if (next < 0) {
            return;
        }
        Frame frame = connection.to(to).items.peek().frame();
        String choice = world.frameFaults.overtaken(connection, frame.answer() ? to : connection.peer(to), frame);
        if (choice != null) {
            hold(connection, to, next + 1, choice);
        }
    }

    private boolean canBeHeld(Connection connection, int to) {
        Direction direction = connection.to(to);
        return direction.held > 0
                && !direction.releasing
                && direction.items.peek().kind() == Item.Kind.DATA
                && connection.end(to) == End.OPEN
                && !waits(connection, direction.items.peek(), to);
    }

    private void hold(Connection connection, int to, long until, String choice) {
        world.trigger = connection.to(to).items.peek().entry();
        stalled(connection, connection.peer(to), until - world.now, choice);
        goesOnAt(until, connection, to);
    }

    private void goesOnAt(long time, Connection connection, int to) {
        connection.to(to).releasing = true;
        world.arrivals++;
        world.queue.add(time, new What.Release(connection.number, to == connection.callee));
    }

    /// A request with messages was delivered: one less for what waits on a connection that its sender has
    /// given up.
    private void delivered(int from, int to) {
        for (Connection connection : connections.values()) {
            Direction direction = connection.to(to);
            if (direction.waitsFor > 0
                    && connection.joins(from, to)
                    && connection.end(from) == End.CLOSED
                    && --direction.waitsFor == 0) {
                What.Release planned = new What.Release(connection.number, to == connection.callee);
                world.queue.retain(what -> !what.equals(planned));
                world.arrivals--;
                goesOnAt(world.now + 1, connection, to);
            }
        }
    }

    /// Whether this direction of a connection ends at the node.
    boolean reaches(int number, boolean toCallee, int node) {
        Connection connection = connections.get(number);
        return connection != null && (toCallee ? connection.callee : connection.caller) == node;
    }

    void released(What.Release release) {
        world.arrivals--;
        Connection connection = connections.get(release.connection());
        if (connection != null) {
            int to = release.toCallee() ? connection.callee : connection.caller;
            Direction direction = connection.to(to);
            direction.waitsFor = direction.behind;
            direction.behind = 0;
            if (direction.waitsFor > 0) {
                goesOnAt(world.now + LAST_MICROS, connection, to);
                return;
            }
            direction.releasing = false;
            overtake(connection, to);
            drain(connection, to);
        }
    }

    /// Takes what has arrived, in order, as far as the end can take it.
    private void drain(Connection connection, int to) {
        Direction direction = connection.to(to);
        while (direction.held > 0 && !direction.releasing && !waits(connection, direction.items.peek(), to)) {
            direction.held--;
            take(connection, to, direction.items.poll());
        }
        if (connection.gone()) {
            connections.remove(connection);
        }
    }

    /// Whether the end cannot be reached now; a machine without power loses all but the request for a
    /// connection, which is repeated.
    private boolean waits(Connection connection, Item item, int to) {
        Life life = world.lives[to];
        boolean off = life.status == Life.Status.OFF && item.kind() == Item.Kind.SYN;
        return off || life.up() && life.paused() || links.parted(connection.peer(to), to);
    }

    private void take(Connection connection, int to, Item item) {
        int from = connection.peer(to);
        world.trigger = item.entry();
        switch (item.kind()) {
            case SYN -> asked(connection, to, from);
            case ACCEPT -> {
                if (connection.callerEnd == End.OPENING) {
                    connection.callerEnd = End.OPEN;
                    world.trigger = world.record(to, new NetworkEvent.ConnectionOpened(connection.number, from));
                    world.tell(to, new Input.Opened(connection.number, from));
                }
            }
            case END -> {
                if (connection.end(to) != End.CLOSED) {
                    connection.setEnd(to, End.CLOSED);
                    if (to == connection.callee) {
                        loseRefused(connection, item.cause());
                    }
                    world.tell(to, new Input.Closed(connection.number, from, item.cause()));
                }
            }
            case DATA -> data(connection, to, from, item);
        }
    }

    private void asked(Connection connection, int to, int from) {
        if (connection.callerEnd == End.CLOSED) {
            connection.calleeEnd = End.CLOSED;
        } else if (world.lives[to].up() && world.nodes[to].listens()) {
            connection.calleeEnd = End.OPEN;
            put(connection, from, Item.Kind.ACCEPT, null, "", world.trigger, 0);
            world.tell(to, new Input.Opened(connection.number, from));
        } else {
            connection.calleeEnd = End.CLOSED;
            put(connection, from, Item.Kind.END, null, "connection refused", world.trigger, 0);
        }
    }

    private void data(Connection connection, int to, int from, Item item) {
        Frame frame = item.frame();
        if (connection.end(to) != End.OPEN) {
            lose(connection, from, to, frame, "connection closed", item.entry());
            boolean off = world.lives[to].status == Life.Status.OFF;
            connection.lostAtPeer |= off;
            if (!off && !connection.blackHole && connection.end(from) == End.OPEN) {
                put(connection, from, Item.Kind.END, null, "connection reset", item.entry(), 0);
            }
            return;
        }
        if (!frame.answer() && world.frameFaults.arrives(connection, to, from, item)) {
            return;
        }
        deliver(connection, to, from, item);
        if (frame.answer()) {
            world.frameFaults.answered(connection, to, from, frame);
        } else if (!frame.carried().isEmpty()) {
            delivered(from, to);
        }
        if (connection.cutAfter != null) {
            Awaited last = connection.cutAfter;
            connection.cutAfter = null;
            cut(connection, to, world.frameFaults.oneWay(last.fault()), "connection lost", last.choice());
        }
    }

    void deliver(Connection connection, int to, int from, Item item) {
        Frame frame = item.frame();
        if (off.contains(Rule.N8) && frame.kind() == RequestKind.PRODUCE && !frame.answer()) {
            return;
        }
        if (!frame.maintenance()) {
            world.trigger = world.record(
                    to,
                    new NetworkEvent.FrameArrived(
                            connection.number, from, frame.kind(), frame.answer(), frame.note(), carried.of(frame)));
        }
        if (frame.expectsAnswer()) {
            connection.unanswered++;
        }
        world.tell(to, new Input.Arrived(connection.number, from, frame));
    }

    /// Answers the request with an error in place of its receiver, after the answers that the receiver owes
    /// to earlier requests when it takes them one by one (N5, N6). Where nobody waits for an answer
    /// (acks=0) it ends the connection instead, as Kafka's broker does.
    void refuse(Connection connection, Connection.Refusal refusal) {
        connection.refusals.add(refusal);
        sendRefusals(connection);
    }

    private void sendRefusals(Connection connection) {
        boolean oneByOne = world.cast.node(connection.callee).role() == Role.BROKER && !off.contains(Rule.N6);
        while (!connection.refusals.isEmpty()
                && (connection.unanswered == 0
                        || !oneByOne
                        || !connection.refusals.peek().request().frame().inTurn())) {
            Connection.Refusal refusal = connection.refusals.poll();
            Item request = refusal.request();
            Frame answer = request.frame().refusal(refusal.error(), refusal.retriable());
            world.trigger = request.entry();
            int entry = world.journal.write(
                    world.now,
                    connection.callee,
                    world.lives[connection.callee].incarnation,
                    -1,
                    new NetworkEvent.RequestRefused(
                            connection.number,
                            connection.caller,
                            request.frame().kind(),
                            answer.note().isEmpty() && refusal.error() != null ? refusal.error() : answer.note(),
                            carried.of(request.frame())),
                    refusal.choice(),
                    request.entry());
            world.trigger = entry;
            if (!request.frame().expectsAnswer()) {
                cut(connection, connection.callee, false, "request refused", null);
            } else if (connection.calleeEnd == End.OPEN) {
                int sent = answer.maintenance()
                        ? entry
                        : world.record(
                                connection.callee,
                                new NetworkEvent.FrameSent(
                                        connection.number,
                                        connection.caller,
                                        answer.kind(),
                                        true,
                                        answer.note(),
                                        carried.of(answer)));
                put(connection, connection.caller, Item.Kind.DATA, answer, "", sent, 0);
            }
        }
    }

    /// Ends a connection at this side; the other learns of it behind what was already sent.
    void close(int number, int from) {
        Connection connection = connections.get(number);
        if (connection == null || connection.end(from) == End.CLOSED) {
            return;
        }
        end(connection, from, "connection closed", world.trigger);
    }

    private void end(Connection connection, int from, String cause, int entry) {
        connection.setEnd(from, End.CLOSED);
        if (from == connection.callee) {
            loseRefused(connection, cause);
        }
        int peer = connection.peer(from);
        if (connection.end(peer) != End.CLOSED) {
            put(connection, peer, Item.Kind.END, null, cause, entry, 0);
        }
    }

    /// The fault: everything under way in the connection is lost; this end learns of it now, the other one
    /// latency later, or only because nothing comes any more (`oneWay`) (N2).
    int cut(Connection connection, int here, boolean oneWay, String cause, String choice) {
        int there = connection.peer(here);
        int entry = world.journal.write(
                world.now,
                here,
                world.lives[here].incarnation,
                -1,
                new NetworkEvent.ConnectionCut(connection.number, there, cause),
                choice,
                world.trigger);
        if (off.contains(Rule.N2)) {
            return entry;
        }
        for (int end : new int[] {connection.callee, connection.caller}) {
            Direction direction = connection.to(end);
            direction.items.forEach(item -> {
                if (item.kind() == Item.Kind.DATA) {
                    lose(connection, connection.peer(end), end, item.frame(), cause, item.entry());
                }
            });
            direction.clear();
        }
        loseRefused(connection, cause);
        connection.blackHole = oneWay;
        connection.to(here).last = world.now;
        putEnd(connection, here, world.now, cause, entry);
        if (oneWay) {
            putEnd(connection, there, world.now + BLIND_MICROS, "request timed out", entry);
        } else {
            put(connection, there, Item.Kind.END, null, cause, entry, 0);
        }
        return entry;
    }

    private void putEnd(Connection connection, int to, long time, String cause, int entry) {
        Item item = new Item(++state.lastItem, Item.Kind.END, null, entry, cause);
        connection.to(to).items.add(item);
        arriveAt(time, connection, to, item);
    }

    /// Requests that were to be refused and were not yet: with the connection they are lost like any other.
    private void loseRefused(Connection connection, String cause) {
        connection.refusals.forEach(refusal -> lose(
                connection,
                connection.caller,
                connection.callee,
                refusal.request().frame(),
                cause,
                refusal.request().entry()));
        connection.refusals.clear();
    }

    void lose(Connection connection, int from, int to, Frame frame, String cause, int entry) {
        if (!frame.maintenance()) {
            world.journal.write(
                    world.now,
                    to,
                    world.lives[to].incarnation,
                    -1,
                    new NetworkEvent.FrameLost(
                            connection.number, from, to, frame.kind(), frame.answer(), cause, carried.of(frame)),
                    null,
                    entry);
        }
    }

    /// A process ended: its machine resets every connection of it.
    void ended(int node, String cause, int entry) {
        for (Connection connection : of(node)) {
            if (connection.end(node) != End.CLOSED) {
                end(connection, node, cause, entry);
            }
        }
    }

    /// A machine lost power: its ends are gone and nobody is told. It knew nothing of a request for a
    /// connection that waits on the way.
    void silenced(int node) {
        for (Connection connection : of(node)) {
            boolean unheard = node == connection.callee && connection.calleeEnd == End.OPENING;
            if (!unheard) {
                connection.setEnd(node, End.CLOSED);
            }
            if (node == connection.callee) {
                loseRefused(connection, "power lost");
            }
        }
    }

    /// A machine has power again: it resets the connections that it no longer knows as soon as it hears of
    /// them.
    void powered(int node, int entry) {
        for (Connection connection : of(node)) {
            int peer = connection.peer(node);
            if (connection.end(node) == End.CLOSED && connection.lostAtPeer && connection.end(peer) == End.OPEN) {
                put(connection, peer, Item.Kind.END, null, "connection reset", entry, 0);
            }
        }
    }

    private List<Connection> of(int node) {
        List<Connection> found = new ArrayList<>();
        for (Connection connection : connections.values()) {
            if (connection.caller == node || connection.callee == node) {
                found.add(connection);
            }
        }
        return found;
    }

    /// What waited and can be delivered now goes on.
    void release() {
        for (Connection connection : connections.values()) {
            release(connection, connection.callee);
            release(connection, connection.caller);
        }
    }

    private void release(Connection connection, int to) {
        Direction direction = connection.to(to);
        if (direction.held > 0 && !direction.releasing && !waits(connection, direction.items.peek(), to)) {
            goesOnAt(world.now + links.latency(connection.peer(to), to), connection, to);
        }
    }

    /// A process that goes on sends what it was about to.
    void resumed(int node) {
        for (Connection connection : of(node)) {
            int to = connection.peer(node);
            Direction direction = connection.to(to);
            int waiting = direction.items.size() - direction.unsent;
            direction.unsent = 0;
            int i = 0;
            for (Item item : direction.items) {
                if (i++ >= waiting) {
                    depart(connection, to, item, 0);
                }
            }
        }
        release();
    }

    /// Requests are numbered by whoever asks, so each connection is written in its caller's scope.
    void write(StateOut out) {
        out.state(state).number(connections.size());
        for (Connection connection : connections.values()) {
            out.scope(connection.caller + 1).state(connection);
        }
    }

    void read(StateIn in) {
        in.state(state);
        connections.clear();
        long count = in.number();
        for (long i = 0; i < count; i++) {
            Connection connection = new Connection();
            in.state(connection);
            connections.add(connection);
        }
    }

    /// The messages of a request, for a fault that names one.
    static boolean carries(Frame frame, String operation) {
        for (Carried carried : frame.carried()) {
            if (carried.operation() != null && carried.operation().id().equals(operation)) {
                return true;
            }
        }
        return false;
    }
}
