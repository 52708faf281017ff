package dev.ackademy.core.wiring;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.log.LogBroker;
import dev.ackademy.core.node.log.LogController;
import dev.ackademy.core.node.log.LogSettings;
import dev.ackademy.core.node.log.LogSettings.CommitFencing;
import dev.ackademy.core.node.log.LogSettings.Fsync;
import dev.ackademy.core.node.log.LogSettings.HwUnderMinIsr;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import dev.ackademy.core.node.log.LogSettings.Truncation;
import dev.ackademy.core.node.log.client.LogClient;
import dev.ackademy.core.node.log.client.LogClientSettings;
import dev.ackademy.core.node.log.client.LogClientSettings.Consuming;
import dev.ackademy.core.node.log.client.LogClientSettings.Producing;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The log kind (Kafka): its settings from a scenario, its servers and its client library.
final class LogKind implements BrokerKind {

    /// The consumer's defaults that a scenario cannot set: `request.timeout.ms`, `retry.backoff.ms`.
    private static final long REQUEST_TIMEOUT_MICROS = 30_000_000;

    private static final long RETRY_BACKOFF_MICROS = 100_000;

    @Override
    public Capabilities capabilities() {
        return LogClient.CAPABILITIES;
    }

    @Override
    public Node server(Wiring wiring, int node) {
        return wiring.cast().node(node).role() == Role.CONTROLLER
                ? new LogController(settings(wiring))
                : new LogBroker(settings(wiring));
    }

    @Override
    public BrokerClient client(Wiring wiring, int node) {
        Deployment deployment = wiring.deployment(node);
        return new LogClient(new LogClientSettings(
                wiring.cast().withRole(Role.BROKER),
                wiring.publishes(node) ? producing(wiring, node) : null,
                deployment.reads() instanceof Reads.FromTopic topic ? consuming(topic) : null));
    }

    private static Producing producing(Wiring wiring, int node) {
        Scenario.Producer producer = wiring.deployment(node).producer();
        String written = producer.transactionalId();
        String id = written == null ? wiring.cast().node(node).name() : written;
        return new Producing(
                producer.acks(),
                producer.idempotence(),
                producer.inFlight(),
                producer.retries(),
                producer.requestTimeoutMicros(),
                producer.deliveryTimeoutMicros(),
                producer.retryBackoffMicros(),
                producer.lingerMicros(),
                producer.batch(),
                producer.metadataAgeMicros(),
                transactional(wiring.deployment(node)) ? id : null,
                producer.transactionTimeoutMicros(),
                wiring.scenario().broker().transactionVersion());
    }

    private static boolean transactional(Deployment deployment) {
        return deployment.steps().stream()
                .anyMatch(step -> step instanceof Step.Transaction transaction && transaction.overBroker());
    }

    private static Consuming consuming(Reads.FromTopic topic) {
        return new Consuming(
                topic.start(),
                topic.assignment(),
                topic.groupProtocol(),
                topic.maxPoll(),
                topic.sessionMicros(),
                topic.heartbeatMicros(),
                topic.maxPollIntervalMicros(),
                topic.autoCommit(),
                topic.autoCommitMicros(),
                topic.backgroundCommit(),
                REQUEST_TIMEOUT_MICROS,
                RETRY_BACKOFF_MICROS,
                topic.metadataAgeMicros(),
                topic.readCommitted());
    }

    /// `broker.heartbeat.interval.ms` stands to `broker.session.timeout.ms` as 2 s to 9 s by default.
    private static long heartbeat(long sessionMicros) {
        return Math.max(1, sessionMicros * 2 / 9);
    }

    private static LogSettings.Cleanup cleanup(Scenario.Compaction compaction) {
        return compaction == null
                ? null
                : new LogSettings.Cleanup(
                        compaction.alsoDeletes(),
                        compaction.segmentMessages(),
                        compaction.deleteRetentionMicros(),
                        compaction.everyMicros());
    }

    static LogSettings settings(Wiring wiring) {
        Scenario.Broker broker = wiring.scenario().broker();
        List<TopicSettings> topics = new ArrayList<>();
        wiring.scenario()
                .topics()
                .forEach((name, topic) -> topics.add(new TopicSettings(
                        name,
                        topic.partitions(),
                        topic.replicas(),
                        topic.minInsync(),
                        topic.retentionMicros(),
                        topic.retentionMessages(),
                        cleanup(topic.compaction()))));
        return new LogSettings(
                wiring.cast().withRole(Role.BROKER),
                wiring.cast().withRole(Role.CONTROLLER).getFirst(),
                broker.sessionMicros(),
                heartbeat(broker.sessionMicros()),
                broker.lagMicros(),
                LogSettings.FETCH_WAIT_MICROS,
                broker.uncleanElection(),
                Fsync.of(broker.fsync()),
                broker.fsyncEveryMicros(),
                Truncation.of(broker.truncation()),
                HwUnderMinIsr.of(broker.hwUnderMinIsr()),
                CommitFencing.of(broker.commitFencing()),
                broker.producerCache(),
                broker.producerExpiryMicros(),
                broker.rebalanceDelayMicros(),
                broker.groupSessionMicros(),
                broker.groupHeartbeatMicros(),
                wiring.scenario().processes().values().stream().anyMatch(LogKind::transactional)
                        ? new LogSettings.Transactions(
                                broker.transactionVersion(),
                                broker.verifiesTransactions(),
                                broker.transactionScanMicros())
                        : null,
                topics,
                new TreeSet<>());
    }
}
