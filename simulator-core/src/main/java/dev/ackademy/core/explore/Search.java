package dev.ackademy.core.explore;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.engine.OpenRun;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Searches everything below one world, depth first: the run that goes on without anything more, and at each place of
/// it every other way. A world that is met again with no more budget left than it was searched with is not searched
/// again. For one thread.
final class Search {

    /// A run that ended at a limit: nothing can be said of what it does not show.
    static final int UNDECIDED = 1 << 31;

    /// A run to which nothing more happens is short: it is looked at so often, and gone through otherwise.
    private static final int LAST_LOOKS = 2;

    /// Where a run goes on: a written world, and what is answered differently in the next step.
    record Point(OpenRun.Saved world, List<Decision> decisions) {

        Point with(Decision more) {
            List<Decision> all = new ArrayList<>(decisions);
            all.add(more);
            return new Point(world, all);
        }
    }

    /// A way that a run can go from one of its places.
    ///
    /// @param step at which the place is, from 0 at the point where the run was gone on with
    record Way(int step, Decision decision, Point point) {}

    /// A world that the run passed, by its digest.
    record Passed(int step, Digest128 world) {}

    /// What a run showed that nothing more happened to, and where it can go another way.
    ///
    /// @param known what is known to be below the world in which it was left; null where it ran to its end
    record Run(int anomalies, Grid known, List<Asking.Asked> asked, List<Passed> passed) {}

    private final Scenario scenario;
    private final States frozen;
    private final States own;
    private final long pause;
    private final BooleanSupplier goesOn;
    private final Consumer<Trace> ends;
    private final List<OpenRun> runs = new ArrayList<>();
    private final List<Asking> askings = new ArrayList<>();

    private long runCount;
    private long stepCount;

    /// @param frozen worlds that were searched before; null where states are not matched
    /// @param own    takes the worlds of this search; null where states are not matched
    /// @param pause  a world is looked at where nothing happens for so long, µs: there runs that differed
    /// come together
    /// @param goesOn asked after each run; false stops the search with [Stopped]
    /// @param ends   sees every run that was gone through to its end
    Search(Scenario scenario, States frozen, States own, long pause, BooleanSupplier goesOn, Consumer<Trace> ends) {
        this.scenario = scenario;
        this.frozen = frozen;
        this.own = own;
        this.pause = pause;
        this.goesOn = goesOn;
        this.ends = ends;
    }

    Work work() {
        return new Work(runCount, stepCount);
    }

    /// The world before anything has happened.
    Point begin() {
        OpenRun run = run(0);
        run.begin();
        Point begin = new Point(run.save(), List.of());
        runs.clear();
        askings.clear();
        return begin;
    }

    private OpenRun run(int depth) {
        while (runs.size() <= depth) {
            Asking asking = new Asking(scenario.seed());
            askings.add(asking);
            runs.add(new OpenRun(scenario, asking));
        }
        return runs.get(depth);
    }

    /// Which anomalies are below the point, with at most so many more faults and reorderings.
    Grid below(Point point, int faults, int reorderings) {
        return below(0, point, faults, reorderings);
    }

    private Grid below(int depth, Point point, int faults, int reorderings) {
        Run run = goOn(depth, point, faults, reorderings, own != null);
        List<Grid> grids = new ArrayList<>();
        List<Way> ways = ways(depth, point, run, faults > 0, reorderings > 0, way -> {
            int f = way.decision.reorders() ? 0 : 1;
            grids.add(below(depth + 1, way.point, faults - f, reorderings - (1 - f)));
        });
        return whole(run, ways, grids, new Grid(faults, reorderings), own);
    }

    /// What is below a run: what it showed, and what its ways did. Keeps what is below each world that it
    /// passed.
    ///
    /// @param grids of the ways; null for one that was not gone
    /// @param kept  null where states are not matched
    static Grid whole(Run run, List<Way> ways, List<Grid> grids, Grid grid, States kept) {
        grid.addEverywhere(run.anomalies);
        if (run.known != null) {
            grid.add(run.known, 0, 0);
        }
        int next = run.passed.size() - 1;
        for (int i = ways.size() - 1; i >= 0; i--) {
            while (next >= 0 && run.passed.get(next).step > ways.get(i).step) {
                kept.add(run.passed.get(next--).world, grid);
            }
            if (grids.get(i) != null) {
                int f = ways.get(i).decision.reorders() ? 0 : 1;
                grid.add(grids.get(i), f, 1 - f);
            }
        }
        while (next >= 0) {
            kept.add(run.passed.get(next--).world, grid);
        }
        return grid;
    }

    /// The run from a point to its end.
    Run toItsEnd(Point point, boolean faults, boolean order, boolean looks) {
        return goOn(0, point, faults ? 1 : 0, order ? 1 : 0, looks);
    }

    /// The ways from a point, in the order in which its run meets them.
    List<Way> ways(Point point, Run run, boolean faults, boolean order) {
        return ways(0, point, run, faults, order, _ -> {});
    }

    private List<Way> ways(int depth, Point point, Run ran, boolean faults, boolean order, Consumer<Way> each) {
        List<Way> ways = new ArrayList<>();
        if (ran.asked.isEmpty()) {
            return ways;
        }
        OpenRun run = run(depth);
        Asking asking = askings.get(depth);
        run.restore(point.world);
        asking.begin(point.decisions, faults, order, false);
        int step = 0;
        Point here = point;
        for (Asking.Asked place : ran.asked) {
            while (step < place.step()) {
                run.step();
                stepCount++;
                step++;
                here = null;
            }
            if (here == null) {
                here = new Point(run.save(), List.of());
            }
            for (int answer = 1; answer < place.bound(); answer++) {
                Decision decision = new Decision(place.key(), answer);
                Way way = new Way(step, decision, here.with(decision));
                ways.add(way);
                each.accept(way);
            }
        }
        return ways;
    }

    private Run goOn(int depth, Point point, int faults, int reorderings, boolean matches) {
        OpenRun run = run(depth);
        Asking asking = askings.get(depth);
        run.restore(point.world);
        asking.begin(point.decisions, faults > 0, reorderings > 0, true);
        runCount++;
        List<Passed> passed = new ArrayList<>();
        int looks = faults + reorderings > 0 ? Integer.MAX_VALUE : LAST_LOOKS;
        boolean more = run.step();
        if (!asking.settled()) {
            throw new IllegalStateException("nobody asked for " + point.decisions);
        }
        int step = 1;
        while (more) {
            if (matches && passed.size() < looks && run.nextAt() - run.now() >= pause) {
                Digest128 world = Memory.of(run, scenario);
                Grid known = find(world, faults, reorderings);
                if (known != null) {
                    stepCount += step;
                    goesOn();
                    return new Run(0, known, asking.asked(), passed);
                }
                passed.add(new Passed(step, world));
            }
            asking.step = step++;
            more = run.step();
        }
        stepCount += step;
        goesOn();
        Trace trace = run.end();
        ends.accept(trace);
        return new Run(anomalies(trace), null, asking.asked(), passed);
    }

    private void goesOn() {
        if (!goesOn.getAsBoolean()) {
            throw new Stopped();
        }
    }

    private Grid find(Digest128 world, int faults, int reorderings) {
        Grid known = own == null ? null : own.find(world, faults, reorderings);
        return known != null || frozen == null ? known : frozen.find(world, faults, reorderings);
    }

    private int anomalies(Trace trace) {
        int bits = trace.end() == RunEnd.LIMIT || !trace.complete() ? UNDECIDED : 0;
        for (Anomaly anomaly : Checkers.anomalies(trace, scenario)) {
            bits |= 1 << anomaly.ordinal();
        }
        return bits;
    }
}
