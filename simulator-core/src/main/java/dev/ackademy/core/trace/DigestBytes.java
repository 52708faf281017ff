package dev.ackademy.core.trace;

import java.util.Arrays;

/// The bytes of one entry that a digest is taken of: numbers in seven-bit groups, texts with their length before them.
final class DigestBytes {

    byte[] bytes = new byte[512];
    int size;

    void number(long value) {
        long rest = value << 1 ^ value >> 63;
        int at = size;
        if ((rest & ~0x7FL) == 0 && at < bytes.length) {
            bytes[at] = (byte) rest;
            size = at + 1;
        } else {
            wide(rest);
        }
    }

    private void wide(long zigzag) {
        room(10);
        byte[] into = bytes;
        int at = size;
        long rest = zigzag;
        while ((rest & ~0x7FL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        size = at;
    }

    /// Null is told apart from the empty text.
    void text(String text) {
        if (text == null) {
            number(-1);
            return;
        }
        int length = text.length();
        number(length);
        room(length * 3);
        byte[] into = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                into[at++] = (byte) c;
            } else {
                into[at++] = (byte) (0x80 | c >>> 12);
                into[at++] = (byte) (c >>> 6);
                into[at++] = (byte) c;
            }
        }
        size = at;
    }

    /// What [#text] makes of it, to be added again and again by [#add].
    static byte[] of(String text) {
        DigestBytes alone = new DigestBytes();
        alone.text(text);
        return Arrays.copyOf(alone.bytes, alone.size);
    }

    void add(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
