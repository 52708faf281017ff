package dev.ackademy.core.node.state;

import java.util.function.Consumer;

/// The parts that hold no other: texts, numbers, enums, and objects of one known class. Each begins with a byte that is
/// 0 for null.
final class Parts {

    static final Part TEXT = new Text();

    private Parts() {}

    record Text() implements Part {
        @Override
        public void write(Object value, StateOut out) {
            if (out.shares()) {
                out.share(value);
                return;
            }
            out.flag(value != null);
            if (value != null) {
                out.characters((String) value);
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            return in.shares() ? in.shared() : in.flag() ? in.characters() : null;
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {}

        @Override
        public boolean constant() {
            return true;
        }
    }

    /// A boxed whole number.
    record Whole(Class<?> box, Mark mark) implements Part {
        @Override
        public void write(Object value, StateOut out) {
            if (out.isCanonical() && mark.leftOut()) {
                return;
            }
            out.flag(value != null);
            if (value != null) {
                out.marked(value instanceof Character c ? c : ((Number) value).longValue(), mark);
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            return in.flag() ? boxed(in.number(), box) : null;
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {}

        @Override
        public boolean constant() {
            return true;
        }

        static boolean is(Class<?> type) {
            return type == Integer.class
                    || type == Long.class
                    || type == Short.class
                    || type == Byte.class
                    || type == Character.class;
        }

        /// Also for the primitive types.
        static Object boxed(long value, Class<?> type) {
            if (type == int.class || type == Integer.class) {
                return (int) value;
            }
            if (type == short.class || type == Short.class) {
                return (short) value;
            }
            if (type == byte.class || type == Byte.class) {
                return (byte) value;
            }
            return type == char.class || type == Character.class ? (Object) (char) value : (Object) value;
        }
    }

    record Flag() implements Part {
        @Override
        public void write(Object value, StateOut out) {
            out.put(value == null ? 0 : (Boolean) value ? 2 : 1);
        }

        @Override
        public Object read(StateIn in, Object existing) {
            return switch (in.next()) {
                case 0 -> null;
                case 1 -> false;
                default -> true;
            };
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {}

        @Override
        public boolean constant() {
            return true;
        }
    }

    /// `Double` and `Float`, by their bits.
    record Real(boolean single) implements Part {
        @Override
        public void write(Object value, StateOut out) {
            out.flag(value != null);
            if (value != null) {
                out.number(Double.doubleToLongBits(((Number) value).doubleValue()));
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            if (!in.flag()) {
                return null;
            }
            double value = Double.longBitsToDouble(in.number());
            return single ? (Object) (float) value : (Object) value;
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {}

        @Override
        public boolean constant() {
            return true;
        }
    }

    record Word(Object[] constants) implements Part {
        @Override
        public void write(Object value, StateOut out) {
            out.varying(value == null ? 0 : ((Enum<?>) value).ordinal() + 1L);
        }

        @Override
        public Object read(StateIn in, Object existing) {
            int place = in.count();
            return place == 0 ? null : constants[place - 1];
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {}

        @Override
        public boolean constant() {
            return true;
        }
    }

    /// A record or a final state class that is known from the declaration.
    static final class Known implements Part {

        private final Class<?> type;
        private Shape shape;

        Known(Class<?> type) {
            this.type = type;
        }

        @Override
        public void write(Object value, StateOut out) {
            if (out.shares() && constant()) {
                out.share(value);
                return;
            }
            out.flag(value != null);
            if (value != null) {
                shape().write(value, out);
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            if (in.shares() && constant()) {
                return in.shared();
            }
            return in.flag() ? shape().readOrMake(existing, in) : null;
        }

        @Override
        public boolean constant() {
            return type.isRecord() && shape().constant();
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {
            visit.accept(type);
        }

        @Override
        public boolean fillsExisting() {
            return !type.isRecord();
        }

        /// Late, because types may hold themselves.
        private Shape shape() {
            if (shape == null) {
                shape = Shape.of(type);
            }
            return shape;
        }
    }

    /// Only in exact bytes.
    record LeftOut(Part part) implements Part {
        @Override
        public boolean constant() {
            return part.constant();
        }

        @Override
        public void write(Object value, StateOut out) {
            if (!out.isCanonical()) {
                part.write(value, out);
            }
        }

        @Override
        public Object read(StateIn in, Object existing) {
            return part.read(in, existing);
        }

        @Override
        public boolean usesExisting() {
            return part.usesExisting();
        }

        @Override
        public void reaches(Consumer<Class<?>> visit) {
            part.reaches(visit);
        }
    }
}
