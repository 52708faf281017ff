package dev.ackademy.core.engine;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.node.state.StateOut;

/// Notices that the world goes in circles: the same state again, with nothing done in between that counts. One earlier
/// state is remembered, each time for twice as long (Brent's algorithm).
final class LoopWatch {

    /// A digest costs about as much as handling one event for every so many bytes of state.
    private static final int BYTES_AN_EVENT = 200;

    /// A world whose digest is due that rarely, or more rarely, is not digested as long as it gets on; for
    /// a smaller one it takes no time to speak of.
    private static final int LARGE = 64;

    private final World world;
    private final int patience;
    private final StateOut out = StateOut.canonical(0);

    /// What a run that is stopped and gone on with must still know.
    final Memory memory = new Memory();

    static final class Memory {
        private Digest128 remembered;
        private long progressThen = -1;
        private int power = 1;
        private int since;
        private int stride = 1;
        private int skipped;
        private long givenBackThen;
        private int unavailing;

        private void remember(Digest128 state, long givenBack) {
            remembered = state;
            givenBackThen = givenBack;
            since = 0;
        }
    }

    /// Whether items were given and given back on the way round: no rest, though nobody waits for anything.
    boolean inVain() {
        return memory.remembered != null && memory.givenBackThen != world.journal.lastGivenBackMicros();
    }

    /// @param patience so many events may be in vain before the first look: a search, whose runs are many
    /// and short, does not look at once
    LoopWatch(World world, int patience) {
        this.world = world;
        this.patience = patience;
    }

    /// Asked after each event in which nothing new can come from outside.
    boolean circles() {
        long progress = world.journal.lastProgressMicros();
        if (progress != memory.progressThen) {
            memory.progressThen = progress;
            memory.remembered = null;
            memory.unavailing = 0;
            if (memory.stride >= LARGE) {
                memory.skipped = 0;
            }
            return false;
        }
        if (memory.unavailing < patience) {
            memory.unavailing++;
            return false;
        }
        if (++memory.skipped < memory.stride) {
            return false;
        }
        memory.skipped = 0;
        out.restart(world.now);
        world.write(out);
        Digest128 state = out.digest();
        int fitting = 1 + out.size() / BYTES_AN_EVENT;
        if (memory.remembered == null || fitting > 2 * memory.stride) {
            memory.stride = fitting;
            memory.remember(state, world.journal.lastGivenBackMicros());
            memory.power = 1;
            return false;
        }
        if (state.equals(memory.remembered)) {
            return true;
        }
        if (++memory.since == memory.power) {
            memory.remember(state, world.journal.lastGivenBackMicros());
            memory.power *= 2;
        }
        return false;
    }
}
