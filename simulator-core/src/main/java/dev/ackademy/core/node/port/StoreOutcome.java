package dev.ackademy.core.node.port;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Row;

/// What comes back from a store.
public sealed interface StoreOutcome {

    /// The cause of a store that cannot read a payload: the same request fails again for ever.
    String INVALID_PAYLOAD = "invalid payload";

    int request();

    /// `row` as read or as it is after the write, null for none; `applied` false when the store left it
    /// alone; `entry` the trace entry of the effect.
    record Done(
            @Ident int request,
            Row row,
            boolean applied,
            long value,
            @Entry int entry) implements StoreOutcome {}

    record Failed(@Ident int request, String cause, Certainty certainty) implements StoreOutcome {}
}
