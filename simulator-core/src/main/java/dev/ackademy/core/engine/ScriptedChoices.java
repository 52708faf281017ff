package dev.ackademy.core.engine;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Answers by key; a key that is not named is answered as the seed alone would. For one run.
public final class ScriptedChoices implements Choices {

    private final Choices seeded;
    private final TreeMap<String, Integer> answers;
    private final TreeSet<String> unused;

    ScriptedChoices(long seed, SortedMap<String, Integer> answers) {
        this.seeded = Choices.seeded(seed);
        this.answers = new TreeMap<>(answers);
        this.unused = new TreeSet<>(answers.keySet());
    }

    @Override
    public long seed() {
        return seeded.seed();
    }

    /// An answer out of bounds counts as none.
    @Override
    public int choose(String key, int bound) {
        Integer answer = answers.get(key);
        if (answer == null || answer < 0 || answer >= bound) {
            return seeded.choose(key, bound);
        }
        unused.remove(key);
        return answer;
    }

    @Override
    public boolean asksForFaults() {
        return true;
    }

    @Override
    public boolean asksForOrder() {
        return !answers.tailMap("overtake/").isEmpty()
                && answers.tailMap("overtake/").firstKey().startsWith("overtake/");
    }

    /// The keys that nobody has asked for, or not with such an answer: at the end of the run, the ones that
    /// name nothing in it.
    public SortedSet<String> unusedKeys() {
        return new TreeSet<>(unused);
    }
}
