package dev.ackademy.core.trace;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Opaque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fixed table of the kinds of event, made from what [Event] permits: a recording names kinds, never classes. Where
/// two records have the same name, the name of their group goes before it: `NetworkRequestRefused`.
final class EventKinds {

    private record Kind(String name, Class<?> type, EventShape shape) {}

    private static final TreeMap<String, Kind> BY_NAME = table();

    private static final ClassValue<Kind> BY_CLASS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return BY_NAME.values().stream()
                    .filter(kind -> kind.type == type)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(type.getName() + " is no event"));
        }
    };

    private EventKinds() {}

    static String nameOf(Event event) {
        return event instanceof Opaque opaque ? opaque.kind() : BY_CLASS.get(event.getClass()).name;
    }

    static EventShape shapeOf(Event event) {
        return BY_CLASS.get(event.getClass()).shape;
    }

    /// Null for a kind that this program does not know.
    static EventShape shapeOf(String name) {
        Kind kind = BY_NAME.get(name);
        return kind == null ? null : kind.shape;
    }

    static SortedSet<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }

    private static TreeMap<String, Kind> table() {
        List<Class<?>> types = new ArrayList<>();
        leaves(Event.class, types);
        TreeMap<String, Integer> uses = new TreeMap<>();
        types.forEach(type -> uses.merge(type.getSimpleName(), 1, Integer::sum));
        TreeMap<String, Kind> table = new TreeMap<>();
        for (Class<?> type : types) {
            String simple = type.getSimpleName();
            String name = uses.get(simple) == 1 ? simple : group(type) + simple;
            table.put(name, new Kind(name, type, EventShape.of(type)));
        }
        return table;
    }

    private static String group(Class<?> type) {
        String name = type.getDeclaringClass().getSimpleName();
        return name.substring(0, name.length() - "Event".length());
    }

    private static void leaves(Class<?> type, List<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                leaves(permitted, found);
            }
        } else if (type != Opaque.class) {
            found.add(type);
        }
    }
}
