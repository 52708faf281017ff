package dev.ackademy.core.node.state;

import java.util.Arrays;

/// Renames the allocated numbers of one sort by the order in which they first appear, from 1.
final class Names {

    final String sort;
    private long[] numbers = new long[16];
    private int[] names = new int[16];
    private int count;

    Names(String sort) {
        this.sort = sort;
    }

    /// `number` is never 0: that is "none".
    int of(long number) {
        int slot = slot(number);
        if (names[slot] != 0) {
            return names[slot];
        }
        if (count * 2 >= names.length) {
            grow();
            slot = slot(number);
        }
        numbers[slot] = number;
        names[slot] = ++count;
        return count;
    }

    void clear() {
        if (count > 0) {
            Arrays.fill(names, 0);
            count = 0;
        }
    }

    private int slot(long number) {
        int mask = names.length - 1;
        int slot = (int) (number * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (names[slot] != 0 && numbers[slot] != number) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldNumbers = numbers;
        int[] oldNames = names;
        numbers = new long[oldNumbers.length * 2];
        names = new int[oldNames.length * 2];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != 0) {
                int slot = slot(oldNumbers[i]);
                numbers[slot] = oldNumbers[i];
                names[slot] = oldNames[i];
            }
        }
    }
}
