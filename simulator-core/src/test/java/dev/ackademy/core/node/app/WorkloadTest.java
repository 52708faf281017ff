package dev.ackademy.core.node.app;

import static dev.ackademy.core.node.app.PlayedProcess.PUBLISH;
import static dev.ackademy.core.node.app.PlayedProcess.STOP;
import static dev.ackademy.core.node.app.PlayedProcess.operation;
import static dev.ackademy.core.node.app.PlayedProcess.producer;
import static dev.ackademy.core.node.app.PlayedProcess.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.port.BrokerCommand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that reads a workload and publishes it.
class WorkloadTest {

    private static final Step FIRE_AND_FORGET = new Step.Publish("orders", "id", "murmur2", false, false);

    @Test
    void anItemIsToldTakenPublishedAndEnded() {
        PlayedProcess shop = new PlayedProcess(producer(true, PUBLISH)).start();
        shop.published(4);

        assertThat(shop.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "TruthChanged",
                        "ItemTaken",
                        "StepBegan",
                        "PublishAsked",
                        "PublishAcknowledged",
                        "StepEnded",
                        "ItemEnded");
        BrokerCommand.Publish publish = shop.last(BrokerCommand.Publish.class);
        assertThat(publish.key()).isEqualTo("A");
        assertThat(publish.message().attempt()).isEqualTo(1);
        assertThat(shop.events.get(publish.message().cause() - 1)).isInstanceOf(DeliveryEvent.PublishAsked.class);
    }

    @Test
    void anItemThatIsDueWaitsForTheReceiptOfTheOneBefore() {
        PlayedProcess shop = new PlayedProcess(producer(true, PUBLISH)).start();
        shop.now = 50_000;
        assertThat(shop.all(BrokerCommand.Publish.class)).hasSize(1);

        shop.published(0);

        assertThat(shop.last(BrokerCommand.Publish.class).message().operation()).isEqualTo(operation("A", 2));
    }

    @Test
    void withoutAReceiptTheNextItemIsSentWhileTheFirstIsUnderWay() {
        PlayedProcess shop = new PlayedProcess(producer(true, FIRE_AND_FORGET)).start();
        shop.fire(Timers.DUE, 0);
        shop.fire(Timers.DUE, 0);

        assertThat(shop.all(BrokerCommand.Publish.class)).hasSize(3);
        assertThat(shop.all(AppEvent.ItemEnded.class)).hasSize(3);
        assertThat(shop.all(DeliveryEvent.PublishAcknowledged.class)).isEmpty();
    }

    @Test
    void theTimeStampIsTheSkewedClocksAndStaysTheSameWhenTheItemIsTakenAgain() {
        PlayedProcess shop = new PlayedProcess(producer(true, PUBLISH));
        shop.skew = 500;
        shop.start();
        shop.hear(new ProcessInput.Stopping());
        shop.worker.crashed();
        shop.now = 9_000;
        shop.restart();

        assertThat(shop.last(BrokerCommand.Publish.class).message().payload().sourceMicros())
                .isEqualTo(500);
        assertThat(shop.all(SourceEvent.TruthChanged.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(StepPoint.When.class)
    void afterACrashAnUnfinishedItemIsTakenAgainAsANewAttempt(StepPoint.When when) {
        PlayedProcess shop = new PlayedProcess(producer(true, PUBLISH));
        shop.killAt(when.name().toLowerCase() + " publish A#1");
        shop.start();
        if (when == StepPoint.When.AFTER) {
            shop.published(0);
        }
        assertThat(shop.all(BrokerCommand.Publish.class)).hasSize(when == StepPoint.When.BEFORE ? 0 : 1);

        shop.restart();

        BrokerCommand.Publish again = shop.last(BrokerCommand.Publish.class);
        assertThat(again.message().operation()).isEqualTo(operation("A", 1));
        assertThat(again.message().attempt()).isEqualTo(when == StepPoint.When.BEFORE ? 1 : 2);
    }

    @Test
    void aProcessThatDoesNotResumeNeverTakesTheInterruptedItemAgain() {
        PlayedProcess shop = new PlayedProcess(producer(false, PUBLISH));
        shop.killAt("during publish A#1");
        shop.start();
        shop.restart();
        shop.fire(Timers.DUE, 0);

        assertThat(shop.last(BrokerCommand.Publish.class).message().operation()).isEqualTo(operation("A", 2));
    }

    @Test
    void theApplicationSendsAFailedMessageAgainAsANewAttempt() {
        PlayedProcess shop =
                new PlayedProcess(with(producer(true, PUBLISH), new WorkerSettings.Resend(1, 5_000))).start();
        int first = shop.last(BrokerCommand.Publish.class).request();
        shop.publishFails(Certainty.MAYBE_DONE);
        assertThat(shop.worker.waiting()).isEqualTo("shop.1 has A#1 in hand, waits to send again");

        shop.fire(Timers.RESEND, first);

        assertThat(shop.last(BrokerCommand.Publish.class).message().attempt()).isEqualTo(2);
        shop.publishFails(Certainty.NOT_DONE);
        assertThat(shop.last(AppEvent.StepEnded.class).certainty()).isEqualTo(Certainty.NOT_DONE);
        assertThat(shop.worker.waiting()).isEqualTo("shop.1 has A#1 in hand, stopped on it: timed out");
    }

    @Test
    void aMessageWithoutReceiptIsSentAgainByItsErrorCallbackBehindItsSuccessor() {
        PlayedProcess shop =
                new PlayedProcess(with(producer(true, FIRE_AND_FORGET), new WorkerSettings.Resend(1, 0))).start();
        int first = shop.last(BrokerCommand.Publish.class).request();
        shop.publishFails(Certainty.NOT_DONE);
        shop.fire(Timers.DUE, 0);
        shop.fire(Timers.RESEND, first);

        assertThat(shop.all(BrokerCommand.Publish.class))
                .extracting(publish -> publish.message().operation().id() + "/"
                        + publish.message().attempt())
                .containsExactly("A#1/1", "A#2/1", "A#1/2");
    }

    @Test
    void aGivenUpItemMakesRoomForTheNext() {
        OnFailure next = new OnFailure(0, 0, false, OnFailure.Then.NEXT, null, OnFailure.Then.DISCARD);
        PlayedProcess shop = new PlayedProcess(with(producer(true, PUBLISH), next)).start();
        shop.now = 30_000;
        shop.publishFails(Certainty.MAYBE_DONE);

        assertThat(shop.last(AppEvent.ItemEnded.class).ending()).isEqualTo(AppEvent.Ending.GIVEN_UP);
        assertThat(shop.last(BrokerCommand.Publish.class).message().operation()).isEqualTo(operation("A", 2));
    }

    @Test
    void stoppingFinishesTheItemInHandAndCloses() {
        PlayedProcess shop = new PlayedProcess(with(producer(true, PUBLISH), STOP)).start();
        shop.hear(new ProcessInput.Stopping());
        assertThat(shop.all(BrokerCommand.Close.class)).isEmpty();

        shop.published(0);

        assertThat(shop.all(BrokerCommand.Close.class)).containsExactly(new BrokerCommand.Close(true));
        assertThat(shop.worker.stopped()).isFalse();
        shop.tell(new dev.ackademy.core.node.port.BrokerOutcome.Closed());
        assertThat(shop.worker.stopped()).isTrue();
    }

    @Test
    void everyStepOffersItsThreeCrashPoints() {
        PlayedProcess shop = new PlayedProcess(producer(true, FIRE_AND_FORGET)).start();

        assertThat(shop.crashPoints)
                .isEqualTo(List.of("before publish A#1", "during publish A#1", "after publish A#1"));
    }
}
