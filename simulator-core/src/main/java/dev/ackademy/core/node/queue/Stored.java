package dev.ackademy.core.node.queue;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;

/// A message in a queue.
///
/// @param position   its number in the queue, from 0: it keeps it
/// @param deliveries how often it was given to a consumer
/// @param failures   what counts against a limit, where there is one
/// @param expires    when it has waited for too long, [Long#MAX_VALUE] for never
/// @param entry      that brought it
record Stored(
        long position,
        Message message,
        @Capped int deliveries,
        @Capped(at = MOST_COUNTED + 1) int failures,
        @Instant long expires,
        @Entry int entry) {

    /// No limit is higher.
    static final int MOST_COUNTED = 1_000;

    Operation operation() {
        return message.operation();
    }

    Stored given() {
        return new Stored(position, message, deliveries + 1, failures, expires, entry);
    }

    Stored failed() {
        return new Stored(position, message, deliveries, failures + 1, expires, entry);
    }
}
