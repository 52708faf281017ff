package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Lists what a resolved tree could hold and does not: fields without a default that nobody wrote. Left out is what has
/// no meaning with the kind of broker, with a neighbour's value, or beside another field of which only one may be
/// there.
final class UnsetValues {

    private final List<Resolved.Unset> values = new ArrayList<>();
    private final TreeSet<String> chosen = new TreeSet<>();

    private UnsetValues(Tree.Mapping root) {
        Values broker = new Values(root).inner("broker");
        chosen.add(broker.text("kind"));
        if (broker.has("style")) {
            chosen.add(broker.text("style"));
        }
    }

    static List<Resolved.Unset> of(Tree.Mapping root) {
        UnsetValues all = new UnsetValues(root);
        all.visit(Format.SCENARIO, root, "");
        return List.copyOf(all.values);
    }

    private void visit(Shape shape, Tree tree, String path) {
        switch (shape) {
            case Shape.Block block -> block(block, (Tree.Mapping) tree, path);
            case Shape.Cases cases -> block(cases.of((Tree.Mapping) tree), (Tree.Mapping) tree, path);
            case Shape.Named named ->
                ((Tree.Mapping) tree).entries().forEach((name, each) -> visit(named.each(), each, below(path, name)));
            case Shape.Listing listing -> elements(listing.each(), tree, path);
            case Shape.StepList _ -> elements(StepFormat.STEP, tree, path);
            case Shape.Verbs verbs -> {
                String verb = Steps.verb(tree);
                visit(verbs.verb(verb).shape(), Steps.body(tree), below(path, verb));
            }
            case Shape.Either either -> visit(either.of(tree), tree, path);
            case Shape.Scalar _, Shape.Overlays _, Shape.Anything _ -> {
                // Nothing stands below.
            }
        }
    }

    private void elements(Shape each, Tree tree, String path) {
        List<Tree> elements = ((Tree.Sequence) tree).elements();
        for (int i = 0; i < elements.size(); i++) {
            visit(each, elements.get(i), below(path, Integer.toString(i)));
        }
    }

    private void block(Shape.Block block, Tree.Mapping mapping, String path) {
        for (Field field : block.fields()) {
            Tree there = mapping.get(field.name());
            if (there != null) {
                visit(field.shape(), there, below(path, field.name()));
            } else if (isOpen(field, block, mapping)) {
                values.add(new Resolved.Unset(
                        below(path, field.name()), field.doc(), ValueCheck.expected(field.shape()), field.vendor()));
            }
        }
    }

    private boolean isOpen(Field field, Shape.Block block, Tree.Mapping mapping) {
        boolean other = field.oneOf() != null
                && block.fields().stream()
                        .anyMatch(each -> field.oneOf().equals(each.oneOf()) && mapping.get(each.name()) != null);
        return !other
                && field.later() == null
                && StructureCheck.applies(field, block, mapping)
                && (field.kinds().isEmpty() || field.kinds().stream().anyMatch(chosen::contains));
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
