package dev.ackademy.core.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A 128-bit digest of bytes: MurmurHash3 x64, seed 0. It recognises equal worlds and damaged recordings; it is no
/// protection against a forger.
public record Digest128(long high, long low) implements Comparable<Digest128> {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87C37B91114253D5L;
    private static final long C2 = 0x4CF5AD432745937FL;

    public static Digest128 of(byte[] bytes, int from, int length) {
        return new Running().add(bytes, from, length).value();
    }

    @Override
    public int compareTo(Digest128 other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// 32 hexadecimal digits.
    @Override
    public String toString() {
        return hex(high) + hex(low);
    }

    private static String hex(long word) {
        String digits = Long.toHexString(word);
        return "0".repeat(16 - digits.length()) + digits;
    }

    /// A digest of bytes that come piece by piece: how they are cut into pieces does not matter.
    public static final class Running {

        private final byte[] block = new byte[16];
        private int filled;
        private long length;
        private long h1;
        private long h2;

        public Running add(byte[] bytes, int from, int count) {
            int at = from;
            int end = from + count;
            length += count;
            if (filled > 0) {
                int taken = Math.min(16 - filled, count);
                System.arraycopy(bytes, at, block, filled, taken);
                filled += taken;
                at += taken;
                if (filled < 16) {
                    return this;
                }
                mix(block, 0);
                filled = 0;
            }
            for (; at + 16 <= end; at += 16) {
                mix(bytes, at);
            }
            filled = end - at;
            System.arraycopy(bytes, at, block, 0, filled);
            return this;
        }

        /// The digest of all bytes so far; more may follow.
        public Digest128 value() {
            long a = h1;
            long b = h2;
            b ^= second(tail(8));
            a ^= first(tail(0));
            a ^= length;
            b ^= length;
            a += b;
            b += a;
            a = finish(a);
            b = finish(b);
            a += b;
            b += a;
            return new Digest128(a, b);
        }

        private long tail(int from) {
            long word = 0;
            for (int i = Math.min(filled, from + 8) - 1; i >= from; i--) {
                word = word << 8 | block[i] & 0xFF;
            }
            return word;
        }

        private void mix(byte[] bytes, int at) {
            h1 = (Long.rotateLeft(h1 ^ first((long) WORDS.get(bytes, at)), 27) + h2) * 5 + 0x52DCE729;
            h2 = (Long.rotateLeft(h2 ^ second((long) WORDS.get(bytes, at + 8)), 31) + h1) * 5 + 0x38495AB5;
        }

        private static long first(long word) {
            return Long.rotateLeft(word * C1, 31) * C2;
        }

        private static long second(long word) {
            return Long.rotateLeft(word * C2, 33) * C1;
        }

        private static long finish(long word) {
            long a = (word ^ word >>> 33) * 0xFF51AFD7ED558CCDL;
            long b = (a ^ a >>> 33) * 0xC4CEB9FE1A85EC53L;
            return b ^ b >>> 33;
        }
    }
}
