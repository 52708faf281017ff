package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lists the values of a resolved tree, each with what the format says about it.
final class ExplainedValues {

    private final List<Resolved.Explained> values = new ArrayList<>();

    private ExplainedValues() {}

    static List<Resolved.Explained> of(Tree.Mapping root) {
        ExplainedValues all = new ExplainedValues();
        all.visit(Format.SCENARIO, null, root, "");
        return List.copyOf(all.values);
    }

    private void visit(Shape shape, Field field, Tree tree, String path) {
        switch (tree) {
            case Tree.Scalar scalar -> add(path, scalar.text(), scalar.origin(), field);
            case Tree.Sequence sequence -> sequence(shape, field, sequence, path);
            case Tree.Mapping mapping -> mapping(shape, field, mapping, path);
        }
    }

    private void add(String path, String value, Origin origin, Field field) {
        String vendor = field == null ? "" : field.vendor();
        String vendorDefault = field == null ? "" : field.vendorDefault();
        String doc = field == null ? "" : field.doc();
        String takes = field == null ? "" : ValueCheck.expected(field.shape());
        values.add(new Resolved.Explained(path, value, origin, doc, takes, vendor, vendorDefault));
    }

    private void sequence(Shape shape, Field field, Tree.Sequence sequence, String path) {
        if (sequence.elements().stream().allMatch(e -> e instanceof Tree.Scalar)) {
            String text = String.join(
                    ", ",
                    sequence.elements().stream()
                            .map(e -> ((Tree.Scalar) e).text())
                            .toList());
            add(path, "[" + text + "]", sequence.origin(), field);
            return;
        }
        Shape each = each(shape, sequence);
        for (int i = 0; i < sequence.elements().size(); i++) {
            visit(each, field, sequence.elements().get(i), path + "." + i);
        }
    }

    private static Shape each(Shape shape, Tree tree) {
        return switch (shape) {
            case Shape.StepList _ -> StepFormat.STEP;
            case Shape.Listing listing -> listing.each();
            case Shape.Either either -> each(either.of(tree), tree);
            default -> shape;
        };
    }

    private void mapping(Shape shape, Field around, Tree.Mapping mapping, String path) {
        if (mapping.entries().isEmpty() && !path.isEmpty()) {
            add(path, "{}", mapping.origin(), around);
        }
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            Field field = field(shape, mapping, entry.getKey());
            Shape below = field != null ? field.shape() : shape instanceof Shape.Named named ? named.each() : shape;
            visit(below, field, entry.getValue(), inner);
        }
    }

    private static Field field(Shape shape, Tree.Mapping mapping, String key) {
        return switch (shape) {
            case Shape.Block block -> block.field(key);
            case Shape.Cases cases -> cases.of(mapping).field(key);
            case Shape.Verbs verbs -> verbs.verb(key);
            case Shape.Either either -> field(either.mapping(), mapping, key);
            default -> null;
        };
    }
}
