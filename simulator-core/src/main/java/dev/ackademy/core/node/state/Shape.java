package dev.ackademy.core.node.state;

import dev.ackademy.core.model.Fixed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// The plan of one class: every field that is not [Fixed], by name (a record's components as declared), and how an
/// object of it is made.
final class Shape {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return plan(type);
        }
    };

    private static final MethodHandle WRITE = ofSlot("write", StateOut.class);
    private static final MethodHandle READ = ofSlot("read", StateIn.class);

    /// From here on the slots of a class are gone through by one method handle, which becomes one piece of
    /// machine
    /// code; it takes too long to make for what is written or read now and then.
    private static final int OFTEN = 3000;

    final Class<?> type;
    final int tag;
    private final Slot[] slots;
    private final boolean record;
    private final boolean settings;
    private final MethodHandle maker;

    /// Only to see what is done often: two threads may count past each other.
    private int written;

    private int read;

    /// Null as long as it is not done often.
    private volatile MethodHandle writes;

    private volatile MethodHandle reads;

    private Shape(Class<?> type, Slot[] slots, boolean settings, MethodHandle maker) {
        this.type = type;
        this.tag = Tagged.tag(type);
        this.record = type.isRecord();
        this.slots = slots;
        this.settings = settings;
        this.maker = maker;
    }

    static Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    void write(Object object, StateOut out) {
        out.enter(object, !record);
        MethodHandle all = writes;
        if (all == null) {
            for (Slot slot : slots) {
                slot.write(object, out);
            }
            if (++written >= OFTEN) {
                writes = together(WRITE);
            }
        } else {
            try {
                all.invokeExact(object, out);
            } catch (Throwable e) {
                throw thrown(e);
            }
        }
        out.leave();
    }

    void read(Object object, StateIn in) {
        MethodHandle all = reads;
        if (all == null) {
            for (Slot slot : slots) {
                slot.read(object, in);
            }
            if (++read >= OFTEN) {
                reads = together(READ);
            }
        } else {
            try {
                all.invokeExact(object, in);
            } catch (Throwable e) {
                throw thrown(e);
            }
        }
    }

    /// One handle that does this with every slot, in turn.
    private MethodHandle together(MethodHandle ofSlot) {
        MethodHandle all = MethodHandles.empty(ofSlot.type().dropParameterTypes(0, 1));
        for (int i = slots.length - 1; i >= 0; i--) {
            all = MethodHandles.foldArguments(all, ofSlot.bindTo(slots[i]));
        }
        return all;
    }

    private NotState thrown(Throwable e) {
        return e instanceof NotState known ? known : new NotState(type.getName() + ": " + e.getMessage(), e);
    }

    private static MethodHandle ofSlot(String name, Class<?> codec) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(Slot.class, name, MethodType.methodType(void.class, Object.class, codec));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Fills `existing` where it is an object of this state class, makes a new one otherwise.
    Object readOrMake(Object existing, StateIn in) {
        if (record) {
            Object[] values = new Object[slots.length];
            for (int i = 0; i < slots.length; i++) {
                values[i] = slots[i].take(in);
            }
            return make(values);
        }
        Object object = existing != null && existing.getClass() == type ? existing : makeEmpty();
        read(object, in);
        return object;
    }

    /// 0 where it is not known yet, 1 for yes, 2 for no.
    private volatile byte constant;

    private static final List<Shape> DECIDING = new ArrayList<>();

    /// Whether objects of it never change.
    boolean constant() {
        return constant == 0 ? decided(this) : constant == 1;
    }

    /// A type that holds itself is constant where nothing else in it changes.
    private static synchronized boolean decided(Shape shape) {
        if (shape.constant != 0 || DECIDING.contains(shape)) {
            return shape.constant != 2;
        }
        DECIDING.add(shape);
        boolean all = shape.record;
        for (Slot slot : shape.slots) {
            all = all && (slot.part() == null || slot.part().constant());
        }
        DECIDING.removeLast();
        if (DECIDING.isEmpty() || !all) {
            shape.constant = (byte) (all ? 1 : 2);
        }
        return all;
    }

    void reaches(Consumer<Class<?>> visit) {
        for (Slot slot : slots) {
            slot.reaches(visit);
        }
    }

    private Object makeEmpty() {
        if (settings) {
            throw new NotState(type.getName() + " has @Fixed settings and is not there to be read into");
        }
        if (maker == null) {
            throw new NotState(type.getName() + " has no constructor without arguments");
        }
        return make(new Object[0]);
    }

    private Object make(Object[] values) {
        try {
            return (Object) maker.invokeExact(values);
        } catch (Throwable e) {
            throw new NotState(type.getName() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static Shape plan(Class<?> type) {
        Planner.refuseNoState(type);
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return type.isRecord() ? ofRecord(type, lookup) : ofStateClass(type, lookup);
        } catch (IllegalAccessException e) {
            throw new NotState(type.getName() + " cannot be looked into: " + e.getMessage(), e);
        }
    }

    private static Shape ofRecord(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        RecordComponent[] components = type.getRecordComponents();
        Slot[] slots = new Slot[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            slots[i] = Planner.slot(field(type, components[i].getName()), false, lookup);
        }
        try {
            return new Shape(
                    type, slots, false, spread(lookup.findConstructor(type, MethodType.methodType(void.class, types))));
        } catch (NoSuchMethodException e) {
            throw new NotState(type.getName() + " has no canonical constructor", e);
        }
    }

    private static Shape ofStateClass(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        List<Slot> slots = new ArrayList<>();
        boolean settings = false;
        Field[] fields = type.getDeclaredFields();
        Arrays.sort(fields, Comparator.comparing(Field::getName));
        for (Field field : fields) {
            if (Modifier.isStatic(field.getModifiers())) {
                Planner.refuseMutableStatic(field);
            } else if (field.isAnnotationPresent(Fixed.class)) {
                settings = true;
            } else {
                slots.add(Planner.slot(field, !Modifier.isFinal(field.getModifiers()), lookup));
            }
        }
        return new Shape(type, slots.toArray(Slot[]::new), settings, maker(type, lookup));
    }

    private static MethodHandle maker(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        try {
            return spread(lookup.findConstructor(type, MethodType.methodType(void.class)));
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static MethodHandle spread(MethodHandle constructor) {
        return constructor
                .asSpreader(Object[].class, constructor.type().parameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new NotState(type.getName() + " has no field " + name, e);
        }
    }
}
