package dev.ackademy.connect.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.SharedKafka;
import dev.ackademy.connect.fault.Rule;
import dev.ackademy.connect.kafka.KafkaSettings;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.node.app.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Lines a1, b1, b2, c1 and c2 of the ground truth: the worker of a virtual run on a real Kafka gives the same numbers.
@Tag("live")
@ExtendWith(SharedKafka.class)
class KafkaGroundTruthTest {
    private static final int SHOP = 0;
    private static final int BILLING = 1;

    private static KafkaServer kafka;

    @TempDir
    Path folder;

    @BeforeAll
    static void useKafka(KafkaCluster shared) {
        kafka = shared.nodes().getFirst();
    }

    /// commitSync before processing, max.poll.records=10, crash after 3 effects.
    @Test
    void a1ACrashAfterACommitBeforeTheWorkLosesTheRestOfTheBatch() throws Exception {
        String topic = topic("a1");
        assertThat(crashedAfter(3, topic, Processes.billingAtMostOnce(topic, 10)))
                .isEqualTo("effectsBeforeCrash=3 sent=30 seen=23 lost=7[3, 4, 5, 6, 7, 8, 9] dup=0 keysOutOfOrder=0");
    }

    /// commitSync per batch of 10 after the effects, crash in the second batch after 17 effects.
    @Test
    void b2ACrashInABatchRepeatsWhatWasDoneOfIt() throws Exception {
        String topic = topic("b2");
        assertThat(crashedAfter(17, topic, Processes.billingByBatch(topic, 10)))
                .isEqualTo("effectsBeforeCrash=17 sent=30 seen=37 lost=0"
                        + " dup=7[10x2, 11x2, 12x2, 13x2, 14x2, 15x2, 16x2] keysOutOfOrder=0");
    }

    /// Of 30 messages; the process dies once, after that many effects, and comes back.
    private String crashedAfter(int effects, String topic, WorkerSettings settings) throws Exception {
        send(topic, 30, KafkaProcesses.producer(true));
        EffectFile store = new EffectFile(folder.resolve("effects"));
        try (LiveProcess billing = new LiveProcess(settings, link(BILLING), store)) {
            billing.start(Processes.written(effects));
            billing.awaitCrash();
            int effectsBeforeCrash = store.effects().size();

            billing.start();
            billing.await("the last item has ended", Processes.ended(30));

            return "effectsBeforeCrash=" + effectsBeforeCrash + " "
                    + new Sighting(30, Sighting.numbers(store.effects()));
        }
    }

    /// commitSync per record after the effect, crash between effect and commit.
    @Test
    void b1ACrashBetweenEffectAndCommitRepeatsThatEffect() throws Exception {
        String topic = topic("b1");
        send(topic, 30, KafkaProcesses.producer(true));
        EffectFile store = new EffectFile(folder.resolve("effects"));
        try (LiveProcess billing = new LiveProcess(Processes.billing(topic, 10), link(BILLING), store)) {
            billing.start(Processes::seventhAcknowledgementIsNext);
            billing.awaitCrash();
            int effectsBeforeCrash = store.effects().size();

            billing.start();
            billing.await("position 29 is acknowledged", Processes.acknowledged(29));

            assertThat("effectsBeforeCrash=" + effectsBeforeCrash + " "
                            + new Sighting(30, Sighting.numbers(store.effects())))
                    .isEqualTo("effectsBeforeCrash=7 sent=30 seen=31 lost=0 dup=1[6x2] keysOutOfOrder=0");
        }
    }

    /// The crash of a live run against a real one: the same process as a child JVM that gets a SIGKILL.
    @Test
    @Tag("thorough")
    void b1ASigkillOfAChildGivesTheSame() throws Exception {
        String topic = topic("b1-sigkill");
        send(topic, 30, KafkaProcesses.producer(true));
        EffectFile store = new EffectFile(folder.resolve("effects"));
        KilledChild.runToTheCrashPointAndKill(kafka.links().get(BILLING), topic, store.file());
        int effectsBeforeCrash = store.effects().size();

        try (LiveProcess billing = new LiveProcess(Processes.billing(topic, 10), link(BILLING), store)) {
            billing.start();
            billing.await("position 29 is acknowledged", Processes.acknowledged(29));
        }

        assertThat("effectsBeforeCrash=" + effectsBeforeCrash + " "
                        + new Sighting(30, Sighting.numbers(store.effects())))
                .isEqualTo("effectsBeforeCrash=7 sent=30 seen=31 lost=0 dup=1[6x2] keysOutOfOrder=0");
    }

    /// acks=all, no idempotence, retries; one produce response dropped.
    @Test
    void c1ALostProduceResponseIsWrittenTwiceWithoutIdempotence() throws Exception {
        assertThat(oneResponseLost("c1", false))
                .isEqualTo("acked=[0@1, 1@2, 2@3, 3@4, 4@5] log=[0, 0, 1, 2, 3, 4]"
                        + " sent=5 seen=6 lost=0 dup=1[0x2] keysOutOfOrder=0");
    }

    /// acks=all, idempotence; one produce response dropped.
    @Test
    void c2ALostProduceResponseIsWrittenOnceWithIdempotence() throws Exception {
        assertThat(oneResponseLost("c2", true))
                .isEqualTo("acked=[0@0, 1@1, 2@2, 3@3, 4@4] log=[0, 1, 2, 3, 4]"
                        + " sent=5 seen=5 lost=0 dup=0 keysOutOfOrder=0");
    }

    private String oneResponseLost(String id, boolean idempotent) throws Exception {
        String topic = topic(id);
        List<String> acknowledged =
                send(topic, 5, KafkaProcesses.producer(idempotent), new Rule.CutResponse("PRODUCE", 1));
        List<Integer> log = log(topic);
        return "acked=%s log=%s %s".formatted(acknowledged, log, new Sighting(5, log));
    }

    /// The shop publishes the numbers from 0 one after the other; returns each with the offset that it was
    /// told.
    private List<String> send(String topic, int count, KafkaSettings settings, Rule... rules) throws Exception {
        EffectFile none = new EffectFile(folder.resolve("unused"));
        try (LiveProcess shop = new LiveProcess(Processes.shop(topic, count), link(SHOP, settings, rules), none)) {
            shop.start();
            shop.await("every publish is acknowledged", Processes.published(count));
            shop.stop();
            assertThat(shop.proxy().strikes()).hasSize(rules.length);
            return shop.recorded(DeliveryEvent.PublishAcknowledged.class, 1).stream()
                    .map(told -> (told.operation().version() - 1) + "@" + told.position())
                    .toList();
        }
    }

    private static LiveLink link(int number) {
        return link(number, KafkaProcesses.producer(true));
    }

    private static LiveLink link(int number, KafkaSettings settings, Rule... rules) {
        return KafkaProcesses.link(kafka.links().get(number), settings, rules);
    }

    private static String topic(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
        }
        return name;
    }

    /// The numbers in the topic, as they are stored.
    private static List<Integer> log(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<Integer> numbers = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long deadline = System.nanoTime() + SECONDS.toNanos(20);
            while (consumer.position(partition) < end && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    byte[] version =
                            record.headers().lastHeader("Ackademy-Version").value();
                    numbers.add(Integer.parseInt(new String(version)) - 1);
                }
            }
        }
        return numbers;
    }
}
