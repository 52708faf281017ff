package dev.ackademy.core.model;

import java.util.Locale;

/// The kinds of request that a fault can name. `METADATA`, `HEARTBEAT` and an empty `FETCH` are maintenance: never a
/// place to fail by themselves.
public enum RequestKind {
    PRODUCE,
    FETCH,
    COMMIT,
    JOIN,
    SYNC,
    LEAVE,
    HEARTBEAT,
    METADATA,
    OFFSETS,
    INIT_PRODUCER,
    ADD_PARTITIONS,
    ADD_OFFSETS,
    END_TRANSACTION,
    WRITE_MARKERS,
    REPLICATE,
    CONTROL,
    BEGIN,
    READ,
    WRITE,
    INBOX,
    LOCK,
    TX_COMMIT,
    TX_ROLLBACK,
    CALL;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The word that a scenario file uses: `produce`, `tx-commit`.
    public String word() {
        return word;
    }
}
