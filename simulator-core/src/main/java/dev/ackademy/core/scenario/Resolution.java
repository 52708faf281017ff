package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// From a tree as written to a resolved scenario, in this order: the file against the format, variant and `--set` over
/// it, defaults, presets, derived defaults, references, kind of broker, meaning, binding. Each part refuses before the
/// next begins, so that nobody reads of a consequence before its reason.
final class Resolution {

    private final Problems problems = new Problems();
    private final Explanation explanation = new Explanation();
    private final String variant;
    private final List<String> sets;

    private Resolution(String variant, List<String> sets) {
        this.variant = variant == null ? "" : variant;
        this.sets = sets;
    }

    static Resolved of(Tree file, String variant, List<String> sets) {
        return new Resolution(variant, sets).resolve(file);
    }

    private Resolved resolve(Tree file) {
        Tree.Mapping written = version(file);
        new StructureCheck(problems, true).check(Format.SCENARIO, written, "the scenario");
        problems.refuse();
        SequencedMap<String, Tree> variants = new Values(written).named("variants");
        overlayLimit(written, variants);
        variants.forEach((_, body) -> overlaid(written.without("variants"), body, ""));
        problems.refuse();
        Tree.Mapping wanted = set(overlaid(written.without("variants"), chosen(written, variants), variant));
        problems.refuse();
        kind(wanted);
        sources(wanted);
        new StructureCheck(problems, false).check(Format.SCENARIO, wanted, "the scenario");
        problems.refuse();
        return completed(wanted, List.copyOf(variants.keySet()));
    }

    private static void overlayLimit(Tree.Mapping written, SequencedMap<String, Tree> variants) {
        long all = variants.values().stream()
                .mapToLong(
                        v -> v instanceof Tree.Mapping paths ? paths.entries().size() : 0)
                .sum();
        if (all > Format.MOST_OVERLAYS) {
            throw new ScenarioRefused(
                    written.keyPlace("variants"),
                    "the variants change " + all + " paths in all; the limit is " + Format.MOST_OVERLAYS
                            + ". Change a block as a whole");
        }
    }

    private Tree.Mapping version(Tree file) {
        if (!(file instanceof Tree.Mapping mapping)) {
            throw new ScenarioRefused(
                    file.origin().place(),
                    "a scenario is a mapping that begins with 'scenario: 1', not " + file.seen());
        }
        if (mapping.get("scenario") instanceof Tree.Scalar version && version.form() == Tree.Scalar.Form.WHOLE) {
            if (!version.text().equals(String.valueOf(Format.VERSION))) {
                throw new ScenarioRefused(
                        version.origin().place(),
                        "format version " + version.text() + " is not known here; this program reads 'scenario: 1'");
            }
        }
        return mapping;
    }

    /// Null stands for no variant.
    private Tree chosen(Tree.Mapping written, SequencedMap<String, Tree> variants) {
        if (variant.isEmpty()) {
            return null;
        }
        Tree body = variants.get(variant);
        if (body == null) {
            String hint = NearestWord.hint(variant, variants.keySet());
            String known =
                    variants.isEmpty() ? " The file has none" : " There is: " + String.join(", ", variants.keySet());
            throw new ScenarioRefused(
                    Place.ofOption("--variant " + variant),
                    "unknown variant '" + variant + "'." + (hint.isEmpty() ? known : hint + known));
        }
        return body;
    }

    private Tree.Mapping overlaid(Tree.Mapping root, Tree body, String name) {
        Tree.Mapping changed = root;
        if (body instanceof Tree.Mapping overlays) {
            for (Map.Entry<String, Tree> overlay : overlays.entries().entrySet()) {
                Place place = overlays.keyPlace(overlay.getKey());
                Tree value = overlay.getValue();
                Tree given = value.by(
                        new Origin(Origin.Level.VARIANT, name, value.origin().place()));
                changed = Overlay.apply(changed, overlay.getKey(), place, given, problems);
            }
        }
        return changed;
    }

    private Tree.Mapping set(Tree.Mapping root) {
        if (sets.size() > Format.MOST_OVERLAYS) {
            throw new ScenarioRefused(
                    Place.ofOption("--set"), "at most " + Format.MOST_OVERLAYS + " times, not " + sets.size());
        }
        Tree.Mapping changed = root;
        for (String set : sets) {
            Place place = Place.ofOption("--set " + set);
            int equals = set.indexOf('=');
            if (equals < 1) {
                throw new ScenarioRefused(place, "needs path=value, as in broker.nodes=3");
            }
            Tree value = YamlText.value(set.substring(equals + 1), new Origin(Origin.Level.SET, "", place));
            changed = Overlay.apply(changed, set.substring(0, equals).strip(), place, value, problems);
        }
        return changed;
    }

    /// A kind that is not available yet is said before anything that belongs to it.
    private void kind(Tree.Mapping wanted) {
        Tree kind = Paths.get(wanted, List.of("broker", "kind"));
        if (kind != null) {
            new StructureCheck(problems, false)
                    .check(BrokerFormat.BROKER.field("kind").shape(), kind, "kind");
            problems.refuse();
        }
    }

    /// A source that is not available yet is said before the steps that belong to it.
    private void sources(Tree.Mapping wanted) {
        StructureCheck check = new StructureCheck(problems, false);
        new Values(wanted)
                .named("processes")
                .forEach((_, process) ->
                        check.notYet(ProcessFormat.READS, Paths.get(process, List.of("reads")), "reads"));
        problems.refuse();
    }

    private Resolved completed(Tree.Mapping wanted, List<String> variants) {
        Tree.Mapping filled =
                Kinds.defaults(Derived.deadLetters((Tree.Mapping) Defaults.block(Format.SCENARIO, wanted)));
        Tree.Mapping decided = Derived.fill(Policy.apply(filled, explanation), explanation);
        Names names = Names.of(decided);
        new ReferenceCheck(names, problems).check(Format.SCENARIO, decided, "the scenario");
        Tree.Mapping meant = Kinds.only(decided, problems, explanation);
        KindMeaning.check(decided, problems);
        problems.refuse();
        Meaning.check(decided, names, problems);
        problems.refuse();
        Map<String, List<Scenario.Item>> workloads = workloads(decided);
        new FaultMeaning(decided, versions(workloads), problems).check();
        problems.refuse();
        NoEffect.note(decided, workloads, explanation);
        Scenario scenario = new ScenarioBinding(bound(meant), workloads).scenario();
        return new Resolved(scenario, meant, explanation, variants, variant);
    }

    /// What a kind passes over counts as not written.
    private static Tree.Mapping bound(Tree.Mapping meant) {
        return Kinds.defaults((Tree.Mapping) Defaults.block(Format.SCENARIO, meant));
    }

    private static Map<String, List<Scenario.Item>> workloads(Tree.Mapping root) {
        Map<String, List<Scenario.Item>> workloads = new LinkedHashMap<>();
        new Values(root).named("processes").forEach((name, tree) -> {
            Values process = Values.of(tree);
            if (process.inner("reads").has("workload")) {
                Values workload = process.inner("reads").inner("workload");
                workloads.put(name, WorkloadExpansion.items(workload, process.count("instances")));
            }
        });
        return workloads;
    }

    private static SequencedMap<String, Integer> versions(Map<String, List<Scenario.Item>> workloads) {
        SequencedMap<String, Integer> versions = new LinkedHashMap<>();
        List<List<Scenario.Item>> all = new ArrayList<>(workloads.values());
        all.forEach(items -> items.forEach(i -> versions.merge(i.key(), i.version(), Math::max)));
        return versions;
    }
}
