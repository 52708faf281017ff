package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Operation;
import java.util.List;
import java.util.SequencedMap;

/// One anomaly that happened.
///
/// @param operation the operation that was hurt; null where none can be named (no-progress of a group)
/// @param label     its business label, empty where it has none
/// @param possible  whether the contract of the configuration allows it: the lesson. False is a bug of the broker, or
/// of ours
/// @param witness   numbers of trace entries that prove it, in order; the last is where its flag stands
/// @param why       at most eight plain sentences, each with the entry that it tells; of one anomaly the first hundred
/// are told step by step, a further one names the first that the same settings made possible
/// @param fix       the smallest change that prevents it, null where none is known
public record Finding(
        Anomaly anomaly,
        Operation operation,
        String label,
        boolean possible,
        List<Integer> witness,
        List<Sentence> why,
        Fix fix) {

    /// One plain sentence and the trace entry that it tells (0 for none).
    public record Sentence(int entry, String text) {}

    /// `text` says it in words; `settings` are the paths and values that `--set` takes, in order.
    public record Fix(String text, SequencedMap<String, String> settings) {}
}
