package dev.ackademy.core.explore;

/// Which anomalies runs show, by how much goes wrong from here on: the cell `(f, r)` holds those of every run with at
/// most `f` more faults and `r` more reorderings, as a set of bits.
final class Grid {

    final int faults;
    final int reorderings;
    private final int[] cells;

    Grid(int faults, int reorderings) {
        this.faults = faults;
        this.reorderings = reorderings;
        this.cells = new int[(faults + 1) * (reorderings + 1)];
    }

    int at(int f, int r) {
        return cells[f * (reorderings + 1) + r];
    }

    void set(int f, int r, int anomalies) {
        cells[f * (reorderings + 1) + r] = anomalies;
    }

    /// All of them.
    int all() {
        return at(faults, reorderings);
    }

    /// What a run shows to which nothing more happens.
    void addEverywhere(int anomalies) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] |= anomalies;
        }
    }

    /// What becomes of it after one more fault (1, 0), one more reordering (0, 1), or nothing more (0, 0).
    void add(Grid after, int f, int r) {
        for (int i = 0; i + f <= faults; i++) {
            for (int j = 0; j + r <= reorderings; j++) {
                int from = after.at(Math.min(i, after.faults), Math.min(j, after.reorderings));
                cells[(i + f) * (reorderings + 1) + j + r] |= from;
            }
        }
    }

    Grid copy() {
        Grid copy = new Grid(faults, reorderings);
        copy.add(this, 0, 0);
        return copy;
    }
}
