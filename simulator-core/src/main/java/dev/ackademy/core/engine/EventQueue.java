package dev.ackademy.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// What is to come, by `(time, sequence)`: a heap of four children a node over primitive keys. What was added first
/// comes first among equal times. What is cancelled keeps its place in the heap, empty, until it would be due or half
/// of all places are empty.
final class EventQueue {

    /// One pending event.
    record Entry(long time, long ticket, Object what) {}

    private static final int FEW = 1000;

    private static final int SLOT_BITS = 24;
    private static final long SLOTS = (1L << SLOT_BITS) - 1;

    /// Two longs an entry: the time, then the sequence with the slot of its object in the low bits. The
    /// places behind the last entry hold the free slots.
    private long[] heap = {};

    private Object[] slots = {};
    private int size;
    private int cancelled;
    private long sequence;
    private long polledTime;

    EventQueue() {
        grow(64);
    }

    private void grow(int capacity) {
        if (capacity > SLOTS + 1) {
            throw new IllegalStateException("more than " + slots.length + " events are pending");
        }
        heap = Arrays.copyOf(heap, 2 * capacity);
        for (int slot = slots.length; slot < capacity; slot++) {
            heap[2 * slot + 1] = slot;
        }
        slots = Arrays.copyOf(slots, capacity);
    }

    /// Returns a ticket to [#cancel] it with. Later ones are greater.
    long add(long time, Object what) {
        if (size == slots.length) {
            grow(2 * size);
        }
        long slot = heap[2 * size + 1] & SLOTS;
        slots[(int) slot] = what;
        long ticket = ++sequence << SLOT_BITS | slot;
        up(size++, time, ticket);
        return ticket;
    }

    /// Of one that is pending.
    void cancel(long ticket) {
        slots[(int) (ticket & SLOTS)] = null;
        cancelled++;
        if (cancelled > FEW && cancelled > size / 2) {
            retain(_ -> true);
        }
    }

    /// When the next one is due; there must be one.
    long nextTime() {
        while (slots[(int) (heap[1] & SLOTS)] == null) {
            poll();
            cancelled--;
        }
        return heap[0];
    }

    /// Takes the one out that [#nextTime] has found, or the next where none was cancelled; [#polledTime] is
    /// its
    /// own.
    Object poll() {
        polledTime = heap[0];
        long free = heap[1] & SLOTS;
        Object what = slots[(int) free];
        slots[(int) free] = null;
        int last = --size;
        long time = heap[2 * last];
        long tail = heap[2 * last + 1];
        heap[2 * last + 1] = free;
        if (last > 0) {
            down(time, tail);
        }
        return what;
    }

    long polledTime() {
        return polledTime;
    }

    /// Everything pending, in order.
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Object what = slots[(int) (heap[2 * i + 1] & SLOTS)];
            if (what != null) {
                entries.add(new Entry(heap[2 * i], heap[2 * i + 1], what));
            }
        }
        entries.sort((a, b) ->
                a.time() != b.time() ? Long.compare(a.time(), b.time()) : Long.compare(a.ticket(), b.ticket()));
        return entries;
    }

    /// Drops what is not kept; the others keep their places.
    void retain(Predicate<Object> keep) {
        int before = size;
        size = 0;
        cancelled = 0;
        for (int i = 0; i < before; i++) {
            long time = heap[2 * i];
            long tail = heap[2 * i + 1];
            int slot = (int) (tail & SLOTS);
            if (slots[slot] != null && keep.test(slots[slot])) {
                heap[2 * i + 1] = heap[2 * size + 1];
                up(size++, time, tail);
            } else {
                slots[slot] = null;
            }
        }
    }

    private void up(int from, long time, long tail) {
        long[] heap = this.heap;
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
        long[] heap = this.heap;
        int size = this.size;
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
