package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What moves on the stage for a moment after a step or a change, though the clock stands: a step takes 320 ms at most,
/// a partition changes hands in 200 ms. Times are ns of a clock that only runs forward.
final class StageMotion {

    static final long STEP = 320_000_000L;
    static final long HAND = 200_000_000L;

    /// A partition on its way from the consumer that had it to the one that has it now.
    ///
    /// @param share 0 at the old one, 1 at the new one
    record Handover(int tape, int from, int to, double share) {}

    private record Change(int from, int to, long since) {}

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
        return step != null || !changes.isEmpty();
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
