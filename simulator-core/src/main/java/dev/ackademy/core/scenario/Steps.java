package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;

/// Reads step lists of a tree whose defaults are written out: each element is a mapping from one verb to its block.
final class Steps {

    /// What a transaction names that is over the broker, not over a store.
    static final String BROKER = "broker";

    private Steps() {}

    static boolean overBroker(Tree step) {
        return is(step, "transaction") && BROKER.equals(text(step, "in"));
    }

    /// Whether the process publishes inside a transaction over the broker, or acknowledges there.
    static boolean transactional(Tree.Mapping process) {
        return of(process).stream().anyMatch(Steps::overBroker);
    }

    static List<Tree> of(Tree.Mapping block) {
        return block.get("steps") instanceof Tree.Sequence sequence ? sequence.elements() : List.of();
    }

    static String verb(Tree step) {
        return ((Tree.Mapping) step).entries().firstEntry().getKey();
    }

    static Tree.Mapping body(Tree step) {
        return (Tree.Mapping) ((Tree.Mapping) step).entries().firstEntry().getValue();
    }

    static boolean is(Tree step, String verb) {
        return verb(step).equals(verb);
    }

    static String text(Tree step, String field) {
        return body(step).get(field) instanceof Tree.Scalar scalar ? scalar.text() : null;
    }

    static boolean publishes(Tree.Mapping process) {
        return of(process).stream().anyMatch(s -> is(s, "publish") || overBroker(s))
                || Paths.get(process, List.of("on-failure", "topic")) != null;
    }

    /// Whether the process reads from a topic.
    static boolean readsTopic(Tree.Mapping process) {
        return Paths.get(process, List.of("reads", "topic")) != null;
    }

    static Tree step(String verb, Tree.Mapping body, Origin origin) {
        return Tree.Mapping.empty(origin).with(verb, origin.place(), body);
    }

    static Tree.Mapping with(Tree.Mapping block, List<Tree> steps) {
        Tree old = block.get("steps");
        return block.with("steps", block.keyPlace("steps"), new Tree.Sequence(old.origin(), new ArrayList<>(steps)));
    }

    /// The [#names(List, String)] for a person: `1 publish, 2 acknowledge`.
    static String numbered(List<String> names) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < names.size(); i += 2) {
            pairs.add(names.get(i + 1) + " " + names.get(i));
        }
        return String.join(", ", pairs);
    }

    /// All verbs in use with their numbers: `1`, `2`, `2.1`.
    static List<String> names(List<Tree> steps, String prefix) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String number = prefix + (i + 1);
            names.add(verb(steps.get(i)));
            names.add(number);
            names.addAll(names(of(body(steps.get(i))), number + "."));
        }
        return names;
    }
}
