package dev.ackademy.core.trace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;

/// How one kind of event (or a record inside one) is written and read: its components, in the order of their
/// declaration.
final class EventShape {

    private static final MethodHandle DIGEST = digestOf(Value.class, "digest", Object.class, DigestBytes.class);

    /// Numbers and texts go without a box and without a question for what they are.
    private static final MethodHandle NUMBER = digestOf(DigestBytes.class, "number", long.class);

    private static final MethodHandle TEXT = digestOf(DigestBytes.class, "text", String.class);

    /// From here on the components of a kind are digested by one method handle, which becomes one piece of
    /// machine code; it takes too long to make for kinds that occur now and then.
    private static final int OFTEN = 1000;

    private final Class<?> type;
    private final String[] names;
    private final Value[] values;
    private final MethodHandle[] getters;
    private final MethodHandle maker;

    private int digested;
    private volatile MethodHandle together;

    private EventShape(Class<?> type, String[] names, Value[] values, MethodHandle[] getters, MethodHandle maker) {
        this.type = type;
        this.names = names;
        this.values = values;
        this.getters = getters;
        this.maker = maker;
    }

    static EventShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        int count = components.length;
        String[] names = new String[count];
        Value[] values = new Value[count];
        MethodHandle[] getters = new MethodHandle[count];
        Class<?>[] types = new Class<?>[count];
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            for (int i = 0; i < count; i++) {
                names[i] = components[i].getName();
                types[i] = components[i].getType();
                values[i] = Values.of(components[i].getGenericType());
                getters[i] = lookup.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            MethodHandle maker = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, count)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new EventShape(type, names, values, getters, maker);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be an event or part of one", e);
        }
    }

    void write(Object record, JsonGenerator out) {
        out.writeStartObject();
        for (int i = 0; i < names.length; i++) {
            out.writeName(names[i]);
            values[i].write(got(i, record), out);
        }
        out.writeEndObject();
    }

    void digest(Object record, DigestBytes out) {
        MethodHandle all = together;
        if (all != null) {
            digest(all, record, out);
            return;
        }
        for (int i = 0; i < names.length; i++) {
            values[i].digest(got(i, record), out);
        }
        if (++digested == OFTEN) {
            together = together();
        }
    }

    private static void digest(MethodHandle all, Object record, DigestBytes out) {
        try {
            all.invokeExact(record, out);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot digest " + record, e);
        }
    }

    private MethodHandle together() {
        MethodHandle all = MethodHandles.empty(MethodType.methodType(void.class, Object.class, DigestBytes.class));
        try {
            for (int i = names.length - 1; i >= 0; i--) {
                all = MethodHandles.foldArguments(all, component(i));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type.getName() + " cannot be digested", e);
        }
        return all;
    }

    /// Digests one component of a record.
    private MethodHandle component(int i) throws IllegalAccessException {
        RecordComponent component = type.getRecordComponents()[i];
        MethodHandle digest = DIGEST.bindTo(values[i]);
        Class<?> taken = Object.class;
        if (component.getType() == int.class || component.getType() == long.class) {
            digest = MethodHandles.permuteArguments(NUMBER, digest.type().changeParameterType(0, long.class), 1, 0);
            taken = long.class;
        } else if (component.getType() == String.class) {
            digest = MethodHandles.permuteArguments(TEXT, digest.type().changeParameterType(0, String.class), 1, 0);
            taken = String.class;
        }
        MethodHandle getter = MethodHandles.publicLookup()
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(taken, Object.class));
        return MethodHandles.filterArguments(digest, 0, getter);
    }

    private static MethodHandle digestOf(Class<?> type, String name, Class<?>... parameters) {
        try {
            return MethodHandles.lookup().findVirtual(type, name, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every component must be there, once, and nothing else. The parser stands on the opening bracket.
    Object read(JsonLine in) {
        in.expect(JsonToken.START_OBJECT, "an object");
        Object[] read = new Object[names.length];
        Members it = new Members(names, false);
        for (int place = it.next(in); place >= 0; place = it.next(in)) {
            read[place] = values[place].read(in);
        }
        it.need(names.length);
        return made(read);
    }

    private Object got(int component, Object record) {
        try {
            return (Object) getters[component].invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot read " + names[component] + " of " + record, e);
        }
    }

    private Object made(Object[] components) {
        try {
            return (Object) maker.invokeExact(components);
        } catch (Throwable e) {
            throw new BadLine(
                    "its values do not go together: " + BadLine.harmless(String.valueOf(e.getMessage()), 80) + ".");
        }
    }
}
