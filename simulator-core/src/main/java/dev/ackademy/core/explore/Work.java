package dev.ackademy.core.explore;

/// Measures of what a search did; never of what it covered.
///
/// @param runs  that were begun, or gone on with from a written world
/// @param steps that were executed
public record Work(long runs, long steps) {

    static final Work NONE = new Work(0, 0);

    Work plus(Work more) {
        return new Work(runs + more.runs, steps + more.steps);
    }
}
