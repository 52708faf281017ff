package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Row;
import java.util.TreeMap;

/// One row of the source of truth.
///
/// @param row       a deleted one stays as a tombstone; null where its only change so far was no valid one
/// @param operation that changed it last
/// @param label     the business label, `Ana's order`
/// @param at        µs
/// @param entry     that said so
public record TruthPicture(Row row, Operation operation, String label, long at, int entry) {

    /// A full payload replaces the fields, any other adds to them; an invalid one is no change of the row.
    static Row changed(Row before, Operation operation, Payload payload) {
        if (payload == null || payload.form() == Payload.Form.INVALID) {
            return before;
        }
        if (operation.kind() == OperationKind.DELETE) {
            return new Row(operation.version(), new TreeMap<>(), true, payload.sourceMicros());
        }
        TreeMap<String, String> fields = new TreeMap<>();
        if (payload.form() != Payload.Form.FULL && before != null && !before.deleted()) {
            fields.putAll(before.fields());
        }
        if (payload.fields() != null) {
            fields.putAll(payload.fields());
        }
        return new Row(operation.version(), fields, false, payload.sourceMicros());
    }
}
