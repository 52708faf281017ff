package dev.ackademy.core.node.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/// One field of a class: how it is got at, and the part that its type asks for. Whole numbers go without a box. A
/// record,
/// so that its handles are constants to the compiler where it is one itself.
///
/// @param part     null for whole numbers
/// @param mark     null for anything else
/// @param setter   null where the field is final
/// @param replaces whether what is there makes no difference to what is read
record Slot(
        Class<?> owner,
        String name,
        Class<?> type,
        Part part,
        Mark mark,
        MethodHandle getter,
        MethodHandle setter,
        boolean replaces) {

    /// @param part for anything but whole numbers
    /// @param mark for whole numbers, null otherwise
    static Slot of(Field field, Part part, Mark mark, boolean mayBeSet, MethodHandles.Lookup lookup)
            throws IllegalAccessException {
        Class<?> seen = mark != null ? long.class : Object.class;
        MethodHandle getter = lookup.unreflectGetter(field).asType(MethodType.methodType(seen, Object.class));
        MethodHandle setter = mayBeSet
                ? MethodHandles.explicitCastArguments(
                        lookup.unreflectSetter(field), MethodType.methodType(void.class, Object.class, seen))
                : null;
        return new Slot(
                field.getDeclaringClass(),
                field.getName(),
                field.getType(),
                part,
                mark,
                getter,
                setter,
                setter != null && part != null && !part.usesExisting());
    }

    void write(Object object, StateOut out) {
        try {
            if (mark != null) {
                out.marked((long) getter.invokeExact(object), mark);
            } else {
                part.write((Object) getter.invokeExact(object), out);
            }
        } catch (Throwable e) {
            throw told(e);
        }
    }

    /// The value for a record's constructor.
    Object take(StateIn in) {
        return mark != null ? Parts.Whole.boxed(in.number(), type) : part.read(in, null);
    }

    void read(Object object, StateIn in) {
        try {
            if (mark != null) {
                setter.invokeExact(object, in.number());
                return;
            }
            if (replaces) {
                setter.invokeExact(object, part.read(in, null));
                return;
            }
            Object before = (Object) getter.invokeExact(object);
            Object value = part.read(in, before);
            if (value == before) {
                return;
            }
            if (setter != null) {
                setter.invokeExact(object, value);
            } else if (before == null || value == null) {
                throw new NotState("a final field is null on one side only");
            } else {
                Holders.pour(value, before);
            }
        } catch (Throwable e) {
            throw told(e);
        }
    }

    void reaches(java.util.function.Consumer<Class<?>> visit) {
        if (part != null) {
            part.reaches(visit);
        }
    }

    private NotState told(Throwable e) {
        if (e instanceof NotState known && known.getCause() != null) {
            return known;
        }
        return new NotState(owner.getName() + "." + name + ": " + e.getMessage(), e);
    }
}
