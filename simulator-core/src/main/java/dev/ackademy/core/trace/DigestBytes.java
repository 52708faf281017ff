package dev.ackademy.core.trace;

import java.util.Arrays;

/// The bytes of one entry that a digest is taken of: numbers in seven-bit groups, texts with their length before them.
final class DigestBytes {

    byte[] bytes = new byte[512];
    int size;

    void number(long value) {
        room(10);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
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
        for (int i = 0; i < length; i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else {
                bytes[size++] = (byte) (0x80 | c >>> 12);
                bytes[size++] = (byte) (c >>> 6);
                bytes[size++] = (byte) c;
            }
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
