package dev.ackademy.connect.kafka;

import static dev.ackademy.connect.PortMailbox.publish;
import static dev.ackademy.connect.PortMailbox.versions;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.PortMailbox;
import dev.ackademy.connect.SharedKafka;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.BrokerCommand.Acknowledge;
import dev.ackademy.core.node.port.BrokerCommand.AskPosition;
import dev.ackademy.core.node.port.BrokerCommand.Begin;
import dev.ackademy.core.node.port.BrokerCommand.Close;
import dev.ackademy.core.node.port.BrokerCommand.Flush;
import dev.ackademy.core.node.port.BrokerCommand.Open;
import dev.ackademy.core.node.port.BrokerCommand.Pull;
import dev.ackademy.core.node.port.BrokerCommand.Redeliver;
import dev.ackademy.core.node.port.BrokerCommand.Released;
import dev.ackademy.core.node.port.BrokerCommand.Subscribe;
import dev.ackademy.core.node.port.BrokerOutcome.AcknowledgeFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Acknowledged;
import dev.ackademy.core.node.port.BrokerOutcome.Assigned;
import dev.ackademy.core.node.port.BrokerOutcome.Batch;
import dev.ackademy.core.node.port.BrokerOutcome.Closed;
import dev.ackademy.core.node.port.BrokerOutcome.Flushed;
import dev.ackademy.core.node.port.BrokerOutcome.OpenFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Opened;
import dev.ackademy.core.node.port.BrokerOutcome.Position;
import dev.ackademy.core.node.port.BrokerOutcome.PublishFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Published;
import dev.ackademy.core.node.port.BrokerOutcome.Revoking;
import dev.ackademy.core.node.port.BrokerOutcome.Subscribed;
import dev.ackademy.core.node.port.BrokerOutcome.TransactionFailed;
import dev.ackademy.core.node.port.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/// The broker port over a real Kafka: every command gets the outcome that the port promises.
@Tag("live")
@ExtendWith(SharedKafka.class)
class KafkaLiveClientTest {
    private static KafkaServer kafka;

    private final PortMailbox mailbox = new PortMailbox();
    private FaultProxy proxy;
    private KafkaLiveClient client;
    private String topic;

    @BeforeAll
    static void useKafka(KafkaCluster shared) {
        kafka = shared.nodes().getFirst();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(20, SECONDS);
        }
        KafkaServer.Link link = kafka.links().getFirst();
        proxy = FaultProxy.between(link.advertised(), link.listens(), new KafkaFrames());
    }

    @AfterEach
    void endClient() {
        proxy.close();
        if (client != null) {
            assertThat(client.reap(Duration.ofSeconds(5)))
                    .as("every thread is gone")
                    .isTrue();
        }
    }

    @Test
    void whatIsPublishedIsPulledWithAllThatItSays() throws Exception {
        client = open(mailbox);
        client.ask(publish(1, topic));
        Published published = mailbox.next(Published.class);
        subscribe(client, mailbox, "readers");

        Delivery delivery = pulled(mailbox).getFirst();

        assertThat(published.request()).isEqualTo(1);
        assertThat(published.position()).isZero();
        assertThat(delivery.partition()).isEqualTo(published.partition());
        assertThat(delivery.message()).isEqualTo(publish(1, topic).message());
        assertThat(delivery.entry()).isEqualTo(101);
    }

    @Test
    void anAcknowledgedPositionIsWhereTheGroupGoesOn() throws Exception {
        client = open(mailbox);
        publishThree();
        subscribe(client, mailbox, "readers");
        List<Delivery> batch = pulled(mailbox);
        assertThat(versions(batch)).containsExactly(1, 2, 3);

        client.ask(new Acknowledge(7, batch.get(1), true));
        assertThat(mailbox.next(Acknowledged.class).request()).isEqualTo(7);
        client.ask(new Close(true));
        mailbox.next(Closed.class);

        PortMailbox second = new PortMailbox();
        client = open(second);
        subscribe(client, second, "readers");
        assertThat(versions(pulled(second))).containsExactly(3);
    }

    @Test
    void aRedeliveredPositionComesAgainWithAllThatFollows() throws Exception {
        client = open(mailbox);
        publishThree();
        subscribe(client, mailbox, "readers");
        List<Delivery> batch = pulled(mailbox);

        client.ask(new Redeliver(batch.get(1), 0));

        client.ask(new Pull(0, 10, 20_000_000));
        assertThat(versions(pulled(mailbox))).containsExactly(2, 3);
    }

    @Test
    void anAcknowledgementWithoutReceiptIsAnsweredByTheNextPoll() throws Exception {
        client = open(mailbox);
        publishThree();
        subscribe(client, mailbox, "readers");
        List<Delivery> batch = pulled(mailbox);

        client.ask(new Acknowledge(9, batch.get(2), false));
        client.ask(new Pull(0, 10, 5_000_000));

        assertThat(mailbox.next(Acknowledged.class).request()).isEqualTo(9);
    }

    @Test
    void anAcknowledgementWhoseAnswerIsLostIsRepeatedByTheLibrary() throws Exception {
        client = open(mailbox);
        publishThree();
        subscribe(client, mailbox, "readers");
        List<Delivery> batch = pulled(mailbox);
        proxy.add(new Rule.CutResponse("OFFSET_COMMIT", 1));

        client.ask(new Acknowledge(4, batch.get(2), true));

        assertThat(mailbox.next(Acknowledged.class).request()).isEqualTo(4);
        assertThat(proxy.strikes()).hasSize(1);
    }

    @Test
    void anAcknowledgementThatTheServerNeverAnswersIsMaybeDone() throws Exception {
        client = open(mailbox, Map.of(), Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"));
        publishThree();
        subscribe(client, mailbox, "readers");
        List<Delivery> batch = pulled(mailbox);
        proxy.hold();

        client.ask(new Acknowledge(5, batch.get(2), true));

        assertThat(mailbox.next(AcknowledgeFailed.class).certainty()).isEqualTo(Certainty.MAYBE_DONE);
        proxy.pass();
    }

    @Test
    void aPullThatFindsNothingEndsEmptyWhenItsWaitIsOver() throws Exception {
        client = open(mailbox);
        client.ask(new Subscribe(0, List.of(topic), "readers"));

        client.ask(new Pull(0, 10, 300_000));

        assertThat(mailbox.next(Batch.class).deliveries()).isEmpty();
    }

    @Test
    void aPublishToATopicThatDoesNotExistIsNotDone() throws Exception {
        client = open(mailbox, Map.of("max.block.ms", "500"), Map.of());

        client.ask(publish(1, "nowhere"));

        PublishFailed failed = mailbox.next(PublishFailed.class);
        assertThat(failed.certainty()).isEqualTo(Certainty.NOT_DONE);
        assertThat(failed.cause()).contains("nowhere");
    }

    @Test
    void aPublishThatTheServerNeverAnswersIsMaybeDone() throws Exception {
        client = open(mailbox, Map.of("delivery.timeout.ms", "1500", "request.timeout.ms", "1000"), Map.of());
        client.ask(publish(1, topic));
        mailbox.next(Published.class);
        proxy.hold();

        client.ask(publish(2, topic));

        assertThat(mailbox.next(PublishFailed.class).certainty()).isEqualTo(Certainty.MAYBE_DONE);
        proxy.pass();
    }

    @Test
    void aFlushEndsAfterWhatWasPublishedBefore() throws Exception {
        client = open(mailbox, Map.of("linger.ms", "300"), Map.of());
        client.ask(publish(1, topic));

        client.ask(new Flush(8));

        assertThat(mailbox.next(Published.class).request()).isEqualTo(1);
        assertThat(mailbox.next(Flushed.class).request()).isEqualTo(8);
    }

    @Test
    void partitionsAreGivenUpOnlyWhenTheApplicationReleasesThem() throws Exception {
        client = open(mailbox);
        publishThree();
        assertThat(subscribe(client, mailbox, "readers").partitions()).hasSize(2);
        List<Delivery> batch = pulled(mailbox);
        PortMailbox secondMailbox = new PortMailbox();
        KafkaLiveClient second = open(secondMailbox);
        try {
            second.ask(new Subscribe(0, List.of(topic), topic + "-readers"));
            second.ask(new Pull(0, 10, 20_000_000));
            client.ask(new Pull(0, 10, 20_000_000));

            Revoking revoking = mailbox.next(Revoking.class);
            assertThat(revoking.partitions()).hasSize(2);
            client.ask(new Acknowledge(3, batch.get(2), true));
            mailbox.next(Acknowledged.class);
            client.ask(new Released(0, revoking.token()));

            Assigned left = mailbox.next(Assigned.class);
            Assigned given = secondMailbox.next(Assigned.class);
            assertThat(left.partitions()).hasSize(1).doesNotContainAnyElementsOf(given.partitions());
            assertThat(given.partitions()).hasSize(1);
            assertThat(left.epoch()).isEqualTo(given.epoch());
        } finally {
            assertThat(second.reap(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void positionsAreToldAsked() throws Exception {
        client = open(mailbox);
        publishThree();
        subscribe(client, mailbox, "readers");
        TopicPartition read = pulled(mailbox).getFirst().partition();

        client.ask(new AskPosition(0));

        List<Position> positions = List.of(mailbox.next(Position.class), mailbox.next(Position.class));
        assertThat(positions).contains(new Position(0, read, 3));
    }

    @Test
    void whatIsNotAvailableIsRefusedByName() throws Exception {
        client = open(mailbox);

        client.ask(new Begin(1));

        assertThat(mailbox.next(TransactionFailed.class).cause()).contains("no transactional id");
    }

    @Test
    void aWrongSettingOpensNothing() throws Exception {
        client = new KafkaLiveClient(settings(Map.of("acks", "most"), Map.of()), mailbox);

        client.ask(new Open());

        assertThat(mailbox.next(OpenFailed.class).cause()).contains("acks");
        client = null;
    }

    private void publishThree() throws InterruptedException {
        for (int n = 1; n <= 3; n++) {
            client.ask(publish(n, topic));
            mailbox.next(Published.class);
        }
    }

    private KafkaLiveClient open(PortMailbox mailbox) throws InterruptedException {
        return open(mailbox, Map.of(), Map.of());
    }

    private KafkaLiveClient open(PortMailbox mailbox, Map<String, String> producer, Map<String, String> consumer)
            throws InterruptedException {
        KafkaLiveClient opened = new KafkaLiveClient(settings(producer, consumer), mailbox);
        opened.ask(new Open());
        assertThat(mailbox.next(Opened.class).capabilities().assignmentEvents()).isTrue();
        return opened;
    }

    /// Joining needs polls, so it needs a pull; its batch is still to come.
    private Assigned subscribe(KafkaLiveClient client, PortMailbox mailbox, String group) throws InterruptedException {
        client.ask(new Subscribe(0, List.of(topic), topic + "-" + group));
        mailbox.next(Subscribed.class);
        client.ask(new Pull(0, 10, 20_000_000));
        return mailbox.next(Assigned.class);
    }

    private static List<Delivery> pulled(PortMailbox mailbox) throws InterruptedException {
        return mailbox.next(Batch.class).deliveries();
    }

    private KafkaSettings settings(Map<String, String> moreForProducer, Map<String, String> moreForConsumer) {
        SortedMap<String, String> producer = new TreeMap<>(Map.of("acks", "all", "linger.ms", "0"));
        SortedMap<String, String> consumer = new TreeMap<>(Map.of(
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "10",
                "session.timeout.ms", "1500",
                "heartbeat.interval.ms", "300",
                "group.protocol", "classic"));
        producer.putAll(moreForProducer);
        consumer.putAll(moreForConsumer);
        return new KafkaSettings(proxy.address(), producer, consumer);
    }
}
