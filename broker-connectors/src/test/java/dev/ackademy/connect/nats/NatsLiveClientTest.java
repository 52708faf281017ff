package dev.ackademy.connect.nats;

import static dev.ackademy.connect.PortMailbox.publish;
import static dev.ackademy.connect.PortMailbox.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.PortMailbox;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.port.BrokerCommand.Acknowledge;
import dev.ackademy.core.node.port.BrokerCommand.Close;
import dev.ackademy.core.node.port.BrokerCommand.Discard;
import dev.ackademy.core.node.port.BrokerCommand.Flush;
import dev.ackademy.core.node.port.BrokerCommand.Open;
import dev.ackademy.core.node.port.BrokerCommand.Publish;
import dev.ackademy.core.node.port.BrokerCommand.Pull;
import dev.ackademy.core.node.port.BrokerCommand.Redeliver;
import dev.ackademy.core.node.port.BrokerCommand.Subscribe;
import dev.ackademy.core.node.port.BrokerOutcome.AcknowledgeFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Acknowledged;
import dev.ackademy.core.node.port.BrokerOutcome.Batch;
import dev.ackademy.core.node.port.BrokerOutcome.Closed;
import dev.ackademy.core.node.port.BrokerOutcome.Disconnected;
import dev.ackademy.core.node.port.BrokerOutcome.Flushed;
import dev.ackademy.core.node.port.BrokerOutcome.OpenFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Opened;
import dev.ackademy.core.node.port.BrokerOutcome.PublishFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Published;
import dev.ackademy.core.node.port.BrokerOutcome.Reconnected;
import dev.ackademy.core.node.port.BrokerOutcome.Subscribed;
import dev.ackademy.core.node.port.Delivery;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// The broker port over a real nats-server: every command gets the outcome that the port promises.
@Tag("live")
class NatsLiveClientTest {
    private static NatsServer nats;

    private final PortMailbox mailbox = new PortMailbox();
    private FaultProxy proxy;
    private NatsLiveClient client;
    private String topic;

    @BeforeAll
    static void startNats() throws IOException {
        nats = NatsServer.open();
    }

    @AfterAll
    static void endNats() {
        if (nats != null) {
            nats.close();
        }
    }

    @BeforeEach
    void createStream(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Connection direct = Nats.connect(nats.url())) {
            direct.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(topic)
                            .subjects(topic)
                            .build());
        }
        proxy = FaultProxy.between(0, nats.port(), new NatsLines());
        client = new NatsLiveClient(settings(), mailbox);
        client.ask(new Open());
        mailbox.next(Opened.class);
    }

    @AfterEach
    void endClient() {
        proxy.close();
        assertThat(client.reap(Duration.ofSeconds(5)))
                .as("every thread is gone")
                .isTrue();
    }

    @Test
    void whatIsPublishedIsPulledWithAllThatItSays() throws Exception {
        client.ask(publish(1, topic));
        Published published = mailbox.next(Published.class);
        subscribe(client, mailbox);

        Delivery delivery = pull(client, mailbox, 5).getFirst();

        assertThat(published.position()).isEqualTo(1);
        assertThat(delivery.position()).isEqualTo(1);
        assertThat(delivery.attempt()).isEqualTo(1);
        assertThat(delivery.redelivered()).isFalse();
        assertThat(delivery.message()).isEqualTo(publish(1, topic).message());
    }

    @Test
    void aPullEndsWithWhatIsThereAndTheNextOneWaitsForTheFirst() throws Exception {
        publishThree();
        subscribe(client, mailbox);
        assertThat(versions(pull(client, mailbox, 2))).containsExactly(1, 2);
        assertThat(versions(pull(client, mailbox, 5))).containsExactly(3);

        client.ask(new Pull(0, 5, 20_000_000));
        client.ask(publish(4, topic));

        assertThat(versions(mailbox.next(Batch.class).deliveries())).containsExactly(4);
    }

    @Test
    void aPullThatFindsNothingEndsEmptyWhenItsWaitIsOver() throws Exception {
        subscribe(client, mailbox);

        client.ask(new Pull(0, 5, 200_000));

        assertThat(mailbox.next(Batch.class).deliveries()).isEmpty();
    }

    @Test
    void onlyWhatIsNotAcknowledgedComesAgainAfterTheAckWait() throws Exception {
        publishThree();
        subscribe(client, mailbox);
        List<Delivery> batch = pull(client, mailbox, 5);

        client.ask(new Acknowledge(4, batch.get(1), true));
        assertThat(mailbox.next(Acknowledged.class).request()).isEqualTo(4);
        client.ask(new Acknowledge(5, batch.get(0), false));

        List<Delivery> again = pull(client, mailbox, 5);
        assertThat(versions(again)).containsExactly(3);
        assertThat(again.getFirst().attempt()).isEqualTo(2);
        assertThat(again.getFirst().redelivered()).isTrue();
    }

    @Test
    void aRedeliveryComesAfterItsDelayAndADiscardedMessageNever() throws Exception {
        publishThree();
        subscribe(client, mailbox);
        List<Delivery> batch = pull(client, mailbox, 5);
        client.ask(new Acknowledge(4, batch.get(0), false));
        client.ask(new Discard(batch.get(1), "invalid"));
        long before = System.nanoTime();
        client.ask(new Redeliver(batch.get(2), 300_000));

        assertThat(versions(pull(client, mailbox, 5))).containsExactly(3);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
        client.ask(new Pull(0, 5, 1_500_000));
        assertThat(versions(mailbox.next(Batch.class).deliveries())).doesNotContain(2);
    }

    @Test
    void aLostPubAckIsMaybeDoneAndTheSameIdIsRecognised() throws Exception {
        proxy.add(new Rule.CutResponse("PUBLISH", 1));

        client.ask(withId(publish(1, topic)));
        assertThat(mailbox.next(PublishFailed.class).certainty()).isEqualTo(Certainty.MAYBE_DONE);
        client.ask(withId(publish(1, topic)));

        Published second = mailbox.next(Published.class);
        assertThat(second.duplicate()).isTrue();
        assertThat(second.position()).isEqualTo(1);
    }

    @Test
    void aRefusedPublishIsNotDone() throws Exception {
        proxy.add(new Rule.Refuse("PUBLISH", 1, "MAXIMUM_MESSAGES_EXCEEDED"));

        client.ask(publish(1, topic));

        PublishFailed failed = mailbox.next(PublishFailed.class);
        assertThat(failed.certainty()).isEqualTo(Certainty.NOT_DONE);
        assertThat(failed.cause()).contains("10077");
    }

    @Test
    void aWrongExpectedSequenceIsRefused() throws Exception {
        publishThree();
        Publish plain = publish(4, topic);

        client.ask(new Publish(4, plain.topic(), plain.key(), plain.partitioner(), plain.message(), null, 2, 0));

        PublishFailed failed = mailbox.next(PublishFailed.class);
        assertThat(failed.certainty()).isEqualTo(Certainty.NOT_DONE);
        assertThat(failed.cause()).contains("wrong last sequence");
    }

    @Test
    void anAcknowledgementWhoseReceiptIsLostIsMaybeDone() throws Exception {
        publishThree();
        subscribe(client, mailbox);
        Delivery first = pull(client, mailbox, 1).getFirst();
        proxy.add(new Rule.CutResponse("ACK", 1));

        client.ask(new Acknowledge(4, first, true));

        assertThat(mailbox.next(AcknowledgeFailed.class).certainty()).isEqualTo(Certainty.MAYBE_DONE);
    }

    @Test
    void theEndOfAConnectionAndItsReturnAreTold() throws Exception {
        proxy.reset();
        mailbox.next(Disconnected.class);

        proxy.pass();

        mailbox.next(Reconnected.class);
        client.ask(publish(1, topic));
        assertThat(mailbox.next(Published.class).position()).isEqualTo(1);
    }

    @Test
    void aFlushEndsAfterWhatWasPublishedBefore() throws Exception {
        client.ask(publish(1, topic));

        client.ask(new Flush(8));

        mailbox.next(Published.class);
        assertThat(mailbox.next(Flushed.class).request()).isEqualTo(8);
    }

    @Test
    void aCleanCloseEndsEverything() throws Exception {
        publishThree();
        subscribe(client, mailbox);
        pull(client, mailbox, 5);

        client.ask(new Close(true));

        mailbox.next(Closed.class);
    }

    @Test
    void aServerThatIsNotThereOpensNothing() throws Exception {
        proxy.reset();
        PortMailbox other = new PortMailbox();

        new NatsLiveClient(settings(), other).ask(new Open());

        assertThat(other.next(OpenFailed.class).cause()).contains("Unable to connect");
        proxy.pass();
    }

    private static Publish withId(Publish plain) {
        return new Publish(
                plain.request(),
                plain.topic(),
                plain.key(),
                plain.partitioner(),
                plain.message(),
                plain.message().operation().id(),
                -1,
                0);
    }

    private void publishThree() throws InterruptedException {
        for (int n = 1; n <= 3; n++) {
            client.ask(publish(n, topic));
            mailbox.next(Published.class);
        }
    }

    private void subscribe(NatsLiveClient client, PortMailbox mailbox) throws InterruptedException {
        client.ask(new Subscribe(0, List.of(topic), "readers"));
        mailbox.next(Subscribed.class);
    }

    private static List<Delivery> pull(NatsLiveClient client, PortMailbox mailbox, int max)
            throws InterruptedException {
        client.ask(new Pull(0, max, 20_000_000));
        return mailbox.next(Batch.class).deliveries();
    }

    private NatsSettings settings() {
        return new NatsSettings(
                proxy.address(),
                NatsSettings.AckPolicy.EXPLICIT,
                Duration.ofSeconds(1),
                -1,
                1_000,
                Duration.ofSeconds(1),
                256);
    }
}
