package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;

/// A request that waits for its answer.
///
/// @param deadline when the client gives the connection up for it (N7); [Long#MAX_VALUE] for a fetch that is parked at
/// a broker that can be heard
record Unanswered(
        @Ident int correlation, Purpose purpose, @Instant long deadline) {}
