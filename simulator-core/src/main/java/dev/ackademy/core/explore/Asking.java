package dev.ackademy.core.explore;

import dev.ackademy.core.engine.Choices;
import java.util.ArrayList;
import java.util.List;

/// Answers what is pending, 0 to everything else, and notes what was asked after that: the places at which this run can
/// go another way.
final class Asking implements Choices {

    /// @param step the step of the run that asked, from 0 where it was begun or gone on with
    record Asked(int step, String key, int bound) {}

    private final Choices seeded;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Decision> pending = new ArrayList<>();
    private boolean faults;
    private boolean order;
    private boolean notes;
    int step;

    Asking(long seed) {
        this.seeded = Choices.seeded(seed);
    }

    /// From here on: what is answered at the next questions of these keys, and what is asked. A question
    /// that is asked counts, whether it is noted or not: the names of later ones depend on it.
    void begin(List<Decision> decisions, boolean asksFaults, boolean asksOrder, boolean notesThem) {
        asked.clear();
        pending.clear();
        pending.addAll(decisions);
        faults = asksFaults;
        order = asksOrder;
        notes = notesThem;
        step = 0;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// Whether every pending decision has found its question.
    boolean settled() {
        return pending.isEmpty();
    }

    @Override
    public long seed() {
        return seeded.seed();
    }

    @Override
    public int choose(String key, int bound) {
        if (key.startsWith("any/")) {
            return seeded.choose(key, bound);
        }
        if (!pending.isEmpty()) {
            for (int i = 0; i < pending.size(); i++) {
                if (pending.get(i).key().equals(key)) {
                    return pending.remove(i).answer();
                }
            }
            return 0;
        }
        if (notes && (Decision.reorders(key) ? order : faults)) {
            asked.add(new Asked(step, key, bound));
        }
        return 0;
    }

    @Override
    public boolean asksForFaults() {
        return faults || !pending.isEmpty();
    }

    @Override
    public boolean asksForOrder() {
        return order || !pending.isEmpty();
    }
}
