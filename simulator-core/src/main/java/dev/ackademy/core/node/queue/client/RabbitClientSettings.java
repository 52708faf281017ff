package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.node.queue.QueueSettings;

/// @param publishing      null for a process that publishes nothing
/// @param consuming       null for a process that reads no queue
/// @param heartbeatMicros a silent broker's connection is given up after this long
public record RabbitClientSettings(
        QueueSettings queues, Publishing publishing, Consuming consuming, long heartbeatMicros) {

    /// A lost connection is opened again after this long (`networkRecoveryInterval`: 5 s).
    static final long RECONNECT_MICROS = 100_000;

    /// @param confirms       whether the channel is in confirm mode
    /// @param inFlight       unconfirmed messages at a time
    /// @param retries        how often a message that was not confirmed is sent again
    /// @param timeoutMicros  a confirm is waited for this long
    /// @param giveUpMicros   after this long a message has failed
    /// @param backoffMicros  pause before a message that was refused is sent again
    /// @param jobs           what is published are BullMQ's jobs
    /// @param jobIds         each job has its operation as its id
    public record Publishing(
            boolean confirms,
            int inFlight,
            int retries,
            long timeoutMicros,
            long giveUpMicros,
            long backoffMicros,
            boolean mandatory,
            boolean jobs,
            boolean jobIds) {}

    /// @param prefetch  0 for no limit
    /// @param automatic no acknowledgements
    /// @param multiple  an acknowledgement is for everything up to it
    public record Consuming(int prefetch, boolean automatic, boolean multiple) {}
}
