package dev.ackademy.core.node.state;

import dev.ackademy.core.model.Digest128;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Values whose class is known only when they are met: implementations of an interface (frames, commands, steps). A tag
/// that depends on nothing but the name of the class goes before each; it is read through a table of the classes that
/// were written or planned in this program. Tag 0 is null, tag 1 a shared object.
///
/// @param declared the interface, null where anything that is state may stand
record Tagged(Class<?> declared) implements Part {

    static final Tagged ANY = new Tagged(null);

    private record Kind(int tag, Class<?> type, Part part) {}

    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return register(type);
        }
    };

    /// Whether values of a class never change.
    private static final ClassValue<Boolean> SHARED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Enum.class.isAssignableFrom(type) || Planner.ofRuntime(type).constant();
        }
    };

    /// Sorted by tag; replaced, never changed.
    private static volatile Kind[] table = {};

    @Override
    public void write(Object value, StateOut out) {
        if (value == null) {
            out.fixed(0);
            return;
        }
        if (out.shares() && SHARED.get(value.getClass())) {
            out.fixed(1);
            out.share(value);
            return;
        }
        Kind kind = KINDS.get(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
        out.fixed(kind.tag);
        kind.part.write(value, out);
    }

    @Override
    public Object read(StateIn in, Object existing) {
        int tag = in.fixed();
        if (tag == 0) {
            return null;
        }
        if (tag == 1 && in.shares()) {
            return in.shared();
        }
        Kind kind = find(table, tag);
        if (kind == null) {
            throw new NotState("no class with tag " + Integer.toHexString(tag) + " has been written in this program");
        }
        return kind.part.read(in, existing);
    }

    @Override
    public void reaches(Consumer<Class<?>> visit) {
        if (declared != null) {
            leaves(declared).forEach(visit);
        }
    }

    @Override
    public boolean constant() {
        if (declared == null) {
            return false;
        }
        List<Class<?>> leaves = leaves(declared);
        return leaves.stream()
                .allMatch(leaf ->
                        leaf.isEnum() || leaf.isRecord() && Shape.of(leaf).constant());
    }

    @Override
    public boolean fillsExisting() {
        return true;
    }

    static int tag(Class<?> type) {
        byte[] name = type.getName().getBytes(StandardCharsets.UTF_8);
        int tag = (int) Digest128.of(name, 0, name.length).low();
        return tag == 0 || tag == 1 ? 2 : tag;
    }

    private static synchronized Kind register(Class<?> type) {
        int tag = tag(type);
        Kind other = find(table, tag);
        if (other != null) {
            if (other.type != type) {
                throw new NotState(type.getName() + " has the same tag as " + other.type.getName() + ": rename one");
            }
            return other;
        }
        Kind kind = new Kind(tag, type, Planner.ofRuntime(type));
        Kind[] grown = Arrays.copyOf(table, table.length + 1);
        grown[grown.length - 1] = kind;
        Arrays.sort(grown, (a, b) -> Integer.compare(a.tag, b.tag));
        table = grown;
        return kind;
    }

    private static Kind find(Kind[] kinds, int tag) {
        int low = 0;
        int high = kinds.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (kinds[middle].tag == tag) {
                return kinds[middle];
            }
            if (kinds[middle].tag < tag) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /// The classes that a sealed type permits in the end; none for an open interface.
    private static List<Class<?>> leaves(Class<?> type) {
        List<Class<?>> leaves = new ArrayList<>();
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                leaves.addAll(leaves(permitted));
            }
        } else if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
            leaves.add(type);
        }
        return leaves;
    }
}
