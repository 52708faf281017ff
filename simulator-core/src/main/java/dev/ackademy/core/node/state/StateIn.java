package dev.ackademy.core.node.state;

/// Gives back what an exact [StateOut] took, in the same order.
public final class StateIn {

    private final byte[] bytes;
    private final Object[] objects;
    private int at;
    private int taken;

    public StateIn(byte[] bytes) {
        this(bytes, null);
    }

    /// @param objects of a [StateOut#sharing], null of any other
    public StateIn(byte[] bytes, Object[] objects) {
        this.bytes = bytes;
        this.objects = objects;
    }

    boolean shares() {
        return objects != null;
    }

    Object shared() {
        return objects[taken++];
    }

    /// Reads into `owner`: its [dev.ackademy.core.model.Fixed] settings stay, everything else becomes what
    /// was written.
    public void state(Object owner) {
        Shape shape = Shape.of(owner.getClass());
        if (fixed() != shape.tag) {
            throw new NotState("the bytes at " + (at - 4) + " are not a state of "
                    + owner.getClass().getName());
        }
        shape.read(owner, this);
    }

    public Object value() {
        return Tagged.ANY.read(this, null);
    }

    public String text() {
        return (String) Parts.TEXT.read(this, null);
    }

    public boolean flag() {
        return next() != 0;
    }

    public long number() {
        long zigzag = varying();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    public long instant() {
        return number();
    }

    public long ident() {
        return number();
    }

    public int entry() {
        return (int) number();
    }

    public boolean atEnd() {
        return at == bytes.length;
    }

    int next() {
        if (at == bytes.length) {
            throw new NotState("the bytes end in the middle of a state");
        }
        return bytes[at++];
    }

    int fixed() {
        int value = 0;
        for (int b = 0; b < 4; b++) {
            value |= (next() & 0xFF) << 8 * b;
        }
        return value;
    }

    long varying() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = next();
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new NotState("a number at " + at + " is too long");
    }

    int count() {
        long count = varying();
        if (count < 0 || count > bytes.length) {
            throw new NotState("a count of " + count + " at " + at + " cannot be");
        }
        return (int) count;
    }

    String characters() {
        char[] text = new char[count()];
        for (int i = 0; i < text.length; i++) {
            int first = next();
            if (first >= 0) {
                text[i] = (char) first;
            } else if ((first & 0xE0) == 0xC0) {
                text[i] = (char) ((first & 0x1F) << 6 | next() & 0x3F);
            } else {
                text[i] = (char) ((first & 0x0F) << 12 | (next() & 0x3F) << 6 | next() & 0x3F);
            }
        }
        return new String(text);
    }
}
