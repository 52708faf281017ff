package dev.ackademy.core.scenario;

import java.util.List;

/// Databases and services.
final class StoreFormat {

    static final String DATABASE_ONLY = "kind=database";

    private static final Shape.Block TABLE = new Shape.Block(
            "stores.NAME.tables.NAME",
            "A table of a database; a row is one entity.",
            List.of(Field.of(
                            "on-write",
                            Shape.word("upsert", "versioned", "latest-time", "merge", "insert"),
                            "How a write meets the row: `upsert` overwrites blindly, `versioned` keeps the higher version, `latest-time` the"
                                    + " later source time stamp, `merge` changes the named fields only, `insert` adds a row each time."
                                    + " A partial payload is merged into the row by all but `upsert` and `insert`; one that comes too late is left alone as a whole"
                                    + " by `versioned` and `latest-time`, so its fields are missing until a full one comes.")
                    .or("upsert")));

    static final Shape.Block STORE = new Shape.Block(
            "stores.NAME",
            "A store.",
            List.of(
                    Field.of(
                                    "kind",
                                    Shape.word("database", "service"),
                                    "`database`: tables and transactions. `service`: a REST API with effects and no transactions.")
                            .needed(),
                    Field.of(
                                    "tables",
                                    new Shape.Named("table", ValueType.Name.PLAIN, TABLE, 64),
                                    "The tables of a database.")
                            .or("{}")
                            .only(DATABASE_ONLY),
                    Field.of("takes", Shape.time(), "How long one request takes.")
                            .orDerived("1ms for a database, 10ms for a service"),
                    Field.of(
                                    "idle-session-timeout",
                                    Shape.timeOrNever(),
                                    "An open session without requests ends after this long.")
                            .or("never")
                            .only(DATABASE_ONLY)
                            .vendor("idle_in_transaction_session_timeout (PostgreSQL)", "never")));

    private StoreFormat() {}
}
