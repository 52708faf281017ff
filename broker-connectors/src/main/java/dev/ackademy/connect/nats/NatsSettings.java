package dev.ackademy.connect.nats;

import java.time.Duration;

/// How a process reaches NATS JetStream, and the settings of its consumers by NATS' own names.
///
/// @param server        where the process's proxy listens, `127.0.0.1:20001`
/// @param ackPolicy     what an acknowledgement covers
/// @param ackWait       after which an unacknowledged message is delivered again
/// @param maxDeliver    how often a message is delivered at most, -1 for no limit
/// @param maxAckPending how many messages may wait for their acknowledgement, -1 for no limit
/// @param requestTimeout how long a publish or an awaited acknowledgement waits for its answer
/// @param largestBatch  the most messages of one pull
public record NatsSettings(
        String server,
        AckPolicy ackPolicy,
        Duration ackWait,
        long maxDeliver,
        long maxAckPending,
        Duration requestTimeout,
        int largestBatch) {

    public enum AckPolicy {
        NONE,
        ALL,
        EXPLICIT
    }
}
