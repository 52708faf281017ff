package dev.ackademy.core.wiring;

import dev.ackademy.core.node.log.LogSettings;
import dev.ackademy.core.node.log.LogSettings.CommitFencing;
import dev.ackademy.core.node.log.LogSettings.Fsync;
import dev.ackademy.core.node.log.LogSettings.HwUnderMinIsr;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import dev.ackademy.core.node.log.LogSettings.Truncation;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Settings of the log kind (Kafka) from a scenario.
final class LogKind {

    /// `broker.heartbeat.interval.ms` stands to `broker.session.timeout.ms` as 2 s to 9 s by default.
    private static long heartbeat(long sessionMicros) {
        return Math.max(1, sessionMicros * 2 / 9);
    }

    private LogKind() {}

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
                        topic.retentionMessages())));
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
                topics,
                new TreeSet<>());
    }
}
