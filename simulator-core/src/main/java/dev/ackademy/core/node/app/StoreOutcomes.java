package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.port.StoreOutcome;

/// Finds out who waits for a store's answer. An answer for which nobody waits any more (after a call's time-out, to a
/// lock's `begin`) is not looked at.
final class StoreOutcomes {

    private final Turn turn;
    private final WorkerState state;

    StoreOutcomes(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void on(StoreOutcome outcome) {
        int request = outcome.request();
        if (request == state.activeRequest) {
            new Locks(turn).activeAnswered(outcome);
            return;
        }
        for (Lane lane : state.lanes) {
            if (!lane.free() && lane.request == request) {
                answered(lane, outcome);
                return;
            }
        }
    }

    private void answered(Lane lane, StoreOutcome outcome) {
        switch (lane.waits) {
            case STORE -> stepAnswered(lane, turn.program.line(lane.line), outcome);
            case LOCK -> new Locks(turn).entityAnswered(lane, outcome);
            case ROLLBACK -> new FailurePolicy(turn).rolledBack(lane);
            case NOTHING,
                    RECEIPT,
                    RESEND,
                    ACKNOWLEDGEMENT,
                    BREAKER,
                    TRANSACTION,
                    ABORT,
                    RETRY,
                    HAND_OVER,
                    HAND_OVER_RETRY,
                    SETTLEMENT,
                    STOPPED -> {}
        }
    }

    private void stepAnswered(Lane lane, Line line, StoreOutcome outcome) {
        switch (outcome) {
            case StoreOutcome.Done done
            when line.step() instanceof Step.Call call -> new CallSteps(turn).done(lane, line, call, done);
            case StoreOutcome.Done done -> new StoreSteps(turn).done(lane, line, done);
            case StoreOutcome.Failed failed
            when line.step() instanceof Step.Call call -> new CallSteps(turn).failed(lane, call, failed);
            case StoreOutcome.Failed failed -> new StoreSteps(turn).failed(lane, failed);
        }
    }
}
