package dev.ackademy.lessons.script;

import dev.ackademy.core.model.Anomaly;
import java.util.List;
import java.util.SortedMap;

/// Something that can be true of a run. Whether it is is told by the checkers and the trace
/// ([dev.ackademy.lessons.play]), never by the text.
public sealed interface Claim {

    /// The checkers found it, of any operation.
    record Found(Anomaly anomaly) implements Claim {}

    /// The checkers found none of these.
    record Absent(List<Anomaly> anomalies) implements Claim {}

    /// The checkers found it exactly so often.
    record Count(Anomaly anomaly, int times) implements Claim {}

    /// What a table holds at the end.
    ///
    /// @param fields empty where there is no such row
    record InTable(String store, String table, String key, SortedMap<String, String> fields) implements Claim {}

    /// The trace has exactly so many entries of this kind.
    record Happened(Happening what, int times) implements Claim {}

    /// How the run ended: `quiet`, `stuck`, `loop`.
    record Ended(String word) implements Claim {}

    /// An entry of the trace, by what is told in it.
    ///
    /// @param kind      as in a recording: `RowWritten`
    /// @param operation `A#1`, empty for any
    /// @param node      `shop.1`, empty for any
    record Happening(String kind, String operation, String node) {}
}
