package dev.ackademy.connect.nats;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How a process reaches NATS, and the settings of its consumers by NATS' own names.
///
/// @param server        where the process's proxies listen, `127.0.0.1:20001`, several with a comma between
/// @param ackPolicy     what an acknowledgement covers
/// @param ackWait       after which an unacknowledged message is delivered again
/// @param maxDeliver    how often a message is delivered at most, -1 for no limit
/// @param maxAckPending how many messages may wait for their acknowledgement, -1 for no limit
/// @param requestTimeout how long a publish or an awaited acknowledgement waits for its answer
/// @param largestBatch  the most messages of one pull
/// @param deliverPolicy where a new consumer begins: `all`, `new`, `last-per-subject`
/// @param backoff       between deliveries, empty for the ack wait always
/// @param filter        the subjects that a consumer reads, null for its topic's
/// @param subjects      the patterns of each topic, where it has others than its own name
/// @param acknowledged  whether a publish waits for its PubAck
/// @param messageIds    whether every message goes with its operation as Nats-Msg-Id
/// @param push          whether the server pushes to one of the group's members, or they pull
/// @param core          null for JetStream
/// @param options       credentials and TLS, by the names of jnats' own properties; empty for none
public record NatsSettings(
        String server,
        AckPolicy ackPolicy,
        Duration ackWait,
        long maxDeliver,
        long maxAckPending,
        Duration requestTimeout,
        int largestBatch,
        String deliverPolicy,
        List<Duration> backoff,
        String filter,
        Map<String, List<String>> subjects,
        boolean acknowledged,
        boolean messageIds,
        boolean push,
        Core core,
        Map<String, String> options) {

    public NatsSettings(
            String server,
            AckPolicy ackPolicy,
            Duration ackWait,
            long maxDeliver,
            long maxAckPending,
            Duration requestTimeout,
            int largestBatch) {
        this(
                server,
                ackPolicy,
                ackWait,
                maxDeliver,
                maxAckPending,
                requestTimeout,
                largestBatch,
                "all",
                List.of(),
                null,
                Map.of(),
                true,
                false,
                false,
                null,
                Map.of());
    }

    /// What a client of core NATS can be told.
    ///
    /// @param pendingMessages that the library keeps for a slow application
    /// @param buffers         whether it keeps what is published while it has no connection
    public record Core(int pendingMessages, boolean buffers) {}

    /// Without JetStream: nothing is acknowledged, so nothing of that is read.
    public static NatsSettings core(
            String server,
            int largestBatch,
            String filter,
            Map<String, List<String>> subjects,
            Core core,
            Map<String, String> options) {
        return new NatsSettings(
                server,
                AckPolicy.NONE,
                Duration.ZERO,
                -1,
                -1,
                Duration.ZERO,
                largestBatch,
                "new",
                List.of(),
                filter,
                subjects,
                false,
                false,
                true,
                core,
                options);
    }

    public enum AckPolicy {
        NONE,
        ALL,
        EXPLICIT
    }

    /// Whether the server is one of several.
    boolean several() {
        return server.contains(",");
    }

    /// The patterns that a subscriber of this topic listens to.
    List<String> patterns(String topic) {
        return filter != null ? List.of(filter) : subjects.getOrDefault(topic, List.of(topic));
    }

    /// What a consumer of this topic reads.
    String reads(String topic) {
        return patterns(topic).getFirst();
    }
}
