package dev.ackademy.core.engine;

/// No fault but those that the scenario scripts; other uncertain things (keys that begin with `any/`) are drawn from
/// the seed.
record SeededChoices(long seed) implements Choices {

    @Override
    public int choose(String key, int bound) {
        return key.startsWith("any/") ? (int) Draw.number(seed, "choice", key, 0, bound) : 0;
    }

    @Override
    public boolean asksForFaults() {
        return false;
    }
}
