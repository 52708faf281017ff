package dev.ackademy.ui.fx.run;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.HashMap;
import java.util.Map;

/// Which hue an entity key has: the letters of the design have their own, other keys get one in the order in which they
/// appear.
public final class Hues {

    private static final String LETTERS = "ADEFGH";

    private final Map<String, Integer> indices = new HashMap<>();

    public static Hues of(Trace trace) {
        Hues hues = new Hues();
        for (TraceEntry entry : trace.entries()) {
            Operation operation = entry.operation();
            if (operation != null) {
                hues.index(operation.key());
            }
        }
        return hues;
    }

    public int index(String key) {
        return indices.computeIfAbsent(
                key, _ -> key.length() == 1 && LETTERS.contains(key) ? LETTERS.indexOf(key) : indices.size());
    }

    public Tag tag(Operation operation) {
        return operation == null ? null : new Tag(operation, index(operation.key()));
    }
}
