package dev.ackademy.core.trace;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;

/// The component types that an event may have.
final class Values {

    private Values() {}

    static Value of(Type type) {
        if (type == int.class || type == long.class || type == Integer.class) {
            return new Whole(type == int.class, type == long.class);
        }
        if (type == Long.class) {
            return new Whole(false, true);
        }
        if (type == boolean.class) {
            return new Flag();
        }
        if (type == String.class) {
            return new Text();
        }
        if (type == Operation.class) {
            return new OperationText();
        }
        if (type == TopicPartition.class) {
            return new PartitionText();
        }
        if (type instanceof Class<?> c && c.isEnum()) {
            return new Word(c.getEnumConstants());
        }
        if (type instanceof Class<?> c && c.isRecord()) {
            return new Parts(EventShape.of(c));
        }
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return new Many(of(p.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType p
                && p.getRawType() == SortedMap.class
                && p.getActualTypeArguments()[0] == String.class
                && p.getActualTypeArguments()[1] == String.class) {
            return new Fields();
        }
        throw new IllegalStateException("an event cannot have a component of " + type.getTypeName());
    }

    /// The word of an enum constant: `maybe-done`.
    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    record Whole(boolean primitiveInt, boolean primitiveLong) implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            if (value == null) {
                out.writeNull();
            } else {
                out.writeNumber(((Number) value).longValue());
            }
        }

        @Override
        public Object read(JsonLine in) {
            if (primitiveLong) {
                return in.wide();
            }
            return !primitiveInt && in.isNull() ? null : (Object) in.whole();
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            out.number(value == null ? Long.MIN_VALUE : ((Number) value).longValue());
        }
    }

    record Flag() implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            out.writeBoolean((Boolean) value);
        }

        @Override
        public Object read(JsonLine in) {
            return in.flag();
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            out.number((Boolean) value ? 1 : 0);
        }
    }

    record Text() implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            out.writeString((String) value);
        }

        @Override
        public Object read(JsonLine in) {
            return in.isNull() ? null : in.shared().text(in.text());
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            out.text((String) value);
        }
    }

    /// `A#2 update`
    record OperationText() implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            if (value == null) {
                out.writeNull();
            } else {
                Operation operation = (Operation) value;
                out.writeString(operation.id() + " " + operation.kind().word());
            }
        }

        @Override
        public Object read(JsonLine in) {
            return in.isNull() ? null : in.shared().operation(in.text());
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            if (value == null) {
                out.text(null);
                return;
            }
            Operation operation = (Operation) value;
            out.text(operation.key());
            out.number(operation.version());
            out.number(operation.kind().ordinal());
        }
    }

    /// `orders-0`
    record PartitionText() implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            out.writeString(value == null ? null : value.toString());
        }

        @Override
        public Object read(JsonLine in) {
            return in.isNull() ? null : in.shared().partition(in.text());
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            if (value == null) {
                out.text(null);
                return;
            }
            TopicPartition partition = (TopicPartition) value;
            out.text(partition.topic());
            out.number(partition.partition());
        }
    }

    /// @param digested what a digest takes of the name of each constant
    record Word(Object[] constants, byte[][] digested) implements Value {
        Word(Object[] constants) {
            this(constants, new byte[constants.length][]);
            for (int i = 0; i < constants.length; i++) {
                digested[i] = DigestBytes.of(((Enum<?>) constants[i]).name());
            }
        }

        @Override
        public void write(Object value, JsonGenerator out) {
            out.writeString(value == null ? null : word(value));
        }

        @Override
        public Object read(JsonLine in) {
            if (in.isNull()) {
                return null;
            }
            String text = in.text();
            for (Object constant : constants) {
                if (word(constant).equals(text)) {
                    return constant;
                }
            }
            throw new BadLine(in.path() + " cannot be " + BadLine.quoted(text) + ".");
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            if (value == null) {
                out.text(null);
            } else {
                out.add(digested[((Enum<?>) value).ordinal()]);
            }
        }
    }

    /// A record inside an event: an object with the names of its components.
    record Parts(EventShape shape) implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            if (value == null) {
                out.writeNull();
            } else {
                shape.write(value, out);
            }
        }

        @Override
        public Object read(JsonLine in) {
            return in.isNull() ? null : shape.read(in);
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            out.number(value == null ? 0 : 1);
            if (value != null) {
                shape.digest(value, out);
            }
        }
    }

    record Many(Value element) implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            if (value == null) {
                out.writeNull();
                return;
            }
            out.writeStartArray();
            for (Object each : (List<?>) value) {
                element.write(each, out);
            }
            out.writeEndArray();
        }

        @Override
        public Object read(JsonLine in) {
            if (in.isNull()) {
                return null;
            }
            in.expect(JsonToken.START_ARRAY, "a list");
            List<Object> all = new ArrayList<>();
            while (in.next() != JsonToken.END_ARRAY) {
                all.add(element.read(in));
            }
            return switch (all.size()) {
                case 0 -> List.of();
                case 1 -> Collections.singletonList(all.getFirst());
                default -> {
                    ((ArrayList<Object>) all).trimToSize();
                    yield Collections.unmodifiableList(all);
                }
            };
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            if (value == null) {
                out.number(-1);
                return;
            }
            List<?> all = (List<?>) value;
            out.number(all.size());
            for (int i = 0; i < all.size(); i++) {
                element.digest(all.get(i), out);
            }
        }
    }

    /// Texts by name, in the order of the names.
    record Fields() implements Value {
        @Override
        public void write(Object value, JsonGenerator out) {
            if (value == null) {
                out.writeNull();
                return;
            }
            out.writeStartObject();
            for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                out.writeName((String) each.getKey());
                out.writeString((String) each.getValue());
            }
            out.writeEndObject();
        }

        @Override
        public Object read(JsonLine in) {
            if (in.isNull()) {
                return null;
            }
            in.expect(JsonToken.START_OBJECT, "an object");
            TreeMap<String, String> all = new TreeMap<>();
            while (in.next() != JsonToken.END_OBJECT) {
                String name = in.shared().text(in.name());
                in.next();
                if (all.containsKey(name)) {
                    throw new BadLine("the name " + BadLine.quoted(name) + " stands twice in " + in.path() + ".");
                }
                all.put(name, in.isNull() ? null : in.shared().text(in.text()));
            }
            return Collections.unmodifiableSortedMap(all);
        }

        @Override
        public void digest(Object value, DigestBytes out) {
            if (value == null) {
                out.number(-1);
                return;
            }
            Map<?, ?> all = (Map<?, ?>) value;
            out.number(all.size());
            for (Map.Entry<?, ?> each : all.entrySet()) {
                out.text((String) each.getKey());
                out.text((String) each.getValue());
            }
        }
    }
}
