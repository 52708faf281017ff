package dev.ackademy.core.node.port;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.TopicPartition;

/// One message handed to an application.
///
/// @param handle      opaque, for the acknowledgement
/// @param attempt     how often it was delivered, 0 where the broker does not tell
/// @param epoch       the assignment's epoch (Kafka: generation), 0 where there is none
/// @param entry       the trace entry that was read (the append), 0 where it is not known
public record Delivery(
        @Ident int handle,
        TopicPartition partition,
        long position,
        @Capped(at = 128) int attempt,
        boolean redelivered,
        Message message,
        int epoch,
        @Entry int entry) {}
