package dev.ackademy.core.engine;

import java.util.Arrays;

/// A heap of four children a node over `(time, sequence)` and nothing else: the limit that an event queue can reach.
final class BareHeap {

    private long[] heap = new long[128];
    private int size;
    private long sequence;
    private long number;

    void add(long time) {
        add(time, ++sequence);
    }

    /// @param number breaks ties, and comes back from [#polledNumber]
    void add(long time, long number) {
        if (2 * size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heap.length);
        }
        int i = size++;
        while (i > 0) {
            int parent = i - 1 >> 2;
            if (heap[2 * parent] < time || heap[2 * parent] == time && heap[2 * parent + 1] < number) {
                break;
            }
            heap[2 * i] = heap[2 * parent];
            heap[2 * i + 1] = heap[2 * parent + 1];
            i = parent;
        }
        heap[2 * i] = time;
        heap[2 * i + 1] = number;
    }

    /// Returns its time.
    long poll() {
        long polled = heap[0];
        number = heap[1];
        size--;
        long time = heap[2 * size];
        long last = heap[2 * size + 1];
        int i = 0;
        while (true) {
            int least = 4 * i + 1;
            if (least >= size) {
                break;
            }
            int end = Math.min(least + 4, size);
            for (int child = least + 1; child < end; child++) {
                if (heap[2 * child] < heap[2 * least]
                        || heap[2 * child] == heap[2 * least] && heap[2 * child + 1] < heap[2 * least + 1]) {
                    least = child;
                }
            }
            if (time < heap[2 * least] || time == heap[2 * least] && last < heap[2 * least + 1]) {
                break;
            }
            heap[2 * i] = heap[2 * least];
            heap[2 * i + 1] = heap[2 * least + 1];
            i = least;
        }
        heap[2 * i] = time;
        heap[2 * i + 1] = last;
        return polled;
    }

    long polledNumber() {
        return number;
    }
}
