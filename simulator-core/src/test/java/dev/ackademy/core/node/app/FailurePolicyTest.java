package dev.ackademy.core.node.app;

import static dev.ackademy.core.node.app.PlayedProcess.ACKNOWLEDGE;
import static dev.ackademy.core.node.app.PlayedProcess.WRITE;
import static dev.ackademy.core.node.app.PlayedProcess.consumer;
import static dev.ackademy.core.node.app.PlayedProcess.operation;
import static dev.ackademy.core.node.app.PlayedProcess.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.AppEvent.Ending;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.OnFailure.Then;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a process does with an item whose step failed.
class FailurePolicyTest {

    private static final Operation A1 = operation("A", 1);
    private static final Operation A2 = operation("A", 2);

    private static OnFailure policy(int retries, Then then) {
        return new OnFailure(retries, 100_000, true, then, "orders-dlq", Then.DISCARD);
    }

    private static PlayedProcess billing(OnFailure policy, Step... steps) {
        return new PlayedProcess(with(consumer(steps), policy)).start();
    }

    @Test
    void retriesHoldWhatIsBehindAndWaitTwiceAsLongEachTime() {
        PlayedProcess billing = billing(policy(2, Then.STOP), WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1, A2);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.fire(Timers.RETRY, 0);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.fire(Timers.RETRY, 0);
        billing.storeFails("unavailable", Certainty.NOT_DONE);

        assertThat(billing.all(AppEvent.ItemRetried.class))
                .extracting(AppEvent.ItemRetried::delayMicros)
                .containsExactly(100_000L, 200_000L);
        assertThat(billing.all(StoreCommand.Write.class))
                .extracting(StoreCommand.Write::operation)
                .containsOnly(A1)
                .hasSize(3);
        assertThat(billing.worker.waiting()).isEqualTo("billing.1 has A#1 in hand, stopped on it: unavailable");
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(1);
    }

    @Test
    void p1ARetryForEverNeverComesToItsSuccessor() {
        PlayedProcess billing = billing(policy(-1, Then.STOP), WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1, A2);
        for (int i = 0; i < 20; i++) {
            billing.storeFails("unavailable", Certainty.NOT_DONE);
            billing.fire(Timers.RETRY, 0);
        }

        assertThat(billing.all(StoreCommand.Write.class))
                .hasSize(21)
                .allMatch(write -> write.operation().equals(A1));
    }

    @Test
    void aRetryRunsAllStepsAgain() {
        Step call = new Step.Call("psp", 0, false, null);
        PlayedProcess billing = billing(policy(1, Then.STOP), call, WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1);
        billing.storeDone();
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.fire(Timers.RETRY, 0);

        assertThat(billing.all(StoreCommand.Request.class)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"DEAD_LETTER, DEAD_LETTERED", "RETRY_TOPIC, HANDED_ON"})
    void p2TheCopyIsReceiptedBeforeTheOriginalIsAcknowledged(Then then, Ending ending) {
        PlayedProcess billing = billing(policy(0, then), WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        BrokerCommand.Publish copy = billing.last(BrokerCommand.Publish.class);
        assertThat(copy.topic()).isEqualTo("orders-dlq");
        assertThat(copy.message().operation()).isEqualTo(A1);
        assertThat(copy.message().originTopic()).isEqualTo("orders");
        assertThat(copy.message().attempt()).isEqualTo(2);
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();

        billing.published(0);
        billing.acknowledged();

        assertThat(billing.last(AppEvent.ItemEnded.class)).isEqualTo(new AppEvent.ItemEnded(A1, ending, "unavailable"));
    }

    @Test
    void l3ACrashBetweenCopyAndAcknowledgementLeavesBoth() {
        PlayedProcess billing = billing(policy(0, Then.DEAD_LETTER), WRITE, ACKNOWLEDGE);
        billing.killAt("after dead-letter A#1");
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.published(0);

        assertThat(billing.all(BrokerCommand.Publish.class)).hasSize(1);
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();
    }

    @Test
    void aCopyThatFailsIsSentAgainUntilItIsThere() {
        PlayedProcess billing = billing(policy(0, Then.DEAD_LETTER), WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.publishFails(Certainty.MAYBE_DONE);
        assertThat(billing.worker.waiting())
                .isEqualTo("billing.1 has A#1 in hand, waits to hand it over to orders-dlq");

        billing.fire(Timers.HAND_OVER, 0);
        billing.published(1);

        assertThat(billing.all(BrokerCommand.Publish.class)).hasSize(2);
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).hasSize(1);
    }

    @Test
    void p4GoingOnWithoutSeekingLeavesTheItemToALaterAcknowledgement() {
        PlayedProcess billing = billing(policy(0, Then.NEXT), WRITE, ACKNOWLEDGE);
        billing.deliver(3, A1, A2);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        assertThat(billing.last(AppEvent.StepBegan.class).operation()).isEqualTo(A2);
        billing.storeDone();

        assertThat(billing.all(BrokerCommand.Acknowledge.class))
                .extracting(acknowledge -> acknowledge.delivery().position())
                .containsExactly(4L);
        assertThat(billing.all(AppEvent.ItemEnded.class).getFirst().ending()).isEqualTo(Ending.GIVEN_UP);
    }

    @Test
    void p4ABatchIsAcknowledgedOverItsLastItemEvenIfThatWasGivenUp() {
        PlayedProcess billing = billing(policy(0, Then.NEXT), WRITE, new Step.Acknowledge(true, true));
        billing.deliver(3, A1, A2);
        billing.storeDone();
        billing.storeFails("unavailable", Certainty.NOT_DONE);

        assertThat(billing.last(BrokerCommand.Acknowledge.class).delivery().position())
                .isEqualTo(4);
        billing.acknowledged();
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void redeliveryGivesBackTheItemAndWhatFollowsInItsPartition() {
        PlayedProcess billing = billing(policy(0, Then.REDELIVER), WRITE, ACKNOWLEDGE);
        billing.deliver(3, A1, A2);
        billing.storeFails("unavailable", Certainty.NOT_DONE);

        BrokerCommand.Redeliver asked = billing.last(BrokerCommand.Redeliver.class);
        assertThat(asked.delivery().position()).isEqualTo(3);
        assertThat(asked.afterMicros()).isEqualTo(100_000);
        assertThat(billing.all(StoreCommand.Write.class)).hasSize(1);
        assertThat(billing.all(BrokerCommand.Acknowledge.class)).isEmpty();
        assertThat(billing.all(BrokerCommand.Pull.class)).hasSize(2);
    }

    @Test
    void aDiscardedItemIsAcknowledged() {
        PlayedProcess billing = billing(policy(0, Then.DISCARD), WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1);
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        billing.acknowledged();

        assertThat(billing.last(AppEvent.ItemEnded.class).ending()).isEqualTo(Ending.DISCARDED);
    }

    @Test
    void anItemThatCanNeverSucceedIsNotTriedAgain() {
        PlayedProcess billing = billing(policy(5, Then.STOP), WRITE, ACKNOWLEDGE);
        billing.deliver(0, A1);
        billing.storeFails(StoreOutcome.INVALID_PAYLOAD, Certainty.NOT_DONE);
        billing.acknowledged();

        assertThat(billing.all(AppEvent.ItemRetried.class)).isEmpty();
        assertThat(billing.last(AppEvent.ItemEnded.class).ending()).isEqualTo(Ending.DISCARDED);
    }

    @Test
    void aFailedTransactionIsRolledBackBeforeTheItemIsTriedAgain() {
        Step inbox = new Step.Inbox(null, "operation");
        Step write = new Step.Write(null, "orders", 0, false, null);
        Step transaction = new Step.Transaction("db", java.util.List.of(inbox, write));
        PlayedProcess billing = billing(policy(1, Then.STOP), transaction, ACKNOWLEDGE);
        billing.deliver(0, A1);
        billing.storeDone();
        billing.storeDone();
        billing.storeFails("unavailable", Certainty.NOT_DONE);
        assertThat(billing.stores.getLast()).isInstanceOf(StoreCommand.Rollback.class);
        assertThat(billing.all(AppEvent.ItemRetried.class)).isEmpty();

        billing.storeDone();

        assertThat(billing.all(AppEvent.ItemRetried.class)).hasSize(1);
        assertThat(billing.last(AppEvent.StepEnded.class).step()).isEqualTo("1");
    }
}
