package dev.ackademy.core.explore;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.OpenRun;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.function.Consumer;

/// The runs of a scenario.
///
/// @param pause a world is looked at where nothing happens for so long, µs: there runs that differed come together
/// @param ends  sees every run that was gone through to its end
record ScenarioRuns(Scenario scenario, long pause, Consumer<Trace> ends) implements Searchable {

    private static final Bounds FAULT = new Bounds(1, 0);
    private static final Bounds REORDERING = new Bounds(0, 1);

    @Override
    public RunInHand open(Choices choices) {
        return new Opened(this, new OpenRun(scenario, choices));
    }

    @Override
    public long seed() {
        return scenario.seed();
    }

    @Override
    public Bounds cost(Decision decision) {
        return decision.reorders() ? REORDERING : FAULT;
    }

    private record Opened(ScenarioRuns of, OpenRun run) implements RunInHand {

        @Override
        public void begin() {
            run.begin();
        }

        @Override
        public boolean step() {
            return run.step();
        }

        @Override
        public Object save() {
            return run.save();
        }

        @Override
        public void restore(Object saved) {
            run.restore((OpenRun.Saved) saved);
        }

        @Override
        public Digest128 look() {
            return run.nextAt() - run.now() >= of.pause ? Memory.of(run, of.scenario) : null;
        }

        @Override
        public int judge() {
            Trace trace = run.end();
            of.ends.accept(trace);
            int bits = trace.end() == RunEnd.LIMIT || !trace.complete() ? UNDECIDED : 0;
            for (Anomaly anomaly : Checkers.anomalies(trace, of.scenario)) {
                bits |= 1 << anomaly.ordinal();
            }
            return bits;
        }
    }
}
