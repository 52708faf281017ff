package dev.ackademy.connect.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.nats.NatsBroker;
import dev.ackademy.connect.server.NatsCluster;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Line ncl1 of the ground truth: three real nats-servers, and the one that leads is killed.
@Tag("live")
@Tag("thorough")
class NatsClusterGroundTruthTest {
    private static final Scenario FAILOVER = ScenarioFile.parse("""
                            scenario: 1
                            title: failover
                            preset: at-least-once
                            broker: {kind: jetstream, nodes: 3}
                            topics: {t: {replicas: 3}, u: {replicas: 3}}
                            stores: {db: {kind: database, tables: {t: {on-write: insert}}}}
                            processes:
                              shop:
                                reads: {workload: {keys: [A], operations: [create, update, update, update], every: 200ms}}
                                steps: [{publish: {topic: t}}]
                                producer: {request-timeout: 1s, idempotence: true}
                                resend: {attempts: 30, backoff: 300ms}
                              billing:
                                reads: {topic: t, group: g}
                                steps: [{write: {store: db, table: t}}]
                            faults: [{crash: {broker: B1, restart: 3s}, at: 500ms}]
                            """, "test").scenario();

    @Test
    void ncl1AKilledLeaderIsReplacedAndNothingIsLost() throws Exception {
        Trace trace;
        try (NatsCluster servers = NatsCluster.start(3);
                LiveBroker broker = new NatsBroker(FAILOVER, "failover-", servers.nodes())) {
            trace = LiveRun.run(FAILOVER, broker, _ -> {}, Duration.ofSeconds(60));
            assertThat(servers.running()).isTrue();
        }

        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        List<String> leaders = trace.entries().stream()
                .filter(entry -> entry.event() instanceof LogEvent.LeaderElected e
                        && e.partition().topic().equals("t"))
                .map(entry -> ((LogEvent.LeaderElected) entry.event()).leader())
                .map(leader -> leader < 0 ? "none" : name(trace, leader))
                .toList();
        assertThat(leaders).startsWith("B1").containsAnyOf("B2", "B3");
        assertThat(trace.entries())
                .filteredOn(entry -> entry.event() instanceof StoreEvent.RowWritten)
                .extracting(entry ->
                        ((StoreEvent.RowWritten) entry.event()).operation().version())
                .contains(1, 2, 3, 4);
    }

    private static String name(Trace trace, int node) {
        NodeName named = trace.nodes().get(node);
        return named.name();
    }
}
