package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Row;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is committed of one table: rows, the newest fence seen on each, and the ids of inserts that only ask whether an
/// id is there (an inbox).
final class TableRows {

    final TreeMap<String, Row> rows = new TreeMap<>();

    final TreeMap<String, Long> fences = new TreeMap<>();

    final TreeSet<String> ids = new TreeSet<>();
}
