package dev.ackademy.connect.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.nats.NatsLines;
import dev.ackademy.connect.nats.NatsLiveClient;
import dev.ackademy.connect.nats.NatsSettings;
import dev.ackademy.connect.nats.NatsSettings.AckPolicy;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.app.WorkerSettings.Resend;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines j1, j2, k1 and k2 of the ground truth: the worker of a virtual run on a real nats-server gives the same
/// numbers.
@Tag("live")
class NatsGroundTruthTest {
    private static final Duration ACK_WAIT = Duration.ofSeconds(1);

    private static NatsServer nats;

    @TempDir
    Path folder;

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

    /// A new stream with the messages 0 to 9.
    private String tenMessages(String topic) throws Exception {
        stream(topic);
        EffectFile none = new EffectFile(folder.resolve("unused"));
        try (LiveProcess shop = new LiveProcess(Processes.shop(topic, 10), link(), none)) {
            shop.start();
            shop.await("ten publishes are acknowledged", Processes.published(10));
        }
        return topic;
    }

    private static void stream(String topic) throws Exception {
        try (Connection direct = Nats.connect(nats.url())) {
            direct.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(topic)
                            .subjects(topic)
                            .build());
        }
    }

    /// AckNone, pull, fetch 5, crash after 2 effects; the next process fetches.
    @Test
    void j1WhatWasGivenAndNotDoneIsLostWhereNobodyAcknowledges() throws Exception {
        String topic = tenMessages("j1");
        EffectFile store = new EffectFile(folder.resolve("effects"));
        try (LiveProcess billing =
                new LiveProcess(Processes.billingUnacknowledged(topic, 5), link(AckPolicy.NONE), store)) {
            billing.start(Processes.written(2));
            billing.awaitCrash();

            billing.start();
            billing.await("the last item has ended", Processes.ended(10));

            assertThat("secondProcessGot=" + taken(billing) + " effects: "
                            + new Sighting(10, Sighting.numbers(store.effects())))
                    .isEqualTo("secondProcessGot=[5, 6, 7, 8, 9] effects:"
                            + " sent=10 seen=7 lost=3[2, 3, 4] dup=0 keysOutOfOrder=0");
        }
    }

    /// Publish, PubAck dropped by the proxy, the application sends again; no Nats-Msg-Id.
    @Test
    void k1ALostPubAckIsWrittenTwiceWithoutAMessageId() throws Exception {
        assertThat(oneReceiptLost("k1", false)).isEqualTo("retry: seq=2 duplicate=false log=2");
    }

    /// As k1, with Nats-Msg-Id inside the window of 2 minutes.
    @Test
    void k2ALostPubAckIsWrittenOnceWithAMessageId() throws Exception {
        assertThat(oneReceiptLost("k2", true)).isEqualTo("retry: seq=1 duplicate=true log=1");
    }

    private String oneReceiptLost(String topic, boolean messageId) throws Exception {
        stream(topic);
        EffectFile none = new EffectFile(folder.resolve("unused"));
        Resend resend = new Resend(1, 100_000);
        try (LiveProcess shop = new LiveProcess(
                Processes.shop(topic, 1, messageId, resend),
                link(AckPolicy.EXPLICIT, new Rule.CutResponse("PUBLISH", 1)),
                none)) {
            shop.start();
            shop.await("the publish is acknowledged", Processes.published(1));
            DeliveryEvent.PublishAcknowledged told =
                    shop.recorded(DeliveryEvent.PublishAcknowledged.class, 1).getFirst();
            assertThat(shop.recorded(DeliveryEvent.PublishFailed.class, 1)).hasSize(1);
            return "retry: seq=%d duplicate=%s log=%d".formatted(told.position(), told.duplicate(), stored(topic));
        }
    }

    private static long stored(String topic) throws Exception {
        try (Connection direct = Nats.connect(nats.url())) {
            return direct.jetStreamManagement()
                    .getStreamInfo(topic)
                    .getStreamState()
                    .getMsgCount();
        }
    }

    /// What the second incarnation took, as the ground truth tells it: the number, and its delivery where
    /// it is not the first.
    private static List<String> taken(LiveProcess process) {
        return process.recorded(AppEvent.ItemTaken.class, 2).stream()
                .map(taken -> (taken.operation().version() - 1) + (taken.attempt() == 1 ? "" : "'" + taken.attempt()))
                .toList();
    }

    /// AckExplicit, pull, fetch 5, crash after 2 effects and their acks, ackWait=1s. The process comes back
    /// when the ack wait of its old batch is over.
    @Test
    void j2TheUnacknowledgedRestOfABatchComesFirstAndTwice() throws Exception {
        String topic = tenMessages("j2");
        EffectFile store = new EffectFile(folder.resolve("effects"));
        try (LiveProcess billing = new LiveProcess(Processes.billing(topic, 5), link(), store)) {
            billing.start(NatsGroundTruthTest::secondAcknowledgementIsDone);
            billing.awaitCrash();
            assertThat(Sighting.numbers(store.effects())).containsExactly(0, 1);
            assertThat(billing.recorded(DeliveryEvent.Delivered.class, 1)).hasSize(5);

            billing.startAfter(ACK_WAIT.plusMillis(300));
            billing.await("ten messages are acknowledged", acknowledgements(10));

            assertThat("secondProcessGot=" + taken(billing) + " effects: "
                            + new Sighting(10, Sighting.numbers(store.effects())))
                    .isEqualTo("secondProcessGot=[2'2, 3'2, 4'2, 5, 6, 7, 8, 9] effects:"
                            + " sent=10 seen=10 lost=0 dup=0 keysOutOfOrder=0");
        }
    }

    private static boolean secondAcknowledgementIsDone(StepPoint point) {
        return point.verb().equals("acknowledge")
                && point.when() == StepPoint.When.AFTER
                && point.operation().version() == 2;
    }

    private static Predicate<List<LiveProcess.Recorded>> acknowledgements(int count) {
        return all -> all.stream()
                        .filter(one -> one.event() instanceof DeliveryEvent.Acknowledged)
                        .count()
                == count;
    }

    private static LiveLink link() {
        return link(AckPolicy.EXPLICIT);
    }

    private static LiveLink link(AckPolicy acknowledges, Rule... rules) {
        return new LiveLink() {
            @Override
            public FaultProxy proxy() throws IOException {
                FaultProxy proxy = FaultProxy.between(0, nats.port(), new NatsLines());
                List.of(rules).forEach(proxy::add);
                return proxy;
            }

            @Override
            public LiveClient client(FaultProxy proxy, Application mailbox) {
                NatsSettings settings =
                        new NatsSettings(proxy.address(), acknowledges, ACK_WAIT, -1, 1_000, Duration.ofMillis(500), 5);
                return new NatsLiveClient(settings, mailbox);
            }
        };
    }
}
