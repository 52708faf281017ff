package dev.ackademy.connect.server;

import dev.ackademy.connect.OwnServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// One node of a real Kafka 4.4.0 (broker and controller in one JVM), on loopback only; alone, or one of a
/// [KafkaCluster].
///
/// Beside the plain listener it has one listener per *link*: a port that the server listens on, and the port
/// that it advertises there, where a proxy is to stand. A client that starts through the proxy stays on it,
/// because Kafka answers metadata per listener.
///
/// SIGKILL keeps the page cache, so nothing written is lost by it; power loss cannot be had from here.
public final class KafkaServer implements OwnServer, AutoCloseable {
    /// @param listens the server's port @param advertised the port where its proxy stands
    public record Link(int listens, int advertised) {
        public String bootstrap() {
            return "127.0.0.1:" + advertised;
        }
    }

    /// The feature of a cluster: 2 gives each transaction an epoch of its own (KIP-890), 1 does not.
    public static final String TRANSACTION_VERSION = "transaction.version";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xlog:all=error:stdout",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private final KafkaArtifacts artifacts;
    private final ChildServer child;
    private final int id;
    private final int port;
    private final List<Link> links;

    private KafkaServer(KafkaArtifacts artifacts, ChildServer child, int id, int port, List<Link> links) {
        this.artifacts = artifacts;
        this.child = child;
        this.id = id;
        this.port = port;
        this.links = links;
    }

    /// A fresh, formatted and started server with that many links.
    public static KafkaServer start(int links) throws IOException {
        return start(links, Collections.emptySortedMap());
    }

    /// @param settings lines of `server.properties` that replace or join ours; also [#TRANSACTION_VERSION]
    public static KafkaServer start(int links, SortedMap<String, String> settings) throws IOException {
        List<Integer> controllers = LoopbackPorts.take(1);
        KafkaServer server = prepared(1, controllers, clusterId(), links, settings);
        try {
            server.start();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// A fresh, formatted node that is not started yet.
    ///
    /// @param id          from 1
    /// @param controllers the controller ports of all nodes, in order
    static KafkaServer prepared(
            int id, List<Integer> controllers, String cluster, int links, SortedMap<String, String> settings)
            throws IOException {
        KafkaArtifacts artifacts = KafkaArtifacts.resolved();
        List<Integer> ports = LoopbackPorts.take(1 + 2 * links);
        List<Link> pairs = new ArrayList<>(links);
        for (int i = 0; i < links; i++) {
            pairs.add(new Link(ports.get(1 + 2 * i), ports.get(2 + 2 * i)));
        }
        ChildServer child = ChildServer.in("kafka");
        try {
            KafkaServer server = new KafkaServer(artifacts, child, id, ports.getFirst(), List.copyOf(pairs));
            server.format(controllers, cluster, settings);
            return server;
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /// The plain listener: for whoever must not go through a proxy.
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public List<Link> links() {
        return links;
    }

    @Override
    public boolean running() {
        return child.running();
    }

    /// Starts the server again on the same folder and ports, after [#stop] or [#kill].
    @Override
    public void start() throws BrokerUnavailable {
        List<String> command = command();
        command.add("-XX:+AutoCreateSharedArchive");
        command.add("-XX:SharedArchiveFile=" + artifacts.archive());
        command.addAll(List.of(
                "-cp", artifacts.classPath(), "kafka.Kafka", configFile().toString()));
        child.start(command, port, START_LIMIT);
    }

    /// A clean stop (SIGTERM). False when the server had to be killed after 30 s.
    public boolean stop() {
        return child.stop(STOP_LIMIT);
    }

    /// SIGKILL.
    @Override
    public void kill() {
        child.kill();
    }

    /// Ends the server and removes its folder. The first one is stopped cleanly, to leave the class-data
    /// archive.
    @Override
    public void close() {
        if (child.running() && !Files.exists(artifacts.archive())) {
            stop();
        }
        child.close();
    }

    /// SIGSTOP, until [#resume].
    @Override
    public void pause() throws BrokerUnavailable {
        child.pause();
    }

    @Override
    public void resume() throws BrokerUnavailable {
        child.resume();
    }

    private void format(List<Integer> controllers, String cluster, SortedMap<String, String> settings)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        SortedMap<String, String> all = properties(controllers);
        all.putAll(settings);
        String transactions = all.remove(TRANSACTION_VERSION);
        all.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
        Files.writeString(configFile(), lines);
        List<String> command = command();
        if (Files.exists(artifacts.archive())) {
            command.add("-XX:SharedArchiveFile=" + artifacts.archive());
        }
        command.addAll(List.of("-cp", artifacts.classPath(), "kafka.tools.StorageTool", "format"));
        command.addAll(List.of("-t", cluster, "-c", configFile().toString()));
        if (transactions != null) {
            command.addAll(List.of("--feature", TRANSACTION_VERSION + "=" + transactions));
        }
        child.run(command, START_LIMIT);
    }

    private SortedMap<String, String> properties(List<Integer> controllers) {
        StringBuilder listeners = new StringBuilder("PLAINTEXT://127.0.0.1:" + port);
        StringBuilder advertised = new StringBuilder(listeners);
        StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        for (int i = 0; i < links.size(); i++) {
            listeners.append(",LINK%d://127.0.0.1:%d".formatted(i, links.get(i).listens()));
            advertised.append(",LINK%d://127.0.0.1:%d".formatted(i, links.get(i).advertised()));
            protocols.append(",LINK%d:PLAINTEXT".formatted(i));
        }
        listeners.append(",CONTROLLER://127.0.0.1:").append(controllers.get(id - 1));

        SortedMap<String, String> all = new TreeMap<>(fixed());
        List<String> voters = new ArrayList<>();
        for (int i = 0; i < controllers.size(); i++) {
            voters.add((i + 1) + "@127.0.0.1:" + controllers.get(i));
        }
        all.put("node.id", Integer.toString(id));
        all.put("controller.quorum.voters", String.join(",", voters));
        all.put("listeners", listeners.toString());
        all.put("advertised.listeners", advertised.toString());
        all.put("listener.security.protocol.map", protocols.toString());
        all.put("log.dirs", forward(child.folder().resolve("logs")));
        return all;
    }

    /// One node that is quick to come back: sessions of 1.5 s instead of 9 s bring a killed broker back in
    /// about 3 s instead of 13 s; one partition for each internal topic.
    private static SortedMap<String, String> fixed() {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("process.roles", "broker,controller");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("auto.create.topics.enable", "false");
        all.put("broker.session.timeout.ms", "1500");
        all.put("broker.heartbeat.interval.ms", "300");
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        all.put("offsets.topic.num.partitions", "1");
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.num.partitions", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("group.min.session.timeout.ms", "1000");
        all.put("group.consumer.min.session.timeout.ms", "1000");
        all.put("group.consumer.session.timeout.ms", "1500");
        all.put("group.consumer.min.heartbeat.interval.ms", "200");
        all.put("group.consumer.heartbeat.interval.ms", "300");
        return all;
    }

    private Path configFile() {
        return child.folder().resolve("server.properties");
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Executables.java());
        command.addAll(JVM);
        return command;
    }

    private static String forward(Path path) {
        return path.toString().replace('\\', '/');
    }

    static String clusterId() {
        String text = "-";
        while (text.startsWith("-")) { // which would be an option of the command that formats
            UUID id = UUID.randomUUID();
            byte[] bytes = ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
        return text;
    }
}
