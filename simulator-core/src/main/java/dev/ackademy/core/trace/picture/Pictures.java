package dev.ackademy.core.trace.picture;

import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// The pictures of a trace, any of them within milliseconds: at most [#interval] entries are folded from the checkpoint
/// before. Checkpoints are taken on the way, the first time that a place is passed; there are never more than
/// [#MOST_CHECKPOINTS], their distance doubles instead. May be asked from several threads.
public final class Pictures {

    static final int FIRST_INTERVAL = 256;
    static final int MOST_CHECKPOINTS = 512;

    private final List<TraceEntry> entries;
    private int interval = FIRST_INTERVAL;
    /// Element `i` stands at `i * interval`.
    private List<Picture> checkpoints = new ArrayList<>();
    private Picture last;

    public Pictures(Scene scene, Trace trace) {
        this(scene, trace.entries());
    }

    /// @param entries may grow while they are played (a live run); what is there never changes
    public Pictures(Scene scene, List<TraceEntry> entries) {
        this.entries = entries;
        this.last = Picture.before(scene);
        checkpoints.add(last);
    }

    /// How many entries there are.
    public int size() {
        return entries.size();
    }

    /// The picture after entry `n`, clamped to what there is; 0 is before the first.
    public synchronized Picture at(int n) {
        int wanted = Math.clamp(n, 0, entries.size());
        int before = Math.min(wanted / interval, checkpoints.size() - 1);
        Picture from = checkpoints.get(before);
        if (last.n() <= wanted && last.n() >= from.n()) {
            from = last;
        }
        last = forward(from, wanted);
        return last;
    }

    private Picture forward(Picture from, int wanted) {
        Fold fold = new Fold(from);
        for (int done = from.n(); done < wanted; ) {
            fold.apply(entries.get(done++));
            if (done == checkpoints.size() * interval) {
                checkpoint(fold.picture());
            }
        }
        return wanted == from.n() ? from : fold.picture();
    }

    private void checkpoint(Picture picture) {
        checkpoints.add(picture);
        if (checkpoints.size() > MOST_CHECKPOINTS) {
            List<Picture> kept = new ArrayList<>();
            for (int i = 0; i < checkpoints.size(); i += 2) {
                kept.add(checkpoints.get(i));
            }
            checkpoints = kept;
            interval *= 2;
        }
    }

    /// How many entries lie between two checkpoints.
    public synchronized int interval() {
        return interval;
    }
}
