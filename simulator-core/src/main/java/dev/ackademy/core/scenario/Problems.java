package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a scenario and refuses it with the first in the order of the file. Owns the limit of how
/// many are looked for.
final class Problems {

    private static final int MOST = 10;

    private record Problem(Place place, String cause) {}

    private final List<Problem> found = new ArrayList<>();

    void add(Tree at, String cause) {
        add(at.origin().place(), cause);
    }

    void add(Place place, String cause) {
        if (found.size() < MOST && found.stream().noneMatch(p -> p.place.equals(place) && p.cause.equals(cause))) {
            found.add(new Problem(place, cause));
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
                .min(Comparator.comparingInt((Problem p) -> p.place.line()).thenComparingInt(p -> p.place.column()))
                .orElseThrow();
        throw new ScenarioRefused(first.place, first.cause, found.size() - 1);
    }
}
