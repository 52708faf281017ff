package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.Collections;
import java.util.TreeMap;

/// Runs the lines of the program for a lane, one after another, until one has to wait for its outcome.
final class Course {

    private final Turn turn;

    Course(Turn turn) {
        this.turn = turn;
    }

    /// Returns whether anything ran.
    boolean run(Lane lane) {
        boolean ran = false;
        while (!turn.dead() && !lane.free() && lane.waits == Lane.Waits.NOTHING) {
            ran = true;
            if (lane.line >= turn.program.size()) {
                new Endings(turn).end(lane, AppEvent.Ending.DONE, "");
            } else {
                begin(lane, turn.program.line(lane.line));
            }
        }
        return ran;
    }

    private void begin(Lane lane, Line line) {
        switch (line.part()) {
            case BEGIN -> {
                if (line.overBroker()) {
                    new BrokerTransactions(turn).begin(lane, line);
                } else {
                    new StoreSteps(turn).beginTransaction(lane, line);
                }
            }
            case COMMIT -> {
                if (line.overBroker()) {
                    new BrokerTransactions(turn).commit(lane, line);
                } else {
                    new StoreSteps(turn).commit(lane, line);
                }
            }
            case STEP -> beginStep(lane, line);
        }
    }

    private void beginStep(Lane lane, Line line) {
        switch (line.step()) {
            case Step.Publish publish -> new PublishSteps(turn).begin(lane, line, publish);
            case Step.Call call -> new CallSteps(turn).begin(lane, line, call);
            case Step.Write write -> new StoreSteps(turn).write(lane, line, write);
            case Step.Inbox inbox -> new StoreSteps(turn).inbox(lane, line, inbox);
            case Step.Acknowledge acknowledge -> new AcknowledgeSteps(turn).begin(lane, line, acknowledge);
            case Step.Transform transform -> transform(lane, line, transform);
            case Step.Transaction _ -> throw new IllegalStateException("a transaction has lines of its own");
        }
    }

    private void transform(Lane lane, Line line, Step.Transform step) {
        if (!began(lane, line) || turn.crashesAt(lane, line.verb(), line.path(), When.DURING)) {
            return;
        }
        Payload payload = lane.item.payload;
        if (step.validate() && payload.form() == Payload.Form.INVALID) {
            failed(lane, new Failure(StoreOutcome.INVALID_PAYLOAD, Certainty.NOT_DONE, true));
            return;
        }
        if (!step.keep().isEmpty()) {
            TreeMap<String, String> kept = new TreeMap<>(payload.fields());
            kept.keySet().retainAll(step.keep());
            lane.item.payload =
                    new Payload(Payload.Form.PARTIAL, Collections.unmodifiableSortedMap(kept), payload.sourceMicros());
        }
        done(lane);
    }

    /// The crash point before a step, and its beginning. Returns false when the process is dead.
    boolean began(Lane lane, Line line) {
        if (turn.crashesAt(lane, line.verb(), line.path(), When.BEFORE)) {
            return false;
        }
        turn.stepBegan(lane, line.path(), line.verb());
        return true;
    }

    /// The line's outcome was seen and is as wanted: on to the next.
    void done(Lane lane) {
        doneUpTo(lane, lane.line + 1);
    }

    /// As [#done], going on at another line than the next.
    void doneUpTo(Lane lane, int next) {
        Line line = turn.program.line(lane.line);
        turn.stepDone(lane, line.path(), line.verb());
        if (!turn.crashesAt(lane, line.verb(), line.path(), When.AFTER)) {
            lane.goOn();
            lane.line = next;
        }
    }

    /// The line's outcome was seen and is not as wanted: what follows is the failure policy's.
    void failed(Lane lane, Failure failure) {
        Line line = turn.program.line(lane.line);
        turn.stepFailed(lane, line.path(), line.verb(), failure);
        if (!turn.crashesAt(lane, line.verb(), line.path(), When.AFTER)) {
            new FailurePolicy(turn).failed(lane, failure);
        }
    }
}
