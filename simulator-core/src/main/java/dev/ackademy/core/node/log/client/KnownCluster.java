package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame;
import dev.ackademy.core.node.log.LogError;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What one client knows of the cluster, as old as its last refresh: it goes on with old leaders until an error tells,
/// and with an old number of partitions until its metadata is refreshed (`metadata.max.age.ms`, f2).
///
/// The refresh of a healthy client is no event. A broker tells by an answer nobody asked for (correlation 0) that a
/// topic has grown; the client learns of it at the instant of its next refresh.
final class KnownCluster {

    /// The backoff has long reached its upper bound by then; no need to count further.
    private static final int MOST_VAIN = 10;

    /// The partitions of each topic that is used, in order; empty while unknown.
    TreeMap<String, ArrayList<Leader>> topics = new TreeMap<>();

    /// @param node -1 for none
    record Leader(int node, int epoch) {}

    /// The brokers that lived at the last refresh.
    ArrayList<Integer> brokers = new ArrayList<>();

    boolean wanted;
    boolean underWay;

    /// A topic has grown since the last refresh.
    boolean grown;

    @Instant
    long refreshedAt;

    /// No refresh before this instant (`retry.backoff.ms` after the last one).
    @Instant
    long retryAt;

    /// Refreshes in a row that left something unknown.
    int vain;

    void use(String topic) {
        if (!topics.containsKey(topic)) {
            topics.put(topic, new ArrayList<>());
            wanted = true;
            retryAt = 0;
        }
    }

    boolean knows(String topic) {
        return partitions(topic) > 0;
    }

    int partitions(String topic) {
        ArrayList<Leader> leaders = topics.get(topic);
        return leaders == null ? 0 : leaders.size();
    }

    int leader(TopicPartition partition) {
        return known(partition).node;
    }

    int epoch(TopicPartition partition) {
        return known(partition).epoch;
    }

    private Leader known(TopicPartition partition) {
        ArrayList<Leader> leaders = topics.get(partition.topic());
        return leaders == null || partition.partition() >= leaders.size()
                ? new Leader(-1, -1)
                : leaders.get(partition.partition());
    }

    /// Asks for a refresh, not before the retry backoff of the last one is over.
    void refresh() {
        wanted = true;
    }

    /// Asks for a refresh when the last one is older than `ageMicros`; a real client would have refreshed
    /// on its own by then.
    void refreshWhenOlder(long ageMicros, long now) {
        if (!underWay && now - refreshedAt >= ageMicros) {
            wanted = true;
            retryAt = 0;
        }
    }

    /// True while the answer to a refresh that is due by age is awaited.
    boolean refreshing() {
        return wanted || underWay;
    }

    void learn(DataFrame.MetadataAnswer answer, long backoffMicros, long now) {
        underWay = false;
        grown = false;
        wanted = false;
        refreshedAt = now;
        brokers = new ArrayList<>(answer.brokers());
        TreeMap<String, ArrayList<Leader>> heard = new TreeMap<>();
        boolean whole = true;
        for (DataFrame.PartitionMetadata part : answer.partitions()) {
            whole &= part.error() == LogError.NONE;
            TopicPartition partition = part.partition();
            if (topics.containsKey(partition.topic())) {
                heard.computeIfAbsent(partition.topic(), fresh -> new ArrayList<>())
                        .add(newer(partition, new Leader(part.leader(), part.leaderEpoch())));
            }
        }
        heard.forEach((topic, leaders) -> {
            if (leaders.size() >= partitions(topic)) {
                topics.put(topic, leaders);
            }
        });
        vain = whole && heard.size() == topics.size() ? 0 : Math.min(vain + 1, MOST_VAIN);
        retryAt = now
                + LogClientSettings.backoff(
                        backoffMicros, LogClientSettings.RETRY_BACKOFF_MAX_MICROS, Math.max(1, vain));
        if (vain > 0) {
            wanted = true;
        }
    }

    /// KIP-320: metadata of an older leader epoch than the one that is known is not believed.
    private Leader newer(TopicPartition partition, Leader heard) {
        Leader known = known(partition);
        return heard.epoch >= 0 && known.epoch > heard.epoch ? known : heard;
    }

    void failed(long backoffMicros, long now) {
        underWay = false;
        wanted = true;
        vain = Math.min(vain + 1, MOST_VAIN);
        retryAt = now
                + LogClientSettings.backoff(
                        backoffMicros, LogClientSettings.RETRY_BACKOFF_MAX_MICROS, Math.max(1, vain));
    }

    List<String> used() {
        return new ArrayList<>(topics.keySet());
    }

    /// Sends the refresh that is wanted, when it is time and there is a connection for it.
    void pump(List<Integer> bootstrap, Connections connections, long timeoutMicros, Turn turn) {
        if (!wanted || underWay || retryAt > turn.now() || topics.isEmpty()) {
            return;
        }
        int broker = reachable(bootstrap, connections, turn);
        if (broker < 0 || !connections.open(broker)) {
            return;
        }
        underWay = true;
        wanted = false;
        connections.send(
                broker,
                new DataFrame.Metadata(connections.nextCorrelation(), used()),
                Purpose.METADATA,
                timeoutMicros,
                turn);
    }

    /// The next instant at which [#pump] has something to do.
    long due(List<Integer> bootstrap, Connections connections, long ageMicros, long now) {
        if (underWay || topics.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (wanted) {
            return retryAt > now ? retryAt : retryAt(bootstrap, connections, now);
        }
        return grown ? nextRefresh(ageMicros, now) : Long.MAX_VALUE;
    }

    /// The instants of a client that refreshes every `ageMicros`.
    long nextRefresh(long ageMicros, long now) {
        long rounds = Math.max(1, (now - refreshedAt + ageMicros - 1) / ageMicros);
        return refreshedAt + rounds * ageMicros;
    }

    void refreshWhenGrown(long ageMicros, long now) {
        if (grown && now >= refreshedAt + ageMicros && !underWay) {
            wanted = true;
            retryAt = 0;
        }
    }

    /// The brokers that can be asked: those known, or those of the bootstrap list when none of these can be
    /// reached (KIP-899).
    private List<Integer> candidates(List<Integer> bootstrap, Connections connections) {
        for (int broker : brokers) {
            if (connections.failures(broker) == 0) {
                return brokers;
            }
        }
        return bootstrap;
    }

    /// When one may be tried again; [Long#MAX_VALUE] while one is open or opening.
    long retryAt(List<Integer> bootstrap, Connections connections, long now) {
        return connections.retryAt(candidates(bootstrap, connections), now);
    }

    /// A broker that can be asked anything, or -1; its connection may still be opening.
    int reachable(List<Integer> bootstrap, Connections connections, Turn turn) {
        return connections.any(candidates(bootstrap, connections), turn);
    }
}
