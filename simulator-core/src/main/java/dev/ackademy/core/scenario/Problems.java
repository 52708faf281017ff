package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a scenario and refuses it with the first in the order of the file; what is wrong goes
/// before what is missing. Owns the limit of how many are looked for.
final class Problems {

    private static final int MOST = 10;

    /// @param absent something that is nowhere in the file, so that its place says little
    private record Problem(Place place, String cause, boolean absent) {}

    private final List<Problem> found = new ArrayList<>();

    void add(Tree at, String cause) {
        add(at.origin().place(), cause);
    }

    void add(Place place, String cause) {
        add(new Problem(place, cause, false));
    }

    /// Something is missing in this mapping.
    void missing(Tree.Mapping in, String cause) {
        add(new Problem(in.origin().place(), cause, true));
    }

    private void add(Problem problem) {
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    /// Nothing more is kept, so nothing more need be looked for.
    boolean full() {
        return found.size() >= MOST;
    }

    /// Throws unless nothing was found.
    void refuse() {
        if (found.isEmpty()) {
            return;
        }
        Problem first = found.stream()
                .min(Comparator.comparing(Problem::absent)
                        .thenComparingInt(p -> p.place.line())
                        .thenComparingInt(p -> p.place.column()))
                .orElseThrow();
        throw new ScenarioRefused(first.place, first.cause, found.size() - 1);
    }
}
