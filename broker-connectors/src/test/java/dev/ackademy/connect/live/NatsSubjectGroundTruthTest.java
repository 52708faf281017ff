package dev.ackademy.connect.live;

import static dev.ackademy.connect.PortMailbox.publish;
import static dev.ackademy.connect.PortMailbox.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.LiveRefused;
import dev.ackademy.connect.PortMailbox;
import dev.ackademy.connect.nats.NatsLiveClient;
import dev.ackademy.connect.nats.NatsSettings;
import dev.ackademy.connect.nats.SubjectBroker;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.port.BrokerCommand.Flush;
import dev.ackademy.core.node.port.BrokerCommand.Open;
import dev.ackademy.core.node.port.BrokerCommand.Pull;
import dev.ackademy.core.node.port.BrokerCommand.Subscribe;
import dev.ackademy.core.node.port.BrokerOutcome.Advisory;
import dev.ackademy.core.node.port.BrokerOutcome.Batch;
import dev.ackademy.core.node.port.BrokerOutcome.Disconnected;
import dev.ackademy.core.node.port.BrokerOutcome.Flushed;
import dev.ackademy.core.node.port.BrokerOutcome.Opened;
import dev.ackademy.core.node.port.BrokerOutcome.PublishFailed;
import dev.ackademy.core.node.port.BrokerOutcome.Published;
import dev.ackademy.core.node.port.BrokerOutcome.Reconnected;
import dev.ackademy.core.node.port.BrokerOutcome.Subscribed;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lines i1, i2, i3 and q1 of the ground truth: the client of core NATS on a real server gives the same numbers.
@Tag("live")
class NatsSubjectGroundTruthTest {
    private NatsServer nats;
    private Client shop;
    private Client billing;

    /// A client library with its mailbox.
    private record Client(NatsLiveClient library, PortMailbox mailbox) {
        static Client open(NatsServer server, boolean buffers, int pendingMessages) throws InterruptedException {
            PortMailbox mailbox = new PortMailbox();
            NatsSettings settings = NatsSettings.core(
                    "127.0.0.1:" + server.port(),
                    5,
                    null,
                    Map.of(),
                    new NatsSettings.Core(pendingMessages, buffers),
                    Map.of());
            Client client = new Client(new NatsLiveClient(settings, mailbox), mailbox);
            client.library.ask(new Open());
            mailbox.next(Opened.class);
            return client;
        }

        Client listening() throws InterruptedException {
            library.ask(new Subscribe(0, List.of("news"), "billing"));
            mailbox.next(Subscribed.class);
            return this;
        }

        /// Numbers from 0, as the ground truth counts.
        void publishes(int from, int to) {
            for (int number = from; number < to; number++) {
                library.ask(publish(number + 1, "news"));
            }
        }

        List<Integer> takes(int count) throws InterruptedException {
            List<Integer> taken = new ArrayList<>();
            while (taken.size() < count) {
                library.ask(new Pull(0, 5, -1));
                taken.addAll(Sighting.numbers(versions(mailbox.next(Batch.class).deliveries())));
            }
            return taken;
        }
    }

    @BeforeEach
    void openAServerAndTwoClients() throws Exception {
        nats = NatsServer.open();
        shop = Client.open(nats, true, 100);
        billing = Client.open(nats, true, 100);
    }

    @AfterEach
    void endThem() {
        Stream.of(shop, billing)
                .forEach(each -> assertThat(each.library.reap(Duration.ofSeconds(5)))
                        .as("every thread is gone")
                        .isTrue());
        nats.close();
    }

    /// Core pub/sub, subscriber disconnected for 5 of 15.
    @Test
    void i1WhatIsPublishedWhileACoreSubscriberIsAwayIsGone() throws Exception {
        billing.listening();
        shop.publishes(0, 5);
        List<Integer> seen = new ArrayList<>(billing.takes(5));
        billing.library.reap(Duration.ofSeconds(5));
        shop.publishes(5, 10);
        published(10);
        flushed();
        billing = Client.open(nats, true, 100).listening();
        shop.publishes(10, 15);
        seen.addAll(billing.takes(5));

        assertThat(new Sighting(15, seen)).hasToString("sent=15 seen=10 lost=5[5, 6, 7, 8, 9] dup=0 keysOutOfOrder=0");
    }

    /// Core publish to a SIGKILLed server (10), reconnect buffer on, the server returns. The subscriber was
    /// back
    /// before the publisher when this was observed; here that is chance, and nothing else is.
    @Test
    @Tag("thorough")
    void i2TheReconnectBufferBridgesAKilledServer() throws Exception {
        billing.listening();
        kill();
        shop.publishes(0, 10);
        published(10);
        nats.start();
        shop.mailbox.next(Reconnected.class);
        billing.mailbox.next(Reconnected.class);
        shop.publishes(10, 16);

        List<Integer> seen = new ArrayList<>();
        while (!seen.contains(15)) {
            seen.addAll(billing.takes(1));
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates().contains(10, 11, 12, 13, 14);
        published(6);
    }

    /// Not only the library has them, but the server.
    private void flushed() throws InterruptedException {
        shop.library.ask(new Flush(1_000));
        shop.mailbox.next(Flushed.class);
    }

    private void published(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            shop.mailbox.next(Published.class);
        }
    }

    /// As i2, reconnectBufferSize=0.
    @Test
    @Tag("thorough")
    void i3WithoutAReconnectBufferAPublishToAKilledServerFails() throws Exception {
        shop.library.reap(Duration.ofSeconds(5));
        shop = Client.open(nats, false, 100);
        billing.listening();
        shop.publishes(0, 5);
        List<Integer> seen = new ArrayList<>(billing.takes(5));
        kill();
        shop.publishes(5, 15);
        for (int i = 0; i < 10; i++) {
            PublishFailed failed = shop.mailbox.next(PublishFailed.class);
            assertThat(failed.certainty()).isEqualTo(Certainty.NOT_DONE);
            assertThat(failed.cause()).contains("Unable to queue any more messages during reconnect");
        }
        nats.start();
        shop.mailbox.next(Reconnected.class);
        billing.mailbox.next(Reconnected.class);
        shop.publishes(15, 16);
        seen.addAll(billing.takes(1));

        assertThat(new Sighting(16, seen))
                .hasToString("sent=16 seen=6 lost=10[5, 6, 7, 8, 9, 10, 11, 12, 13, 14] dup=0 keysOutOfOrder=0");
    }

    private void kill() throws InterruptedException {
        nats.kill();
        shop.mailbox.next(Disconnected.class);
        billing.mailbox.next(Disconnected.class);
    }

    /// Late core subscriber.
    @Test
    void q1ALateCoreSubscriberGetsWhatIsNew() throws Exception {
        shop.publishes(0, 10);
        published(10);
        flushed();
        billing.listening();
        shop.publishes(10, 13);

        assertThat(new Sighting(13, billing.takes(3)))
                .hasToString("sent=13 seen=3 lost=10[0, 1, 2, 3, 4, 5, 6, 7, 8, 9] dup=0 keysOutOfOrder=0");
    }

    @Test
    void whatTheLibraryHasNoRoomForIsNamedOneByOne() throws Exception {
        billing.library.reap(Duration.ofSeconds(5));
        billing = Client.open(nats, true, 2).listening();
        shop.publishes(0, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(billing.mailbox.next(Advisory.class).about()).isEqualTo(Subjects.ARRIVED);
        }

        billing.library.ask(new Pull(0, 5, -1));

        for (int dropped = 3; dropped <= 5; dropped++) {
            Advisory told = billing.mailbox.next(Advisory.class);
            assertThat(told.about()).startsWith("slow consumer");
            assertThat(told.delivery().message().operation().version()).isEqualTo(dropped);
        }
        assertThat(versions(billing.mailbox.next(Batch.class).deliveries())).containsExactly(1, 2);
    }

    @Test
    void whatARealServerCountsInBytesIsRefusedByName() {
        String text = """
                scenario: 1
                title: news
                broker: {kind: pubsub, max-pending: 5}
                topics: {t: {}}
                stores: {db: {kind: database, tables: {t: {on-write: insert}}}}
                processes:
                  shop:
                    reads: {workload: {keys: [A], operations: [create]}}
                    steps: [{publish: {topic: t}}]
                    producer: {reconnect-buffer: 7}
                  billing:
                    reads: {topic: t, group: g}
                    steps: [{write: {store: db, table: t}}]
                """;
        Scenario scenario = ScenarioFile.parse(text, "test").scenario();

        LiveRefused refused = Assertions.catchThrowableOfType(
                LiveRefused.class, () -> Feasible.check(scenario, SubjectBroker.unstarted(scenario)));

        assertThat(refused.reasons()).hasSize(2);
        assertThat(refused).hasMessageContaining("broker.max-pending").hasMessageContaining("reconnect-buffer");
    }
}
