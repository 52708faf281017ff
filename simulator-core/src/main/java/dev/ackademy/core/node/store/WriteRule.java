package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Row;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a table does with a write, its `on-write`. Every rule creates a missing row from whatever the payload holds (an
/// update before its create), and keeps a deleted row as a tombstone. A payload without fields is read as *nothing
/// changed* where partial payloads are merged, and as *nothing is there* where they are not.
public enum WriteRule {
    /// Blind: the payload becomes the row, whatever was there. A partial payload wipes the other fields, a
    /// late one overwrites and raises the deleted.
    UPSERT,
    /// Only a newer version changes the row; the same or an older one is left alone. Partial payloads are
    /// merged.
    VERSIONED,
    /// Only a later time stamp of the source's clock changes the row: right as long as the clocks are (D9).
    /// Partial payloads are merged.
    LATEST_TIME,
    /// A partial payload changes its own fields and leaves the others, a full one replaces the row. No
    /// order is checked (D7).
    MERGE,
    /// One row for each operation, never changed (a ledger, an outbox): its key is the operation (`A#2`),
    /// and a second insert of it is left alone.
    INSERT;

    /// `latest-time`
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The rule of that word in a scenario, null for an unknown word.
    public static WriteRule of(String word) {
        for (WriteRule rule : values()) {
            if (rule.word().equals(word)) {
                return rule;
            }
        }
        return null;
    }

    /// The key of the row that an operation of this entity writes.
    public String rowKey(String key, Operation operation) {
        return this == INSERT ? operation.id() : key;
    }

    /// Why the row is left alone, null when it is to be written.
    public String keeps(Row row, Operation operation, Payload payload) {
        if (row == null) {
            return null;
        }
        return switch (this) {
            case UPSERT, MERGE -> null;
            case VERSIONED -> {
                if (operation.version() == row.version()) {
                    yield "same version " + row.version();
                }
                yield operation.version() < row.version()
                        ? "version " + operation.version() + " is older than " + row.version()
                        : null;
            }
            case LATEST_TIME -> {
                if (payload.sourceMicros() == row.sourceMicros()) {
                    yield "same time stamp";
                }
                yield payload.sourceMicros() < row.sourceMicros() ? "earlier time stamp" : null;
            }
            case INSERT -> "already there";
        };
    }

    /// The row as it is after the write.
    public Row written(Row row, Operation operation, Payload payload) {
        if (operation.kind() == OperationKind.DELETE) {
            return new Row(operation.version(), none(), true, payload.sourceMicros());
        }
        boolean merges = this != UPSERT && this != INSERT && payload.form() != Payload.Form.FULL;
        if (!merges || row == null || row.deleted()) {
            return new Row(operation.version(), payload.fields(), false, payload.sourceMicros());
        }
        TreeMap<String, String> fields = new TreeMap<>(row.fields());
        fields.putAll(payload.fields());
        return new Row(operation.version(), Collections.unmodifiableSortedMap(fields), false, payload.sourceMicros());
    }

    private static SortedMap<String, String> none() {
        return Collections.emptySortedMap();
    }
}
