package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.node.Adjustment;
import java.util.TreeMap;

/// What the scenario does to a store from outside: slower, or refusing all requests or those of one operation. Not
/// memory: a restart does not end it.
public final class Disturbance {

    private long longerMicros;

    private String errorForAll;

    private final TreeMap<String, String> errorByOperation = new TreeMap<>();

    public void apply(Adjustment adjustment) {
        switch (adjustment) {
            case Adjustment.TakeLonger slower -> longerMicros = slower.byMicros();
            case Adjustment.RefuseAll refuse when refuse.operation() == null -> errorForAll = named(refuse.error());
            case Adjustment.RefuseAll refuse -> errorByOperation.put(refuse.operation(), named(refuse.error()));
            case Adjustment.Serve serve when serve.operation() == null -> errorForAll = null;
            case Adjustment.Serve serve -> errorByOperation.remove(serve.operation());
            case Adjustment.AddPartitions add ->
                throw new IllegalArgumentException("a store has no partitions: " + add);
        }
    }

    private static String named(String error) {
        return error == null ? "unavailable" : error;
    }

    public long longerMicros() {
        return longerMicros;
    }

    /// The error that a request gets instead of being served, null for none. `operation` null: about no
    /// single one.
    public String refuses(Operation operation) {
        if (errorForAll != null || operation == null) {
            return errorForAll;
        }
        return errorByOperation.get(operation.id());
    }
}
