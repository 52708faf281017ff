package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.app.WorkerState.Acknowledging;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.List;

/// `acknowledge`: tells the broker that a delivery is done with; where acknowledgements are cumulative it covers what
/// lies before it in the partition, done or not (C4, p4). `every: batch` acknowledges the whole polled batch when its
/// last item comes to the step, or, where it is the first step, before the first item is worked on (a1). The other
/// items pass the step without a trace.
///
/// An acknowledgement that fails as the last step ends the item all the same: its effect stands, and the broker gives
/// it again. With steps still to come the failure policy decides, as after any failed step.
final class AcknowledgeSteps {

    /// Acknowledgements whose answer nobody awaits are remembered up to this number, to tell the answer
    /// when it comes.
    static final int MOST_UNAWAITED = 1_000;

    private final Turn turn;
    private final WorkerState state;

    AcknowledgeSteps(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void begin(Lane lane, Line line, Step.Acknowledge step) {
        List<Delivery> due = due(lane.item, step);
        if (due.isEmpty()) {
            lane.line++;
            return;
        }
        Course course = new Course(turn);
        if (!course.began(lane, line)) {
            return;
        }
        if (line.overBroker()) {
            new BrokerTransactions(turn).attach(lane, line, due);
            return;
        }
        ask(lane, due, step.awaitReceipt());
        if (turn.crashesAt(lane, line.verb(), line.path(), When.DURING)) {
            return;
        }
        if (step.awaitReceipt()) {
            lane.awaitOutcome(Lane.Waits.ACKNOWLEDGEMENT, 0);
        } else {
            course.done(lane);
        }
    }

    private List<Delivery> due(Item item, Step.Acknowledge step) {
        if (item.delivery == null) {
            return List.of();
        }
        if (step.everyBatch()) {
            return dueOfBatch(item, true);
        }
        item.counted = true;
        return List.of(item.delivery);
    }

    /// Counts the item for its batch; returns what is to be acknowledged now.
    private List<Delivery> dueOfBatch(Item item, boolean reached) {
        BatchInHand batch = state.batches.get(item.batch);
        boolean first = turn.program.acknowledgesBatchFirst();
        count(item, batch, reached);
        if (batch == null || batch.acknowledged || !first && batch.left > 0) {
            return List.of();
        }
        batch.acknowledged = true;
        return batch.due();
    }

    private static void count(Item item, BatchInHand batch, boolean reached) {
        if (batch == null || item.counted) {
            return;
        }
        item.counted = true;
        batch.left--;
        if (reached) {
            batch.reach(item.delivery);
        }
    }

    /// What is to be acknowledged for an item that the failure policy ends.
    ///
    /// @param covered whether an acknowledgement may cover the item itself
    List<Delivery> dueAtSettlement(Item item, boolean covered) {
        Step.Acknowledge step = turn.program.acknowledge();
        if (step == null || item.delivery == null) {
            return List.of();
        }
        if (step.everyBatch()) {
            return dueOfBatch(item, covered);
        }
        return covered && !item.counted ? List.of(item.delivery) : List.of();
    }

    /// The item has left its lane: forgets its batch when it was the last of it.
    void forget(Item item, boolean reached) {
        BatchInHand batch = state.batches.get(item.batch);
        if (batch == null) {
            return;
        }
        Step.Acknowledge step = turn.program.acknowledge();
        if (step == null || !step.everyBatch()) {
            batch.left--;
        } else {
            count(item, batch, reached);
        }
        if (batch.left == 0) {
            state.batches.remove(item.batch);
        }
    }

    void ask(Lane lane, List<Delivery> due, boolean awaited) {
        lane.outstanding = due.size();
        for (Delivery delivery : due) {
            int request = state.nextRequest();
            int asked = turn.record(
                    lane.number,
                    new DeliveryEvent.AcknowledgeAsked(delivery.partition(), delivery.position(), group()),
                    lane.item.entry);
            state.acknowledgings.put(
                    request,
                    new Acknowledging(request, lane.number, delivery.partition(), delivery.position(), awaited, asked));
            turn.ask(new BrokerCommand.Acknowledge(request, delivery, awaited));
        }
        forgetOldest();
    }

    private void forgetOldest() {
        if (state.acknowledgings.size() <= MOST_UNAWAITED) {
            return;
        }
        for (Acknowledging oldest : state.acknowledgings.values()) {
            if (!oldest.awaited()) {
                state.acknowledgings.remove(oldest.request());
                return;
            }
        }
    }

    String group() {
        return turn.settings.source() instanceof WorkerSettings.Source.Topic topic ? topic.group() : "";
    }

    void acknowledged(BrokerOutcome.Acknowledged outcome) {
        Acknowledging asked = state.acknowledgings.remove(outcome.request());
        if (asked == null) {
            return;
        }
        turn.record(
                asked.lane(),
                new DeliveryEvent.Acknowledged(asked.partition(), asked.position(), group()),
                asked.asked());
        if (asked.awaited()) {
            settled(state.lanes.get(asked.lane()));
        }
    }

    void failed(BrokerOutcome.AcknowledgeFailed outcome) {
        Acknowledging asked = state.acknowledgings.remove(outcome.request());
        if (asked == null) {
            return;
        }
        turn.record(
                asked.lane(),
                new DeliveryEvent.AcknowledgeFailed(
                        asked.partition(), asked.position(), group(), outcome.certainty(), outcome.cause()),
                asked.asked());
        if (asked.awaited()) {
            Lane lane = state.lanes.get(asked.lane());
            lane.ackFailure = new Failure(outcome.cause(), outcome.certainty(), false);
            settled(lane);
        }
    }

    private void settled(Lane lane) {
        if (--lane.outstanding > 0) {
            return;
        }
        Failure failure = lane.ackFailure;
        lane.ackFailure = null;
        if (lane.waits == Lane.Waits.SETTLEMENT) {
            new FailurePolicy(turn).settled(lane, failure);
        } else if (failure == null) {
            new Course(turn).done(lane);
        } else if (lane.line + 1 < turn.program.size()) {
            BatchInHand batch = state.batches.get(lane.item.batch);
            if (batch != null) {
                batch.acknowledged = false;
            }
            new Course(turn).failed(lane, failure);
        } else {
            endUnacknowledged(lane, failure);
        }
    }

    private void endUnacknowledged(Lane lane, Failure failure) {
        Line line = turn.program.line(lane.line);
        turn.stepFailed(lane, line.path(), line.verb(), failure);
        if (!turn.crashesAt(lane, line.verb(), line.path(), When.AFTER)) {
            new Endings(turn).end(lane, AppEvent.Ending.DONE, describe(failure));
        }
    }

    private static String describe(Failure failure) {
        return (failure.certainty() == Certainty.MAYBE_DONE ? "perhaps not acknowledged: " : "not acknowledged: ")
                + failure.cause();
    }
}
