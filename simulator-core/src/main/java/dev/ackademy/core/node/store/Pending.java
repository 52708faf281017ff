package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Row;

/// One statement of an open session: seen by its own session now, by all others and by the trace when it commits.
///
/// @param kept why the row is left alone; null for a write or a fresh id
record Pending(
        What what, Operation operation, String table, String key, Row before, Row after, long fence, String kept) {

    enum What {
        WRITE,
        INBOX
    }
}
