package dev.ackademy.core.node.log.client;

import java.util.TreeMap;

/// Chooses the partition of a message. A key always decides by itself and the number of partitions that the producer
/// knows of (f1, f2); without a key the choice *sticks* to one partition until a batch's worth of records went there,
/// then moves on. Kafka's next one is random, here it is the next in turn.
public final class Partitioning {

    /// Per topic: the partition that records without a key go to now, and how many went there.
    TreeMap<String, Sticky> sticky = new TreeMap<>();

    record Sticky(int partition, int records) {}

    /// @param partitioner `murmur2` or `modulo`
    /// @param batch       records of a full batch
    int partition(String topic, String key, String partitioner, int partitions, int batch) {
        if (key == null) {
            return next(topic, partitions, batch);
        }
        return partition(key, partitioner, partitions);
    }

    /// Where a key alone decides.
    public static int partition(String key, String partitioner, int partitions) {
        return switch (partitioner) {
            case "murmur2" -> Murmur2.partition(key, partitions);
            case "modulo" -> (int) (number(key) % partitions);
            case String other -> throw new IllegalArgumentException("no partitioner is called '" + other + "'");
        };
    }

    private int next(String topic, int partitions, int batch) {
        Sticky now = sticky.getOrDefault(topic, new Sticky(0, 0));
        if (now.records >= batch || now.partition >= partitions) {
            now = new Sticky((now.partition + 1) % partitions, 0);
        }
        sticky.put(topic, new Sticky(now.partition, now.records + 1));
        return now.partition;
    }

    /// The number that `modulo` divides: the decimal number that the key ends in (`17`, `order-17`; its
    /// last 18 digits); without one, the place of its last letter in the alphabet (`A` is 1, `D` is 4);
    /// otherwise the code of its last character. An empty key is 0.
    static long number(String key) {
        int from = key.length();
        while (from > 0 && key.length() - from < 18 && isDigit(key.charAt(from - 1))) {
            from--;
        }
        if (from < key.length()) {
            return Long.parseLong(key, from, key.length(), 10);
        }
        if (key.isEmpty()) {
            return 0;
        }
        char last = key.charAt(key.length() - 1);
        if (last >= 'A' && last <= 'Z') {
            return last - 'A' + 1;
        }
        return last >= 'a' && last <= 'z' ? last - 'a' + 1 : last;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
