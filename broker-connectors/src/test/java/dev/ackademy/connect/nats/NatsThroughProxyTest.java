package dev.ackademy.connect.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.connect.fault.Direction;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.server.NatsServer;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// A real nats-server behind the fault proxy: each verdict does to a real client what it says.
@Tag("live")
class NatsThroughProxyTest {
    private static NatsServer nats;

    private FaultProxy proxy;
    private String subject;

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
        subject = test.getTestMethod().orElseThrow().getName();
        try (Connection direct = connect(nats.url())) {
            direct.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(subject)
                            .subjects(subject)
                            .storageType(StorageType.File)
                            .build());
        }
        proxy = FaultProxy.between(0, nats.port(), new NatsLines());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @Test
    void whatIsPublishedIsDeliveredAndAcknowledged() throws Exception {
        try (Connection connection = throughProxy()) {
            publish(connection, "a", "b", "c");

            assertThat(fetch(connection, 3)).containsExactly("a", "b", "c");
        }
        assertThat(proxy.seen(Direction.REQUEST, "PUBLISH")).isEqualTo(3);
        assertThat(proxy.seen(Direction.RESPONSE, "PUBLISH")).isEqualTo(3);
        assertThat(proxy.seen(Direction.RESPONSE, "DELIVERY")).isEqualTo(3);
        assertThat(proxy.seen(Direction.REQUEST, "ACK")).isEqualTo(3);
        assertThat(proxy.strikes()).isEmpty();
    }

    @Test
    @Tag("thorough")
    void aLostPubAckAndASecondPublishStoreTwice() throws Exception {
        proxy.add(new Rule.CutResponse("PUBLISH", 1));

        publishAgainAfterError(PublishOptions.builder().build());

        assertThat(stored()).containsExactly("a", "a");
    }

    @Test
    @Tag("thorough")
    void aLostPubAckAndASecondPublishWithTheSameIdStoreOnce() throws Exception {
        proxy.add(new Rule.CutResponse("PUBLISH", 1));

        PublishAck second =
                publishAgainAfterError(PublishOptions.builder().messageId("a-1").build());

        assertThat(second.isDuplicate()).isTrue();
        assertThat(stored()).containsExactly("a");
    }

    @Test
    @Tag("thorough")
    void aLostPublishIsNotStored() throws Exception {
        proxy.add(new Rule.CutRequest("PUBLISH", 1));

        publishAgainAfterError(PublishOptions.builder().build());

        assertThat(stored()).containsExactly("a");
        assertThat(proxy.strikes()).hasSize(1);
    }

    @Test
    void aRefusedPublishIsNotStoredAndTheClientIsTold() throws Exception {
        proxy.add(new Rule.Refuse("PUBLISH", 1, "UNAVAILABLE"));
        try (Connection connection = throughProxy()) {
            assertThatThrownBy(() -> publish(connection, "a"))
                    .isInstanceOf(JetStreamApiException.class)
                    .hasMessageContaining("10008");
            publish(connection, "b");
        }
        assertThat(stored()).containsExactly("b");
    }

    @Test
    void aSwallowedPublishLeavesTheClientWaiting() throws Exception {
        proxy.add(new Rule.Swallow(Direction.REQUEST, "PUBLISH", 1, 1));
        try (Connection connection = throughProxy()) {
            assertThatThrownBy(() -> publish(connection, "a")).isInstanceOf(IOException.class);
            publish(connection, "b");
        }
        assertThat(stored()).containsExactly("b");
    }

    @Test
    void aStalledPublishComesAfterThatOfAnotherConnection() throws Exception {
        proxy.add(new Rule.Stall(Direction.REQUEST, "PUBLISH", 1, Duration.ofMillis(500)));
        try (Connection slow = throughProxy();
                Connection quick = connect(nats.url())) {
            CompletableFuture<PublishAck> late = slow.jetStream().publishAsync(subject, bytes("late"));
            publish(quick, "early");
            late.get(20, SECONDS);
        }
        assertThat(stored()).containsExactly("early", "late");
    }

    @Test
    void aKilledServerComesBackWithItsStream() throws Exception {
        try (Connection connection = throughProxy()) {
            publish(connection, "a");
        }
        nats.kill();
        assertThat(nats.running()).isFalse();
        nats.start();

        try (Connection connection = throughProxy()) {
            publish(connection, "b");
        }
        assertThat(stored()).containsExactly("a", "b");
    }

    @Test
    void aResetLinkLetsNobodyIn() throws Exception {
        try (Connection connection = throughProxy()) {
            publish(connection, "a");
        }
        proxy.reset();
        assertThatThrownBy(this::throughProxy).isInstanceOf(IOException.class);

        proxy.pass();
        throughProxy().close();
    }

    private PublishAck publishAgainAfterError(PublishOptions options) throws Exception {
        try (Connection connection = throughProxy()) {
            JetStream stream = stream(connection);
            assertThatThrownBy(() -> stream.publish(subject, bytes("a"), options))
                    .isInstanceOf(IOException.class);
            return stream.publish(subject, bytes("a"), options);
        }
    }

    private void publish(Connection connection, String... values) throws Exception {
        for (String value : values) {
            stream(connection).publish(subject, bytes(value));
        }
    }

    private static JetStream stream(Connection connection) throws IOException {
        return connection.jetStream(
                JetStreamOptions.builder().requestTimeout(Duration.ofSeconds(1)).build());
    }

    private List<String> fetch(Connection connection, int count) throws Exception {
        JetStreamSubscription subscription = connection
                .jetStream()
                .subscribe(
                        subject,
                        PullSubscribeOptions.builder()
                                .durable("reader")
                                .configuration(ConsumerConfiguration.builder().build())
                                .build());
        List<String> values = new ArrayList<>();
        for (Message message : subscription.fetch(count, Duration.ofSeconds(10))) {
            values.add(new String(message.getData(), StandardCharsets.UTF_8));
            message.ackSync(Duration.ofSeconds(10));
        }
        return values;
    }

    private List<String> stored() throws Exception {
        try (Connection direct = connect(nats.url())) {
            long messages = direct.jetStreamManagement()
                    .getStreamInfo(subject)
                    .getStreamState()
                    .getMsgCount();
            return messages == 0 ? List.of() : fetch(direct, (int) messages);
        }
    }

    private Connection throughProxy() throws Exception {
        return connect("nats://" + proxy.address());
    }

    private static Connection connect(String url) throws Exception {
        return Nats.connect(Options.builder()
                .server(url)
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(50))
                .reconnectJitter(Duration.ofMillis(1))
                .connectionTimeout(Duration.ofSeconds(5))
                .errorListener(new ErrorListener() {})
                .build());
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
