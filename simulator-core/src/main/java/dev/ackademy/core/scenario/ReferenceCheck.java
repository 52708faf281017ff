package dev.ackademy.core.scenario;

import java.util.List;

/// Every name that stands for something else must be there.
final class ReferenceCheck {

    private static final int MOST_SHOWN = 12;

    private final Names names;
    private final Problems problems;

    ReferenceCheck(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    void check(Shape shape, Tree tree, String name) {
        if (problems.full()) {
            return;
        }
        switch (shape) {
            case Shape.Scalar scalar -> value(scalar.type(), (Tree.Scalar) tree, name);
            case Shape.Block block -> block(block, (Tree.Mapping) tree);
            case Shape.Cases cases -> block(cases.of((Tree.Mapping) tree), (Tree.Mapping) tree);
            case Shape.Named named ->
                ((Tree.Mapping) tree).entries().forEach((key, value) -> check(named.each(), value, key));
            case Shape.Listing listing ->
                ((Tree.Sequence) tree).elements().forEach(e -> check(listing.each(), e, name));
            case Shape.StepList _ -> check(StepFormat.STEPS, tree, name);
            case Shape.Verbs verbs -> check(verbs.verb(Steps.verb(tree)).shape(), Steps.body(tree), Steps.verb(tree));
            case Shape.Either either -> check(either.of(tree), tree, name);
            case Shape.Anything _, Shape.Overlays _ -> {
                // Names nothing.
            }
        }
    }

    private void block(Shape.Block block, Tree.Mapping mapping) {
        mapping.entries().forEach((key, value) -> check(block.field(key).shape(), value, key));
    }

    private void value(ValueType type, Tree.Scalar scalar, String name) {
        if (type instanceof ValueType.Ref(ValueType.Target target) && !names.has(target, scalar.text())) {
            problems.add(scalar, missing(target, scalar.text(), name));
        }
    }

    private String missing(ValueType.Target target, String text, String field) {
        String kind = names.stores().get(text);
        if (kind != null
                && (target == ValueType.Target.DATABASE
                        || target == ValueType.Target.UNIT
                        || target == ValueType.Target.SERVICE)) {
            return "'" + text + "' is a store of kind " + kind + "; '" + field + "' needs a " + target.words();
        }
        List<String> all = names.all(target);
        String hint = NearestWord.hint(text, all);
        String shown = String.join(", ", all.subList(0, Math.min(MOST_SHOWN, all.size())));
        String known = all.isEmpty() ? " This scenario has none" : " There is: " + shown;
        return "unknown " + target.words() + " '" + text + "'." + (hint.isEmpty() ? known : hint);
    }
}
