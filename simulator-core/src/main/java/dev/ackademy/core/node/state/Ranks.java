package dev.ackademy.core.node.state;

import java.util.Arrays;

/// Remembers where the epochs of one sort were written, and puts their ranks there once all are known.
final class Ranks {

    final String sort;
    private long[] values = new long[16];
    private int[] places = new int[16];
    private int count;

    Ranks(String sort) {
        this.sort = sort;
    }

    void add(long value, int place) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        values[count] = value;
        places[count++] = place;
    }

    /// Fills the four bytes at each place.
    void settle(byte[] bytes) {
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        for (int i = 0; i < count; i++) {
            int rank = Arrays.binarySearch(sorted, 0, distinct, values[i]);
            for (int b = 0; b < 4; b++) {
                bytes[places[i] + b] = (byte) (rank >>> 8 * b);
            }
        }
    }

    void clear() {
        count = 0;
    }
}
