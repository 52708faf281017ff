package dev.ackademy.core.engine;

import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.RunEvent.Phase;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.wiring.Wiring;
import java.util.function.Consumer;

/// The second verb: runs a scenario in virtual time, to its end. The same scenario and the same choices give the same
/// trace, to the byte.
///
/// *Active* until nothing more can come of the workload, the faults and the changes; then everything that does not stay
/// *heals*, and the world *settles* until it is quiet, stuck or goes in circles, or a stated limit is reached.
public final class Simulation {

    private final Scenario scenario;
    private final Journal journal;
    private final World world;
    private final Choices choices;
    private final LoopWatch watch;
    private String limit = "";

    Simulation(Scenario scenario, Choices choices, Consumer<TraceEntry> watcher) {
        this(scenario, Wiring.of(scenario), choices, new Journal(scenario.run().limitTrace(), watcher), 0);
    }

    Simulation(Scenario scenario, Wiring wiring, Choices choices, Journal journal, int patience) {
        this.scenario = scenario;
        this.choices = choices;
        this.journal = journal;
        this.world = new World(wiring, choices, journal);
        this.watch = new LoopWatch(world, patience);
    }

    public static Trace run(Scenario scenario, Choices choices) {
        return run(scenario, choices, _ -> {});
    }

    /// @param watcher sees every entry as it is written, also those beyond the limit of what is kept
    public static Trace run(Scenario scenario, Choices choices, Consumer<TraceEntry> watcher) {
        return new Simulation(scenario, choices, watcher).run();
    }

    private Trace run() {
        begin();
        while (step()) {}
        return end();
    }

    /// Everything that the rest of the run follows from.
    void write(StateOut out) {
        world.write(out);
        out.state(watch.memory);
    }

    /// Brings a fresh simulation of the same scenario to what [#write] has seen.
    void read(StateIn in) {
        world.read(in);
        in.state(watch.memory);
    }

    World world() {
        return world;
    }

    void begin() {
        world.recordRun(new RunEvent.PhaseBegan(Phase.ACTIVE));
        world.agenda.begin();
    }

    private RunEnd ended;

    /// Another story is gone on with: nothing has ended.
    void reopen() {
        ended = null;
        limit = "";
    }

    /// One event, or one change of phase; false when the run has ended.
    boolean step() {
        if (ended != null) {
            return false;
        }
        if (!world.busy()) {
            phaseOver(null);
        } else if (overLimit()) {
            ended = RunEnd.LIMIT;
        } else {
            journal.passes(world.nextTime() - world.now, scenario.run().settleMicros());
            world.step();
            if (world.moments == 0 && world.busy()) {
                lookForTheEnd();
            }
        }
        return ended == null;
    }

    private void lookForTheEnd() {
        if (watch.circles()) {
            phaseOver(RunEnd.LOOP);
        } else if (nothingAchieved()) {
            if (world.agenda.phase() == Phase.SETTLE) {
                limit = "nothing was achieved for " + seconds(scenario.run().settleMicros()) + " (run.settle)";
            }
            phaseOver(RunEnd.LIMIT);
        }
    }

    /// Everything that the workload holds is due, and for so long nobody got any further with it, much as
    /// they did: what may heal does, and then that was all.
    private boolean nothingAchieved() {
        return journal.idleMicros(world.now) > scenario.run().settleMicros()
                && (world.now > world.agenda.workloadMicros || world.spent());
    }

    /// @param how null when nothing is under way any more
    private void phaseOver(RunEnd how) {
        if (world.agenda.phase() == Phase.SETTLE) {
            ended = end(how);
            return;
        }
        world.recordRun(new RunEvent.PhaseBegan(Phase.HEAL));
        world.agenda.heal();
        world.recordRun(new RunEvent.PhaseBegan(Phase.SETTLE));
        world.agenda.settle();
        journal.progressed(world.now);
    }

    /// A world that goes in circles while nobody waits for anything is at rest, unless what is given comes
    /// back each time.
    private RunEnd end(RunEnd how) {
        boolean idle = waiting(how).isEmpty();
        if (how == RunEnd.LIMIT) {
            return how;
        }
        return idle ? RunEnd.QUIET : how == null ? RunEnd.STUCK : how;
    }

    private String waiting(RunEnd how) {
        String waiting = world.waiting();
        return waiting.isEmpty() && how == RunEnd.LOOP && watch.inVain()
                ? "what is given to a worker comes back each time"
                : waiting;
    }

    private boolean overLimit() {
        if (world.inputs >= scenario.run().limitEvents()) {
            limit = scenario.run().limitEvents() + " events (run.limit.events)";
        } else if (world.nextTime() > scenario.run().limitMicros()) {
            limit = seconds(scenario.run().limitMicros()) + " of virtual time (run.limit.time)";
        } else {
            return false;
        }
        return true;
    }

    private static String seconds(long micros) {
        return micros % 1_000_000 == 0 ? micros / 1_000_000 + " s" : micros / 1000 + " ms";
    }

    /// Without an end.
    Trace soFar() {
        return new Trace(
                world.cast.nodes(),
                choices.seed(),
                journal.told(),
                journal.complete(),
                RunEnd.LIMIT,
                "",
                "",
                world.inputs,
                world.now,
                "");
    }

    Trace end() {
        String waiting = ended == RunEnd.QUIET ? "" : waiting(ended);
        world.agenda.unused().forEach(fault -> world.recordRun(new RunEvent.FaultUnused(fault)));
        world.recordRun(new RunEvent.RunEnded(ended, waiting));
        return new Trace(
                world.cast.nodes(),
                choices.seed(),
                journal.kept(),
                journal.complete(),
                ended,
                waiting,
                limit,
                world.inputs,
                world.now,
                journal.digest());
    }
}
