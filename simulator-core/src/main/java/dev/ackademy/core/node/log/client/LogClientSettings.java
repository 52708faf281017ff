package dev.ackademy.core.node.log.client;

import dev.ackademy.core.node.log.Rule;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything that this library can be told, resolved. Times in µs, sizes in records. What a scenario cannot set keeps
/// the vendor's default, named here.
///
/// @param brokers the bootstrap brokers, by node number
/// @param producer null for a process that never publishes
/// @param consumer null for a process that never reads
/// @param off rules that are switched off (by tests only)
public record LogClientSettings(List<Integer> brokers, Producing producer, Consuming consumer, SortedSet<Rule> off) {

    public LogClientSettings(List<Integer> brokers, Producing producer, Consuming consumer) {
        this(brokers, producer, consumer, new TreeSet<>());
    }

    /// K12: the idempotent producer needs acks=all, retries and at most five requests in flight; settings
    /// that conflict switch it off.
    boolean idempotent() {
        boolean fits = producer.acks == -1 && producer.retries > 0 && producer.inFlight <= 5;
        return producer.idempotence && (fits || off.contains(Rule.K12));
    }

    /// K27: where a consumer without a committed offset begins.
    String start() {
        return off.contains(Rule.K27) ? "earliest" : consumer.start;
    }

    /// `reconnect.backoff.ms` and `reconnect.backoff.max.ms`.
    static final long RECONNECT_BACKOFF_MICROS = 50_000;
    static final long RECONNECT_BACKOFF_MAX_MICROS = 1_000_000;

    /// `retry.backoff.max.ms`.
    static final long RETRY_BACKOFF_MAX_MICROS = 1_000_000;

    /// `max.block.ms`: how long a send waits for its topic's metadata.
    static final long MAX_BLOCK_MICROS = 60_000_000;

    /// `default.api.timeout.ms`: how long a commit that waits for its receipt is tried again.
    static final long API_TIMEOUT_MICROS = 60_000_000;

    /// @param acks         0, 1, -1 (all)
    /// @param inFlight     `max.in.flight.requests.per.connection`
    /// @param batch        records of a full batch (`batch.size`)
    /// @param transactionalId `transactional.id`, null without transactions
    /// @param transactionVersion 1, or 2 (KIP-890); agreed with the cluster
    public record Producing(
            int acks,
            boolean idempotence,
            int inFlight,
            int retries,
            long requestTimeoutMicros,
            long deliveryTimeoutMicros,
            long retryBackoffMicros,
            long lingerMicros,
            int batch,
            long metadataAgeMicros,
            String transactionalId,
            long transactionTimeoutMicros,
            int transactionVersion) {

        /// With one request in flight a partition is muted from its drain to its answer, so that a retry
        /// cannot be overtaken.
        boolean keepsOrder() {
            return inFlight == 1;
        }
    }

    /// @param start               `auto.offset.reset`: `earliest`, `latest`, `none` (K27)
    /// @param assignment          `eager` (range) or `cooperative` (cooperative-sticky, KIP-429)
    /// @param protocol            `group.protocol`: `classic` or `consumer` (KIP-848)
    /// @param maxPoll             `max.poll.records`
    /// @param sessionMicros       with the protocol `consumer` the broker's, as the heartbeat interval is
    /// @param backgroundCommit    auto-commit may fall between two polls, as with `group.protocol=consumer`
    /// @param committed           `isolation.level=read_committed`
    public record Consuming(
            String start,
            String assignment,
            String protocol,
            int maxPoll,
            long sessionMicros,
            long heartbeatMicros,
            long maxPollIntervalMicros,
            boolean autoCommit,
            long autoCommitMicros,
            boolean backgroundCommit,
            long requestTimeoutMicros,
            long retryBackoffMicros,
            long metadataAgeMicros,
            boolean committed) {

        /// K26: the coordinator assigns, not a member.
        boolean byCoordinator() {
            return protocol.equals("consumer");
        }

        boolean cooperative() {
            return assignment.equals("cooperative");
        }
    }

    /// The exponential wait before try `attempts` + 1, as `ExponentialBackoff` has it, without its jitter.
    static long backoff(long first, long most, int attempts) {
        long wait = first;
        for (int attempt = 1; attempt < attempts && wait < most; attempt++) {
            wait *= 2;
        }
        return Math.min(wait, Math.max(first, most));
    }
}
