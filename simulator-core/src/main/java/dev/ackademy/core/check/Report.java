package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.Row;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;

/// What the checkers say about one trace.
///
/// @param guarantees one judgement per guarantee, in the order of the enum
/// @param findings   in the order of the entry at which each flag stands
/// @param stores     by store and table: what the source of truth says and what is there
/// @param readings   how each group was given what its topics stored
public record Report(
        Outcome outcome,
        List<Judgement> guarantees,
        List<Finding> findings,
        SortedMap<Anomaly, Integer> counts,
        SequencedMap<String, SequencedMap<String, Comparison>> stores,
        List<Reading> readings) {

    public enum Outcome {
        EXPECTED,
        UNEXPECTED,
        UNKNOWN
    }

    /// `reason` says why it is unknown, or which setting promises it.
    public record Judgement(Guarantee guarantee, Verdict verdict, boolean promised, String reason) {}

    /// Rows by entity key; deleted entities are absent on both sides.
    public record Comparison(SortedMap<String, Row> expected, SortedMap<String, Row> actual) {}
}
