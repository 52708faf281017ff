package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Leaves out what has no meaning with the scenario's kind of broker. The one rule for all words and kinds: a default,
/// and what says no more than the default, goes without a word; of the rest a mechanism is passed over with a note, a
/// promise is refused with its place, both with the reason that the format gives. Who wrote it, and whether the kind
/// was switched over it, makes no difference.
final class Kinds {

    private final TreeSet<String> chosen = new TreeSet<>();
    private final String words;
    private final Explanation explanation;
    private final Problems problems;

    static final String LOG = "log";
    static final String JETSTREAM = "jetstream";
    static final String PUBSUB = "pubsub";
    static final String QUEUE = "queue";

    /// Those that are built, in the order in which they are shown.
    static final List<String> BUILT = List.of(LOG, JETSTREAM, PUBSUB, QUEUE);

    /// The kind of broker of a scenario whose defaults are written out.
    static String of(Tree.Mapping root) {
        return new Values(root).inner("broker").text("kind");
    }

    /// Whether it is one of NATS.
    static boolean nats(Tree.Mapping root) {
        return of(root).equals(JETSTREAM) || of(root).equals(PUBSUB);
    }

    /// Defaults that differ from kind to kind, in place of those of the format.
    static Tree.Mapping defaults(Tree.Mapping root) {
        if (of(root).equals(QUEUE)) {
            return byDefault(root, List.of("broker", "fsync"), "always");
        }
        if (!nats(root)) {
            return root;
        }
        Tree.Mapping changed = root;
        if (of(root).equals(JETSTREAM)) {
            changed = byDefault(changed, List.of("broker", "fsync"), "interval");
            changed = byDefault(changed, List.of("broker", "fsync-every"), "2m");
        }
        for (String process : new Values(root).named("processes").keySet()) {
            changed = byDefault(changed, List.of("processes", process, "producer", "idempotence"), "false");
        }
        return changed;
    }

    private static Tree.Mapping byDefault(Tree.Mapping root, List<String> path, String value) {
        return Paths.get(root, path) instanceof Tree.Scalar there
                        && there.origin().level() == Origin.Level.DEFAULT
                ? Paths.set(root, path, YamlText.value(value, there.origin()))
                : root;
    }

    private Kinds(Tree.Mapping root, Problems problems, Explanation explanation) {
        Values broker = Values.of(root.get("broker"));
        chosen.add(broker.text("kind"));
        if (broker.is("kind", "queue")) {
            chosen.add(broker.text("style"));
            words = "kind queue (" + broker.text("style") + ")";
        } else {
            words = "kind " + broker.text("kind");
        }
        this.explanation = explanation;
        this.problems = problems;
    }

    /// @param root every default written out
    static Tree.Mapping only(Tree.Mapping root, Problems problems, Explanation explanation) {
        return (Tree.Mapping) new Kinds(root, problems, explanation).kept(Format.SCENARIO, root, "");
    }

    private Tree kept(Shape shape, Tree tree, String path) {
        return switch (shape) {
            case Shape.Block block -> block(block, (Tree.Mapping) tree, path);
            case Shape.Cases cases -> block(cases.of((Tree.Mapping) tree), (Tree.Mapping) tree, path);
            case Shape.Named named -> each(named.each(), (Tree.Mapping) tree, path);
            case Shape.Listing listing -> list(listing.each(), (Tree.Sequence) tree, path);
            case Shape.StepList _ -> list(StepFormat.STEP, (Tree.Sequence) tree, path);
            case Shape.Verbs verbs -> verb(verbs, (Tree.Mapping) tree, path);
            case Shape.Either either -> kept(either.of(tree), tree, path);
            case Shape.Scalar _, Shape.Anything _, Shape.Overlays _ -> tree;
        };
    }

    private Tree.Mapping block(Shape.Block block, Tree.Mapping mapping, String path) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> {
            Field field = block.field(name);
            if (field.kinds().isEmpty() || field.kinds().stream().anyMatch(chosen::contains)) {
                entries.put(name, kept(field.shape(), value, below(path, name)));
            } else if (Paths.highest(value).compareTo(Origin.Level.PRESET) > 0 && !isDefault(field, value)) {
                foreign(field, mapping.keyPlace(name), below(path, name));
            }
        });
        return new Tree.Mapping(mapping.origin(), entries, mapping.keys());
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// A mechanism that is missing loses no promise: it is passed over with a note. A promise is refused.
    private void foreign(Field field, Place place, String path) {
        Field.Elsewhere elsewhere = field.elsewhere();
        if (elsewhere.refused()) {
            problems.add(
                    place,
                    "'" + field.name() + "' has no counterpart for " + words + ": " + elsewhere.reason()
                            + " (it belongs to " + String.join(", ", field.kinds()) + ")");
        } else {
            explanation.passedOver(path + " has no effect for " + words + ": " + elsewhere.reason());
        }
    }

    private static boolean isDefault(Field field, Tree value) {
        return value instanceof Tree.Scalar scalar && scalar.text().equals(field.fallback());
    }

    private Tree each(Shape shape, Tree.Mapping mapping, String path) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> entries.put(name, kept(shape, value, below(path, name))));
        return new Tree.Mapping(mapping.origin(), entries, mapping.keys());
    }

    private Tree list(Shape each, Tree.Sequence sequence, String path) {
        List<Tree> elements = new ArrayList<>();
        sequence.elements().forEach(element -> elements.add(kept(each, element, below(path, "" + elements.size()))));
        return new Tree.Sequence(sequence.origin(), elements);
    }

    private Tree verb(Shape.Verbs verbs, Tree.Mapping step, String path) {
        String verb = Steps.verb(step);
        return step.with(
                verb, step.keyPlace(verb), kept(verbs.verb(verb).shape(), Steps.body(step), below(path, verb)));
    }
}
