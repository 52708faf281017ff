package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.AppEvent.Ending;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.OnFailure.Then;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.node.app.StepProgram.Part;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.Delivery;
import dev.ackademy.core.node.port.StoreCommand;
import java.util.List;

/// `on-failure`: an open transaction is rolled back, then the item is tried again in place from its first step
/// (everything behind it waits), and when the retries are spent it is handed over, given up, kept or asked for again.
/// An item that can never succeed is not tried again.
///
/// Handing over publishes a copy, awaits its receipt and only then acknowledges the original: a crash between the two
/// leaves both.
final class FailurePolicy {

    static final String PATH = "on-failure";

    /// A retry waits at least this long, also where no backoff is set: time has to pass for anything to
    /// change.
    static final long LEAST_BACKOFF_MICROS = 1_000;

    /// The pause between two tries to hand an item over, where no backoff is set.
    static final long HAND_OVER_BACKOFF_MICROS = 100_000;

    private static final int MOST_DOUBLINGS = 16;

    private final Turn turn;
    private final OnFailure policy;

    FailurePolicy(Turn turn) {
        this.turn = turn;
        this.policy = turn.settings.onFailure();
    }

    void failed(Lane lane, Failure failure) {
        lane.failure = failure;
        if (lane.transaction != 0) {
            new BrokerTransactions(turn).abort(lane);
            return;
        }
        if (lane.session == 0) {
            decide(lane);
            return;
        }
        int request = turn.state.nextRequest();
        String store = turn.program.line(lane.line).store();
        turn.ask(store, new StoreCommand.Rollback(request, lane.session));
        lane.session = 0;
        lane.awaitOutcome(Lane.Waits.ROLLBACK, request);
    }

    /// Whatever the answer: a session that is not there any more has rolled back.
    void rolledBack(Lane lane) {
        transactionFailed(lane);
        decide(lane);
    }

    /// The transaction around the failed line has failed with it.
    private void transactionFailed(Lane lane) {
        int line = lane.line;
        if (turn.program.line(line).part() == Part.STEP) {
            while (turn.program.line(line).part() != Part.BEGIN) {
                line--;
            }
            turn.stepFailed(lane, turn.program.line(line).path(), "transaction", lane.failure);
        }
    }

    private void decide(Lane lane) {
        if (lane.failure.outdated()) {
            new TopicSource(turn).giveBack(lane.item.delivery);
            new Endings(turn).end(lane, Ending.LEFT, lane.failure.cause());
        } else if (lane.failure.forGood()) {
            apply(lane, policy.invalid());
        } else if (policy.retries() < 0 || lane.item.retried < policy.retries()) {
            waitToRetry(lane);
        } else {
            apply(lane, policy.then());
        }
    }

    private void waitToRetry(Lane lane) {
        Item item = lane.item;
        long delay = Math.max(LEAST_BACKOFF_MICROS, backoff(item.retried));
        item.attempt++;
        item.retried = policy.retries() < 0 ? Math.min(item.retried + 1, MOST_DOUBLINGS) : item.retried + 1;
        turn.recordItem(lane, new AppEvent.ItemRetried(item.operation, item.attempt, delay, lane.failure.cause()));
        lane.awaitOutcome(Lane.Waits.RETRY, 0);
        turn.after(delay, Timers.RETRY, lane.number);
    }

    private long backoff(int retried) {
        return policy.exponential()
                ? policy.backoffMicros() << Math.min(retried, MOST_DOUBLINGS)
                : policy.backoffMicros();
    }

    void retry(Lane lane) {
        lane.failure = null;
        lane.line = 0;
        lane.goOn();
        if (lane.lockSession == 0) {
            new Locks(turn).lockEntity(lane);
        }
    }

    private void apply(Lane lane, Then then) {
        switch (then) {
            case DEAD_LETTER, RETRY_TOPIC -> handOver(lane, then);
            case DISCARD -> settle(lane, Ending.DISCARDED, true);
            case NEXT -> settle(lane, Ending.GIVEN_UP, true);
            case STOP -> lane.awaitOutcome(Lane.Waits.STOPPED, 0);
            case REDELIVER -> redeliver(lane);
        }
    }

    private Then then(Lane lane) {
        return lane.failure.forGood() ? policy.invalid() : policy.then();
    }

    private static String verb(Then then) {
        return then == Then.DEAD_LETTER ? "dead-letter" : "retry-topic";
    }

    private void handOver(Lane lane, Then then) {
        if (turn.crashesAt(lane, verb(then), PATH, When.BEFORE)) {
            return;
        }
        turn.stepBegan(lane, PATH, verb(then));
        new PublishSteps(turn).sendCopy(lane, policy.topic());
        turn.crashesAt(lane, verb(then), PATH, When.DURING);
    }

    void handedOver(Lane lane) {
        Then then = then(lane);
        turn.stepDone(lane, PATH, verb(then));
        if (!turn.crashesAt(lane, verb(then), PATH, When.AFTER)) {
            settle(lane, then == Then.DEAD_LETTER ? Ending.DEAD_LETTERED : Ending.HANDED_ON, true);
        }
    }

    void handOverFailed(Lane lane, Failure failure) {
        turn.stepFailed(lane, PATH, verb(then(lane)), failure);
        lane.awaitOutcome(Lane.Waits.HAND_OVER_RETRY, 0);
        long delay = policy.backoffMicros() > 0 ? policy.backoffMicros() : HAND_OVER_BACKOFF_MICROS;
        turn.after(delay, Timers.HAND_OVER, lane.number);
    }

    void handOverAgain(Lane lane) {
        handOver(lane, then(lane));
    }

    private void redeliver(Lane lane) {
        Delivery delivery = lane.item.delivery;
        if (delivery == null) {
            settle(lane, Ending.GIVEN_UP, false);
            return;
        }
        turn.ask(new BrokerCommand.Redeliver(delivery, policy.backoffMicros()));
        if (turn.state.cumulative) {
            new TopicSource(turn).drop(false, delivery.partition());
        }
        settle(lane, Ending.HANDED_ON, false);
    }

    /// Ends the item, after acknowledging what its end makes due.
    ///
    /// @param covered whether an acknowledgement of its batch may cover it; a given-up item is never
    /// acknowledged for itself
    private void settle(Lane lane, Ending ending, boolean covered) {
        lane.ending = ending;
        AcknowledgeSteps acknowledge = new AcknowledgeSteps(turn);
        Step.Acknowledge step = turn.program.acknowledge();
        boolean own = ending != Ending.GIVEN_UP || step != null && step.everyBatch();
        List<Delivery> due = own ? acknowledge.dueAtSettlement(lane.item, covered) : List.of();
        if (due.isEmpty()) {
            end(lane);
            return;
        }
        if (turn.crashesAt(lane, "acknowledge", PATH, When.BEFORE)) {
            return;
        }
        turn.stepBegan(lane, PATH, "acknowledge");
        acknowledge.ask(lane, due, step.awaitReceipt());
        if (turn.crashesAt(lane, "acknowledge", PATH, When.DURING)) {
            return;
        }
        if (step.awaitReceipt()) {
            lane.awaitOutcome(Lane.Waits.SETTLEMENT, 0);
        } else {
            settled(lane, null);
        }
    }

    /// @param failure of the acknowledgement, null for none
    void settled(Lane lane, Failure failure) {
        if (failure == null) {
            turn.stepDone(lane, PATH, "acknowledge");
        } else {
            turn.stepFailed(lane, PATH, "acknowledge", failure);
        }
        if (!turn.crashesAt(lane, "acknowledge", PATH, When.AFTER)) {
            end(lane);
        }
    }

    private void end(Lane lane) {
        new Endings(turn).end(lane, lane.ending, lane.failure.cause());
    }
}
