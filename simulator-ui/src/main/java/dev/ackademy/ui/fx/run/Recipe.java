package dev.ackademy.ui.fx.run;

import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Everything that decides a run: the text of a scenario, the variant, and what the person changed since. A fault made
/// by hand is an element at the end of the scenario's own list of faults, so it replays and can be saved.
///
/// @param name    what the scenario is called in errors and origins
/// @param variant empty for none
public record Recipe(String name, String text, String variant, List<Edit> edits) {

    public Recipe(String name, String text) {
        this(name, text, "", List.of());
    }

    /// Where a scenario has a variant of this name, the window begins with it: nothing goes wrong yet, and
    /// whoever opened the scenario breaks it by hand.
    public static final String UNBROKEN = "healthy";

    /// As a person first meets the scenario.
    ///
    /// @param resolved the same text
    public Recipe begun(Resolved resolved) {
        return resolved.variants().contains(UNBROKEN) ? withVariant(UNBROKEN) : this;
    }

    public Recipe withVariant(String other) {
        return new Recipe(name, text, other, edits);
    }

    /// Under another policy, in place of one that was chosen before.
    ///
    /// @param preset    `at-least-once`
    /// @param processes of the scenario: each follows it
    public Recipe under(String preset, Collection<String> processes) {
        List<String> lines = new ArrayList<>();
        lines.add("preset=" + preset);
        processes.forEach(process -> lines.add("processes." + process + ".preset=" + preset));
        Recipe without = this;
        for (Edit edit : edits) {
            if (!edit.lines().isEmpty() && edit.lines().getFirst().startsWith("preset=")) {
                without = without.without(edit);
            }
        }
        return without.with(Edit.setting("Policy " + preset, lines));
    }

    public Recipe with(Edit edit) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(edit);
        return new Recipe(name, text, variant, List.copyOf(more));
    }

    public Recipe without(Edit edit) {
        List<Edit> fewer = new ArrayList<>(edits);
        fewer.remove(edit);
        return new Recipe(name, text, variant, List.copyOf(fewer));
    }

    /// Throws [dev.ackademy.core.scenario.ScenarioRefused] where text and edits do not fit.
    public Resolved resolve() {
        return ScenarioFile.parse(text, name, variant, sets());
    }

    /// Every edit as `--set` takes it, in order: settings first, then what was made by hand.
    public List<String> sets() {
        List<String> sets = new ArrayList<>();
        edits.stream().filter(edit -> edit.kind() == Edit.Kind.SETTING).forEach(edit -> sets.addAll(edit.lines()));
        if (edits.stream().allMatch(edit -> edit.kind() == Edit.Kind.SETTING)) {
            return sets;
        }
        Resolved before = ScenarioFile.parse(text, name, variant, sets);
        int faults = before.scenario().faults().size();
        int changes = before.scenario().changes().size();
        for (Edit edit : edits) {
            switch (edit.kind()) {
                case SETTING -> {}
                case FAULT -> sets.add("faults." + faults++ + "=" + edit.lines().getFirst());
                case CHANGE ->
                    sets.add("changes." + changes++ + "=" + edit.lines().getFirst());
            }
        }
        // What a person broke by hand need not be what the file expects.
        sets.add("expect={}");
        return sets;
    }
}
