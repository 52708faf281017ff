package dev.ackademy.ui.workbench;

import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that decides a run.
///
/// @param source  the file, or the name of a shipped scenario; for people and for messages, never read again
/// @param text    of the scenario
/// @param variant of the text, empty for none
/// @param sets    `path=value`, in order, after the variant
/// @param seed    that the run had, whatever the text says
/// @param choices answers by key, where they were not those of the seed
public record RunRecipe(
        String source, String text, String variant, List<String> sets, long seed, SortedMap<String, Integer> choices) {

    public RunRecipe {
        sets = List.copyOf(sets);
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
    }

    /// A run that nothing but its seed decides.
    public RunRecipe(String source, String text, String variant, List<String> sets, long seed) {
        this(source, text, variant, sets, seed, new TreeMap<>());
    }

    /// The scenario as it was run.
    ///
    /// @throws dev.ackademy.core.scenario.ScenarioRefused where this version does not take it
    public Resolved resolve() {
        return ScenarioFile.parse(text, source, variant, sets);
    }
}
