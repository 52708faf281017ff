package dev.ackademy.connect.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.connect.SharedKafka;
import dev.ackademy.connect.fault.Direction;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.KafkaServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/// A real Kafka with the fault proxy on its link: each verdict does to a real client what it says.
@Tag("live")
@ExtendWith(SharedKafka.class)
class KafkaThroughProxyTest {
    private static KafkaServer kafka;

    private FaultProxy proxy;
    private String topic;

    @BeforeAll
    static void useKafka(KafkaCluster shared) {
        kafka = shared.nodes().getFirst();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, SECONDS);
        }
        KafkaServer.Link link = kafka.links().getFirst();
        proxy = FaultProxy.between(link.advertised(), link.listens(), new KafkaFrames());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @Test
    void aClientThatStartsThroughTheProxyStaysOnIt() throws Exception {
        sendOneByOne(Map.of(), "a", "b", "c");

        assertThat(proxy.seen(Direction.RESPONSE, "PRODUCE")).isEqualTo(3);
        assertThat(read(proxy.address(), 3)).containsExactly("a", "b", "c");
        assertThat(proxy.seen(Direction.REQUEST, "FETCH")).isPositive();
        assertThat(proxy.strikes()).isEmpty();
    }

    @Test
    void aLostResponseIsWrittenTwiceWithoutIdempotence() throws Exception {
        proxy.add(new Rule.CutResponse("PRODUCE", 1));

        sendOneByOne(Map.of("enable.idempotence", "false"), "a", "b");

        assertThat(read(kafka.bootstrap(), 3)).containsExactly("a", "a", "b");
        assertThat(proxy.strikes()).hasSize(1);
    }

    @Test
    void aLostResponseIsWrittenOnceWithIdempotence() throws Exception {
        proxy.add(new Rule.CutResponse("PRODUCE", 1));

        sendOneByOne(Map.of("enable.idempotence", "true"), "a", "b");

        assertThat(read(kafka.bootstrap(), 2)).containsExactly("a", "b");
        assertThat(proxy.strikes()).hasSize(1);
    }

    @Test
    void aLostRequestNeverReachesTheServer() throws Exception {
        proxy.add(new Rule.CutRequest("PRODUCE", 1));

        sendOneByOne(Map.of("enable.idempotence", "false"), "a", "b");

        assertThat(read(kafka.bootstrap(), 2)).containsExactly("a", "b");
        assertThat(proxy.strikes()).hasSize(1);
        assertThat(proxy.seen(Direction.REQUEST, "PRODUCE")).isEqualTo(3);
        assertThat(proxy.seen(Direction.RESPONSE, "PRODUCE")).isEqualTo(2);
    }

    @Test
    void aRefusedRequestIsNotDoneAndTheClientIsTold() throws Exception {
        proxy.add(new Rule.Refuse("PRODUCE", 1, "TOPIC_AUTHORIZATION_FAILED"));

        assertThatThrownBy(() -> sendOneByOne(Map.of("enable.idempotence", "false"), "a"))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("TopicAuthorizationException");
        sendOneByOne(Map.of(), "b");

        assertThat(read(kafka.bootstrap(), 1)).containsExactly("b");
    }

    @Test
    void aRefusalWithARetriableErrorIsRepeatedByTheClient() throws Exception {
        proxy.add(new Rule.Refuse("PRODUCE", 1, "NOT_ENOUGH_REPLICAS"));

        sendOneByOne(Map.of("enable.idempotence", "false"), "a");

        assertThat(read(kafka.bootstrap(), 1)).containsExactly("a");
        assertThat(proxy.seen(Direction.REQUEST, "PRODUCE")).isEqualTo(2);
    }

    @Test
    void anErrorThatKafkaDoesNotHaveIsNoRule() {
        assertThatThrownBy(() -> proxy.add(new Rule.Refuse("PRODUCE", 1, "TOO_TIRED")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'TOO_TIRED' is no error of this protocol");
    }

    @Test
    void swallowedSendsWithoutAcknowledgementAreMissedByNobody() throws Exception {
        proxy.add(new Rule.Swallow(Direction.REQUEST, "PRODUCE", 2, 3));

        sendOneByOne(Map.of("acks", "0", "enable.idempotence", "false"), "a", "b", "c", "d");

        assertThat(read(kafka.bootstrap(), 2)).containsExactly("a", "d");
    }

    @Test
    @Tag("thorough")
    void aStalledRequestIsLateButArrives() throws Exception {
        proxy.add(new Rule.Stall(Direction.REQUEST, "PRODUCE", 1, Duration.ofMillis(700)));

        long before = System.nanoTime();
        sendOneByOne(Map.of(), "a");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(read(kafka.bootstrap(), 1)).containsExactly("a");
    }

    @Test
    @Tag("thorough")
    void whatIsHeldArrivesAfterwards() throws Exception {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            send(producer, "a").get(20, SECONDS);
            proxy.hold();
            Future<RecordMetadata> held = send(producer, "b");
            assertThatThrownBy(() -> held.get(1, SECONDS)).isInstanceOf(java.util.concurrent.TimeoutException.class);

            proxy.pass();

            assertThat(held.get(20, SECONDS).offset()).isEqualTo(1);
        }
    }

    @Test
    @Tag("thorough")
    void aResetLinkLetsNobodyIn() throws Exception {
        try (KafkaProducer<String, String> producer =
                producer(Map.of("delivery.timeout.ms", "1500", "request.timeout.ms", "1000", "max.block.ms", "1500"))) {
            send(producer, "a").get(20, SECONDS);
            proxy.reset();

            assertThatThrownBy(() -> send(producer, "b").get(20, SECONDS)).hasCauseInstanceOf(TimeoutException.class);

            proxy.pass();
            send(producer, "c").get(20, SECONDS);
        }
        assertThat(read(kafka.bootstrap(), 2)).containsExactly("a", "c");
    }

    @Test
    @Tag("thorough")
    void aKilledServerComesBackWithItsLog() throws Exception {
        sendOneByOne(Map.of(), "a");

        kafka.kill();
        assertThat(kafka.running()).isFalse();
        kafka.start();

        sendOneByOne(Map.of(), "b");
        assertThat(read(proxy.address(), 2)).containsExactly("a", "b");
    }

    private void sendOneByOne(Map<String, String> settings, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = producer(settings)) {
            for (String value : values) {
                send(producer, value).get(20, SECONDS);
            }
        }
    }

    private Future<RecordMetadata> send(KafkaProducer<String, String> producer, String value) {
        return producer.send(new ProducerRecord<>(topic, 0, null, value));
    }

    private KafkaProducer<String, String> producer(Map<String, String> settings) {
        Map<String, Object> all = new TreeMap<>(Map.of("acks", "all", "linger.ms", "0"));
        all.putAll(settings);
        all.put("bootstrap.servers", proxy.address());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    /// Everything in the topic; fails after 20 s when it holds less than `expected`.
    private List<String> read(String bootstrap, int expected) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + SECONDS.toNanos(20);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            // Without an acknowledgement the last send may still be on its way.
            while (end < expected && System.nanoTime() < deadline) {
                end = consumer.endOffsets(List.of(partition)).get(partition);
            }
            assertThat(end).as("end of %s", topic).isEqualTo(expected);
            while (consumer.position(partition) < end && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
