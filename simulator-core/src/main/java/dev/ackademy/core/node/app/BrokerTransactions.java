package dev.ackademy.core.node.app;

import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.model.TransactionEvent.AbortAsked;
import dev.ackademy.core.model.TransactionEvent.CommitAsked;
import dev.ackademy.core.model.TransactionEvent.OffsetAttached;
import dev.ackademy.core.model.TransactionEvent.TransactionBegun;
import dev.ackademy.core.model.TransactionEvent.TransactionEnded;
import dev.ackademy.core.model.TransactionEvent.TransactionFailed;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.app.StepProgram.Part;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.List;

/// A transaction over the broker: what is published and acknowledged inside commits together, or not at all. A failed
/// step aborts it; what the failure policy says comes after that. A call or a write inside takes no part in it.
final class BrokerTransactions {

    private final Turn turn;
    private final WorkerState state;

    BrokerTransactions(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void begin(Lane lane, Line line) {
        if (!new Course(turn).began(lane, line)) {
            return;
        }
        int request = state.nextRequest();
        lane.awaitOutcome(Lane.Waits.TRANSACTION, request);
        turn.ask(new BrokerCommand.Begin(request));
    }

    void begun(BrokerOutcome.Begun begun) {
        Lane lane = state.laneAwaiting(Lane.Waits.TRANSACTION, begun.request());
        if (lane != null) {
            lane.transaction = begun.transaction();
            turn.recordItem(lane, new TransactionBegun(lane.transaction));
            lane.goOn();
            lane.line++;
        }
    }

    /// The acknowledge step of a transaction: the positions hold when it commits.
    void attach(Lane lane, Line line, List<Delivery> due) {
        String group = new AcknowledgeSteps(turn).group();
        due.forEach(delivery -> turn.recordItem(
                lane, new OffsetAttached(lane.transaction, delivery.partition(), delivery.position(), group)));
        int request = state.nextRequest();
        lane.awaitOutcome(Lane.Waits.TRANSACTION, request);
        turn.ask(new BrokerCommand.Attach(
                request, lane.transaction, due, line.within().withGroup()));
        turn.crashesAt(lane, line.verb(), line.path(), When.DURING);
    }

    void attached(int request) {
        Lane lane = state.laneAwaiting(Lane.Waits.TRANSACTION, request);
        if (lane != null) {
            new Course(turn).done(lane);
        }
    }

    void commit(Lane lane, Line line) {
        turn.recordItem(lane, new CommitAsked(lane.transaction));
        int request = state.nextRequest();
        lane.awaitOutcome(Lane.Waits.TRANSACTION, request);
        turn.ask(new BrokerCommand.Commit(request, lane.transaction));
        turn.crashesAt(lane, line.verb(), line.path(), When.DURING);
    }

    void committed(int request) {
        Lane lane = state.laneAwaiting(Lane.Waits.TRANSACTION, request);
        if (lane != null) {
            turn.recordItem(lane, new TransactionEnded(lane.transaction, true));
            lane.transaction = 0;
            new Course(turn).done(lane);
        }
    }

    void abort(Lane lane) {
        turn.recordItem(lane, new AbortAsked(lane.transaction, lane.failure.cause()));
        int request = state.nextRequest();
        lane.awaitOutcome(Lane.Waits.ABORT, request);
        turn.ask(new BrokerCommand.Abort(request, lane.transaction));
    }

    void aborted(int request) {
        Lane lane = state.laneAwaiting(Lane.Waits.ABORT, request);
        if (lane != null) {
            turn.recordItem(lane, new TransactionEnded(lane.transaction, false));
            lane.transaction = 0;
            new FailurePolicy(turn).rolledBack(lane);
        }
    }

    void failed(BrokerOutcome.TransactionFailed failed) {
        for (Lane lane : state.lanes) {
            if (lane.awaits(Lane.Waits.ABORT, failed.request())) {
                record(lane, "abort", failed);
                lane.transaction = 0;
                new FailurePolicy(turn).rolledBack(lane);
            } else if (lane.awaits(Lane.Waits.TRANSACTION, failed.request())) {
                record(lane, verb(lane), failed);
                new Course(turn)
                        .failed(lane, new Failure(failed.cause(), failed.certainty(), false, failed.outdated()));
            }
        }
    }

    private void record(Lane lane, String verb, BrokerOutcome.TransactionFailed failed) {
        turn.recordItem(lane, new TransactionFailed(lane.transaction, verb, failed.certainty(), failed.cause()));
    }

    private String verb(Lane lane) {
        Part part = turn.program.line(lane.line).part();
        return part == Part.BEGIN ? "begin" : part == Part.COMMIT ? "commit" : "acknowledge";
    }
}
