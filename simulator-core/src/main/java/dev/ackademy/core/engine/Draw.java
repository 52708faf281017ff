package dev.ackademy.core.engine;

/// Random numbers without state: a function of the seed, what the number is for, the stable key of the thing and a
/// count. One more message, node or retry
/// changes nobody else's numbers.
public final class Draw {

    private Draw() {}

    /// In `[0, bound)`; 0 when the bound is 0 or 1.
    public static long number(long seed, String purpose, String key, int n, long bound) {
        if (bound <= 1) {
            return 0;
        }
        long h = mix(seed ^ 0x9E3779B97F4A7C15L);
        h = mix(h ^ text(purpose));
        h = mix(h ^ text(key));
        h = mix(h + n);
        return Long.remainderUnsigned(h >>> 1, bound);
    }

    private static long text(String s) {
        long h = 0xCBF29CE484222325L;
        for (int i = 0; i < s.length(); i++) {
            h = (h ^ s.charAt(i)) * 0x100000001B3L;
        }
        return h;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
