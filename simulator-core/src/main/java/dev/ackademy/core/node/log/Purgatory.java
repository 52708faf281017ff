package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.Leadership.Need;
import java.util.TreeMap;

/// Requests whose records are appended but not yet replicated. Each has a ticket, a time limit, and a
/// [Need] at every partition that it waits for.
final class Purgatory {

    static final String AWAIT = "broker/await:ticket";

    @Ident(of = "ticket")
    private final TreeMap<Integer, Parked> parked = new TreeMap<>();

    @Ident(counter = true)
    private int tickets;

    /// @param timeoutMicros -1 for no limit
    int park(Parked request, long timeoutMicros, Turn turn) {
        int ticket = ++tickets;
        parked.put(ticket, request);
        if (timeoutMicros >= 0) {
            turn.arm(timeoutMicros, AWAIT, ticket);
        }
        return ticket;
    }

    /// The high watermark moved: whoever waited for no more than that has one need less.
    void reached(Replica replica, Turn turn) {
        while (!replica.leadership.needs.isEmpty()
                && replica.leadership.needs.getFirst().offset() <= replica.highWatermark()) {
            Need need = replica.leadership.needs.removeFirst();
            Parked request = parked.get(need.ticket());
            if (request instanceof Parked.ParkedProduce produce && produce.open() > 1) {
                parked.put(need.ticket(), produce.oneLess());
            } else if (request != null) {
                end(need.ticket(), LogError.NONE, turn);
            }
        }
    }

    /// This broker no longer leads the partition: nobody will ever know here.
    void leadershipLost(Replica replica, Turn turn) {
        while (!replica.leadership.needs.isEmpty()) {
            end(replica.leadership.needs.removeFirst().ticket(), LogError.NOT_LEADER_OR_FOLLOWER, turn);
        }
    }

    void timedOut(int ticket, Turn turn) {
        end(ticket, LogError.REQUEST_TIMED_OUT, turn);
    }

    private void end(int ticket, LogError error, Turn turn) {
        Parked request = parked.remove(ticket);
        turn.disarm(AWAIT, ticket);
        switch (request) {
            case null -> {}
            case Parked.ParkedProduce produce -> turn.broker().producing.finish(produce, error, turn);
            case Parked.ParkedCommit commit -> turn.broker().coordinator.offsets.commitEnded(commit, error, turn);
            case Parked.ParkedPositions positions ->
                turn.broker().coordinator.offsets.positionsEnded(positions, error, turn);
            case Parked.ParkedTransaction transaction ->
                turn.broker().transactions.stored(transaction, error, turn);
            case Parked.ParkedMarker marker -> turn.broker().markers.written(marker, error, turn);
            case Parked.ParkedAssignment assignment ->
                turn.broker().coordinator.classic.stored(assignment, error, turn);
            case Parked.ParkedHeartbeat heartbeat ->
                turn.broker().coordinator.consumers.stored(heartbeat, error, turn);
        }
    }

    void crashed() {
        parked.clear();
    }

    /// What an unanswered client waits for; empty for nothing.
    String waiting() {
        return parked.isEmpty() ? "" : "waits for its followers";
    }
}
