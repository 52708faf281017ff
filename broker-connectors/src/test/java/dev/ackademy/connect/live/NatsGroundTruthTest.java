package dev.ackademy.connect.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.nats.NatsLines;
import dev.ackademy.connect.nats.NatsLiveClient;
import dev.ackademy.connect.nats.NatsSettings;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient.Application;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Line j2 of the ground truth: the worker of a virtual run on a real nats-server gives the same numbers.
@Tag("live")
class NatsGroundTruthTest {
    private static final Duration ACK_WAIT = Duration.ofSeconds(1);
    private static final String TOPIC = "j2";

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

    @BeforeEach
    void tenMessages() throws Exception {
        try (Connection direct = Nats.connect(nats.url())) {
            direct.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(TOPIC)
                            .subjects(TOPIC)
                            .build());
        }
        EffectFile none = new EffectFile(folder.resolve("unused"));
        try (LiveProcess shop = new LiveProcess(Processes.shop(TOPIC, 10), link(), none)) {
            shop.start();
            shop.await("ten publishes are acknowledged", Processes.published(10));
        }
    }

    /// AckExplicit, pull, fetch 5, crash after 2 effects and their acks, ackWait=1s. The process comes back
    /// when the ack
    /// wait of its old batch is over.
    @Test
    void j2TheUnacknowledgedRestOfABatchComesFirstAndTwice() throws Exception {
        EffectFile store = new EffectFile(folder.resolve("effects"));
        try (LiveProcess billing = new LiveProcess(Processes.billing(TOPIC, 5), link(), store)) {
            billing.start(NatsGroundTruthTest::secondAcknowledgementIsDone);
            billing.awaitCrash();
            assertThat(Sighting.numbers(store.effects())).containsExactly(0, 1);
            assertThat(billing.recorded(DeliveryEvent.Delivered.class, 1)).hasSize(5);

            billing.startAfter(ACK_WAIT.plusMillis(300));
            billing.await("ten messages are acknowledged", acknowledgements(10));

            List<String> got = billing.recorded(AppEvent.ItemTaken.class, 2).stream()
                    .map(taken ->
                            (taken.operation().version() - 1) + (taken.attempt() == 1 ? "" : "'" + taken.attempt()))
                    .toList();
            assertThat("secondProcessGot=" + got + " effects: " + new Sighting(10, Sighting.numbers(store.effects())))
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
        return new LiveLink() {
            @Override
            public FaultProxy proxy() throws IOException {
                return FaultProxy.between(0, nats.port(), new NatsLines());
            }

            @Override
            public LiveClient client(FaultProxy proxy, Application mailbox) {
                NatsSettings settings = new NatsSettings(
                        proxy.address(),
                        NatsSettings.AckPolicy.EXPLICIT,
                        ACK_WAIT,
                        -1,
                        1_000,
                        Duration.ofSeconds(2),
                        5);
                return new NatsLiveClient(settings, mailbox);
            }
        };
    }
}
