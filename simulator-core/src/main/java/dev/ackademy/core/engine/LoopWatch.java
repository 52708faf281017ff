package dev.ackademy.core.engine;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.node.state.StateOut;

/// Notices that the world goes in circles: the same state again, with nothing done in between that counts. One earlier
/// state is remembered, each time for twice as long (Brent's algorithm).
final class LoopWatch {

    /// A digest costs about as much as handling one event for every so many bytes of state.
    private static final int BYTES_AN_EVENT = 200;

    private final World world;
    private final StateOut out = StateOut.canonical(0);
    private Digest128 remembered;
    private long progressThen = -1;
    private int power = 1;
    private int since;
    private int stride = 1;
    private int skipped;

    LoopWatch(World world) {
        this.world = world;
    }

    /// Asked after each event in which nothing new can come from outside.
    boolean circles() {
        long progress = world.journal.lastProgressMicros();
        if (progress != progressThen) {
            progressThen = progress;
            remembered = null;
            return false;
        }
        if (++skipped < stride) {
            return false;
        }
        skipped = 0;
        out.restart(world.now);
        world.write(out);
        Digest128 state = out.digest();
        int fitting = 1 + out.size() / BYTES_AN_EVENT;
        if (remembered == null || fitting > 2 * stride) {
            stride = fitting;
            remember(state);
            power = 1;
            return false;
        }
        if (state.equals(remembered)) {
            return true;
        }
        if (++since == power) {
            remember(state);
            power *= 2;
        }
        return false;
    }

    private void remember(Digest128 state) {
        remembered = state;
        since = 0;
    }
}
