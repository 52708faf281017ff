package dev.ackademy.core.engine;

import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.wiring.Wiring;
import java.util.List;

/// A run in hand, as a search needs it: goes on step by step, is written down at any step, and goes on from anything
/// that was written of the same scenario. For one thread.
public final class OpenRun {

    /// Everything that the rest of a run follows from, and its story so far. Immutable; shared between runs
    /// of the same scenario.
    public static final class Saved {
        private final byte[] state;
        private final Object[] objects;
        private final TraceEntry[] told;
        private final long steps;

        private Saved(byte[] state, Object[] objects, TraceEntry[] told, long steps) {
            this.state = state;
            this.objects = objects;
            this.told = told;
            this.steps = steps;
        }

        /// Bytes that it takes, without the objects and the entries of the story, which it shares.
        public int bytes() {
            return state.length + 4 * (objects.length + told.length);
        }
    }

    private static final int PATIENCE = 200;

    private final Simulation simulation;
    private final Journal journal;
    private final StateOut exact = StateOut.sharing();
    private final StateOut canonical = StateOut.canonical(0);
    private long steps;

    public OpenRun(Scenario scenario, Choices choices) {
        this.journal = new Journal(scenario.run().limitTrace(), _ -> {}, false);
        this.simulation = new Simulation(scenario, Wiring.of(scenario), choices, journal, PATIENCE);
    }

    public void begin() {
        simulation.begin();
    }

    /// One event, or one change of phase; false when the run has ended.
    public boolean step() {
        steps++;
        return simulation.step();
    }

    /// Steps since the beginning, those before [#restore] included.
    public long steps() {
        return steps;
    }

    /// Virtual time, µs.
    public long now() {
        return simulation.world().now;
    }

    /// When the next event is due; now where the phase changes next, µs.
    public long nextAt() {
        World world = simulation.world();
        return world.busy() ? world.nextTime() : world.now;
    }

    /// The story so far as a trace without an end.
    public Trace soFar() {
        return simulation.soFar();
    }

    /// The story so far; grows with the run.
    public List<TraceEntry> told() {
        return journal.told();
    }

    /// Between two steps.
    public Saved save() {
        exact.restart(0);
        simulation.write(exact);
        return new Saved(exact.toBytes(), exact.objects(), journal.told().toArray(TraceEntry[]::new), steps);
    }

    public void restore(Saved saved) {
        simulation.reopen();
        simulation.read(new StateIn(saved.state, saved.objects));
        journal.retell(saved.told);
        steps = saved.steps;
    }

    /// Of everything that decides what happens next: every node, every connection with what is under way in
    /// it, timers as due from the next event on, rows and sessions of stores, skews of clocks. Without
    /// allocated numbers, absolute times and counts of what leaves no trace; epochs by rank.
    public Digest128 digest() {
        canonical.restart(nextAt());
        simulation.world().write(canonical);
        return canonical.digest();
    }

    /// What [#step] ended. Its digest is empty.
    public Trace end() {
        return simulation.end();
    }
}
