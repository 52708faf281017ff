package dev.ackademy.core.check;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Row;
import java.util.SortedMap;
import java.util.TreeMap;

/// The state of the source of truth: the fold of its operations in the order in which they were committed there.
final class Truth {

    private final TreeMap<String, Row> rows = new TreeMap<>();

    void apply(Operation operation, Payload payload) {
        if (payload.form() == Payload.Form.INVALID) {
            return;
        }
        Row before = rows.get(operation.key());
        if (operation.kind() == OperationKind.DELETE) {
            rows.put(operation.key(), new Row(operation.version(), new TreeMap<>(), true, payload.sourceMicros()));
            return;
        }
        TreeMap<String, String> fields = new TreeMap<>();
        boolean replaces = payload.form() == Payload.Form.FULL;
        if (!replaces && before != null && !before.deleted()) {
            fields.putAll(before.fields());
        }
        fields.putAll(payload.fields());
        rows.put(operation.key(), new Row(operation.version(), fields, false, payload.sourceMicros()));
    }

    /// Rows that exist, by key.
    SortedMap<String, Row> rows() {
        TreeMap<String, Row> living = new TreeMap<>();
        rows.forEach((key, row) -> {
            if (!row.deleted()) {
                living.put(key, row);
            }
        });
        return living;
    }
}
