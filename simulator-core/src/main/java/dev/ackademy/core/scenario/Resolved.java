package dev.ackademy.core.scenario;

import java.util.List;

/// A resolved scenario and the reasons: each value with its origin and the vendor's name and default, what resisted a
/// preset, and what the resolution did by itself. `variants` are the names that the file offers; `variant` is the one
/// that was applied, empty for none.
public final class Resolved {

    /// One value, written out. `vendor` and `vendorDefault` are empty where the vendor has no word for it.
    ///
    /// @param path as in `--set`: `processes.shop.producer.acks`
    /// @param doc   what it means, one sentence; empty where the person gives the names
    /// @param takes what may stand there, in words
    public record Explained(
            String path, String value, Origin origin, String doc, String takes, String vendor, String vendorDefault) {}

    /// A setting that has a meaning with this kind of broker and is not there: neither written nor filled
    /// in.
    ///
    /// @param path as in `--set`
    public record Unset(String path, String doc, String takes, String vendor) {}

    /// A written value that a preset would have set otherwise.
    public record Resisted(String path, String value, Origin origin, String preset, String presetValue) {

        public String words() {
            return path + ": " + value + " (" + origin.words() + ") resists preset " + preset + ", which says "
                    + presetValue;
        }
    }

    private final Scenario scenario;
    private final Tree.Mapping tree;
    private final List<Resisted> resisted;
    private final List<String> notes;
    private final List<String> passedOver;
    private final List<String> variants;
    private final String variant;

    Resolved(Scenario scenario, Tree.Mapping tree, Explanation explanation, List<String> variants, String variant) {
        this.scenario = scenario;
        this.tree = tree;
        this.resisted = explanation.resisted();
        this.notes = explanation.notes();
        this.passedOver = explanation.passedOver();
        this.variants = List.copyOf(variants);
        this.variant = variant;
    }

    public Scenario scenario() {
        return scenario;
    }

    public List<Resisted> resisted() {
        return resisted;
    }

    /// What the resolution did by itself: who placed `acknowledge`, what was capped, which calls stay at
    /// least once.
    public List<String> notes() {
        return notes;
    }

    /// Those of the [#notes()] that tell which written value the kind of broker has no use for.
    public List<String> passedOver() {
        return passedOver;
    }

    public List<String> variants() {
        return variants;
    }

    public String variant() {
        return variant;
    }

    /// Every value in the order of the format.
    public List<Explained> explained() {
        return ExplainedValues.of(tree);
    }

    /// Everything that could be set besides, in the order of the format.
    public List<Unset> unset() {
        return UnsetValues.of(tree);
    }

    /// What each preset means with this kind of broker, by the kind's own words; empty where none is named.
    public List<String> policies() {
        String kind = Kinds.of(tree);
        List<String> told =
                notes.stream().filter(note -> note.contains(" means ")).toList();
        Preset preset = Preset.named(scenario.preset());
        return told.isEmpty() && preset != null
                ? List.of(preset.name() + " on " + kind + " means " + preset.means(kind))
                : told;
    }

    Tree.Mapping tree() {
        return tree;
    }
}
