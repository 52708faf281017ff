package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What moves on the stage for a moment after a step or a change, though the clock stands: a step takes 320 ms at most,
/// a partition changes hands and a mark glides in 200 ms, a callout rises in 180 ms, a message docks in its cell and a
/// row is marked as written in 140 ms. Times are ns of a clock that only runs forward.
final class StageMotion {

    static final long STEP = 320_000_000L;
    static final long HAND = 200_000_000L;
    static final long GLIDE = 200_000_000L;
    static final long RISE = 180_000_000L;
    static final long DOCK = 140_000_000L;

    /// A partition on its way from the consumer that had it to the one that has it now.
    ///
    /// @param share 0 at the old one, 1 at the new one
    record Handover(int tape, int from, int to, double share) {}

    private record Change(int from, int to, long since) {}

    private record Glide(double from, double to, long since) {

        double at(long now) {
            return now - since >= GLIDE ? to : from + (to - from) * ease((double) (now - since) / GLIDE);
        }
    }

    private final Map<String, Glide> glides = new TreeMap<>();
    /// When a cell was filled or a row written.
    private final Map<String, Long> docked = new TreeMap<>();
    private final Map<Integer, Long> ends = new TreeMap<>();
    private final Map<String, String> rows = new TreeMap<>();
    private int called = -1;
    private long risen;
    private long busyUntil;
    private long last;

    private final Map<Integer, Integer> owners = new TreeMap<>();
    private final Map<Integer, Change> changes = new TreeMap<>();
    private Player.Step step;
    private long stepped;

    /// Begins to show a step.
    void step(Player.Step taken, long now) {
        step = taken.toAt() > taken.fromAt() ? taken : null;
        stepped = now;
    }

    /// Stops what moves: the exact moment is shown at once.
    void stop() {
        step = null;
        changes.clear();
        glides.clear();
        docked.clear();
        risen = last - RISE;
        busyUntil = last;
    }

    /// How far everything is that moves by itself.
    ///
    /// @param slots  cells of a tape
    /// @param moving false where the frame was jumped to: what is new in it just stands there
    Moving moving(StageFrame frame, int slots, boolean moving, long now) {
        last = now;
        Map<String, Double> places = new TreeMap<>();
        for (int i = 0; i < frame.tapes().size(); i++) {
            StageFrame.Tape tape = frame.tapes().get(i);
            if (tape.kind().numbered()) {
                places.put(Moving.mark(i), glide(Moving.mark(i), tape.slot(tape.mark(), slots), moving, now));
                for (StageFrame.Reader reader : tape.readers()) {
                    String committed = Moving.committed(i, reader.who());
                    places.put(committed, glide(committed, tape.slot(reader.committed(), slots), moving, now));
                    String next = Moving.next(i, reader.who());
                    places.put(next, glide(next, tape.slot(reader.next(), slots), moving, now));
                }
                Long had = ends.put(i, tape.end());
                for (long offset = had == null ? tape.end() : had; moving && offset < tape.end(); offset++) {
                    docks(Moving.cell(i, offset), now);
                }
            }
        }
        for (int i = 0; i < frame.stores().size(); i++) {
            for (StageFrame.Row row : frame.stores().get(i).rows()) {
                String name = Moving.row(i, row.key());
                String had = rows.put(name, row.sink());
                if (moving && had != null && !had.equals(row.sink())) {
                    docks(name, now);
                }
            }
        }
        docked.values().removeIf(since -> now - since >= DOCK);
        Map<String, Double> fresh = new TreeMap<>();
        docked.forEach((name, since) -> fresh.put(name, 1 - ease((double) (now - since) / DOCK)));
        int calls = frame.callout() == null ? -1 : frame.callout().finding();
        if (calls != called) {
            risen = moving && calls >= 0 ? now : now - RISE;
            called = calls;
            busy(risen + RISE);
        }
        double rise = ease(Math.clamp((double) (now - risen) / RISE, 0, 1));
        return new Moving(handovers(frame, moving, now), places, fresh, rise);
    }

    private void docks(String name, long now) {
        docked.put(name, now);
        busy(now + DOCK);
    }

    private double glide(String name, double to, boolean moving, long now) {
        Glide had = glides.get(name);
        if (had == null || !moving && had.to() != to) {
            glides.put(name, new Glide(to, to, now - GLIDE));
        } else if (had.to() != to) {
            glides.put(name, new Glide(had.at(now), to, now));
            busy(now + GLIDE);
        }
        return glides.get(name).at(now);
    }

    private void busy(long until) {
        busyUntil = Math.max(busyUntil, until);
    }

    /// µs that are to be shown now; negative where it is the player's own time.
    double at(long now) {
        if (step == null || now - stepped >= STEP) {
            step = null;
            return -1;
        }
        return step.fromAt() + (step.toAt() - step.fromAt()) * ease((double) (now - stepped) / STEP);
    }

    /// Partitions that change hands; what is no log is shared by all of its consumers. A consumer that lost
    /// a partition is remembered until another has it.
    ///
    /// @param moving false where the frame was jumped to: what is new in it just stands there
    List<Handover> handovers(StageFrame frame, boolean moving, long now) {
        for (StageFrame.Link link : frame.links()) {
            if (link.from().side() == Side.TAPE_OUT
                    && link.to().side() == Side.CONSUMER
                    && link.live()
                    && frame.tapes().get(link.from().index()).kind() == StageFrame.Kind.LOG) {
                int tape = link.from().index();
                int to = link.to().index();
                Integer had = owners.put(tape, to);
                if (moving && had != null && had != to) {
                    changes.put(tape, new Change(had, to, now));
                }
            }
        }
        changes.values().removeIf(change -> now - change.since() >= HAND);
        List<Handover> handovers = new ArrayList<>();
        changes.forEach((tape, change) -> handovers.add(
                new Handover(tape, change.from(), change.to(), ease((double) (now - change.since()) / HAND))));
        return handovers;
    }

    /// Whether the next frame will differ though the clock stands.
    boolean busy() {
        return step != null || !changes.isEmpty() || last < busyUntil;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
