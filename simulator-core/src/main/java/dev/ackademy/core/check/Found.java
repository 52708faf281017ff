package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Operation;
import java.util.List;

/// What a checker saw, before it is explained. The last entry of the witness is where the flag stands.
record Found(Anomaly anomaly, Operation operation, Sink sink, List<Integer> witness, String detail) {

    int flag() {
        return witness.isEmpty() ? 0 : witness.getLast();
    }
}
