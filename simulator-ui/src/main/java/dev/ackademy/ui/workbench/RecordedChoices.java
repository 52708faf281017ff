package dev.ackademy.ui.workbench;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.trace.RecordingHeader;
import java.util.Map;

/// The answers of a recorded run: those that its header names, and for all others those of its seed.
record RecordedChoices(Choices seeded, Map<String, Integer> answers) implements Choices {

    static Choices of(RecordingHeader header) {
        return of(header.seed(), header.choices());
    }

    static Choices of(long seed, Map<String, Integer> answers) {
        Choices seeded = Choices.seeded(seed);
        return answers.isEmpty() ? seeded : new RecordedChoices(seeded, answers);
    }

    @Override
    public long seed() {
        return seeded.seed();
    }

    @Override
    public int choose(String key, int bound) {
        Integer answer = answers.get(key);
        return answer == null || answer < 0 || answer >= bound ? seeded.choose(key, bound) : answer;
    }

    @Override
    public boolean asksForFaults() {
        return true;
    }
}
