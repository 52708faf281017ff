package dev.ackademy.core.node.log.client;

import java.nio.charset.StandardCharsets;

/// Kafka's key hash (K27): Austin Appleby's 32-bit MurmurHash2 with Kafka's seed, over the key's UTF-8 bytes.
final class Murmur2 {

    private static final int SEED = 0x9747b28c;
    private static final int FACTOR = 0x5bd1e995;
    private static final int SHIFT = 24;

    private Murmur2() {}

    /// `positive(hash) % partitions`, where *positive* clears the sign bit as Kafka does (not the absolute
    /// value).
    static int partition(String key, int partitions) {
        return positive(hash(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    static int positive(int hash) {
        return hash & Integer.MAX_VALUE;
    }

    static int hash(byte[] bytes) {
        int hash = SEED ^ bytes.length;
        int whole = bytes.length & ~3;
        for (int at = 0; at < whole; at += 4) {
            hash = hash * FACTOR ^ mixed(littleEndian(bytes, at));
        }
        int rest = bytes.length - whole;
        if (rest > 0) {
            for (int at = rest - 1; at >= 0; at--) {
                hash ^= (bytes[whole + at] & 0xff) << (8 * at);
            }
            hash *= FACTOR;
        }
        hash = (hash ^ hash >>> 13) * FACTOR;
        return hash ^ hash >>> 15;
    }

    private static int mixed(int word) {
        int product = word * FACTOR;
        return (product ^ product >>> SHIFT) * FACTOR;
    }

    private static int littleEndian(byte[] bytes, int at) {
        return bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }
}
