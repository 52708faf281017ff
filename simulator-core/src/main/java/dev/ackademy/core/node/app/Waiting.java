package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.app.StepProgram.Line;

/// Says what is unfinished in a process, in plain words.
final class Waiting {

    private static final int MOST_NAMED = 3;

    private Waiting() {}

    static String of(WorkerSettings settings, StepProgram program, WorkerState state) {
        String name = settings.process() + "." + settings.instance();
        if (state.phase == WorkerState.Phase.FAILED) {
            return name + " could not reach its broker: " + state.openFailure;
        }
        StringBuilder all = new StringBuilder();
        int named = 0;
        int more = 0;
        for (Lane lane : state.lanes) {
            if (lane.free()) {
                continue;
            }
            if (named == MOST_NAMED) {
                more++;
                continue;
            }
            named++;
            all.append(all.isEmpty() ? name + " has " : ", ")
                    .append(lane.item.operation.id())
                    .append(" in hand, ")
                    .append(waitsFor(lane, settings, program));
        }
        return more == 0 ? all.toString() : all + ", and " + more + " more";
    }

    private static String waitsFor(Lane lane, WorkerSettings settings, StepProgram program) {
        return switch (lane.waits) {
            case NOTHING -> "works on it";
            case LOCK -> "waits for the lock on " + lane.item.operation.key() + " at " + settings.lockEntity();
            case RECEIPT -> "waits for the receipt of its message";
            case RESEND -> "waits to send again";
            case STORE -> "waits for " + store(program.line(lane.line));
            case ACKNOWLEDGEMENT, SETTLEMENT -> "waits for its acknowledgement";
            case BREAKER -> "waits for the circuit breaker of " + store(program.line(lane.line));
            case ROLLBACK -> "waits for " + store(program.line(lane.line)) + " to roll back";
            case TRANSACTION -> "waits for the broker's answer about its transaction";
            case ABORT -> "waits for its transaction to be aborted";
            case RETRY -> "waits to try again: " + lane.failure.cause();
            case HAND_OVER, HAND_OVER_RETRY ->
                "waits to hand it over to " + settings.onFailure().topic();
            case STOPPED -> "stopped on it: " + lane.failure.cause();
        };
    }

    private static String store(Line line) {
        return switch (line.step()) {
            case Step.Call call -> call.store();
            case Step.Write write when write.store() != null -> write.store();
            case Step.Inbox inbox when inbox.store() != null -> inbox.store();
            case Step.Write _, Step.Inbox _, Step.Publish _, Step.Acknowledge _, Step.Transaction _, Step.Transform _ ->
                line.store();
        };
    }
}
