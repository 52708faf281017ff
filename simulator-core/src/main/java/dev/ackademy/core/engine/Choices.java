package dev.ackademy.core.engine;

import java.util.SortedMap;

/// The answers to every uncertain thing of a run. Seeded run, replay, exploration and shrinking differ only in who
/// answers.
public interface Choices {

    /// Latency and jitter are drawn from this; it never decides a fault.
    long seed();

    /// The answer, in `[0, bound)`. 0 always means that nothing goes wrong. The key names the thing:
    /// `cut/produce/shop.1/A#2/1`.
    int choose(String key, int bound);

    /// Whether [#choose] can ever answer anything but 0 for faults: false spares the engine from making
    /// keys.
    boolean asksForFaults();

    /// Whether events at one node may overtake each other: asked as `overtake/` and the place.
    default boolean asksForOrder() {
        return false;
    }

    static Choices seeded(long seed) {
        return new SeededChoices(seed);
    }

    /// @param answers by key; what they do not name is answered as by [#seeded]
    static ScriptedChoices scripted(long seed, SortedMap<String, Integer> answers) {
        return new ScriptedChoices(seed, answers);
    }
}
