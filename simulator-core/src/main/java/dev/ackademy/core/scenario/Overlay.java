package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;

/// Puts one value at one path of a tree, as a variant or `--set` says it: what stood there is replaced as a whole. The
/// path is walked along the format, so that a misspelt one is refused. A list is addressed by index from 0; one past
/// its end adds an element.
final class Overlay {

    private final Place place;
    private final Tree value;
    private final Problems problems;
    private final String path;

    private Overlay(String path, Place place, Tree value, Problems problems) {
        this.path = path;
        this.place = place;
        this.value = value;
        this.problems = problems;
    }

    /// The changed tree; the same one, and a problem, where the path leads nowhere.
    static Tree.Mapping apply(Tree.Mapping root, String path, Place place, Tree value, Problems problems) {
        List<String> segments = List.of(path.split("\\.", -1));
        if (segments.contains("") || segments.size() > YamlText.DEEPEST) {
            problems.add(place, "'" + path + "' is no path; write names with a dot between them, as in broker.nodes");
            return root;
        }
        if (segments.getFirst().equals("variants") || segments.getFirst().equals("scenario")) {
            problems.add(place, "'" + segments.getFirst() + "' cannot be changed by a variant or by --set");
            return root;
        }
        Overlay overlay = new Overlay(path, place, value, problems);
        return overlay.into(Format.SCENARIO, root, segments) instanceof Tree.Mapping changed ? changed : root;
    }

    private Tree into(Shape shape, Tree tree, List<String> rest) {
        if (rest.isEmpty()) {
            new StructureCheck(problems, true).check(shape, value, path.substring(path.lastIndexOf('.') + 1));
            return value;
        }
        return switch (shape) {
            case Shape.Block block -> field(block, mapping(tree), rest);
            case Shape.Cases cases -> field(anyOf(cases), mapping(tree), rest);
            case Shape.Named named -> named(named, mapping(tree), rest);
            case Shape.Listing listing -> element(listing, tree, rest);
            case Shape.StepList _ -> element(StepFormat.STEPS, tree, rest);
            case Shape.Verbs verbs -> verb(verbs, mapping(tree), rest);
            case Shape.Either either -> either(either, tree, rest);
            case Shape.Scalar _, Shape.Anything _, Shape.Overlays _ ->
                nowhere(tree, rest.getFirst(), "has no parts", "");
        };
    }

    private Tree nowhere(Tree tree, String segment, String why, String hint) {
        problems.add(place, "path '" + path + "': '" + segment + "' " + why + "." + hint);
        return tree;
    }

    private Tree.Mapping mapping(Tree tree) {
        return tree instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.empty(value.origin());
    }

    private Tree field(Shape.Block block, Tree.Mapping mapping, List<String> rest) {
        Field field = block.field(rest.getFirst());
        if (field == null) {
            String hint = NearestWord.hint(rest.getFirst(), block.names());
            return nowhere(
                    mapping,
                    rest.getFirst(),
                    "is unknown",
                    hint.isEmpty() ? " Known: " + String.join(", ", block.names()) : hint);
        }
        return put(mapping, field.name(), field.shape(), tail(rest));
    }

    private Tree put(Tree.Mapping mapping, String name, Shape shape, List<String> rest) {
        Place key = mapping.keys().getOrDefault(name, place);
        return mapping.with(name, rest.isEmpty() ? place : key, into(shape, mapping.get(name), rest));
    }

    /// The fields of all cases together: the check afterwards says whether they fit each other.
    private static Shape.Block anyOf(Shape.Cases cases) {
        List<Field> fields = new ArrayList<>();
        cases.blocks().forEach(b -> fields.addAll(b.fields()));
        return new Shape.Block(cases.what(), "", fields);
    }

    /// A name may hold dots itself: the longest one that is there is meant.
    private Tree named(Shape.Named named, Tree.Mapping mapping, List<String> rest) {
        for (int length = rest.size(); length > 1; length--) {
            String name = String.join(".", rest.subList(0, length));
            if (mapping.entries().containsKey(name)) {
                return put(mapping, name, named.each(), rest.subList(length, rest.size()));
            }
        }
        String name = rest.getFirst();
        if (!mapping.entries().containsKey(name) && rest.size() > 1) {
            String hint = NearestWord.hint(name, mapping.entries().keySet());
            return nowhere(mapping, name, "is no " + named.what() + " of this scenario", hint);
        }
        return put(mapping, name, named.each(), tail(rest));
    }

    private Tree element(Shape.Listing listing, Tree tree, List<String> rest) {
        Tree.Sequence sequence =
                tree instanceof Tree.Sequence list ? list : new Tree.Sequence(value.origin(), List.of());
        int size = sequence.elements().size();
        String segment = rest.getFirst();
        int index = segment.matches("[0-9]{1,6}") ? Integer.parseInt(segment) : -1;
        if (index < 0 || index > size) {
            return nowhere(tree, segment, "is no place of this list: it has " + size + " elements, counted from 0", "");
        }
        Tree before = index < size ? sequence.elements().get(index) : null;
        return sequence.with(index, into(listing.each(), before, tail(rest)));
    }

    /// Either names the verb (`steps.0.publish.await`) or goes on inside the verb that is there
    /// (`faults.0.restart`).
    private Tree verb(Shape.Verbs verbs, Tree.Mapping mapping, List<String> rest) {
        Field named = verbs.verb(rest.getFirst());
        if (named != null) {
            return put(mapping, named.name(), named.shape(), tail(rest));
        }
        for (Field verb : verbs.verbs()) {
            Tree body = mapping.get(verb.name());
            if (body != null) {
                return verbs.beside().contains(rest.getFirst()) && mapping.get(rest.getFirst()) != null
                        ? put(
                                mapping,
                                rest.getFirst(),
                                ((Shape.Block) verb.shape())
                                        .field(rest.getFirst())
                                        .shape(),
                                tail(rest))
                        : put(mapping, verb.name(), verb.shape(), rest);
            }
        }
        String hint = NearestWord.hint(rest.getFirst(), verbs.names());
        return nowhere(mapping, rest.getFirst(), "is no " + verbs.what(), hint);
    }

    private Tree either(Shape.Either either, Tree tree, List<String> rest) {
        boolean index = rest.getFirst().matches("[0-9]+");
        Shape form = index && either.list() != null ? either.list() : either.mapping();
        if (form == null) {
            return nowhere(tree, rest.getFirst(), "has no parts", "");
        }
        return into(form, tree, rest);
    }

    private static List<String> tail(List<String> segments) {
        return segments.subList(1, segments.size());
    }
}
