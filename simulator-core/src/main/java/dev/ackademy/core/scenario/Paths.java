package dev.ackademy.core.scenario;

import java.util.List;

/// Reads and changes a tree by path, where the path is known to fit.
final class Paths {

    private Paths() {}

    /// What stands there, null for nothing.
    static Tree get(Tree tree, List<String> path) {
        Tree here = tree;
        for (String name : path) {
            here = here instanceof Tree.Mapping mapping ? mapping.get(name) : null;
        }
        return here;
    }

    static Tree.Mapping set(Tree.Mapping mapping, List<String> path, Tree value) {
        String name = path.getFirst();
        if (path.size() == 1) {
            return mapping.with(name, mapping.keyPlace(name), value);
        }
        Tree.Mapping inner = (Tree.Mapping) mapping.get(name);
        return mapping.with(name, mapping.keyPlace(name), set(inner, path.subList(1, path.size()), value));
    }

    /// The highest level that had a say in this part of the tree.
    static Origin.Level highest(Tree tree) {
        Origin.Level own = tree.origin().level();
        return switch (tree) {
            case Tree.Scalar _ -> own;
            case Tree.Mapping mapping -> highest(own, mapping.entries().values());
            case Tree.Sequence sequence -> highest(own, sequence.elements());
        };
    }

    private static Origin.Level highest(Origin.Level own, Iterable<Tree> parts) {
        Origin.Level highest = own;
        for (Tree part : parts) {
            Origin.Level level = highest(part);
            highest = level.compareTo(highest) > 0 ? level : highest;
        }
        return highest;
    }
}
