package dev.ackademy.ui.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tables of the run library, as we write them and as H2 keeps them in its file. A later version adds its steps
/// and its tables; an older store is then taken from step to step.
final class RunSchema {

    /// Since version 2: SEEN, the runs whose finding a person has seen.
    static final StoreSchema STORE = new StoreSchema(
            "runs",
            "run library",
            "Runs are not kept this time.",
            List.of(first(), List.of("CREATE TABLE SEEN(RUN BIGINT NOT NULL)", "UPDATE LIBRARY SET VERSION = 2")),
            RunSchema::kept,
            "LIBRARY",
            new TreeMap<>(Map.of("RUN", 20, "SEEN", 1)));

    private static List<String> first() {
        return List.of(
                """
            CREATE TABLE LIBRARY(
                VERSION INTEGER NOT NULL,
                NEXT BIGINT NOT NULL)""",
                """
            CREATE TABLE RUN(
                ID BIGINT PRIMARY KEY,
                TURN BIGINT NOT NULL,
                AT_MILLIS BIGINT NOT NULL,
                SOURCE VARCHAR NOT NULL,
                TITLE VARCHAR NOT NULL,
                TEXT VARCHAR NOT NULL,
                VARIANT VARCHAR NOT NULL,
                SETS VARCHAR ARRAY NOT NULL,
                SEED BIGINT NOT NULL,
                CHOICE_KEYS VARCHAR ARRAY NOT NULL,
                CHOICE_ANSWERS INTEGER ARRAY NOT NULL,
                ENGINE VARCHAR NOT NULL,
                DIGEST VARCHAR NOT NULL,
                OUTCOME VARCHAR NOT NULL,
                JUDGEMENTS VARCHAR ARRAY NOT NULL,
                FOUND VARCHAR ARRAY NOT NULL,
                FOUND_COUNTS INTEGER ARRAY NOT NULL,
                FINDINGS VARCHAR ARRAY NOT NULL,
                PINNED BOOLEAN NOT NULL,
                RECORDING VARCHAR NOT NULL)""",
                "CREATE INDEX RUN_TURN ON RUN(TURN)",
                "CREATE INDEX RUN_DIGEST ON RUN(DIGEST)",
                "INSERT INTO LIBRARY VALUES (1, 1)");
    }

    /// The longest text that a column takes, in characters (H2's limit).
    static final int LONGEST = 1_048_576;

    private static final List<String> TABLES_1 = List.of(
            "CREATE CACHED TABLE \"PUBLIC\".\"LIBRARY\"( \"VERSION\" INTEGER NOT NULL, \"NEXT\" BIGINT NOT NULL )",
            "CREATE CACHED TABLE \"PUBLIC\".\"RUN\"( \"ID\" BIGINT NOT NULL, \"TURN\" BIGINT NOT NULL,"
                    + " \"AT_MILLIS\" BIGINT NOT NULL, \"SOURCE\" CHARACTER VARYING NOT NULL,"
                    + " \"TITLE\" CHARACTER VARYING NOT NULL, \"TEXT\" CHARACTER VARYING NOT NULL,"
                    + " \"VARIANT\" CHARACTER VARYING NOT NULL, \"SETS\" CHARACTER VARYING ARRAY NOT NULL,"
                    + " \"SEED\" BIGINT NOT NULL, \"CHOICE_KEYS\" CHARACTER VARYING ARRAY NOT NULL,"
                    + " \"CHOICE_ANSWERS\" INTEGER ARRAY NOT NULL, \"ENGINE\" CHARACTER VARYING NOT NULL,"
                    + " \"DIGEST\" CHARACTER VARYING NOT NULL, \"OUTCOME\" CHARACTER VARYING NOT NULL,"
                    + " \"JUDGEMENTS\" CHARACTER VARYING ARRAY NOT NULL, \"FOUND\" CHARACTER VARYING ARRAY NOT NULL,"
                    + " \"FOUND_COUNTS\" INTEGER ARRAY NOT NULL, \"FINDINGS\" CHARACTER VARYING ARRAY NOT NULL,"
                    + " \"PINNED\" BOOLEAN NOT NULL, \"RECORDING\" CHARACTER VARYING NOT NULL )",
            "CREATE PRIMARY KEY \"PUBLIC\".\"PRIMARY_KEY_1\" ON \"PUBLIC\".\"RUN\"(\"ID\")",
            "ALTER TABLE \"PUBLIC\".\"RUN\" ADD CONSTRAINT \"PUBLIC\".\"CONSTRAINT_1\" PRIMARY KEY(\"ID\")"
                    + " INDEX \"PUBLIC\".\"PRIMARY_KEY_1\"",
            "CREATE INDEX \"PUBLIC\".\"RUN_TURN\" ON \"PUBLIC\".\"RUN\"(\"TURN\" NULLS FIRST)",
            "CREATE INDEX \"PUBLIC\".\"RUN_DIGEST\" ON \"PUBLIC\".\"RUN\"(\"DIGEST\" NULLS FIRST)");

    private static final String TABLE_2 = "CREATE CACHED TABLE \"PUBLIC\".\"SEEN\"( \"RUN\" BIGINT NOT NULL )";

    private RunSchema() {}

    /// Every statement that H2 keeps about a store of the version: what makes its tables.
    private static List<String> kept(int version) {
        List<String> tables = new ArrayList<>(TABLES_1);
        if (version >= 2) {
            tables.add(TABLE_2);
        }
        return tables;
    }
}
