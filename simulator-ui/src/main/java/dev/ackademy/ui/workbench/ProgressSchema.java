package dev.ackademy.ui.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tables of what learners have done.
final class ProgressSchema {

    /// Since version 2: BEGUN, the lessons that a learner has left half-way.
    static final StoreSchema STORE = new StoreSchema(
            "progress",
            "record of lessons",
            "What you do in lessons is not kept this time.",
            List.of(
                    List.of("CREATE TABLE PROGRESS(VERSION INTEGER NOT NULL)", """
            CREATE TABLE TAKEN(
                LEARNER VARCHAR NOT NULL,
                LESSON VARCHAR NOT NULL,
                AT_MILLIS BIGINT NOT NULL,
                ANSWERS INTEGER ARRAY NOT NULL,
                CORRECT BOOLEAN ARRAY NOT NULL,
                HINTS INTEGER NOT NULL,
                TRIES INTEGER NOT NULL,
                MENDED BOOLEAN NOT NULL,
                SETS VARCHAR ARRAY NOT NULL,
                SECONDS BIGINT NOT NULL)""", "INSERT INTO PROGRESS VALUES (1)"),
                    List.of("""
            CREATE TABLE BEGUN(
                LEARNER VARCHAR NOT NULL,
                LESSON VARCHAR NOT NULL,
                AT_MILLIS BIGINT NOT NULL,
                ANSWERS INTEGER ARRAY NOT NULL,
                STEP VARCHAR NOT NULL,
                SETS VARCHAR ARRAY NOT NULL,
                HINTS INTEGER NOT NULL,
                SECONDS BIGINT NOT NULL)""", "UPDATE PROGRESS SET VERSION = 2")),
            ProgressSchema::kept,
            "PROGRESS",
            new TreeMap<>(Map.of("TAKEN", 10, "BEGUN", 8)));

    private static final List<String> KEPT_1 = List.of(
            "CREATE CACHED TABLE \"PUBLIC\".\"PROGRESS\"( \"VERSION\" INTEGER NOT NULL )",
            "CREATE CACHED TABLE \"PUBLIC\".\"TAKEN\"( \"LEARNER\" CHARACTER VARYING NOT NULL,"
                    + " \"LESSON\" CHARACTER VARYING NOT NULL, \"AT_MILLIS\" BIGINT NOT NULL,"
                    + " \"ANSWERS\" INTEGER ARRAY NOT NULL, \"CORRECT\" BOOLEAN ARRAY NOT NULL,"
                    + " \"HINTS\" INTEGER NOT NULL, \"TRIES\" INTEGER NOT NULL, \"MENDED\" BOOLEAN NOT NULL,"
                    + " \"SETS\" CHARACTER VARYING ARRAY NOT NULL, \"SECONDS\" BIGINT NOT NULL )");

    private static final String TABLE_2 = "CREATE CACHED TABLE \"PUBLIC\".\"BEGUN\"("
            + " \"LEARNER\" CHARACTER VARYING NOT NULL, \"LESSON\" CHARACTER VARYING NOT NULL,"
            + " \"AT_MILLIS\" BIGINT NOT NULL, \"ANSWERS\" INTEGER ARRAY NOT NULL,"
            + " \"STEP\" CHARACTER VARYING NOT NULL, \"SETS\" CHARACTER VARYING ARRAY NOT NULL,"
            + " \"HINTS\" INTEGER NOT NULL, \"SECONDS\" BIGINT NOT NULL )";

    private ProgressSchema() {}

    private static List<String> kept(int version) {
        List<String> tables = new ArrayList<>(version >= 1 ? KEPT_1 : List.of());
        if (version >= 2) {
            tables.add(TABLE_2);
        }
        return tables;
    }
}
