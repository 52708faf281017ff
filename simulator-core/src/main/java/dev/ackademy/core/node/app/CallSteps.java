package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;

/// `call`: a request to a service, with a time-out of its own (0: none, it waits as long as the connection lives) after
/// which the answer is not looked at any more, and perhaps a circuit breaker. While a breaker is open no call leaves;
/// with `while-open: stop-reading` the source is not read either and calls wait for the half-open trial, otherwise they
/// fail at once.
final class CallSteps {

    private final Turn turn;
    private final WorkerState state;

    CallSteps(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void begin(Lane lane, Line line, Step.Call step) {
        Breaker breaker = breaker(step);
        boolean refused = breaker != null && !breaker.letsThrough();
        if (refused && step.breaker().stopReading()) {
            lane.awaitOutcome(Lane.Waits.BREAKER, 0);
            return;
        }
        Course course = new Course(turn);
        if (!course.began(lane, line)) {
            return;
        }
        if (refused) {
            String cause = "the circuit breaker of " + step.store() + " is open";
            course.failed(lane, new Failure(cause, Certainty.NOT_DONE, false));
            return;
        }
        if (breaker != null) {
            breaker.called();
        }
        ask(lane, line, step);
    }

    private void ask(Lane lane, Line line, Step.Call step) {
        int request = state.nextRequest();
        String key = step.idempotencyKey() ? lane.item.operation.id() : null;
        turn.ask(step.store(), new StoreCommand.Request(request, lane.item.operation, lane.item.payload, key));
        if (step.timeoutMicros() > 0) {
            turn.after(step.timeoutMicros(), Timers.CALL, request);
        }
        if (!turn.crashesAt(lane, line.verb(), line.path(), When.DURING)) {
            lane.awaitOutcome(Lane.Waits.STORE, request);
        }
    }

    private Breaker breaker(Step.Call step) {
        return step.breaker() == null ? null : state.breakers.computeIfAbsent(step.store(), _ -> new Breaker());
    }

    void done(Lane lane, Line line, Step.Call step, StoreOutcome.Done outcome) {
        turn.cancel(Timers.CALL, outcome.request());
        Breaker breaker = breaker(step);
        if (breaker != null && breaker.succeeded()) {
            turn.record(lane.number, new AppEvent.BreakerClosed(step.store()), lane.item.entry);
            readAgain();
        }
        new StoreSteps(turn).done(lane, line, outcome);
    }

    void failed(Lane lane, Step.Call step, StoreOutcome.Failed outcome) {
        turn.cancel(Timers.CALL, outcome.request());
        boolean forGood = outcome.cause().equals(StoreOutcome.INVALID_PAYLOAD);
        if (!forGood) {
            countFailure(lane, step);
        } else if (breaker(step) != null && breaker(step).succeeded()) {
            turn.record(lane.number, new AppEvent.BreakerClosed(step.store()), lane.item.entry);
            readAgain();
        }
        new StoreSteps(turn).failed(lane, outcome);
    }

    void timedOut(int request) {
        Lane lane = state.laneAwaiting(Lane.Waits.STORE, request);
        if (lane == null) {
            return;
        }
        Step.Call step = (Step.Call) turn.program.line(lane.line).step();
        countFailure(lane, step);
        String cause = step.store() + " did not answer in " + step.timeoutMicros() / 1000 + " ms";
        new Course(turn).failed(lane, new Failure(cause, Certainty.MAYBE_DONE, false));
    }

    private void countFailure(Lane lane, Step.Call step) {
        Breaker breaker = breaker(step);
        if (breaker == null || !breaker.failed(step.breaker().failures())) {
            return;
        }
        long openFor = step.breaker().openForMicros();
        turn.record(lane.number, new AppEvent.BreakerOpened(step.store(), openFor), lane.item.entry);
        turn.after(openFor, Timers.breaker(step.store()), 0);
        if (step.breaker().stopReading() && !state.paused) {
            state.paused = true;
            new TopicSource(turn).pause();
        }
    }

    /// The breaker's time is over: one waiting call may try, or, where none waits, the source is read again
    /// to get one.
    void halfOpen(String store) {
        state.breakers.get(store).halfOpen();
        boolean waited = false;
        for (Lane lane : state.lanes) {
            if (lane.waits == Lane.Waits.BREAKER) {
                lane.goOn();
                waited = true;
            }
        }
        if (!waited) {
            readAgain();
        }
    }

    private void readAgain() {
        for (Lane lane : state.lanes) {
            if (lane.waits == Lane.Waits.BREAKER) {
                lane.goOn();
            }
        }
        if (state.paused) {
            state.paused = false;
            new TopicSource(turn).resume();
        }
    }
}
