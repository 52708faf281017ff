package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;

/// What may stand in one place of the file. Together the shapes are the only definition of the format: the checks, the
/// defaults, `show`, the JSON Schema and docs/scenario-format.md all come from them.
sealed interface Shape {

    record Scalar(ValueType type) implements Shape {}

    /// A mapping with these fields.
    record Block(String title, String doc, List<Field> fields) implements Shape {

        Field field(String name) {
            for (Field field : fields) {
                if (field.name().equals(name)) {
                    return field;
                }
            }
            return null;
        }

        List<String> names() {
            return fields.stream().map(Field::name).toList();
        }
    }

    /// A mapping from names that the person gives.
    ///
    /// @param what what is named, `topic`
    record Named(String what, ValueType key, Shape each, int most) implements Shape {}

    record Listing(Shape each, int least, int most) implements Shape {}

    /// Exactly one verb with its block; the fields beside it may also stand inside.
    record Verbs(String what, List<Field> verbs, List<String> beside) implements Shape {

        Field verb(String name) {
            for (Field verb : verbs) {
                if (verb.name().equals(name)) {
                    return verb;
                }
            }
            return null;
        }

        List<String> names() {
            return verbs.stream().map(Field::name).toList();
        }
    }

    /// One of several blocks, told apart by which block's first field is there.
    record Cases(String what, List<Block> blocks) implements Shape {

        Block of(Tree.Mapping mapping) {
            for (Block block : blocks) {
                if (mapping.entries().containsKey(block.fields().getFirst().name())) {
                    return block;
                }
            }
            return null;
        }

        List<String> names() {
            return blocks.stream().map(b -> b.fields().getFirst().name()).toList();
        }

        List<String> available() {
            return blocks.stream()
                    .map(b -> b.fields().getFirst())
                    .filter(f -> f.later() == null)
                    .map(Field::name)
                    .toList();
        }
    }

    /// One form or another, told apart by being a value, a list or a mapping; null where that form is not
    /// allowed.
    record Either(Shape scalar, Shape list, Shape mapping) implements Shape {

        Shape of(Tree tree) {
            return switch (tree) {
                case Tree.Scalar _ -> scalar;
                case Tree.Sequence _ -> list;
                case Tree.Mapping _ -> mapping;
            };
        }

        List<Shape> forms() {
            List<Shape> forms = new ArrayList<>();
            for (Shape form : new Shape[] {scalar, list, mapping}) {
                if (form != null) {
                    forms.add(form);
                }
            }
            return forms;
        }
    }

    /// The body of a variant: paths to values, as in `--set`.
    record Overlays() implements Shape {}

    /// Steps inside steps.
    record StepList() implements Shape {}

    /// A word of a kind that is not available yet; what stands there is not looked at.
    record Anything() implements Shape {}

    static Shape text(int most) {
        return new Scalar(new ValueType.Text(most));
    }

    static Shape truth() {
        return new Scalar(new ValueType.Truth());
    }

    static Shape count(long least, long most) {
        return new Scalar(new ValueType.Count(least, most, ""));
    }

    static Shape count(long least, long most, String limit) {
        return new Scalar(new ValueType.Count(least, most, limit));
    }

    static Shape time() {
        return new Scalar(new ValueType.Duration(ValueType.Duration.Sign.NOT_NEGATIVE, false, List.of()));
    }

    /// A duration that is not 0.
    static Shape someTime() {
        return new Scalar(new ValueType.Duration(ValueType.Duration.Sign.ABOVE_ZERO, false, List.of()));
    }

    static Shape timeOrNever() {
        return new Scalar(new ValueType.Duration(ValueType.Duration.Sign.ABOVE_ZERO, true, List.of()));
    }

    static Shape word(String... words) {
        return new Scalar(new ValueType.Word(List.of(words), List.of()));
    }

    static Shape words(List<String> words, String... later) {
        return new Scalar(new ValueType.Word(words, List.of(later)));
    }

    static Shape ref(ValueType.Target target) {
        return new Scalar(new ValueType.Ref(target));
    }

    static Shape oneOrMany(Shape one) {
        return new Either(one, new Listing(one, 1, 64), null);
    }

    static Shape list(Shape each, int most) {
        return new Listing(each, 0, most);
    }
}
