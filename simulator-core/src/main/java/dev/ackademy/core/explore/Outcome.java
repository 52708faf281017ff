package dev.ackademy.core.explore;

import dev.ackademy.core.model.Anomaly;
import java.util.ArrayList;
import java.util.List;

/// What was found with the fewest faults, and among those with the fewest reorderings, that show it.
///
/// @param places that show it with so little, when they are the first that goes wrong, in their order; empty where
/// nothing has to go wrong
/// @param first  the witness that was met first
public record Outcome(Anomaly anomaly, Bounds fewest, List<Place> places, Witness first) {

    public Outcome {
        places = List.copyOf(new ArrayList<>(places));
    }
}
