package dev.ackademy.ui.workbench;

import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;

/// What a store of ours holds: how it is made, step by step, and how H2 keeps it in its file.
///
/// @param file    its name, without `.mv.db`
/// @param name    what people call it: `run library`
/// @param without what is so where there is none: `Runs are not kept this time.`
/// @param steps   by version, from 1: what makes a store of that version out of the one before
/// @param kept    by version: every statement that H2 keeps about it, on one line
/// @param version name of the table whose first column is the version
/// @param tables  by name: how many columns each has, from the version on in which it is there
record StoreSchema(
        String file,
        String name,
        String without,
        List<List<String>> steps,
        IntFunction<List<String>> kept,
        String version,
        SortedMap<String, Integer> tables) {

    private static final String SETTING = "SET (CREATE_BUILD|WRITE_DELAY) [0-9]{1,9}";
    private static final String USER =
            "CREATE USER IF NOT EXISTS \"ACKADEMY\" SALT '[0-9a-f]{1,64}' HASH '[0-9a-f]{1,128}' ADMIN";

    /// The newest.
    int newest() {
        return steps.size();
    }

    String fileName() {
        return file + ".mv.db";
    }

    /// Whether this is a statement that H2 keeps in every store of ours: a number that is set, our user.
    static boolean isSetting(String plain) {
        return plain.matches(SETTING) || plain.matches(USER);
    }

    static String beginOf(String table) {
        return "CREATE CACHED TABLE \"PUBLIC\".\"" + table + "\"(";
    }

    /// On one line, with single spaces.
    static String plain(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }
}
