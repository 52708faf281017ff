package dev.ackademy.core.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Compares a tree with the format: unknown and missing fields, wrong forms, words, units and bounds. Refuses nothing
/// that needs to know another place of the file; that is [ReferenceCheck] and [Meaning].
final class StructureCheck {

    private final Problems problems;
    private final boolean laterAllowed;

    /// @param laterAllowed whether words of kinds that are not available yet may stand there (they may in a
    /// variant that nobody runs)
    StructureCheck(Problems problems, boolean laterAllowed) {
        this.problems = problems;
        this.laterAllowed = laterAllowed;
    }

    /// @param name what the value is called in an error, `producer`
    void check(Shape shape, Tree tree, String name) {
        if (problems.full()) {
            return;
        }
        switch (shape) {
            case Shape.Scalar scalar -> value(scalar.type(), tree, name);
            case Shape.Block block -> block(block, tree, name);
            case Shape.Named named -> named(named, tree, name);
            case Shape.Listing listing -> listing(listing, tree, name);
            case Shape.Verbs verbs -> verbs(verbs, tree);
            case Shape.Cases cases -> cases(cases, tree, name);
            case Shape.Either either -> either(either, tree, name);
            case Shape.StepList _ -> listing(StepFormat.STEPS, tree, name);
            case Shape.Overlays _ -> overlays(tree, name);
            case Shape.Anything _ -> {
                // Not looked at: it belongs to a kind that is not available yet.
            }
        }
    }

    private void value(ValueType type, Tree tree, String name) {
        if (!(tree instanceof Tree.Scalar scalar) || scalar.nothing()) {
            problems.add(tree, "'" + name + "' needs " + ValueCheck.expected(type) + ", not " + tree.seen());
            return;
        }
        String wrong = ValueCheck.wrong(type, scalar, name, laterAllowed);
        if (wrong != null) {
            problems.add(tree, wrong);
        }
    }

    private void block(Shape.Block block, Tree tree, String name) {
        Tree.Mapping mapping = mapping(tree, name);
        if (mapping == null) {
            return;
        }
        mapping.entries().forEach((key, value) -> field(block, mapping, key, value, name));
        missing(block, mapping, name);
        groups(block, mapping, name);
    }

    private void field(Shape.Block block, Tree.Mapping mapping, String key, Tree value, String name) {
        Field field = block.field(key);
        if (problems.full()) {
            return;
        }
        if (field == null) {
            problems.add(mapping.keyPlace(key), "unknown field '" + key + "' in " + name + "." + hint(key, block));
        } else if (field.later() != null) {
            later(mapping.keyPlace(key), "'" + key + "'", field.later());
        } else if (!applies(field, block, mapping)) {
            String[] only = field.onlyWith().split("=");
            problems.add(
                    mapping.keyPlace(key),
                    "'" + key + "' has a meaning only with '" + only[0] + ": " + only[1] + "'. Remove it");
        } else {
            check(field.shape(), value, key);
        }
    }

    private void later(Place place, String what, String owner) {
        if (!laterAllowed) {
            String belongs = owner.startsWith("kind:")
                    ? "'" + owner + "'. Available: kind: " + String.join(", ", Kinds.BUILT)
                    : owner;
            problems.add(place, what + " is not available yet: it belongs to " + belongs);
        }
    }

    private static String hint(String key, Shape.Block block) {
        String nearest = NearestWord.hint(key, block.names());
        if (!nearest.isEmpty()) {
            return nearest;
        }
        String elsewhere = Format.blockWith(key);
        return elsewhere == null
                ? " Known: " + String.join(", ", block.names())
                : " It belongs into '" + elsewhere + "'";
    }

    /// Whether the field has a meaning beside its neighbours.
    static boolean applies(Field field, Shape.Block block, Tree.Mapping mapping) {
        if (field.onlyWith() == null) {
            return true;
        }
        String[] only = field.onlyWith().split("=");
        Tree neighbour = mapping.get(only[0]);
        if (neighbour instanceof Tree.Scalar scalar) {
            return scalar.text().equals(only[1]);
        }
        return neighbour != null || only[1].equals(block.field(only[0]).fallback());
    }

    private void missing(Shape.Block block, Tree.Mapping mapping, String name) {
        for (Field field : block.fields()) {
            if (field.required()
                    && field.later() == null
                    && !mapping.entries().containsKey(field.name())
                    && applies(field, block, mapping)
                    && !misspelt(field, block, mapping)) {
                problems.missing(mapping, name + " needs '" + field.name() + "': " + field.doc());
            }
        }
    }

    /// It is there under a name that is told as unknown already.
    private static boolean misspelt(Field field, Shape.Block block, Tree.Mapping mapping) {
        return mapping.entries().keySet().stream()
                .anyMatch(key -> block.field(key) == null
                        && NearestWord.to(key, List.of(field.name())).isPresent());
    }

    private void groups(Shape.Block block, Tree.Mapping mapping, String name) {
        SequencedMap<String, String> names = new LinkedHashMap<>();
        SequencedMap<String, String> there = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            if (field.oneOf() != null) {
                names.merge(field.oneOf(), field.name(), (a, b) -> a + ", " + b);
                if (mapping.entries().containsKey(field.name())) {
                    there.merge(field.oneOf(), field.name(), (a, b) -> a + ", " + b);
                }
            }
        }
        for (Map.Entry<String, String> group : names.entrySet()) {
            String present = there.getOrDefault(group.getKey(), "");
            boolean optional = group.getKey().endsWith("?");
            if (present.contains(",") || (present.isEmpty() && !optional)) {
                problems.add(
                        mapping,
                        name + " needs " + (optional ? "at most" : "exactly") + " one of " + group.getValue()
                                + "; it has " + (present.isEmpty() ? "none" : present));
            }
        }
    }

    private void named(Shape.Named named, Tree tree, String name) {
        Tree.Mapping mapping = mapping(tree, name);
        if (mapping == null) {
            return;
        }
        if (mapping.entries().size() > named.most()) {
            problems.add(
                    mapping,
                    "'" + name + "' holds at most " + named.most() + ", not "
                            + mapping.entries().size());
            return;
        }
        mapping.entries().forEach((key, value) -> {
            String wrong = ValueCheck.wrong(
                    named.key(), new Tree.Scalar(mapping.origin(), Tree.Scalar.Form.TEXT, key), named.what(), true);
            if (wrong != null) {
                problems.add(mapping.keyPlace(key), wrong);
            } else {
                check(named.each(), value, key);
            }
        });
    }

    private void listing(Shape.Listing listing, Tree tree, String name) {
        if (tree instanceof Tree.Scalar scalar && scalar.nothing() && listing.least() == 0) {
            return;
        }
        if (!(tree instanceof Tree.Sequence sequence)) {
            problems.add(tree, "'" + name + "' needs a list, not " + tree.seen());
            return;
        }
        int size = sequence.elements().size();
        if (size < listing.least() || size > listing.most()) {
            String bound = listing.least() == listing.most()
                    ? "exactly " + listing.most()
                    : size < listing.least() ? "at least " + listing.least() : "at most " + listing.most();
            problems.add(tree, "'" + name + "' holds " + bound + " elements, not " + size);
            return;
        }
        sequence.elements().forEach(e -> check(listing.each(), e, name));
    }

    private void verbs(Shape.Verbs verbs, Tree tree) {
        if (tree instanceof Tree.Scalar scalar && !scalar.nothing()) {
            verb(
                    verbs,
                    scalar.text(),
                    Tree.Mapping.empty(scalar.origin()),
                    scalar.origin().place());
            return;
        }
        Tree.Mapping mapping = mapping(tree, verbs.what());
        if (mapping == null) {
            return;
        }
        String found = null;
        for (String key : mapping.entries().keySet()) {
            if (verbs.beside().contains(key)) {
                continue;
            }
            if (found != null) {
                problems.add(
                        mapping.keyPlace(key),
                        "a " + verbs.what() + " has one verb; here are '" + found + "' and '" + key
                                + "'. Begin another one with '-', or indent the field below the verb");
                return;
            }
            found = key;
        }
        if (found == null) {
            problems.add(mapping, "a " + verbs.what() + " needs one of " + String.join(", ", verbs.names()));
        } else {
            verb(verbs, found, joined(verbs, mapping, found), mapping.keyPlace(found));
        }
    }

    private void verb(Shape.Verbs verbs, String word, Tree body, Place place) {
        Field verb = verbs.verb(word);
        if (verb == null) {
            String hint = NearestWord.hint(word, verbs.names());
            problems.add(
                    place,
                    "unknown " + verbs.what() + " '" + word + "'."
                            + (hint.isEmpty() ? " Known: " + String.join(", ", verbs.names()) : hint));
        } else {
            check(verb.shape(), body, word);
        }
    }

    /// The verb's body with what stands beside the verb.
    private Tree joined(Shape.Verbs verbs, Tree.Mapping mapping, String verb) {
        Tree body = mapping.get(verb);
        if (body instanceof Tree.Scalar scalar && scalar.nothing()) {
            body = Tree.Mapping.empty(scalar.origin());
        }
        if (!(body instanceof Tree.Mapping inside)) {
            return body;
        }
        for (String name : verbs.beside()) {
            if (mapping.get(name) != null && inside.get(name) != null) {
                problems.add(
                        mapping.keyPlace(name), "'" + name + "' stands beside and inside '" + verb + "'; keep one");
            } else if (mapping.get(name) != null) {
                inside = inside.with(name, mapping.keyPlace(name), mapping.get(name));
            }
        }
        return inside;
    }

    private void cases(Shape.Cases cases, Tree tree, String name) {
        Tree.Mapping mapping = mapping(tree, name);
        if (mapping == null) {
            return;
        }
        long there =
                cases.names().stream().filter(mapping.entries()::containsKey).count();
        Shape.Block block = cases.of(mapping);
        if (block == null || there > 1) {
            String key = mapping.entries().keySet().stream()
                    .filter(k -> NearestWord.to(k, cases.names()).isPresent())
                    .findFirst()
                    .orElse(null);
            if (block == null && key != null) {
                problems.add(
                        mapping.keyPlace(key),
                        "unknown " + cases.what() + " '" + key + "' in " + name + "."
                                + NearestWord.hint(key, cases.names()));
            } else {
                problems.add(
                        mapping,
                        "'" + name + "' needs exactly one " + cases.what() + " of "
                                + String.join(", ", cases.available()));
            }
            return;
        }
        Field source = block.fields().getFirst();
        if (source.later() != null) {
            notYet(cases, mapping, name);
        } else {
            block(block, mapping, name);
        }
    }

    /// Refuses a case that is not available yet, and says nothing about anything else.
    void notYet(Shape.Cases cases, Tree tree, String name) {
        Shape.Block block = tree instanceof Tree.Mapping mapping ? cases.of(mapping) : null;
        Field source = block == null ? null : block.fields().getFirst();
        if (source != null && source.later() != null && !laterAllowed) {
            problems.add(
                    ((Tree.Mapping) tree).keyPlace(source.name()),
                    "'" + name + ": {" + source.name() + ": ...}' is not available yet; available: "
                            + String.join(", ", cases.available()));
        }
    }

    private void either(Shape.Either either, Tree tree, String name) {
        Shape form = either.of(tree);
        if (form == null || (tree instanceof Tree.Scalar scalar && scalar.nothing())) {
            problems.add(tree, "'" + name + "' needs " + ValueCheck.expected(either) + ", not " + tree.seen());
        } else {
            check(form, tree, name);
        }
    }

    private void overlays(Tree tree, String name) {
        // The paths and values are checked where they are applied, in Overlay.
        mapping(tree, name);
    }

    /// The mapping, an empty one where nothing is written; null (and a problem) where there is something
    /// else.
    private Tree.Mapping mapping(Tree tree, String name) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping;
        }
        if (tree instanceof Tree.Scalar scalar && scalar.nothing()) {
            return Tree.Mapping.empty(scalar.origin());
        }
        problems.add(tree, "'" + name + "' needs a mapping (field: value), not " + tree.seen());
        return null;
    }
}
