package dev.ackademy.core.node.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Plans classes and all that they can reach, before any run meets them.
public final class StateCheck {

    private StateCheck() {}

    /// One line for each class that keeps something that is not state; empty when all is well.
    public static List<String> problems(Collection<Class<?>> classes) {
        List<String> problems = new ArrayList<>();
        Set<Class<?>> known = new LinkedHashSet<>(classes);
        Deque<Class<?>> open = new ArrayDeque<>(known);
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            try {
                if (!type.isEnum()) {
                    Shape.of(type).reaches(next -> {
                        if (known.add(next)) {
                            open.add(next);
                        }
                    });
                }
            } catch (NotState e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }
}
