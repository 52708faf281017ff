package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.LogSettings.CommitFencing;
import dev.ackademy.core.node.log.LogSettings.Fsync;
import dev.ackademy.core.node.log.LogSettings.HwUnderMinIsr;
import dev.ackademy.core.node.log.LogSettings.TopicSettings;
import dev.ackademy.core.node.log.LogSettings.Truncation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Cluster settings that a test may change before the cluster begins.
final class Cluster {
    int brokers = 1;
    boolean unclean;
    Fsync fsync = Fsync.NEVER;
    Truncation truncation = Truncation.EPOCH;
    HwUnderMinIsr hwUnderMinIsr = HwUnderMinIsr.HOLD;
    CommitFencing commitFencing = CommitFencing.GENERATION;
    long producerExpiryMicros = 86_400 * LogBench.SECOND;
    long rebalanceDelayMicros;
    long lagMicros = LogBench.LAG;
    LogSettings.Transactions transactions;
    final List<TopicSettings> topics = new ArrayList<>();
    final SortedSet<Rule> off = new TreeSet<>();

    static LogSettings of(int brokers, TopicSettings topic, Consumer<Cluster> change) {
        Cluster cluster = new Cluster();
        cluster.brokers = brokers;
        cluster.topics.add(topic);
        change.accept(cluster);
        return cluster.settings();
    }

    LogSettings settings() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= brokers; number++) {
            numbers.add(number);
        }
        return new LogSettings(
                numbers,
                LogBench.CONTROLLER,
                LogBench.SESSION,
                LogBench.SECOND / 4,
                lagMicros,
                LogSettings.FETCH_WAIT_MICROS,
                unclean,
                fsync,
                LogBench.SECOND,
                truncation,
                hwUnderMinIsr,
                commitFencing,
                5,
                producerExpiryMicros,
                rebalanceDelayMicros,
                LogBench.SECOND,
                LogBench.SECOND / 5,
                transactions,
                topics,
                off);
    }
}
