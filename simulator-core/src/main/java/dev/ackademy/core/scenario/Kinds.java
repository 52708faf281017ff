package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Leaves out what has no meaning with the scenario's kind of broker: a default goes without a word, what a person
/// wrote
/// is refused with its place.
final class Kinds {

    private final TreeSet<String> chosen = new TreeSet<>();
    private final String words;
    private final Problems problems;

    private Kinds(Tree.Mapping root, Problems problems) {
        Values broker = Values.of(root.get("broker"));
        chosen.add(broker.text("kind"));
        if (broker.is("kind", "queue")) {
            chosen.add(broker.text("style"));
            words = "kind: queue, style: " + broker.text("style");
        } else {
            words = "kind: " + broker.text("kind");
        }
        this.problems = problems;
    }

    /// @param root every default written out
    static Tree.Mapping only(Tree.Mapping root, Problems problems) {
        return (Tree.Mapping) new Kinds(root, problems).kept(Format.SCENARIO, root);
    }

    private Tree kept(Shape shape, Tree tree) {
        return switch (shape) {
            case Shape.Block block -> block(block, (Tree.Mapping) tree);
            case Shape.Cases cases -> block(cases.of((Tree.Mapping) tree), (Tree.Mapping) tree);
            case Shape.Named named -> each(named.each(), (Tree.Mapping) tree);
            case Shape.Listing listing -> list(listing.each(), (Tree.Sequence) tree);
            case Shape.StepList _ -> list(StepFormat.STEP, (Tree.Sequence) tree);
            case Shape.Verbs verbs -> verb(verbs, (Tree.Mapping) tree);
            case Shape.Either either -> kept(either.of(tree), tree);
            case Shape.Scalar _, Shape.Anything _, Shape.Overlays _ -> tree;
        };
    }

    private Tree.Mapping block(Shape.Block block, Tree.Mapping mapping) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> {
            Field field = block.field(name);
            if (field.kinds().isEmpty() || field.kinds().stream().anyMatch(chosen::contains)) {
                entries.put(name, kept(field.shape(), value));
            } else if (Paths.highest(value).compareTo(Origin.Level.PRESET) > 0) {
                problems.add(
                        mapping.keyPlace(name),
                        "'" + name + "' has no counterpart with '" + words + "': it belongs to "
                                + String.join(", ", field.kinds()) + ". Remove it");
            }
        });
        return new Tree.Mapping(mapping.origin(), entries, mapping.keys());
    }

    private Tree each(Shape shape, Tree.Mapping mapping) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> entries.put(name, kept(shape, value)));
        return new Tree.Mapping(mapping.origin(), entries, mapping.keys());
    }

    private Tree list(Shape each, Tree.Sequence sequence) {
        List<Tree> elements = new ArrayList<>();
        sequence.elements().forEach(element -> elements.add(kept(each, element)));
        return new Tree.Sequence(sequence.origin(), elements);
    }

    private Tree verb(Shape.Verbs verbs, Tree.Mapping step) {
        String verb = Steps.verb(step);
        return step.with(verb, step.keyPlace(verb), kept(verbs.verb(verb).shape(), Steps.body(step)));
    }
}
