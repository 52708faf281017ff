package dev.ackademy.core.node.app;

import static dev.ackademy.core.node.app.PlayedProcess.ACKNOWLEDGE;
import static dev.ackademy.core.node.app.PlayedProcess.WRITE;
import static dev.ackademy.core.node.app.PlayedProcess.consumer;
import static dev.ackademy.core.node.app.PlayedProcess.locking;
import static dev.ackademy.core.node.app.PlayedProcess.operation;
import static dev.ackademy.core.node.app.PlayedProcess.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.OnFailure.Then;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.StoreCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Steps that ask a store: inbox, transaction, call with its time-out and breaker, fences and locks.
class StoreStepsTest {

    private static final Operation A1 = operation("A", 1);
    private static final Operation A2 = operation("A", 2);
    private static final OnFailure NEXT = new OnFailure(0, 0, false, Then.NEXT, null, Then.DISCARD);
    private static final Step FENCED = new Step.Write("db", "orders", 0, true, null);

    private static Step.Call call(long timeout, Step.Breaker breaker) {
        return new Step.Call("db", timeout, false, breaker);
    }

    private static Step transaction() {
        return new Step.Transaction(
                "db", List.of(new Step.Inbox(null, "operation"), new Step.Write(null, "orders", 0, false, null)));
    }

    @Test
    void aTransactionRunsItsStepsInOneSessionAndCommits() {
        PlayedProcess billing = new PlayedProcess(consumer(transaction(), ACKNOWLEDGE)).start();
        billing.deliver(0, A1);
        for (int i = 0; i < 4; i++) {
            billing.storeDone();
        }

        int session = billing.last(StoreCommand.Begin.class).session();
        assertThat(billing.last(StoreCommand.InsertIfAbsent.class).session()).isEqualTo(session);
        assertThat(billing.last(StoreCommand.InsertIfAbsent.class).key()).isEqualTo("A#1");
        assertThat(billing.last(StoreCommand.Write.class).session()).isEqualTo(session);
        assertThat(billing.last(StoreCommand.Commit.class).session()).isEqualTo(session);
        assertThat(billing.all(AppEvent.StepEnded.class))
                .extracting(AppEvent.StepEnded::step)
                .containsExactly("1.1", "1.2", "1");
        assertThat(billing.crashPoints)
                .containsExactly(
                        "before transaction A#1",
                        "before inbox A#1",
                        "during inbox A#1",
                        "after inbox A#1",
                        "before write A#1",
                        "during write A#1",
                        "after write A#1",
                        "during transaction A#1",
                        "after transaction A#1",
                        "before acknowledge A#1",
                        "during acknowledge A#1");
    }

    @Test
    void anItemThatTheInboxKnowsSkipsTheRestOfItsTransaction() {
        PlayedProcess billing = new PlayedProcess(consumer(transaction(), ACKNOWLEDGE)).start();
        billing.deliver(0, A1);
        billing.storeDone();
        billing.storeDone(false, 0);
        assertThat(billing.stores.getLast()).isInstanceOf(StoreCommand.Commit.class);

        billing.storeDone();

        assertThat(billing.all(StoreCommand.Write.class)).isEmpty();
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).hasSize(1);
    }

    @Test
    void outsideATransactionItSkipsToTheAcknowledgement() {
        PlayedProcess billing =
                new PlayedProcess(consumer(new Step.Inbox("db", "operation"), WRITE, ACKNOWLEDGE)).start();
        billing.deliver(0, A1);
        billing.storeDone(false, 0);

        assertThat(billing.all(StoreCommand.Write.class)).isEmpty();
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).hasSize(1);
    }

    @Test
    void aCallWhoseTimeIsOverIsPerhapsDoneAndItsAnswerIsNotLookedAt() {
        PlayedProcess billing = new PlayedProcess(with(consumer(call(500_000, null), ACKNOWLEDGE), NEXT)).start();
        billing.deliver(0, A1);
        int request = billing.stores.getLast().request();
        billing.fire(Timers.CALL, request);
        assertThat(billing.last(AppEvent.StepEnded.class).certainty()).isEqualTo(Certainty.MAYBE_DONE);
        assertThat(billing.last(AppEvent.ItemEnded.class).cause()).isEqualTo("db did not answer in 500 ms");
        int told = billing.events.size();

        billing.storeDone(request, true, 0);

        assertThat(billing.events).hasSize(told);
    }

    @Test
    void anIdempotencyKeyIsTheOperationsOwn() {
        PlayedProcess billing = new PlayedProcess(consumer(new Step.Call("db", 0, true, null), ACKNOWLEDGE)).start();
        billing.deliver(0, A1);

        assertThat(billing.last(StoreCommand.Request.class).idempotencyKey()).isEqualTo("A#1");
    }

    @Test
    void anOpenBreakerStopsTheReadingUntilATrialSucceeds() {
        Step.Breaker breaker = new Step.Breaker(2, 10_000_000, true);
        OnFailure again = new OnFailure(-1, 100_000, false, Then.STOP, null, Then.DISCARD);
        PlayedProcess billing = new PlayedProcess(with(consumer(call(0, breaker), ACKNOWLEDGE), again)).start();
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.fire(Timers.RETRY, 0);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        assertThat(billing.last(AppEvent.BreakerOpened.class).forMicros()).isEqualTo(10_000_000);
        assertThat(billing.last(BrokerCommand.Pause.class)).isNotNull();
        billing.fire(Timers.RETRY, 0);
        assertThat(billing.all(StoreCommand.Request.class)).hasSize(2);
        assertThat(billing.worker.waiting())
                .isEqualTo("billing.1 has A#1 in hand, waits for the circuit breaker of db");

        billing.fire(Timers.breaker("db"), 0);
        assertThat(billing.all(StoreCommand.Request.class)).hasSize(3);
        billing.storeDone();

        assertThat(billing.all(AppEvent.BreakerClosed.class)).hasSize(1);
        assertThat(billing.all(BrokerCommand.Resume.class)).hasSize(1);
        billing.acknowledged();
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void aFailedTrialOpensTheBreakerAgain() {
        Step.Breaker breaker = new Step.Breaker(1, 1_000_000, true);
        OnFailure again = new OnFailure(-1, 100_000, false, Then.STOP, null, Then.DISCARD);
        PlayedProcess billing = new PlayedProcess(with(consumer(call(0, breaker), ACKNOWLEDGE), again)).start();
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.fire(Timers.RETRY, 0);
        billing.fire(Timers.breaker("db"), 0);
        billing.storeFails("unavailable", Certainty.NOT_DONE);

        assertThat(billing.all(AppEvent.BreakerOpened.class)).hasSize(2);
        assertThat(billing.all(BrokerCommand.Pause.class)).hasSize(1);
    }

    @Test
    void whileOpenCallsFailFastWhereTheReadingGoesOn() {
        Step.Breaker breaker = new Step.Breaker(1, 1_000_000, false);
        PlayedProcess billing = new PlayedProcess(with(consumer(call(0, breaker), ACKNOWLEDGE), NEXT)).start();
        billing.deliver(0, A1, A2);
        billing.storeFails("unavailable", Certainty.NOT_DONE);

        assertThat(billing.all(StoreCommand.Request.class)).hasSize(1);
        assertThat(billing.last(AppEvent.ItemEnded.class).cause()).isEqualTo("the circuit breaker of db is open");
        assertThat(billing.all(BrokerCommand.Pause.class)).isEmpty();
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void halfOpenWithoutAnItemReadsOnToGetATrial() {
        Step.Breaker breaker = new Step.Breaker(1, 1_000_000, true);
        PlayedProcess billing = new PlayedProcess(with(consumer(call(0, breaker), ACKNOWLEDGE), NEXT)).start();
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(1);

        billing.fire(Timers.breaker("db"), 0);

        assertThat(billing.all(BrokerCommand.Resume.class)).hasSize(1);
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void aFencedWriteCarriesTheEpochOfTheAssignment() {
        PlayedProcess billing = new PlayedProcess(consumer(FENCED, ACKNOWLEDGE)).start();
        billing.deliver(0, A1);

        assertThat(billing.last(StoreCommand.Write.class).fence()).isEqualTo(7);
    }

    @Test
    void onlyTheHolderOfTheLockReadsAndItsWritesCarryItsFence() {
        PlayedProcess billing = new PlayedProcess(locking(consumer(FENCED, ACKNOWLEDGE), "db", null)).start();
        assertThat(billing.all(BrokerCommand.Subscribe.class)).isEmpty();
        assertThat(billing.last(StoreCommand.Lock.class).locks()).containsExactly("active/billing");
        assertThat(billing.worker.waiting()).isEmpty();

        billing.storeDone(true, 4);
        billing.deliver(0, A1);

        assertThat(billing.all(AppEvent.BecameActive.class)).containsExactly(new AppEvent.BecameActive(4));
        assertThat(billing.last(StoreCommand.Write.class).fence()).isEqualTo(4);
    }

    @Test
    void o9AnInstanceThatLostItsSessionFinishesItsItemStopsReadingAndAsksAgain() {
        PlayedProcess billing = new PlayedProcess(locking(consumer(FENCED, ACKNOWLEDGE), "db", null)).start();
        billing.storeDone(true, 4);
        billing.deliver(0, A1, A2);
        billing.storeFails("connection reset", Certainty.MAYBE_DONE);
        billing.hear(new ProcessInput.StoreLost("db"));
        assertThat(billing.all(AppEvent.BecamePassive.class)).hasSize(1);
        assertThat(billing.broker.getLast()).isEqualTo(new BrokerCommand.Unsubscribe(1, true));
        billing.tell(new BrokerOutcome.Unsubscribed(1));
        assertThat(billing.all(StoreCommand.Write.class)).hasSize(1);

        billing.fire(Timers.ACTIVE, 0);
        billing.storeDone(true, 6);

        assertThat(billing.all(AppEvent.BecameActive.class)).hasSize(2);
        assertThat(billing.all(BrokerCommand.Subscribe.class)).hasSize(2);
    }

    @Test
    void theLockOfTheEntityIsHeldWhileItsItemIsWorkedOn() {
        PlayedProcess billing = new PlayedProcess(locking(consumer(FENCED, ACKNOWLEDGE), null, "db")).start();
        billing.deliver(0, A1);
        assertThat(billing.last(StoreCommand.Lock.class).locks()).containsExactly("entity/A");
        assertThat(billing.worker.waiting()).isEqualTo("billing.1 has A#1 in hand, waits for the lock on A at db");
        assertThat(billing.all(StoreCommand.Write.class)).isEmpty();

        billing.storeDone(true, 3);
        assertThat(billing.last(StoreCommand.Write.class).fence()).isEqualTo(3);
        billing.storeDone();
        assertThat(billing.all(StoreCommand.Rollback.class)).isEmpty();
        billing.acknowledged();

        assertThat(billing.last(StoreCommand.Rollback.class).session())
                .isEqualTo(billing.last(StoreCommand.Begin.class).session());
    }

    @Test
    void aTransformKeepsOnlyItsFields() {
        PlayedProcess billing =
                new PlayedProcess(consumer(new Step.Transform(true, List.of("name")), WRITE, ACKNOWLEDGE)).start();
        billing.deliver(0, A1);

        assertThat(billing.last(StoreCommand.Write.class).payload().form())
                .isEqualTo(dev.ackademy.core.model.Payload.Form.PARTIAL);
    }

    @Test
    void aStepThatNeedsATableAsSourceIsRefusedByName() {
        Step mark = new Step.Write("db", "outbox", 0, false, "published");
        assertThatThrownBy(() -> new PlayedProcess(consumer(mark)))
                .hasMessage("write: 'set' needs a table as source, which is not available yet");
    }
}
