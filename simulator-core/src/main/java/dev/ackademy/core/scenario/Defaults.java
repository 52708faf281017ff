package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Writes every constant default out, and one way to write each thing: a bare verb becomes a verb with a block, what
/// stands beside a verb moves inside, an empty value becomes an empty block or list. Fields come in the order of the
/// format.
final class Defaults {

    private Defaults() {}

    static Tree fill(Shape shape, Tree tree) {
        return switch (shape) {
            case Shape.Scalar _, Shape.Anything _, Shape.Overlays _ -> tree;
            case Shape.Block block -> block(block, mapping(tree));
            case Shape.Cases cases -> block(cases.of(mapping(tree)), mapping(tree));
            case Shape.Named named -> named(named, mapping(tree));
            case Shape.Listing listing -> listing(listing, tree);
            case Shape.StepList _ -> listing(StepFormat.STEPS, tree);
            case Shape.Verbs verbs -> verb(verbs, tree);
            case Shape.Either either -> fill(either.of(tree), tree);
        };
    }

    static Tree.Mapping block(Shape.Block block, Tree.Mapping mapping) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            Tree value = mapping.get(field.name());
            if (value == null && field.later() == null && StructureCheck.applies(field, block, mapping)) {
                value = left(field, mapping.origin());
            }
            if (value != null) {
                entries.put(field.name(), fill(field.shape(), value));
            }
        }
        return new Tree.Mapping(mapping.origin(), entries, mapping.keys());
    }

    /// What a field is where it is left out; null where it is simply not there.
    private static Tree left(Field field, Origin around) {
        if (field.fallback() != null) {
            return YamlText.value(field.fallback(), around.byDefault());
        }
        return field.filled() ? Tree.Mapping.empty(around.byDefault()) : null;
    }

    private static Tree named(Shape.Named named, Tree.Mapping mapping) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> entries.put(key, fill(named.each(), value)));
        return new Tree.Mapping(mapping.origin(), entries, mapping.keys());
    }

    private static Tree listing(Shape.Listing listing, Tree tree) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            return new Tree.Sequence(tree.origin(), List.of());
        }
        List<Tree> elements = new ArrayList<>(sequence.elements().size());
        sequence.elements().forEach(e -> elements.add(fill(listing.each(), e)));
        return new Tree.Sequence(sequence.origin(), elements);
    }

    private static Tree verb(Shape.Verbs verbs, Tree tree) {
        if (tree instanceof Tree.Scalar word) {
            Tree.Mapping bare = Tree.Mapping.empty(word.origin());
            Field verb = verbs.verb(word.text());
            return Tree.Mapping.empty(word.origin()).with(verb.name(), block((Shape.Block) verb.shape(), bare));
        }
        Tree.Mapping mapping = mapping(tree);
        for (Field verb : verbs.verbs()) {
            if (mapping.get(verb.name()) != null) {
                Tree.Mapping body = mapping(mapping.get(verb.name()));
                for (String beside : verbs.beside()) {
                    if (mapping.get(beside) != null) {
                        body = body.with(beside, mapping.keyPlace(beside), mapping.get(beside));
                    }
                }
                return Tree.Mapping.empty(mapping.origin())
                        .with(verb.name(), mapping.keyPlace(verb.name()), block((Shape.Block) verb.shape(), body));
            }
        }
        return mapping;
    }

    private static Tree.Mapping mapping(Tree tree) {
        return tree instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.empty(tree.origin());
    }
}
