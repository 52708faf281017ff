package dev.ackademy.core.engine;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;

/// One connection between two nodes: two directions, each in order, and two ends, each of which believes what it has
/// learned so far (N1, N2).
final class Connection {

    enum End {
        OPENING,
        OPEN,
        CLOSED
    }

    /// One direction.
    static final class Direction {
        final ArrayDeque<Item> items = new ArrayDeque<>();

        /// When the last item arrives; none overtakes another.
        @Instant
        long last;

        /// So many of the first items have arrived and are not taken yet.
        int held;

        /// They wait for a moment that is planned.
        boolean releasing;

        /// The first item does not go on at the planned moment, but behind so many requests that its sender
        /// makes when it has given the connection up.
        int behind;

        /// That moment has passed: so many requests are still to come first.
        int waitsFor;

        /// So many of the last items wait for a sender that is paused.
        int unsent;

        /// False when the item was lost with its connection.
        boolean arrived(int number) {
            if (held == 0) {
                boolean there = !items.isEmpty() && items.peekFirst().number() == number;
                held = there ? 1 : 0;
                return there;
            }
            int place = 0;
            for (Item item : items) {
                if (place++ == held) {
                    boolean there = item.number() == number;
                    held += there ? 1 : 0;
                    return there;
                }
            }
            return false;
        }

        /// The item with this number overtakes those before it: only where a rule is switched off.
        void bringForward(int number) {
            ArrayList<Item> order = new ArrayList<>(items);
            order.stream()
                    .skip(held)
                    .filter(item -> item.number() == number)
                    .findFirst()
                    .ifPresent(item -> {
                        order.remove(item);
                        order.add(held, item);
                    });
            items.clear();
            items.addAll(order);
        }

        void clear() {
            items.clear();
            held = 0;
            unsent = 0;
            behind = 0;
            waitsFor = 0;
        }
    }

    /// An answer that a fault waits for: the connection is cut (-1) or stalled for so long when it is sent.
    ///
    /// @param choice key and answer of the choice behind it, null where the scenario is
    record Awaited(@Ident int correlation, int fault, long stallMicros, String choice) {}

    /// A refusal that waits for the answers to earlier requests.
    record Refusal(Item request, String error, boolean retriable, String choice) {}

    @Ident(of = "connection")
    int number;

    int caller;
    int callee;
    End callerEnd = End.OPENING;
    End calleeEnd = End.OPENING;
    final Direction toCallee = new Direction();
    final Direction toCaller = new Direction();

    /// Requests that the callee has not answered.
    int unanswered;

    final ArrayList<Awaited> awaited = new ArrayList<>();
    final ArrayDeque<Refusal> refusals = new ArrayDeque<>();

    /// The request in hand is the last that its receiver reads; null for no.
    Awaited cutAfter;

    /// Bytes vanish and nobody says so (a one-way cut).
    boolean blackHole;

    /// Something was lost at a machine without power; it says so when it is back.
    boolean lostAtPeer;

    int peer(int node) {
        return node == caller ? callee : caller;
    }

    boolean joins(int a, int b) {
        return caller == a && callee == b || caller == b && callee == a;
    }

    Direction to(int node) {
        return node == callee ? toCallee : toCaller;
    }

    End end(int node) {
        return node == caller ? callerEnd : calleeEnd;
    }

    void setEnd(int node, End end) {
        if (node == caller) {
            callerEnd = end;
        } else {
            calleeEnd = end;
        }
    }

    boolean gone() {
        return callerEnd == End.CLOSED
                && calleeEnd == End.CLOSED
                && toCallee.items.isEmpty()
                && toCaller.items.isEmpty();
    }
}
