package dev.ackademy.core.node.app;

import static dev.ackademy.core.node.app.PlayedProcess.ACKNOWLEDGE;
import static dev.ackademy.core.node.app.PlayedProcess.WRITE;
import static dev.ackademy.core.node.app.PlayedProcess.consumer;
import static dev.ackademy.core.node.app.PlayedProcess.operation;
import static dev.ackademy.core.node.app.PlayedProcess.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.StoreCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A process that reads a topic: its read loop, its lanes, and when it acknowledges.
class ConsumerTest {

    private static final Step.Acknowledge BY_BATCH = new Step.Acknowledge(true, true);
    private static final Operation A1 = operation("A", 1);
    private static final Operation A2 = operation("A", 2);
    private static final Operation B1 = operation("B", 1);
    private static final List<TopicPartition> FIRST = List.of(new TopicPartition("orders", 0));

    @Test
    void itSubscribesAndKeepsOnePullOutstanding() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();

        assertThat(billing.broker)
                .containsExactly(
                        new BrokerCommand.Open(),
                        new BrokerCommand.Subscribe(1, List.of("orders"), "billing"),
                        new BrokerCommand.Pull(1, 10, TopicSource.UNTIL_THERE_IS_SOMETHING));
        assertThat(billing.worker.waiting()).isEmpty();
    }

    @Test
    void oneLaneWorksABatchInOrderBeforeItPullsAgain() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();
        billing.deliver(5, A1, A2);
        assertThat(billing.worker.waiting()).isEqualTo("billing.1 has A#1 in hand, waits for db");
        billing.storeDone();
        billing.acknowledged();
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(1);

        billing.storeDone();
        billing.acknowledged();

        assertThat(billing.all(StoreCommand.Write.class))
                .extracting(StoreCommand.Write::operation)
                .containsExactly(A1, A2);
        assertThat(billing.all(DeliveryEvent.Acknowledged.class))
                .extracting(DeliveryEvent.Acknowledged::position)
                .containsExactly(5L, 6L);
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void everyDeliveryIsToldWithThePollThatBroughtIt() {
        PlayedProcess billing = new PlayedProcess(consumer(ACKNOWLEDGE)).start();
        billing.deliver(0, A1, A2);
        billing.acknowledged();
        billing.acknowledged();
        billing.deliver(2, B1);

        assertThat(billing.all(DeliveryEvent.Delivered.class))
                .extracting(DeliveryEvent.Delivered::poll)
                .containsExactly(1L, 1L, 2L);
        assertThat(billing.last(AppEvent.ItemTaken.class).copy()).isEqualTo("orders-0@2");
    }

    @Test
    void b2AcknowledgingByBatchComesAfterItsLastEffect() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, BY_BATCH)).start();
        billing.deliver(0, A1, A2, B1);
        billing.storeDone();
        billing.storeDone();
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();

        billing.storeDone();

        assertThat(billing.all(BrokerCommand.Acknowledge.class))
                .extracting(acknowledge -> acknowledge.delivery().position())
                .containsExactly(2L);
    }

    @Test
    void aBatchOfTwoPartitionsIsAcknowledgedInBoth() {
        PlayedProcess billing = new PlayedProcess(consumer(BY_BATCH)).start();
        billing.tell(new BrokerOutcome.Batch(1, List.of(billing.delivery(0, 3, A1), billing.delivery(1, 8, B1))));

        assertThat(billing.all(BrokerCommand.Acknowledge.class))
                .extracting(acknowledge -> acknowledge.delivery().partition() + "@"
                        + acknowledge.delivery().position())
                .containsExactly("orders-0@3", "orders-1@8");
        for (BrokerCommand.Acknowledge asked : billing.all(BrokerCommand.Acknowledge.class)) {
            assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(1);
            billing.tell(new BrokerOutcome.Acknowledged(asked.request()));
        }
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void a1AcknowledgingByBatchFirstComesBeforeItsFirstEffect() {
        PlayedProcess billing = new PlayedProcess(consumer(BY_BATCH, WRITE)).start();
        billing.deliver(0, A1, A2, B1);
        assertThat(billing.last(BrokerCommand.Acknowledge.class).delivery().position())
                .isEqualTo(2);
        assertThat(billing.stores).isEmpty();

        billing.acknowledged();
        billing.storeDone();
        billing.storeDone();
        billing.storeDone();

        assertThat(billing.all(BrokerCommand.Acknowledge.class)).hasSize(1);
        assertThat(billing.all(AppEvent.ItemEnded.class)).hasSize(3);
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void c3MoreLanesPullOnWhileDeliveriesAreInHand() {
        PlayedProcess billing = new PlayedProcess(with(consumer(WRITE), 2)).start();
        billing.deliver(0, A1);
        billing.deliver(1, A2, B1);

        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(3);
        assertThat(billing.stores).hasSize(2);
        assertThat(billing.all(AppEvent.ItemTaken.class)).hasSize(2);
    }

    @Test
    void c4ALaneAcknowledgesPastTheGapOfAnother() {
        PlayedProcess billing = new PlayedProcess(with(consumer(WRITE, ACKNOWLEDGE), 2)).start();
        billing.deliver(0, A1, A2);

        billing.storeDone();

        assertThat(billing.last(BrokerCommand.Acknowledge.class).delivery().position())
                .isEqualTo(1);
        assertThat(billing.worker.waiting())
                .isEqualTo("billing.1 has A#1 in hand, waits for db, A#2 in hand, waits for its acknowledgement");
    }

    @Test
    void byBatchSeveralLanesAcknowledgeWhenTheLastOfTheBatchIsDone() {
        PlayedProcess billing = new PlayedProcess(with(consumer(WRITE, BY_BATCH), 2)).start();
        billing.deliver(0, A1, A2);
        int first = billing.stores.getFirst().request();
        billing.storeDone();
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();

        billing.storeDone(first, true, 0);

        assertThat(billing.last(BrokerCommand.Acknowledge.class).delivery().position())
                .isEqualTo(1);
    }

    @Test
    void anAcknowledgementWithoutReceiptDoesNotHoldTheItem() {
        PlayedProcess billing = new PlayedProcess(consumer(new Step.Acknowledge(false, false))).start();
        billing.deliver(0, A1);
        assertThat(billing.last(AppEvent.ItemEnded.class).ending()).isEqualTo(AppEvent.Ending.DONE);

        billing.acknowledged();

        assertThat(billing.all(DeliveryEvent.Acknowledged.class)).hasSize(1);
    }

    @Test
    void anAcknowledgementThatFailsLastLeavesTheEffectAndGoesOn() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();
        billing.deliver(0, A1);
        billing.storeDone();
        billing.tell(new BrokerOutcome.AcknowledgeFailed(
                billing.last(BrokerCommand.Acknowledge.class).request(), "illegal generation", Certainty.NOT_DONE));

        assertThat(billing.all(DeliveryEvent.AcknowledgeFailed.class)).hasSize(1);
        assertThat(billing.last(AppEvent.ItemEnded.class).cause()).isEqualTo("not acknowledged: illegal generation");
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void anAcknowledgementThatFailsFirstKeepsTheStepsBehindItFromRunning() {
        PlayedProcess billing = new PlayedProcess(consumer(ACKNOWLEDGE, WRITE)).start();
        billing.deliver(0, A1);
        billing.tell(new BrokerOutcome.AcknowledgeFailed(
                billing.last(BrokerCommand.Acknowledge.class).request(), "timed out", Certainty.MAYBE_DONE));

        assertThat(billing.stores).isEmpty();
        assertThat(billing.worker.waiting()).isEqualTo("billing.1 has A#1 in hand, stopped on it: timed out");
    }

    @Test
    void partitionsAreReleasedWhenTheirItemInHandIsFinished() {
        PlayedProcess billing = new PlayedProcess(with(consumer(WRITE), 2)).start();
        billing.tell(new BrokerOutcome.Assigned(1, FIRST, FIRST, 3));
        billing.deliver(0, A1);
        billing.tell(new BrokerOutcome.Revoking(1, FIRST, 9));
        assertThat(billing.all(BrokerCommand.Released.class)).isEmpty();

        billing.storeDone();

        assertThat(billing.all(BrokerCommand.Released.class)).containsExactly(new BrokerCommand.Released(1, 9));
        assertThat(billing.last(DeliveryEvent.PartitionsRevoked.class).epoch()).isEqualTo(3);
    }

    @Test
    void g3WhatWaitsForALaneIsLeftToTheNextOwnerWhenItsPartitionIsRevoked() {
        PlayedProcess billing = new PlayedProcess(with(consumer(WRITE, ACKNOWLEDGE), 2)).start();
        billing.deliver(0, A1, A2, B1);
        assertThat(billing.all(BrokerCommand.Pause.class)).hasSize(1);
        billing.tell(new BrokerOutcome.Revoking(1, FIRST, 9));
        int first = billing.stores.getFirst().request();
        billing.storeDone();
        billing.acknowledged();
        assertThat(billing.all(BrokerCommand.Released.class)).isEmpty();

        billing.storeDone(first, true, 0);
        billing.acknowledged();

        assertThat(billing.all(StoreCommand.Write.class)).hasSize(2);
        assertThat(billing.all(BrokerCommand.Released.class)).hasSize(1);
        assertThat(billing.all(BrokerCommand.Resume.class)).hasSize(1);
    }

    @Test
    void g3ABatchOfWhichSomethingWasDroppedIsNotAcknowledged() {
        PlayedProcess billing = new PlayedProcess(with(consumer(WRITE, new Step.Acknowledge(true, true)), 2)).start();
        billing.deliver(0, A1, A2, B1);
        int first = billing.stores.getFirst().request();
        billing.tell(new BrokerOutcome.Revoking(1, FIRST, 9));
        billing.storeDone();
        billing.storeDone(first, true, 0);

        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();
        assertThat(billing.all(BrokerCommand.Released.class)).hasSize(1);
    }

    @Test
    void c5AfterItsAssignmentWasLostItGoesOnWithWhatItHasPolled() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();
        billing.deliver(0, A1, A2);
        billing.tell(new BrokerOutcome.LostAssignment(1, FIRST, "poll interval exceeded"));
        billing.storeDone();
        billing.acknowledged();

        assertThat(billing.last(StoreCommand.Write.class).operation()).isEqualTo(A2);
        assertThat(billing.all(DeliveryEvent.PartitionsLost.class)).hasSize(1);
    }

    @Test
    void stoppingFinishesTheBatchLeavesTheGroupAndCloses() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();
        billing.deliver(0, A1, A2);
        billing.hear(new ProcessInput.Stopping());
        for (int i = 0; i < 2; i++) {
            billing.storeDone();
            billing.acknowledged();
        }

        assertThat(billing.broker.getLast()).isEqualTo(new BrokerCommand.Unsubscribe(1, true));
        billing.tell(new BrokerOutcome.Unsubscribed(1));
        assertThat(billing.broker.getLast()).isEqualTo(new BrokerCommand.Close(true));
        billing.tell(new BrokerOutcome.Closed());
        assertThat(billing.worker.stopped()).isTrue();
    }

    @Test
    void moreTimeIsAskedForWhileAnItemIsInHand() {
        var plain = consumer(WRITE, ACKNOWLEDGE);
        PlayedProcess worker = new PlayedProcess(new WorkerSettings(
                        "billing",
                        1,
                        plain.source(),
                        plain.steps(),
                        1,
                        plain.resend(),
                        plain.onFailure(),
                        null,
                        null,
                        400_000))
                .start();
        worker.deliver(0, A1);
        worker.fire(Timers.EXTEND, 0);
        worker.fire(Timers.EXTEND, 0);
        assertThat(worker.all(BrokerCommand.Extend.class)).hasSize(2);

        worker.storeDone();
        worker.acknowledged();

        assertThat(worker.timers).isEmpty();
    }

    @Test
    void aCrashForgetsEverythingInHand() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();
        billing.killAt("during write A#1");
        billing.deliver(0, A1, A2);
        assertThat(billing.stores).hasSize(1);
        assertThat(billing.worker.waiting()).isEmpty();

        billing.restart();

        assertThat(billing.stores).isEmpty();
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(1);
    }

    @Test
    void c2ACrashAfterTheEffectComesBeforeItsAcknowledgement() {
        PlayedProcess billing = new PlayedProcess(consumer(WRITE, ACKNOWLEDGE)).start();
        billing.killAt("after write A#1");
        billing.deliver(0, A1);
        billing.storeDone();

        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();
        assertThat(billing.last(AppEvent.StepEnded.class).certainty()).isEqualTo(Certainty.DONE);
    }
}
