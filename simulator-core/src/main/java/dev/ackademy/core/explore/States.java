package dev.ackademy.core.explore;

import dev.ackademy.core.model.Digest128;

/// Worlds that were searched to their end, by their 128-bit digest, and what was found below each. In plain arrays:
/// 18 bytes a place, 4 more for each cell of its grid; three places of four are taken at most. A frozen table may be
/// read by many at once.
final class States {

    private static final int FIRST = 1 << 10;

    private final int faults;
    private final int reorderings;
    private final int width;
    private final int most;

    private long[] high = new long[FIRST];
    private long[] low = new long[FIRST];
    /// 0 for a free place; otherwise 1 + faults * 16 + reorderings, the budgets that were left.
    private short[] left = new short[FIRST];
    private int[] cells;
    private int size;
    private boolean full;

    /// @param bounds the most of each budget that can be left
    /// @param most   states that are kept
    States(Bounds bounds, int most) {
        this.faults = bounds.faults();
        this.reorderings = bounds.reorderings();
        this.width = (faults + 1) * (reorderings + 1);
        this.most = most;
        this.cells = new int[FIRST * width];
    }

    int size() {
        return size;
    }

    /// Whether a state was not kept because the limit was reached.
    boolean full() {
        return full;
    }

    long bytes() {
        return (long) high.length * (18 + 4L * width);
    }

    /// What was found below a world that was searched with at least as much of both budgets left; null for
    /// none.
    Grid find(Digest128 world, int f, int r) {
        int place = place(world.high(), world.low());
        if (left[place] == 0 || (left[place] - 1) / 16 < f || (left[place] - 1) % 16 < r) {
            return null;
        }
        Grid grid = new Grid(f, r);
        for (int i = 0; i <= f; i++) {
            for (int j = 0; j <= r; j++) {
                grid.set(i, j, cells[place * width + i * (reorderings + 1) + j]);
            }
        }
        return grid;
    }

    boolean has(Digest128 world) {
        return left[place(world.high(), world.low())] != 0;
    }

    /// Keeps what was found, where it was searched further than before.
    void add(Digest128 world, Grid found) {
        add(world.high(), world.low(), found);
    }

    private void add(long worldHigh, long worldLow, Grid found) {
        int place = place(worldHigh, worldLow);
        if (left[place] == 0) {
            if (size >= most) {
                full = true;
                return;
            }
            if (4 * size >= 3 * high.length) {
                grow();
                place = place(worldHigh, worldLow);
            }
            high[place] = worldHigh;
            low[place] = worldLow;
            size++;
        } else if ((left[place] - 1) / 16 >= found.faults && (left[place] - 1) % 16 >= found.reorderings) {
            return;
        } else if ((left[place] - 1) / 16 > found.faults || (left[place] - 1) % 16 > found.reorderings) {
            return;
        }
        left[place] = (short) (1 + found.faults * 16 + found.reorderings);
        for (int i = 0; i <= found.faults; i++) {
            for (int j = 0; j <= found.reorderings; j++) {
                cells[place * width + i * (reorderings + 1) + j] = found.at(i, j);
            }
        }
    }

    /// Takes over what another table holds.
    void addAll(States other) {
        for (int i = 0; i < other.left.length; i++) {
            if (other.left[i] != 0) {
                int f = (other.left[i] - 1) / 16;
                int r = (other.left[i] - 1) % 16;
                Grid grid = new Grid(f, r);
                for (int x = 0; x <= f; x++) {
                    for (int y = 0; y <= r; y++) {
                        grid.set(x, y, other.cells[i * width + x * (reorderings + 1) + y]);
                    }
                }
                add(other.high[i], other.low[i], grid);
            }
        }
        full |= other.full;
    }

    private int place(long worldHigh, long worldLow) {
        int mask = high.length - 1;
        int place = (int) worldLow & mask;
        while (left[place] != 0 && (high[place] != worldHigh || low[place] != worldLow)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        short[] oldLeft = left;
        int[] oldCells = cells;
        int capacity = 2 * oldHigh.length;
        high = new long[capacity];
        low = new long[capacity];
        left = new short[capacity];
        cells = new int[capacity * width];
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldLeft[i] != 0) {
                int place = place(oldHigh[i], oldLow[i]);
                high[place] = oldHigh[i];
                low[place] = oldLow[i];
                left[place] = oldLeft[i];
                System.arraycopy(oldCells, i * width, cells, place * width, width);
            }
        }
    }
}
