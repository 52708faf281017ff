package dev.ackademy.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/// What is to come, by `(time, sequence)`: a heap of four children a node over primitive keys. What was added first
/// comes first among equal times.
final class EventQueue {

    /// One pending event.
    record Entry(long time, long sequence, Object what) {}

    private static final int SLOT_BITS = 24;
    private static final long SLOTS = (1L << SLOT_BITS) - 1;

    /// Two longs an entry: the time, then the sequence with the slot of its object in the low bits.
    private long[] heap = new long[128];

    private int size;
    private long sequence;
    private Object[] slots = new Object[64];
    private int[] free = new int[64];
    private int freeCount;
    private int slotsUsed;

    private long polledTime;

    int size() {
        return size;
    }

    /// Returns the sequence number, from 1 on.
    long add(long time, Object what) {
        int slot = freeCount > 0 ? free[--freeCount] : newSlot();
        slots[slot] = what;
        if (2 * size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heap.length);
        }
        long number = ++sequence;
        up(size++, time, number << SLOT_BITS | slot);
        return number;
    }

    private int newSlot() {
        if (slotsUsed > SLOTS) {
            throw new IllegalStateException("more than " + (SLOTS + 1) + " events are pending");
        }
        if (slotsUsed == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slots.length);
        }
        return slotsUsed++;
    }

    /// When the next one is due; there must be one.
    long nextTime() {
        return heap[0];
    }

    /// The next one, null for none.
    Object peek() {
        return size == 0 ? null : slots[(int) (heap[1] & SLOTS)];
    }

    /// The sequence number of the next one; there must be one.
    long peekedSequence() {
        return heap[1] >>> SLOT_BITS;
    }

    /// Takes the next one out; [#polledTime] is its own.
    Object poll() {
        polledTime = heap[0];
        int slot = (int) (heap[1] & SLOTS);
        Object what = slots[slot];
        slots[slot] = null;
        release(slot);
        size--;
        if (size > 0) {
            down(heap[2 * size], heap[2 * size + 1]);
        }
        return what;
    }

    private void release(int slot) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * free.length);
        }
        free[freeCount++] = slot;
    }

    long polledTime() {
        return polledTime;
    }

    /// Everything pending, in order.
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            entries.add(new Entry(heap[2 * i], heap[2 * i + 1] >>> SLOT_BITS, slots[(int) (heap[2 * i + 1] & SLOTS)]));
        }
        entries.sort((a, b) ->
                a.time() != b.time() ? Long.compare(a.time(), b.time()) : Long.compare(a.sequence(), b.sequence()));
        return entries;
    }

    /// Drops what is not kept; the others keep their places.
    void retain(BiPredicate<Object, Long> keep) {
        long[] old = heap;
        int oldSize = size;
        heap = new long[Math.max(128, old.length)];
        size = 0;
        for (int i = 0; i < oldSize; i++) {
            int slot = (int) (old[2 * i + 1] & SLOTS);
            if (keep.test(slots[slot], old[2 * i + 1] >>> SLOT_BITS)) {
                up(size++, old[2 * i], old[2 * i + 1]);
            } else {
                slots[slot] = null;
                release(slot);
            }
        }
    }

    private void up(int from, long time, long tail) {
        int i = from;
        while (i > 0) {
            int parent = i - 1 >> 2;
            if (heap[2 * parent] < time || heap[2 * parent] == time && heap[2 * parent + 1] < tail) {
                break;
            }
            heap[2 * i] = heap[2 * parent];
            heap[2 * i + 1] = heap[2 * parent + 1];
            i = parent;
        }
        heap[2 * i] = time;
        heap[2 * i + 1] = tail;
    }

    private void down(long time, long tail) {
        int i = 0;
        while (true) {
            int first = 4 * i + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int last = Math.min(first + 4, size);
            for (int child = first + 1; child < last; child++) {
                if (heap[2 * child] < heap[2 * least]
                        || heap[2 * child] == heap[2 * least] && heap[2 * child + 1] < heap[2 * least + 1]) {
                    least = child;
                }
            }
            if (time < heap[2 * least] || time == heap[2 * least] && tail < heap[2 * least + 1]) {
                break;
            }
            heap[2 * i] = heap[2 * least];
            heap[2 * i + 1] = heap[2 * least + 1];
            i = least;
        }
        heap[2 * i] = time;
        heap[2 * i + 1] = tail;
    }
}
