package dev.ackademy.connect.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.SharedKafka;
import dev.ackademy.connect.kafka.KafkaBroker;
import dev.ackademy.connect.nats.NatsBroker;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.NatsCluster;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nothing of a live run listens on anything but loopback: asked of the kernel while servers, proxies and the service's
/// HTTP server are there.
@Tag("live")
@ExtendWith(SharedKafka.class)
@EnabledOnOs(OS.LINUX)
class ListeningSocketsTest {
    private static final String LISTENS = "0A";
    /// 127.0.0.1, ::1 and ::ffff:127.0.0.1, as the kernel writes them on little-endian machines.
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private static final String PAYMENTS = """
            scenario: 1
            title: payments
            preset: at-least-once
            broker: {kind: KIND}
            topics: {payments: {}}
            stores:
              billing-db: {kind: database, tables: {payments: {on-write: upsert}}}
              mail: {kind: service, takes: 1ms}
            processes:
              shop:
                reads: {workload: {keys: [A], operations: [create, update], every: 10ms}}
                steps: [{publish: {topic: payments}}]
              billing:
                reads: {topic: payments, group: billing}
                steps: [{call: {store: mail}}, {write: {store: billing-db, table: payments}}]
            """;

    @Test
    void everySocketOfOursWithAKafkaListensOnLoopback(KafkaCluster shared) throws IOException {
        everySocketListensOnLoopback("log", scenario -> new KafkaBroker(scenario, "sockets-", shared));
    }

    @Test
    @Tag("thorough")
    void everySocketOfOursWithAClusterOfNatsListensOnLoopback() throws IOException {
        try (NatsCluster servers = NatsCluster.start(3)) {
            everySocketListensOnLoopback(
                    "jetstream, nodes: 3", scenario -> new NatsBroker(scenario, "sockets-", servers.nodes()));
        }
    }

    private static void everySocketListensOnLoopback(String kind, Function<Scenario, LiveBroker> broker)
            throws IOException {
        Set<String> others = new TreeSet<>(listening(ProcessHandle.current()));
        List<String> ours = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        Scenario scenario =
                ScenarioFile.parse(PAYMENTS.replace("KIND", kind), "test").scenario();
        try (LiveBroker live = broker.apply(scenario)) {
            LiveRun.run(
                    scenario,
                    live,
                    entry -> {
                        if (entry.n() == 20) {
                            ours.addAll(listening(ProcessHandle.current()));
                            ProcessHandle.current().descendants().forEach(each -> servers.addAll(listening(each)));
                        }
                    },
                    Duration.ofSeconds(40));
        }
        ours.removeAll(others);

        // Two proxies and the service; the server.
        assertThat(ours).hasSizeGreaterThanOrEqualTo(3);
        assertThat(servers).isNotEmpty();
        assertThat(Stream.concat(ours.stream(), servers.stream()))
                .allSatisfy(address -> assertThat(LOOPBACK).contains(address.substring(0, address.indexOf(':'))));
    }

    /// `0100007F:4E20` for each.
    private static List<String> listening(ProcessHandle process) {
        List<String> addresses = new ArrayList<>();
        try {
            Set<String> sockets = sockets(process);
            for (String table : List.of("tcp", "tcp6")) {
                Path of = Path.of("/proc", Long.toString(process.pid()), "net", table);
                Files.readAllLines(of).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns[3].equals(LISTENS) && sockets.contains(columns[9]))
                        .forEach(columns -> addresses.add(columns[1]));
            }
        } catch (IOException gone) {
            // It has ended.
        }
        return addresses;
    }

    private static Set<String> sockets(ProcessHandle process) throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path each : open.toList()) {
                try {
                    String to = Files.readSymbolicLink(each).toString();
                    if (to.startsWith("socket:[")) {
                        inodes.add(to.substring("socket:[".length(), to.length() - 1));
                    }
                } catch (IOException closed) {
                    // Meanwhile.
                }
            }
        }
        return inodes;
    }
}
