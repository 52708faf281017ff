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

    /// @param digested what a digest takes of its name
    record Kind(String name, Class<?> type, EventShape shape, byte[] digested) {}

    private static final TreeMap<String, Kind> BY_NAME = table();

    /// By the hash of the class's name, at the next free place where one is taken; a quarter is in use.
    private static final Kind[] BY_CLASS = byClass();

    private EventKinds() {}

    static String nameOf(Event event) {
        return event instanceof Opaque opaque ? opaque.kind() : of(event).name;
    }

    /// Of any event but [Opaque].
    static Kind of(Event event) {
        Class<?> type = event.getClass();
        int place = place(type, BY_CLASS.length);
        while (BY_CLASS[place].type != type) {
            place = place + 1 & BY_CLASS.length - 1;
        }
        return BY_CLASS[place];
    }

    private static int place(Class<?> type, int places) {
        int hash = type.getName().hashCode();
        return (hash ^ hash >>> 16) & places - 1;
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
            table.put(name, new Kind(name, type, EventShape.of(type), DigestBytes.of(name)));
        }
        return table;
    }

    private static Kind[] byClass() {
        Kind[] byClass = new Kind[Integer.highestOneBit(BY_NAME.size()) * 8];
        for (Kind kind : BY_NAME.values()) {
            int place = place(kind.type, byClass.length);
            while (byClass[place] != null) {
                place = place + 1 & byClass.length - 1;
            }
            byClass[place] = kind;
        }
        return byClass;
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
