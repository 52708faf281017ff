package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.node.port.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a worker has in hand, as lines: a picture must say the same (see `PictureLines`).
public final class WorkerLines {

    private WorkerLines() {}

    public static TreeMap<String, String> of(Worker worker) {
        TreeMap<String, String> lines = new TreeMap<>();
        WorkerState state = worker.state;
        for (Lane lane : state.lanes) {
            lines.put("lane " + lane.number, lane.free() ? "free" : inHand(worker, lane));
        }
        lines.put("active", state.active ? "fence " + state.activeFence : "no");
        state.breakers.forEach((store, breaker) -> {
            if (breaker.state != Breaker.State.CLOSED) {
                lines.put("breaker " + store, "not closed");
            }
        });
        List<String> buffered = new ArrayList<>();
        for (WorkerState.Handed handed : state.handed) {
            buffered.add(copy(handed.delivery()) + " "
                    + id(handed.delivery().message().operation()));
        }
        lines.put("buffered", buffered.toString());
        lines.put("publishing", publishing(state).toString());
        return lines;
    }

    private static String id(Operation operation) {
        return operation == null ? "-" : operation.id();
    }

    private static String copy(Delivery delivery) {
        return delivery.partition() + "@" + delivery.position();
    }

    private static String inHand(Worker worker, Lane lane) {
        Item item = lane.item;
        String copy = item.delivery == null ? "workload" : copy(item.delivery);
        return id(item.operation) + " from " + copy + step(worker, lane);
    }

    /// The step whose outcome is open. The commit of a transaction is no step of its own.
    private static String step(Worker worker, Lane lane) {
        return switch (lane.waits) {
            case RECEIPT, RESEND, STORE, TRANSACTION, ACKNOWLEDGEMENT -> {
                StepProgram.Line line = worker.program.line(lane.line);
                yield line.part() == StepProgram.Part.COMMIT ? "" : " in " + line.path() + " " + line.verb();
            }
            case HAND_OVER, SETTLEMENT -> " in " + FailurePolicy.PATH;
            case NOTHING, LOCK, BREAKER, RETRY, ROLLBACK, ABORT, HAND_OVER_RETRY, STOPPED -> "";
        };
    }

    /// Entries of the publishes whose receipt is open; those that wait to be sent again have had theirs.
    private static TreeSet<Integer> publishing(WorkerState state) {
        TreeSet<Integer> open = new TreeSet<>();
        for (WorkerState.Sending sending : state.sendings.values()) {
            if (state.laneAwaiting(Lane.Waits.RESEND, sending.request()) == null) {
                open.add(sending.asked());
            }
        }
        return open;
    }
}
