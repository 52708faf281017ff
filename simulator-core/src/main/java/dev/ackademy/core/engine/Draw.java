package dev.ackademy.core.engine;

/// Random numbers without state: a function of the seed, what the number is for, the stable key of the thing and a
/// count. One more message, node or retry changes nobody else's numbers.
public final class Draw {

    private Draw() {}

    /// In `[0, bound)`; 0 when the bound is 0 or 1.
    public static long number(long seed, String purpose, String key, int n, long bound) {
        return number(seed, purpose, text(NO_TEXT, key), n, bound);
    }

    /// As with a key whose characters were put together by [#text] and [#digits], from [#NO_TEXT] on.
    static long number(long seed, String purpose, long key, int n, long bound) {
        if (bound <= 1) {
            return 0;
        }
        long h = mix(seed ^ 0x9E3779B97F4A7C15L);
        h = mix(h ^ text(NO_TEXT, purpose));
        h = mix(h ^ key);
        h = mix(h + n);
        return Long.remainderUnsigned(h >>> 1, bound);
    }

    static final long NO_TEXT = 0xCBF29CE484222325L;

    /// The key `before` with this text behind it.
    static long text(long before, String more) {
        long h = before;
        for (int i = 0; i < more.length(); i++) {
            h = character(h, more.charAt(i));
        }
        return h;
    }

    /// The key `before` with this number, not negative, behind it in decimal digits.
    static long digits(long before, int number) {
        return character(number < 10 ? before : digits(before, number / 10), (char) ('0' + number % 10));
    }

    static long character(long before, char c) {
        return (before ^ c) * 0x100000001B3L;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
