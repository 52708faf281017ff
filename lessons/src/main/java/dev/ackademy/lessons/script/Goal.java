package dev.ackademy.lessons.script;

import dev.ackademy.core.model.Anomaly;
import java.util.List;
import java.util.SortedMap;

/// When a learner has done it: the scenario is mended, or, where it is to be broken, a violation is found.
///
/// @param text   in words, with the stake first
/// @param absent what the checkers may not find any more; empty where it is to be broken
/// @param found  what the checkers are to find; empty where it is to be mended
/// @param trials other circumstances in which it has to be met too, so that nothing is mended by luck
/// @param search what the explorer tries before a mend counts, null where it is not asked
public record Goal(String text, List<Anomaly> absent, List<Anomaly> found, List<Trial> trials, Search search) {

    /// @param text what is different, in words
    /// @param sets `path=value`, over what the learner has set
    public record Trial(String text, List<String> sets) {}

    /// Instead of the scenario's own faults, every one of these kinds at every place.
    ///
    /// @param faults at most so many in one run
    /// @param may    kinds of fault, as `explore.may`
    /// @param absent what may not be met
    public record Search(int faults, List<String> may, List<Anomaly> absent) {}

    /// Whether the learner is to break what holds.
    public boolean breaks() {
        return !found.isEmpty();
    }

    /// What keeps it from being met: what is still found, or not found yet.
    public List<Anomaly> open(SortedMap<Anomaly, Integer> counts) {
        return breaks()
                ? found.stream().filter(each -> !counts.containsKey(each)).toList()
                : absent.stream().filter(counts::containsKey).toList();
    }
}
