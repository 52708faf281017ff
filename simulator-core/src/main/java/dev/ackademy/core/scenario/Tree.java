package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A scenario as written: what stands where and who put it there. Nothing is known here about what it means.
sealed interface Tree {

    Origin origin();

    /// The same content, given by another.
    Tree by(Origin origin);

    /// What this is, for an error: `a list`, `'fast'`.
    String seen();

    /// Names to values, in the order of the file. `keys` holds the place of each name.
    record Mapping(Origin origin, SequencedMap<String, Tree> entries, SequencedMap<String, Place> keys)
            implements Tree {

        static Mapping empty(Origin origin) {
            return new Mapping(origin, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        Tree get(String key) {
            return entries.get(key);
        }

        Place keyPlace(String key) {
            return keys.getOrDefault(key, origin.place());
        }

        Mapping with(String key, Place place, Tree value) {
            SequencedMap<String, Tree> values = new LinkedHashMap<>(entries);
            SequencedMap<String, Place> places = new LinkedHashMap<>(keys);
            values.put(key, value);
            places.put(key, place);
            return new Mapping(origin, values, places);
        }

        Mapping with(String key, Tree value) {
            return with(key, value.origin().place(), value);
        }

        Mapping without(String key) {
            SequencedMap<String, Tree> values = new LinkedHashMap<>(entries);
            values.remove(key);
            return new Mapping(origin, values, keys);
        }

        @Override
        public Tree by(Origin other) {
            SequencedMap<String, Tree> values = new LinkedHashMap<>();
            entries.forEach((key, value) ->
                    values.put(key, value.by(other.at(value.origin().place()))));
            return new Mapping(other, values, keys);
        }

        @Override
        public String seen() {
            return "a mapping";
        }
    }

    record Sequence(Origin origin, List<Tree> elements) implements Tree {

        Sequence with(int index, Tree value) {
            List<Tree> changed = new ArrayList<>(elements);
            if (index == changed.size()) {
                changed.add(value);
            } else {
                changed.set(index, value);
            }
            return new Sequence(origin, changed);
        }

        @Override
        public Tree by(Origin other) {
            List<Tree> values = new ArrayList<>();
            elements.forEach(e -> values.add(e.by(other.at(e.origin().place()))));
            return new Sequence(other, values);
        }

        @Override
        public String seen() {
            return "a list";
        }
    }

    /// @param text the value as the YAML 1.2 core schema reads it: `012` is `12`, `True` is `true`
    record Scalar(Origin origin, Form form, String text) implements Tree {

        enum Form {
            TEXT,
            WHOLE,
            FRACTION,
            TRUTH,
            NOTHING
        }

        boolean nothing() {
            return form == Form.NOTHING;
        }

        @Override
        public Tree by(Origin other) {
            return new Scalar(other, form, text);
        }

        @Override
        public String seen() {
            return nothing() ? "nothing" : "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
        }
    }
}
