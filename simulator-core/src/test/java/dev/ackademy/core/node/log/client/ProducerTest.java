package dev.ackademy.core.node.log.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.log.DataFrame.Produce;
import dev.ackademy.core.node.log.DataFrame.ProduceAnswer;
import dev.ackademy.core.node.log.DataFrame.Produced;
import dev.ackademy.core.node.log.DataFrame.RecordBatch;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.port.BrokerOutcome.PublishFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Published;
import dev.ackademy.core.node.state.StateCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rules of the producer, one event in, effects out.
class ProducerTest {

    private static Stage stage(int acks, boolean idempotence, int inFlight) {
        return new Stage(new LogClientSettings(
                List.of(1, 2), Stage.producing(acks, idempotence, inFlight), Stage.consuming("earliest", "eager", 10)));
    }

    private static RecordBatch batch(Stage.Sent sent) {
        return ((Produce) sent.frame()).batches().getFirst();
    }

    /// Numbers of the messages in these requests, in order.
    private static List<Integer> numbers(List<Stage.Sent> requests) {
        List<Integer> numbers = new ArrayList<>();
        requests.forEach(request -> ((Produce) request.frame())
                .batches()
                .forEach(batch -> batch.records()
                        .forEach(record ->
                                numbers.add(record.message().operation().version()))));
        return numbers;
    }

    private static void answer(Stage stage, Stage.Sent request, LogError error, long offset) {
        stage.answer(
                request,
                new ProduceAnswer(
                        request.frame().correlation(),
                        List.of(new Produced(Stage.orders(0), error, offset, 0, false))));
    }

    @Test
    void theClientIsStateOnly() {
        assertThat(StateCheck.problems(List.of(LogClient.class))).isEmpty();
    }

    @Test
    void aMessageWaitsInTheBufferUntilThereIsAConnection() {
        Stage stage = stage(-1, false, 5);
        stage.reachable = false;
        stage.publish(1);
        assertThat(stage.taken(Produce.class)).isEmpty();
        assertThat(stage.client.waiting()).contains("holds 1 message");
        stage.reachable = true;
        stage.pass(1_000_000);
        answer(stage, stage.one(Produce.class), LogError.NONE, 41);
        assertThat(stage.told(Published.class)).containsExactly(new Published(1, Stage.orders(0), 41, false));
        assertThat(stage.client.waiting()).isEmpty();
        assertThat(stage.timers).isEmpty();
    }

    @Test
    void withoutAcksTheReceiptComesWithTheHandOver() {
        Stage stage = stage(0, false, 5);
        stage.publish(1);
        Stage.Sent request = stage.one(Produce.class);
        assertThat(request.frame().expectsAnswer()).isFalse();
        assertThat(stage.told(Published.class)).containsExactly(new Published(1, Stage.orders(0), -1, false));
        stage.cut(request);
        stage.pass(10_000_000);
        assertThat(stage.taken(Produce.class)).isEmpty();
    }

    @Test
    void d1_aRefusedFirstBatchOfFiveInFlightLandsBehindTheOthers() {
        Stage stage = stage(-1, false, 5);
        for (int number = 0; number < 7; number++) {
            stage.publish(number);
        }
        List<Stage.Sent> first = stage.taken(Produce.class);
        assertThat(numbers(first)).containsExactly(0, 1, 2, 3, 4);
        answer(stage, first.getFirst(), LogError.CORRUPT_MESSAGE, -1);
        for (int at = 1; at < 5; at++) {
            answer(stage, first.get(at), LogError.NONE, at - 1);
        }
        assertThat(stage.taken(Produce.class))
                .as("the queue waits behind the batch in its front")
                .isEmpty();
        stage.pass(100_000);
        assertThat(numbers(stage.taken(Produce.class))).containsExactly(0, 5, 6);
    }

    @Test
    void d3_withOneInFlightThePartitionIsMutedUntilTheRetryIsAnswered() {
        Stage stage = stage(-1, false, 1);
        for (int number = 0; number < 3; number++) {
            stage.publish(number);
        }
        List<Integer> log = new ArrayList<>();
        Stage.Sent first = stage.one(Produce.class);
        answer(stage, first, LogError.CORRUPT_MESSAGE, -1);
        stage.pass(100_000);
        for (int offset = 0; offset < 3; offset++) {
            Stage.Sent request = stage.one(Produce.class);
            log.addAll(numbers(List.of(request)));
            answer(stage, request, LogError.NONE, offset);
        }
        assertThat(log).containsExactly(0, 1, 2);
    }

    @Test
    void n7_aLostConnectionFailsItsRequestsTogetherAndTheLastOneFailedIsTriedFirst() {
        Stage stage = stage(-1, false, 5);
        stage.publish(0);
        stage.publish(1);
        stage.publish(2);
        stage.cut(stage.taken(Produce.class).getFirst());
        stage.pass(200_000);
        assertThat(numbers(stage.taken(Produce.class))).containsExactly(2, 1, 0);
    }

    @Test
    void n7_anOverdueRequestClosesItsConnection() {
        Stage stage = stage(-1, false, 5);
        stage.publish(0);
        Stage.Sent request = stage.one(Produce.class);
        stage.pass(999_999);
        assertThat(stage.closedByClient).isEmpty();
        stage.pass(1);
        assertThat(stage.closedByClient).containsExactly(request.connection());
        stage.pass(200_000);
        assertThat(batch(stage.one(Produce.class)).attempt()).isEqualTo(2);
    }

    @Test
    void k12_withSequencesRetriesGoBackInOrderAndOneAtATime() {
        Stage stage = stage(-1, true, 5);
        for (int number = 0; number < 3; number++) {
            stage.publish(number);
        }
        List<Stage.Sent> first = stage.taken(Produce.class);
        assertThat(first).extracting(sent -> batch(sent).baseSequence()).containsExactly(0, 1, 2);
        stage.cut(first.getFirst());
        stage.pass(200_000);
        for (int number = 0; number < 3; number++) {
            Stage.Sent retry = stage.one(Produce.class);
            assertThat(batch(retry).baseSequence()).isEqualTo(number);
            assertThat(numbers(List.of(retry))).containsExactly(number);
            answer(stage, retry, LogError.NONE, number);
        }
        assertThat(stage.told(Published.class)).extracting(Published::request).containsExactly(0, 1, 2);
    }

    @Test
    void k12_outOfOrderBehindAnEarlierBatchIsTriedAgain() {
        Stage stage = stage(-1, true, 5);
        stage.publish(0);
        stage.publish(1);
        List<Stage.Sent> first = stage.taken(Produce.class);
        answer(stage, first.get(0), LogError.NOT_LEADER_OR_FOLLOWER, -1);
        answer(stage, first.get(1), LogError.OUT_OF_ORDER_SEQUENCE_NUMBER, -1);
        stage.pass(100_000);
        Stage.Sent retry = stage.one(Produce.class);
        assertThat(batch(retry).producerEpoch()).isZero();
        assertThat(batch(retry).baseSequence()).isZero();
        answer(stage, retry, LogError.NONE, 0);
        assertThat(batch(stage.one(Produce.class)).baseSequence()).isEqualTo(1);
    }

    /// KIP-360, c4: a batch that had been sent is given up; the next one begins a new epoch at 0, so the
    /// broker cannot recognise a copy of the first.
    @Test
    void k12_aGivenUpBatchBumpsTheEpochOnceNothingIsUnderWay() {
        Stage stage = stage(-1, true, 5);
        stage.publish(0);
        stage.cut(stage.one(Produce.class));
        stage.pass(200_000);
        Stage.Sent retry = stage.one(Produce.class);
        stage.pass(700_000);
        stage.cut(retry);
        stage.reachable = false;
        stage.pass(5_000_000);
        assertThat(stage.told(PublishFailed.class))
                .extracting(PublishFailed::certainty)
                .containsExactly(Certainty.MAYBE_DONE);
        stage.reachable = true;
        stage.publish(1);
        stage.pass(1_000_000);
        RecordBatch next = batch(stage.one(Produce.class));
        assertThat(next.producerEpoch()).isEqualTo(1);
        assertThat(next.baseSequence()).isZero();
    }

    /// Batch 0 was sent and is given up, batch 1 is still tried again, message 2 waits.
    private static Stage unresolved() {
        Stage stage = stage(-1, true, 5);
        stage.publish(0);
        stage.pass(990_000);
        stage.publish(1);
        stage.reachable = false;
        stage.cut(stage.taken(Produce.class).getFirst());
        stage.pass(4_200_000);
        assertThat(stage.told(PublishFailed.class))
                .extracting(PublishFailed::request)
                .containsExactly(0);
        stage.reachable = true;
        stage.pass(400_000);
        stage.publish(2);
        return stage;
    }

    @Test
    void k12_aLaterBatchThatIsAcknowledgedResolvesAGivenUpOne() {
        Stage stage = unresolved();
        Stage.Sent retry = stage.one(Produce.class);
        assertThat(batch(retry).baseSequence()).isEqualTo(1);
        answer(stage, retry, LogError.NONE, 5);
        RecordBatch next = batch(stage.one(Produce.class));
        assertThat(next.producerEpoch()).isZero();
        assertThat(next.baseSequence()).isEqualTo(2);
    }

    @Test
    void k12_aGapThatTheBrokerConfirmsBumpsTheEpochAndRenumbers() {
        Stage stage = unresolved();
        answer(stage, stage.one(Produce.class), LogError.OUT_OF_ORDER_SEQUENCE_NUMBER, -1);
        stage.pass(200_000);
        List<Stage.Sent> sent = stage.taken(Produce.class);
        assertThat(numbers(sent)).as("the next batch need not wait any more").containsExactly(1, 2);
        assertThat(sent).extracting(one -> batch(one).producerEpoch()).containsExactly(1, 1);
        assertThat(sent).extracting(one -> batch(one).baseSequence()).containsExactly(0, 1);
    }

    @Test
    void aNeverSentMessageIsNotDoneWhenItsDeliveryTimeIsOver() {
        Stage stage = stage(-1, false, 1);
        stage.publish(0);
        Stage.Sent first = stage.one(Produce.class);
        answer(stage, first, LogError.NONE, 0);
        stage.cut(first);
        stage.reachable = false;
        stage.publish(1);
        stage.pass(5_000_000);
        assertThat(stage.told(PublishFailed.class))
                .containsExactly(new PublishFailed(
                        1, "TimeoutException: not delivered within delivery.timeout.ms", Certainty.NOT_DONE));
    }

    @Test
    void aFinalErrorFailsAtOnceAndWroteNothing() {
        Stage stage = stage(-1, false, 5);
        stage.publish(0);
        answer(stage, stage.one(Produce.class), LogError.INVALID_RECORD, -1);
        assertThat(stage.told(PublishFailed.class))
                .containsExactly(new PublishFailed(0, "INVALID_RECORD", Certainty.NOT_DONE));
    }

    @Test
    void aRefusalAfterTheAppendLeavesDoubt() {
        Stage stage = new Stage(new LogClientSettings(
                List.of(1, 2),
                new LogClientSettings.Producing(
                        -1, false, 5, 0, 1_000_000, 5_000_000, 100_000, 0, 1, 300_000_000, null, 0, 2),
                null));
        stage.publish(0);
        answer(stage, stage.one(Produce.class), LogError.NOT_ENOUGH_REPLICAS_AFTER_APPEND, -1);
        assertThat(stage.told(PublishFailed.class))
                .containsExactly(new PublishFailed(0, "NOT_ENOUGH_REPLICAS_AFTER_APPEND", Certainty.MAYBE_DONE));
    }

    @Test
    void lingeringFillsABatch() {
        Stage stage = new Stage(new LogClientSettings(
                List.of(1, 2),
                new LogClientSettings.Producing(
                        -1, false, 5, 3, 1_000_000, 5_000_000, 100_000, 50_000, 3, 300_000_000, null, 0, 2),
                null));
        stage.publish(0);
        stage.publish(1);
        assertThat(stage.taken(Produce.class)).isEmpty();
        stage.pass(50_000);
        assertThat(numbers(stage.taken(Produce.class))).containsExactly(0, 1);
        stage.publish(2);
        stage.publish(3);
        stage.publish(4);
        assertThat(numbers(stage.taken(Produce.class)))
                .as("a full batch does not linger")
                .containsExactly(2, 3, 4);
    }

    @Test
    void f2_aRunningProducerKeepsTheOldNumberOfPartitionsUntilItsMetadataIsOld() {
        Stage stage = stage(-1, false, 5);
        stage.partitions = 3;
        stage.publish(1, "21");
        Stage.Sent before = stage.one(Produce.class);
        assertThat(batch(before).partition()).isEqualTo(Stage.orders(Murmur2.partition("21", 3)));
        stage.answer(
                before,
                new ProduceAnswer(
                        before.frame().correlation(),
                        List.of(new Produced(batch(before).partition(), LogError.NONE, 0, 0, false))));
        stage.partitions = 4;
        stage.pass(299_999_999);
        stage.publish(2, "21");
        assertThat(batch(stage.one(Produce.class)).partition()).isEqualTo(Stage.orders(Murmur2.partition("21", 3)));
        stage.pass(1);
        stage.publish(3, "21");
        assertThat(batch(stage.taken(Produce.class).getLast()).partition())
                .isEqualTo(Stage.orders(Murmur2.partition("21", 4)));
    }

    @Test
    void aNewLeaderIsNotWaitedFor() {
        Stage stage = stage(-1, false, 5);
        stage.publish(0);
        Stage.Sent first = stage.one(Produce.class);
        stage.leader = 2;
        stage.leaderEpoch = 2;
        stage.pass(200_000);
        answer(stage, first, LogError.NOT_LEADER_OR_FOLLOWER, -1);
        assertThat(stage.one(Produce.class).broker()).isEqualTo(2);
    }
}
