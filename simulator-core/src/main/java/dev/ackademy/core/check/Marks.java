package dev.ackademy.core.check;

import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// How one offset moved: where a group stands in a partition, or where a replica's log begins. It goes up but for few
/// times, so that whoever asks when it passed an offset is answered without a walk along all of it.
final class Marks {

    private final List<TraceEntry> entries = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();

    /// Where the value is less than the one before it, and the first of all.
    private final List<Integer> starts = new ArrayList<>();

    void add(TraceEntry entry, long value) {
        if (values.isEmpty() || value < values.getLast()) {
            starts.add(values.size());
        }
        entries.add(entry);
        values.add(value);
    }

    /// Where it stands; there must be one.
    long last() {
        return values.getLast();
    }

    /// Every entry at which the mark came to stand above the offset, or may have come to stand at or below
    /// it.
    List<TraceEntry> around(long offset) {
        List<TraceEntry> around = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = i + 1 < starts.size() ? starts.get(i + 1) : values.size();
            around.add(entries.get(start));
            int above = firstAbove(offset, start, end);
            if (above > start && above < end) {
                around.add(entries.get(above));
            }
        }
        return around;
    }

    private int firstAbove(long offset, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values.get(middle) > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
