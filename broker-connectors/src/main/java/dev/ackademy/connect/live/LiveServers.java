package dev.ackademy.connect.live;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.connect.kafka.KafkaBroker;
import dev.ackademy.connect.nats.NatsBroker;
import dev.ackademy.connect.nats.SubjectBroker;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.connect.server.NatsCluster;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.wiring.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// The servers of one or more live runs. Those of our own are started when they are first needed; one Kafka with a
/// single broker serves every scenario that asks for one, one with more is started for its scenario; nats-servers serve
/// every scenario that asks for as many. `close` ends them.
public final class LiveServers implements AutoCloseable {
    private static final Duration KAFKA_STARTS_IN = Duration.ofSeconds(8);
    private static final Duration CLUSTER_STARTS_IN = Duration.ofSeconds(20);
    private static final Duration NATS_STARTS_IN = Duration.ofSeconds(3);
    private static final Duration NATS_CLUSTER_STARTS_IN = Duration.ofSeconds(8);
    private static final Duration REHEARSAL_LIMIT = Duration.ofSeconds(30);
    private static final int LINKS_SHARED = 14;

    private static final String REHEARSAL = """
            scenario: 1
            title: rehearsal
            preset: at-least-once
            broker: {kind: KIND, nodes: NODES}
            topics: {rehearsal: {replicas: NODES}}
            stores:
              service: {kind: service, takes: 1ms}
              db: {kind: database, tables: {rows: {on-write: upsert}}}
            processes:
              source:
                reads: {workload: {keys: [A], operations: [create, update]}}
                steps: [{publish: {topic: rehearsal}}]
              sink:
                reads: {topic: rehearsal, group: rehearsal}
                steps: [{call: {store: service}}, {write: {store: db, table: rows}}]
            """;

    private final BrokerAddress address;
    private final SortedMap<String, String> access;
    private final Consumer<String> progress;
    private KafkaCluster kafka;
    private String kafkaSettings = "";
    private NatsCluster nats;

    /// @param access   settings of the client library for somebody else's servers: TLS, SASL, credentials
    /// @param progress is told what is being done, a line each
    public LiveServers(BrokerAddress address, SortedMap<String, String> access, Consumer<String> progress) {
        this.address = address;
        this.access = access;
        this.progress = progress;
    }

    /// Whether they are ours, or somebody else's.
    public boolean own() {
        return address.own();
    }

    /// How long it will take until a server is there for this scenario, about.
    public Duration startsIn(Scenario scenario) {
        int nodes = scenario.broker().nodes();
        if (!address.own() || address.kind().equals("nats") && natsFits(nodes)) {
            return Duration.ZERO;
        }
        if (address.kind().equals("nats")) {
            return nodes > 1 ? NATS_CLUSTER_STARTS_IN : NATS_STARTS_IN;
        }
        boolean there = kafka != null && kafkaSettings.equals(settings(scenario).toString());
        Duration fresh = nodes > 1 ? CLUSTER_STARTS_IN : KAFKA_STARTS_IN;
        return there ? Duration.ZERO : fresh;
    }

    /// The broker for one run of this scenario; `close` removes what the run made.
    ///
    /// @throws IOException where there is none
    public LiveBroker broker(Scenario scenario) throws IOException {
        if (!address.runs(scenario.broker().kind())) {
            throw new LiveRefused("the scenario is of kind " + scenario.broker().kind() + ", which " + address.kind()
                    + " is not; nearest: --set broker.kind=" + address.brokerKind());
        }
        String prefix = "ackademy-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        if (!address.own()) {
            return theirs(scenario, prefix);
        }
        return switch (scenario.broker().kind()) {
            case "log" -> {
                Feasible.check(scenario, KafkaBroker.unstarted(scenario));
                yield new KafkaBroker(scenario, prefix, kafka(scenario));
            }
            case "pubsub" -> {
                Feasible.check(scenario, SubjectBroker.unstarted(scenario));
                yield new SubjectBroker(scenario, prefix, nats(1).nodes().getFirst());
            }
            default -> {
                Feasible.check(scenario, NatsBroker.unstarted(scenario));
                yield new NatsBroker(
                        scenario, prefix, nats(scenario.broker().nodes()).nodes());
            }
        };
    }

    private LiveBroker theirs(Scenario scenario, String prefix) {
        return switch (scenario.broker().kind()) {
            case "log" -> new KafkaBroker(scenario, prefix, address.server(), access);
            case "pubsub" -> new SubjectBroker(scenario, prefix, address.server(), access);
            default -> new NatsBroker(scenario, prefix, address.server(), access);
        };
    }

    /// The first messages through a client library take a second longer than all later ones. So the first
    /// run on a server is one that nobody sees.
    private void rehearse(LiveBroker broker, Scenario rehearsal) throws IOException {
        progress.accept("a first run that nobody sees, to warm up");
        try (broker) {
            LiveRun.run(rehearsal, broker, entry -> {}, REHEARSAL_LIMIT);
        }
    }

    private Scenario rehearsal(int nodes) {
        String text = REHEARSAL.replace("KIND", address.brokerKind()).replace("NODES", Integer.toString(nodes));
        return ScenarioFile.parse(text, "rehearsal").scenario();
    }

    private NatsCluster nats(int nodes) throws IOException {
        if (!natsFits(nodes)) {
            closeNats();
            long from = System.nanoTime();
            progress.accept(nodes > 1 ? "starting " + nodes + " nats-servers" : "starting nats-server");
            nats = NatsCluster.start(nodes);
            progress.accept("nats-server started in " + seconds(from));
            Scenario rehearsal = rehearsal(nodes);
            rehearse(new NatsBroker(rehearsal, "ackademy-rehearsal-", nats.nodes()), rehearsal);
        }
        return nats;
    }

    private boolean natsFits(int nodes) {
        return nats != null && nats.nodes().size() == nodes && nats.running();
    }

    private KafkaCluster kafka(Scenario scenario) throws IOException {
        SortedMap<String, String> settings = settings(scenario);
        int nodes = scenario.broker().nodes();
        int processes = Wiring.of(scenario).cast().withRole(Role.PROCESS).size();
        boolean fits = kafka != null
                && kafkaSettings.equals(settings.toString())
                && kafka.links() >= processes
                && kafka.nodes().stream().allMatch(node -> node.running());
        if (!fits) {
            closeKafka();
            long from = System.nanoTime();
            progress.accept("starting Kafka" + (nodes > 1 ? " with " + nodes + " brokers" : ""));
            kafka = KafkaCluster.start(
                    nodes, nodes > 1 ? processes : Math.max(processes, LINKS_SHARED), server(settings));
            kafkaSettings = settings.toString();
            progress.accept("Kafka started in " + seconds(from));
            Scenario rehearsal = rehearsal(nodes);
            rehearse(new KafkaBroker(rehearsal, "ackademy-rehearsal-", kafka), rehearsal);
        }
        return kafka;
    }

    private static SortedMap<String, String> server(SortedMap<String, String> settings) {
        SortedMap<String, String> server = new TreeMap<>(settings);
        server.remove("nodes");
        return server;
    }

    /// What the scenario says of the brokers, by Kafka's own names. With one broker most of it has nothing
    /// to act on.
    private static SortedMap<String, String> settings(Scenario scenario) {
        Scenario.Broker broker = scenario.broker();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("nodes", Integer.toString(broker.nodes()));
        settings.put("group.initial.rebalance.delay.ms", Long.toString(broker.rebalanceDelayMicros() / 1_000));
        String session = Long.toString(broker.groupSessionMicros() / 1_000);
        String heartbeat = Long.toString(broker.groupHeartbeatMicros() / 1_000);
        settings.put("group.consumer.min.session.timeout.ms", session);
        settings.put("group.consumer.session.timeout.ms", session);
        settings.put("group.consumer.min.heartbeat.interval.ms", heartbeat);
        settings.put("group.consumer.heartbeat.interval.ms", heartbeat);
        settings.put("log.retention.check.interval.ms", "300");
        settings.put("log.initial.task.delay.ms", "300");
        if (broker.transactionVersion() != 2) {
            settings.put(KafkaServer.TRANSACTION_VERSION, Integer.toString(broker.transactionVersion()));
        }
        if (broker.nodes() > 1) {
            settings.put("broker.session.timeout.ms", Long.toString(Math.max(1_000, broker.sessionMicros() / 1_000)));
            settings.put("broker.heartbeat.interval.ms", Long.toString(broker.heartbeatMicros() / 1_000));
            settings.put("replica.lag.time.max.ms", Long.toString(broker.lagMicros() / 1_000));
            settings.put("unclean.leader.election.enable", Boolean.toString(broker.uncleanElection()));
            settings.put("replica.fetch.wait.max.ms", Long.toString(Math.min(500, broker.lagMicros() / 2_000)));
        }
        return settings;
    }

    private static String seconds(long from) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - from) / 1e9);
    }

    private void closeKafka() {
        if (kafka != null) {
            kafka.close();
            kafka = null;
        }
    }

    private void closeNats() {
        if (nats != null) {
            nats.close();
            nats = null;
        }
    }

    @Override
    public void close() {
        closeKafka();
        closeNats();
    }
}
