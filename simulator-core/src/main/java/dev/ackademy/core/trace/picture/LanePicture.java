package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.AppEvent.Ending;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.TraceEntry;

/// One lane of a process and the item in hand.
///
/// @param operation the item in hand; null while the lane is free
/// @param copy      which delivery it is: `workload`, or `orders-0@3`
/// @param attempt   how often its steps were begun, from 1
/// @param step      path of the step, `1` or `2.1`; empty before the first
/// @param verb      of the step, `write`
/// @param cause     why the step failed or the item waits, empty otherwise
/// @param since     µs, when this came about
/// @param until     µs, when a waiting item is tried again, -1 where it does not wait
/// @param entry     that said so
/// @param last      the operation that ended here last, null for none
/// @param lastEnd   how it ended
/// @param lastEntry that said so, 0 for none
public record LanePicture(
        int lane,
        Operation operation,
        String copy,
        int attempt,
        StepState state,
        String step,
        String verb,
        String cause,
        long since,
        long until,
        int entry,
        Operation last,
        Ending lastEnd,
        int lastEntry) {

    /// How far the step is.
    public enum StepState {
        /// The lane is free.
        FREE,
        /// The item is in hand, no step has begun.
        TAKEN,
        /// The step has begun, its outcome is open.
        UNDER_WAY,
        DONE,
        FAILED,
        /// It failed, and may have taken effect all the same.
        MAYBE_DONE,
        /// The item waits before its steps run again from the first one.
        WAITING
    }

    static LanePicture free(int lane) {
        return new LanePicture(lane, null, "", 0, StepState.FREE, "", "", "", 0, -1, 0, null, null, 0);
    }

    public boolean busy() {
        return operation != null;
    }

    LanePicture taken(AppEvent.ItemTaken taken, TraceEntry at) {
        return new LanePicture(
                lane,
                taken.operation(),
                taken.copy(),
                taken.attempt(),
                StepState.TAKEN,
                "",
                "",
                "",
                at.at(),
                -1,
                at.n(),
                last,
                lastEnd,
                lastEntry);
    }

    LanePicture began(AppEvent.StepBegan began, TraceEntry at) {
        return step(StepState.UNDER_WAY, attempt, began.step(), began.verb(), "", -1, at);
    }

    LanePicture ended(AppEvent.StepEnded ended, TraceEntry at) {
        StepState next = switch (ended.certainty()) {
            case DONE -> StepState.DONE;
            case NOT_DONE -> StepState.FAILED;
            case MAYBE_DONE -> StepState.MAYBE_DONE;
            case null -> StepState.DONE;
        };
        return step(next, attempt, ended.step(), ended.verb(), ended.cause(), -1, at);
    }

    LanePicture retried(AppEvent.ItemRetried retried, TraceEntry at) {
        return step(StepState.WAITING, retried.attempt(), "", "", retried.cause(), at.at() + retried.delayMicros(), at);
    }

    private LanePicture step(
            StepState next, int nextAttempt, String path, String word, String why, long till, TraceEntry at) {
        return new LanePicture(
                lane,
                operation,
                copy,
                nextAttempt,
                next,
                path,
                word,
                why,
                at.at(),
                till,
                at.n(),
                last,
                lastEnd,
                lastEntry);
    }

    LanePicture ended(AppEvent.ItemEnded ended, TraceEntry at) {
        return new LanePicture(
                lane,
                null,
                "",
                0,
                StepState.FREE,
                "",
                "",
                "",
                at.at(),
                -1,
                at.n(),
                ended.operation(),
                ended.ending(),
                at.n());
    }
}
