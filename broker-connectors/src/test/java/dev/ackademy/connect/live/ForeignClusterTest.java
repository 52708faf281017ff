package dev.ackademy.connect.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.connect.SharedKafka;
import dev.ackademy.connect.fault.Direction;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.kafka.KafkaBroker;
import dev.ackademy.connect.kafka.KafkaFrames;
import dev.ackademy.connect.nats.NatsBroker;
import dev.ackademy.connect.nats.NatsLines;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Servers that are somebody else's, as far as the program knows.
@Tag("live")
@ExtendWith(SharedKafka.class)
class ForeignClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String PAYMENTS = """
            scenario: 1
            title: payments
            preset: at-least-once
            broker: {kind: KIND}
            topics: {payments: {}}
            stores: {billing-db: {kind: database, tables: {payments: {on-write: upsert}}}}
            processes:
              shop:
                reads: {workload: {keys: [A], operations: [create, update], every: 10ms}}
                steps: [{publish: {topic: payments}}]
              billing:
                reads: {topic: payments, group: billing}
                steps: [{write: {store: billing-db, table: payments}}]
            """;

    private static KafkaServer kafka;
    private static NatsServer nats;

    @BeforeAll
    static void startServers(KafkaCluster shared) throws Exception {
        kafka = shared.nodes().getFirst();
        nats = NatsServer.open();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
                Connection direct = Nats.connect(nats.url())) {
            admin.createTopics(List.of(new NewTopic("theirs", 2, (short) 1)))
                    .all()
                    .get(20, SECONDS);
            direct.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("theirs")
                            .subjects("theirs")
                            .build());
        }
    }

    @AfterAll
    static void endServers() {
        nats.close();
    }

    @Test
    void aRunLeavesAKafkaAsItFoundIt() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            Set<String> topics = admin.listTopics().names().get(20, SECONDS);
            Set<String> groups = groups(admin);

            Trace trace = run(BrokerAddress.of("kafka://" + kafka.bootstrap()), scenario("log"));

            assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
            assertThat(topics).contains("theirs");
            assertThat(admin.listTopics().names().get(20, SECONDS)).isEqualTo(topics);
            assertThat(groups(admin)).isEqualTo(groups);
        }
    }

    private static Set<String> groups(Admin admin) throws Exception {
        return admin.listGroups().all().get(20, SECONDS).stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toSet());
    }

    @Test
    void aRunLeavesANatsAsItFoundIt() throws Exception {
        Trace trace = run(BrokerAddress.of(nats.url()), scenario("jetstream"));

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        try (Connection direct = Nats.connect(nats.url())) {
            assertThat(direct.jetStreamManagement().getStreamNames()).containsExactly("theirs");
        }
    }

    @Test
    void linksAndServersOfSomebodyElseAreNotBroken() {
        String faults = "faults: [{crash: {broker: B1, restart: 1s}, at: 1s}, {cut: {request: produce}}]\n";
        Scenario scenario = ScenarioFile.parse(PAYMENTS.replace("KIND", "log") + faults, "test")
                .scenario();

        assertThatThrownBy(() -> run(BrokerAddress.of("kafka://" + kafka.bootstrap()), scenario))
                .isInstanceOf(LiveRefused.class)
                .hasMessageContaining("faults.0.crash: a foreign cluster's servers are not killed")
                .hasMessageContaining("faults.1.cut: a foreign cluster's links are not ours")
                .hasMessageContaining("nearest: a server of our own (--broker kafka)");
    }

    @Test
    void whatIsThereAlreadyIsNeitherUsedNorRemoved() throws Exception {
        Scenario scenario = scenario("jetstream");
        try (LiveBroker first = new NatsBroker(scenario, "twice-", List.of(nats))) {
            first.create();
            try (LiveBroker second = new NatsBroker(scenario, "twice-", List.of(nats))) {
                assertThatThrownBy(second::create)
                        .isInstanceOf(BrokerUnavailable.class)
                        .hasMessageContaining("twice-payments exists already");
            }
            assertThat(first.stored()).isEmpty();
        }
        Scenario log = scenario("log");
        try (LiveBroker first = new KafkaBroker(log, "twice-", kafka.bootstrap(), new TreeMap<>())) {
            first.create();
            try (LiveBroker second = new KafkaBroker(log, "twice-", kafka.bootstrap(), new TreeMap<>())) {
                assertThatThrownBy(second::create)
                        .isInstanceOf(BrokerUnavailable.class)
                        .hasMessageContaining("twice-payments cannot be made: TopicExistsException");
            }
            assertThat(first.stored()).isEmpty();
        }
    }

    @Test
    void observingAKafkaOnlyEverReadsAndFindsWhatIsStoredTwice() throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new StringSerializer())) {
            for (String id : List.of("p1", "p2", "p1")) {
                ProducerRecord<String, String> record = new ProducerRecord<>("theirs", 0, "k", "v");
                record.headers().add("payment-id", id.getBytes());
                producer.send(record).get(20, SECONDS);
            }
        }
        KafkaServer.Link link = kafka.links().getFirst();
        try (FaultProxy proxy = FaultProxy.between(link.advertised(), link.listens(), new KafkaFrames())) {
            assertThat(observed(BrokerAddress.of("kafka://" + proxy.address()), "payment-id"))
                    .containsExactly("duplicate");
            assertThat(proxy.kinds(Direction.REQUEST))
                    .contains("FETCH", "OFFSET_FETCH")
                    .isSubsetOf(Set.of(
                            "API_VERSIONS",
                            "METADATA",
                            "DESCRIBE_CLUSTER",
                            "FIND_COORDINATOR",
                            "LIST_OFFSETS",
                            "FETCH",
                            "OFFSET_FETCH",
                            "GET_TELEMETRY_SUBSCRIPTIONS"));
        }
    }

    @Test
    void observingANatsOnlyEverReadsAndFindsWhatIsStoredTwice() throws Exception {
        try (Connection direct = Nats.connect(nats.url())) {
            for (String id : List.of("p1", "p2", "p1")) {
                direct.jetStream().publish("theirs", new Headers().add("payment-id", id), new byte[0]);
            }
        }
        try (FaultProxy proxy = FaultProxy.between(0, nats.port(), new NatsLines())) {
            assertThat(observed(BrokerAddress.of("nats://" + proxy.address()), "payment-id"))
                    .containsExactly("duplicate");
            assertThat(proxy.kinds(Direction.REQUEST))
                    .contains("API STREAM.MSG.GET")
                    .isSubsetOf(Set.of(
                            "CONNECT",
                            "PING",
                            "PONG",
                            "SUB",
                            "UNSUB",
                            "API INFO",
                            "API STREAM.INFO",
                            "API STREAM.MSG.GET",
                            "API CONSUMER.NAMES",
                            "API CONSUMER.INFO"));
        }
    }

    private static List<String> observed(BrokerAddress address, String identity) throws IOException {
        try (Observation observation =
                new Observation(address, new TreeMap<>(), List.of("theirs"), List.of("billing"), identity)) {
            Trace trace = observation.watch(Duration.ofSeconds(1), entry -> {});
            return Checkers.check(trace, observation.scenario().scenario()).findings().stream()
                    .map(finding -> finding.anomaly().word())
                    .toList();
        }
    }

    private static Trace run(BrokerAddress address, Scenario scenario) throws IOException {
        try (LiveServers servers = new LiveServers(address, new TreeMap<>(), stage -> {});
                LiveBroker broker = servers.broker(scenario)) {
            return LiveRun.run(scenario, broker, entry -> {}, LIMIT);
        }
    }

    private static Scenario scenario(String kind) {
        return ScenarioFile.parse(PAYMENTS.replace("KIND", kind), "test").scenario();
    }
}
