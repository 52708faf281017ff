package dev.ackademy.core.node.state;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides from a declaration how it is written and read, and refuses what is not state: it names class, field and
/// reason.
final class Planner {

    private static final String ALLOWED =
            "numbers, texts, enums, records, arrays, List, ArrayDeque, TreeMap, TreeSet, LinkedHashMap, LinkedHashSet and final classes of these";

    private final Field field;

    private Planner(Field field) {
        this.field = field;
    }

    /// @param mayBeSet false for final fields, whose collections and objects are filled in place, and for a
    /// record's
    static Slot slot(Field field, boolean mayBeSet, MethodHandles.Lookup lookup) throws IllegalAccessException {
        Planner planner = new Planner(field);
        Class<?> type = field.getType();
        if (Modifier.isTransient(field.getModifiers())) {
            throw planner.refused("transient fields would be forgotten; mark a setting @Fixed");
        }
        if (field.isSynthetic()) {
            throw planner.refused("an inner class holds its surroundings; make it static");
        }
        List<Mark> marks = Mark.on(field, field.getName());
        boolean whole = type.isPrimitive() && whole(type);
        Mark mark = whole ? planner.only(marks) : null;
        Part part = whole ? null : planner.part(field.getGenericType(), marks);
        if (!mayBeSet && !field.getDeclaringClass().isRecord() && (whole || !filledInPlace(part))) {
            throw planner.refused("a final field of this type is a setting: mark it @Fixed, or it is state: not final");
        }
        return Slot.of(field, part, mark, mayBeSet, lookup);
    }

    /// The part of a value that was met behind an interface.
    static Part ofRuntime(Class<?> type) {
        if (type == String.class) {
            return Parts.TEXT;
        }
        if (type == Boolean.class) {
            return new Parts.Flag();
        }
        if (Parts.Whole.is(type)) {
            return new Parts.Whole(type, Mark.PLAIN);
        }
        if (type.isEnum()) {
            return new Parts.Word(type.getEnumConstants());
        }
        Shape.of(type);
        return new Parts.Known(type);
    }

    /// Refuses a class whose objects cannot be state.
    static void refuseNoState(Class<?> type) {
        String problem = null;
        if (type.getName().startsWith("java")) {
            problem = "is not among " + ALLOWED;
        } else if (type.isHidden()
                || type.isSynthetic()
                || type.isAnonymousClass()
                || type.isLocalClass() && !type.isRecord()) {
            problem = "is a lambda, local or anonymous class";
        } else if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            problem = "is an inner class: make it static";
        } else if (!Modifier.isFinal(type.getModifiers())) {
            problem = "is not final";
        } else if (!type.isRecord() && type.getSuperclass() != Object.class) {
            problem = "extends another class";
        }
        if (problem != null) {
            throw new NotState(type.getName() + " " + problem);
        }
    }

    static void refuseMutableStatic(Field field) {
        if (!Modifier.isFinal(field.getModifiers()) && !field.isSynthetic()) {
            throw NotState.field(
                    field.getDeclaringClass(), field.getName(), "static fields that change are hidden state");
        }
    }

    private Part part(Type type, List<Mark> marks) {
        return switch (type) {
            case Class<?> c -> part(c, marks);
            case ParameterizedType p -> holder((Class<?>) p.getRawType(), p.getActualTypeArguments(), marks);
            case WildcardType w -> part(w.getUpperBounds()[0], marks);
            case GenericArrayType a ->
                array(raw(a.getGenericComponentType()), part(a.getGenericComponentType(), marks), marks);
            default -> throw refused("the type variable " + type + " says nothing about what is kept");
        };
    }

    private Part part(Class<?> type, List<Mark> marks) {
        if (Parts.Whole.is(type)) {
            return new Parts.Whole(type, only(marks));
        }
        if (type.isArray()) {
            Class<?> element = type.getComponentType();
            return element.isPrimitive() && whole(element)
                    ? leftOut(marks, new Holders.Wholes(element, only(marks)))
                    : array(element, part(element, marks), marks);
        }
        if (!marks.isEmpty()) {
            throw refused("@Instant, @Ident, @Entry, @Capped and @Ranked mark whole numbers only");
        }
        if (type == String.class) {
            return Parts.TEXT;
        }
        if (type == Boolean.class || type == boolean.class) {
            return new Parts.Flag();
        }
        if (type == Double.class || type == double.class || type == Float.class || type == float.class) {
            return new Parts.Real(type == Float.class || type == float.class);
        }
        if (type.isEnum()) {
            return new Parts.Word(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return new Tagged(type);
        }
        if (type.isInterface()) {
            return open(type);
        }
        try {
            refuseNoState(type);
        } catch (NotState e) {
            throw refused(e.getMessage());
        }
        if (type.getTypeParameters().length > 0) {
            throw refused(type.getName() + " is generic: what it keeps is not known");
        }
        return new Parts.Known(type);
    }

    /// An interface that anybody may implement: not one of the JDK's, and not one that a lambda could stand
    /// for.
    private Part open(Class<?> type) {
        if (type.getName().startsWith("java")) {
            throw refused(type.getName() + " is not among " + ALLOWED);
        }
        int open = 0;
        for (Method method : type.getMethods()) {
            open += Modifier.isAbstract(method.getModifiers()) ? 1 : 0;
        }
        if (open == 1) {
            throw refused(type.getName() + " could be a lambda");
        }
        return new Tagged(type);
    }

    private Part holder(Class<?> raw, Type[] arguments, List<Mark> marks) {
        Holders.Sort sort = sort(raw);
        if (sort != null) {
            Part element = part(arguments[0], marks);
            if (sort == Holders.Sort.SORTED) {
                comparable(arguments[0]);
            }
            return leftOut(marks, new Holders.Many(sort, element, raw.isInterface()));
        }
        boolean tree = raw == TreeMap.class || raw == SortedMap.class || raw == NavigableMap.class;
        if (!tree && raw != LinkedHashMap.class && raw != SequencedMap.class) {
            throw refused(raw.getName() + " is not among " + ALLOWED);
        }
        if (tree) {
            comparable(arguments[0]);
        }
        boolean numbered = Parts.Whole.is(raw(arguments[0]));
        List<Mark> ofKeys = marks.stream()
                .filter(mark -> numbered && mark.role() == Mark.Role.IDENT)
                .toList();
        List<Mark> ofValues =
                marks.stream().filter(mark -> !ofKeys.contains(mark)).toList();
        return new Holders.Pairs(tree, part(arguments[0], ofKeys), part(arguments[1], ofValues), raw.isInterface());
    }

    private static Holders.Sort sort(Class<?> raw) {
        if (raw == List.class || raw == ArrayList.class) {
            return Holders.Sort.LIST;
        }
        if (raw == ArrayDeque.class || raw == Deque.class) {
            return Holders.Sort.DEQUE;
        }
        if (raw == TreeSet.class || raw == SortedSet.class || raw == NavigableSet.class) {
            return Holders.Sort.SORTED;
        }
        return raw == LinkedHashSet.class || raw == SequencedSet.class ? Holders.Sort.LINKED : null;
    }

    private Part array(Class<?> element, Part part, List<Mark> marks) {
        return leftOut(marks, new Holders.Several(element, part));
    }

    private static Part leftOut(List<Mark> marks, Part part) {
        return marks.size() == 1 && marks.getFirst().leftOut() ? new Parts.LeftOut(part) : part;
    }

    private void comparable(Type type) {
        if (!Comparable.class.isAssignableFrom(raw(type))) {
            throw refused(type.getTypeName() + " has no order of its own to sort by");
        }
    }

    private Mark only(List<Mark> marks) {
        if (marks.size() > 1) {
            throw refused("more than one of @Instant, @Ident, @Entry, @Capped and @Ranked");
        }
        return marks.isEmpty() ? Mark.PLAIN : marks.getFirst();
    }

    private static boolean filledInPlace(Part part) {
        return switch (part) {
            case Parts.LeftOut left -> filledInPlace(left.part());
            case Holders.Many _, Holders.Pairs _, Holders.Wholes _, Holders.Several _ -> true;
            default -> part.fillsExisting();
        };
    }

    private static boolean whole(Class<?> type) {
        return type == int.class
                || type == long.class
                || type == short.class
                || type == byte.class
                || type == char.class;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> (Class<?>) p.getRawType();
            case WildcardType w -> raw(w.getUpperBounds()[0]);
            default -> Object.class;
        };
    }

    private NotState refused(String problem) {
        return NotState.field(field.getDeclaringClass(), field.getName(), problem);
    }
}
