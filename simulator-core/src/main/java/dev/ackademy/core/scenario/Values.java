package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads a checked block whose defaults are written out. A missing optional value is null, -1 or empty, as the method
/// says.
record Values(Tree.Mapping block) {

    static Values of(Tree tree) {
        return new Values((Tree.Mapping) tree);
    }

    boolean has(String name) {
        return block.get(name) != null;
    }

    /// The text, null where there is none.
    String text(String name) {
        return block.get(name) instanceof Tree.Scalar scalar ? scalar.text() : null;
    }

    boolean truth(String name) {
        return "true".equals(text(name));
    }

    boolean is(String name, String word) {
        return word.equals(text(name));
    }

    long whole(String name) {
        return Long.parseLong(text(name));
    }

    int count(String name) {
        return Math.toIntExact(whole(name));
    }

    /// µs; -1 for never and for nothing.
    long micros(String name) {
        String text = text(name);
        return text == null || text.equals("never") || text.equals("-1") ? -1 : Durations.micros(text);
    }

    Values inner(String name) {
        return of(block.get(name));
    }

    /// Elements of a list; a single value counts as a list of one, nothing as an empty one.
    List<Tree> list(String name) {
        return switch (block.get(name)) {
            case null -> List.of();
            case Tree.Sequence sequence -> sequence.elements();
            case Tree.Mapping mapping -> List.of(mapping);
            case Tree.Scalar scalar -> List.of(scalar);
        };
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(e -> texts.add(((Tree.Scalar) e).text()));
        return texts;
    }

    SequencedMap<String, Tree> named(String name) {
        return block.get(name) instanceof Tree.Mapping mapping ? mapping.entries() : new LinkedHashMap<>();
    }

    Place place() {
        return block.origin().place();
    }

    /// Where the value of a field stands, the block's place for a field that is not there.
    Place place(String name) {
        return block.get(name) == null ? place() : block.get(name).origin().place();
    }

    /// Whether a person decided it, not a default or a preset.
    boolean written(String name) {
        return block.get(name) != null && block.get(name).origin().level().compareTo(Origin.Level.PRESET) > 0;
    }
}
