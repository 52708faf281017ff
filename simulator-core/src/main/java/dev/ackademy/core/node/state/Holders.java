package dev.ackademy.core.node.state;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The parts that hold others, in the order in which they are gone through: that order is state. Counts are shifted by
/// one, 0 is null.
final class Holders {

    private Holders() {}

    enum Sort {
        LIST,
        DEQUE,
        SORTED,
        LINKED
    }

    /// @param open whether it is declared as an interface: what a record holds so is never changed
    record Many(Sort sort, Part element, boolean open) implements Part {
        @Override
        public boolean constant() {
            return open && element.constant();
        }

        @Override
        public void write(Object value, StateOut out) {
            if (value == null) {
                out.varying(0);
                return;
            }
            Collection<?> all = (Collection<?>) value;
            if (all instanceof SortedSet<?> sorted && sorted.comparator() != null) {
                throw new NotState("a sorted set with a comparator of its own cannot be read back");
            }
            out.varying(all.size() + 1L);
            if (all instanceof RandomAccess) {
                List<?> list = (List<?>) all;
                for (int i = 0; i < list.size(); i++) {
                    element.write(list.get(i), out);
                }
            } else {
                for (Object each : all) {
                    element.write(each, out);
                }
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            int count = in.count() - 1;
            if (count < 0) {
                return null;
            }
            List<?> before = element.fillsExisting() && existing instanceof List<?> list ? list : List.of();
            Collection<Object> all = switch (sort) {
                case LIST -> new ArrayList<>(count);
                case DEQUE -> new ArrayDeque<>(count + 1);
                case SORTED -> new TreeSet<>();
                case LINKED -> new LinkedHashSet<>();
            };
            for (int i = 0; i < count; i++) {
                all.add(element.read(in, i < before.size() ? before.get(i) : null));
            }
            return all;
        }

        @Override
        public boolean usesExisting() {
            return element.fillsExisting();
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {
            element.reaches(visit);
        }
    }

    record Pairs(boolean sorted, Part key, Part value, boolean open) implements Part {
        @Override
        public boolean constant() {
            return open && key.constant() && value.constant();
        }

        @Override
        public void write(Object map, StateOut out) {
            if (map == null) {
                out.varying(0);
                return;
            }
            Map<?, ?> all = (Map<?, ?>) map;
            if (all instanceof SortedMap<?, ?> tree && tree.comparator() != null) {
                throw new NotState("a sorted map with a comparator of its own cannot be read back");
            }
            out.varying(all.size() + 1L);
            for (Map.Entry<?, ?> each : all.entrySet()) {
                key.write(each.getKey(), out);
                value.write(each.getValue(), out);
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            int count = in.count() - 1;
            if (count < 0) {
                return null;
            }
            Map<?, ?> before = value.fillsExisting() && existing instanceof Map<?, ?> map ? map : null;
            Map<Object, Object> all = sorted ? new TreeMap<>() : new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                Object name = key.read(in, null);
                all.put(name, value.read(in, before == null ? null : before.get(name)));
            }
            return all;
        }

        @Override
        public boolean usesExisting() {
            return value.fillsExisting();
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {
            key.reaches(visit);
            value.reaches(visit);
        }
    }

    /// Arrays of whole numbers.
    record Wholes(Class<?> type, Mark mark) implements Part {
        @Override
        public void write(Object array, StateOut out) {
            if (array == null) {
                out.varying(0);
                return;
            }
            int length = Array.getLength(array);
            out.varying(length + 1L);
            switch (array) {
                case int[] numbers -> {
                    for (int each : numbers) {
                        out.marked(each, mark);
                    }
                }
                case long[] numbers -> {
                    for (long each : numbers) {
                        out.marked(each, mark);
                    }
                }
                case char[] letters -> {
                    for (char each : letters) {
                        out.marked(each, mark);
                    }
                }
                default -> {
                    for (int i = 0; i < length; i++) {
                        out.marked(Array.getLong(array, i), mark);
                    }
                }
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            int length = in.count() - 1;
            if (length < 0) {
                return null;
            }
            Object array = Array.newInstance(type, length);
            for (int i = 0; i < length; i++) {
                Array.set(array, i, Parts.Whole.boxed(in.number(), type));
            }
            return array;
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {}
    }

    /// Arrays of anything else; flags and real numbers are boxed on their way.
    record Several(Class<?> type, Part element) implements Part {
        @Override
        public void write(Object array, StateOut out) {
            if (array == null) {
                out.varying(0);
                return;
            }
            int length = Array.getLength(array);
            out.varying(length + 1L);
            for (int i = 0; i < length; i++) {
                element.write(Array.get(array, i), out);
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            int length = in.count() - 1;
            if (length < 0) {
                return null;
            }
            Object array = Array.newInstance(type, length);
            boolean reuse = element.fillsExisting() && existing != null && Array.getLength(existing) == length;
            for (int i = 0; i < length; i++) {
                Array.set(array, i, element.read(in, reuse ? Array.get(existing, i) : null));
            }
            return array;
        }

        @Override
        public boolean usesExisting() {
            return element.fillsExisting();
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {
            element.reaches(visit);
        }
    }

    /// Fills what a final field holds with what was read.
    @SuppressWarnings("unchecked")
    static void pour(Object from, Object into) {
        switch (into) {
            case Map<?, ?> map -> {
                map.clear();
                ((Map<Object, Object>) map).putAll((Map<Object, Object>) from);
            }
            case Collection<?> all -> {
                all.clear();
                ((Collection<Object>) all).addAll((Collection<Object>) from);
            }
            default -> {
                if (Array.getLength(into) != Array.getLength(from)) {
                    throw new NotState("an array in a final field changed its length from " + Array.getLength(into)
                            + " to " + Array.getLength(from));
                }
                System.arraycopy(from, 0, into, 0, Array.getLength(into));
            }
        }
    }
}
