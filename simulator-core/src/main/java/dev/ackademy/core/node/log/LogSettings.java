package dev.ackademy.core.node.log;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything that is set about a log cluster; the same for its brokers and its controller. Durations in µs.
///
/// @param brokers              node numbers, in order: B1, B2, ...
/// @param controller           node number of the controller; -1 where there is none (then nothing
///     can fail over)
/// @param sessionMicros        a broker is fenced this long after its last heartbeat
///     (`broker.session.timeout.ms`)
/// @param heartbeatMicros      of brokers to the controller (`broker.heartbeat.interval.ms`)
/// @param lagMicros            a follower leaves the ISR after this long without being caught up
///     (`replica.lag.time.max.ms`)
/// @param fetchWaitMicros      longest wait of a follower's fetch: how late it may learn the high
///     watermark (`replica.fetch.wait.max.ms`)
/// @param fsyncEveryMicros     with `INTERVAL`
/// @param producerCache        batches remembered per producer and partition (K10)
/// @param producerExpiryMicros `producer.id.expiration.ms`
/// @param rebalanceDelayMicros `group.initial.rebalance.delay.ms`
/// @param groupSessionMicros   of members with the consumer protocol (`group.consumer.session.timeout.ms`)
/// @param groupHeartbeatMicros of members with the consumer protocol (`group.consumer.heartbeat.interval.ms`)
/// @param transactions         null where nobody uses them: then the cluster has no topic for them
/// @param topics               in the order of the scenario
/// @param off                  rules that are switched off (by tests only)
public record LogSettings(
        List<Integer> brokers,
        int controller,
        long sessionMicros,
        long heartbeatMicros,
        long lagMicros,
        long fetchWaitMicros,
        boolean uncleanElection,
        Fsync fsync,
        long fsyncEveryMicros,
        Truncation truncation,
        HwUnderMinIsr hwUnderMinIsr,
        CommitFencing commitFencing,
        int producerCache,
        long producerExpiryMicros,
        long rebalanceDelayMicros,
        long groupSessionMicros,
        long groupHeartbeatMicros,
        Transactions transactions,
        List<TopicSettings> topics,
        SortedSet<Rule> off) {

    /// Kafka's own default, which the scenario format does not vary.
    public static final long FETCH_WAIT_MICROS = 500_000;

    /// The internal topic of committed offsets and groups.
    public static final String OFFSETS_TOPIC = "__consumer_offsets";

    /// The internal topic of transactional ids.
    public static final String TRANSACTIONS_TOPIC = "__transaction_state";

    /// @param version       1, or 2: a new epoch with every transaction (KIP-890)
    /// @param verifies      a partition's leader asks the coordinator before it opens a transaction (K20)
    /// @param scanMicros    how often transactions that have run out are looked for
    ///     (`transaction.abort.timed.out.transaction.cleanup.interval.ms`)
    public record Transactions(int version, boolean verifies, long scanMicros) {}

    /// @param minInsync         as set; it is capped at the replica count (seen on a real broker)
    /// @param retentionMicros   -1 for never
    /// @param retentionMessages -1 for all
    /// @param cleanup           null where nothing is compacted
    public record TopicSettings(
            String name,
            int partitions,
            int replicas,
            int minInsync,
            long retentionMicros,
            long retentionMessages,
            Cleanup cleanup) {

        public TopicSettings(
                String name,
                int partitions,
                int replicas,
                int minInsync,
                long retentionMicros,
                long retentionMessages) {
            this(name, partitions, replicas, minInsync, retentionMicros, retentionMessages, null);
        }

        /// Whether what is too old or too much is deleted.
        boolean deletes() {
            return cleanup == null || cleanup.alsoDeletes;
        }

        int minIsr() {
            return Math.min(minInsync, replicas);
        }
    }

    /// @param alsoDeletes     `compact,delete`
    /// @param segmentMessages records of a segment
    /// @param tombstoneMicros `delete.retention.ms`
    /// @param everyMicros     `log.cleaner.backoff.ms`
    public record Cleanup(boolean alsoDeletes, int segmentMessages, long tombstoneMicros, long everyMicros) {}

    public enum Fsync {
        NEVER,
        INTERVAL,
        ALWAYS;

        public static Fsync of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public enum Truncation {
        EPOCH,
        HW;

        public static Truncation of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public enum HwUnderMinIsr {
        HOLD,
        ADVANCE;

        public static HwUnderMinIsr of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public enum CommitFencing {
        GENERATION,
        OFF;

        public static CommitFencing of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    static boolean internal(String topic) {
        return topic.equals(OFFSETS_TOPIC) || topic.equals(TRANSACTIONS_TOPIC);
    }

    boolean applies(Rule rule) {
        return off.isEmpty() || !off.contains(rule);
    }

    /// The same cluster without these rules.
    LogSettings without(Rule... rules) {
        SortedSet<Rule> fewer = new TreeSet<>(off);
        fewer.addAll(List.of(rules));
        return new LogSettings(
                brokers,
                controller,
                sessionMicros,
                heartbeatMicros,
                lagMicros,
                fetchWaitMicros,
                uncleanElection,
                fsync,
                fsyncEveryMicros,
                truncation,
                hwUnderMinIsr,
                commitFencing,
                producerCache,
                producerExpiryMicros,
                rebalanceDelayMicros,
                groupSessionMicros,
                groupHeartbeatMicros,
                transactions,
                topics,
                fewer);
    }

    /// The topics of the scenario and the internal one.
    List<TopicSettings> allTopics() {
        List<TopicSettings> all = new ArrayList<>(topics);
        int replicas = Math.min(3, brokers.size());
        all.add(new TopicSettings(OFFSETS_TOPIC, 1, replicas, 1, -1, -1));
        if (transactions != null) {
            all.add(new TopicSettings(TRANSACTIONS_TOPIC, 1, replicas, 2, -1, -1));
        }
        return all;
    }

    /// Settings of a topic, null where it does not exist.
    TopicSettings topic(String name) {
        for (TopicSettings topic : allTopics()) {
            if (topic.name().equals(name)) {
                return topic;
            }
        }
        return null;
    }
}
