package dev.ackademy.core.trace;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.TopicPartition;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Entries of every kind, with values drawn from a seed: what the file format must carry, whatever it means.
final class Samples {

    private static final String[] TEXTS = {
        "", "orders", "Zoë \uD83D\uDE00", "a\"b\\c\n\u0007", "lone \uD800", "A#2 update", "null"
    };

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    static RecordingHeader header() {
        LinkedHashMap<String, Integer> choices = new LinkedHashMap<>();
        choices.put("cut/produce/shop.1/A#2/1", 1);
        choices.put("any/x", 0);
        return new RecordingHeader(
                "0.1.0",
                "scenario: 1\ntitle: \"Zoë\"\n",
                -42,
                choices,
                List.of(
                        new NodeName("shop.1", NodeName.Role.PROCESS, "shop"),
                        new NodeName("B1", NodeName.Role.BROKER, "B1"),
                        new NodeName("db", NodeName.Role.STORE, "db")),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
    }

    /// At least one entry of each kind, then more.
    List<TraceEntry> entries(int count) {
        List<Class<?>> kinds = new ArrayList<>();
        leaves(Event.class, kinds);
        List<TraceEntry> entries = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            int[] causes = new int[n == 1 ? 0 : random.nextInt(3)];
            for (int i = 0; i < causes.length; i++) {
                causes[i] = random.nextInt(n);
            }
            entries.add(new TraceEntry(
                    n,
                    n * 1000L + random.nextInt(1000),
                    random.nextInt(4) - 1,
                    1 + random.nextInt(3),
                    random.nextInt(3) - 1,
                    (Event) value(kinds.get((n - 1) % kinds.size())),
                    causes,
                    random.nextInt(5) == 0 ? "cut/produce/shop.1/A#2/1=1" : null,
                    TraceEntry.Origin.values()[random.nextInt(8) / 3]));
        }
        return entries;
    }

    static RecordingEnd end(List<TraceEntry> entries) {
        TraceDigest digest = new TraceDigest();
        entries.forEach(digest::add);
        return new RecordingEnd(RunEnd.QUIET, "", "", true, 77, 5_000_000, digest.value());
    }

    static byte[] recorded(List<TraceEntry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordingWriter writer = RecordingWriter.to(out, "memory", header());
        entries.forEach(writer::add);
        writer.finish(end(entries));
        writer.close();
        return out.toByteArray();
    }

    private static void leaves(Class<?> type, List<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                leaves(permitted, found);
            }
        } else if (type != dev.ackademy.core.model.Opaque.class) {
            found.add(type);
        }
    }

    private Object value(Type type) {
        if (type == int.class) {
            return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(5) - 1;
        }
        if (type == Integer.class) {
            return random.nextInt(6);
        }
        if (type == long.class || type == Long.class) {
            return random.nextInt(4) == 0 ? random.nextLong() : (long) random.nextInt(1000) - 1;
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return random.nextInt(8) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)];
        }
        if (type == Operation.class) {
            return random.nextInt(6) == 0
                    ? null
                    : new Operation(
                            random.nextBoolean() ? "A" : "x #1 create",
                            random.nextInt(9),
                            OperationKind.values()[random.nextInt(3)]);
        }
        if (type == TopicPartition.class) {
            return random.nextInt(6) == 0 ? null : new TopicPartition("or-ders", random.nextInt(3));
        }
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            List<Object> all = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                all.add(value(p.getActualTypeArguments()[0]));
            }
            return all;
        }
        if (type instanceof ParameterizedType) {
            TreeMap<String, String> fields = new TreeMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                fields.put(TEXTS[random.nextInt(4)], TEXTS[random.nextInt(TEXTS.length)]);
            }
            return fields;
        }
        Class<?> known = (Class<?>) type;
        if (known.isEnum()) {
            return known.getEnumConstants()[random.nextInt(known.getEnumConstants().length)];
        }
        return record(known);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }
}
