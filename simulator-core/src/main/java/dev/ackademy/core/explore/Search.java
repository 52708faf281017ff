package dev.ackademy.core.explore;

import dev.ackademy.core.model.Digest128;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// Searches everything below one world, depth first: the run that goes on without anything more, and at each place of
/// it every other way. A world that is met again with no more budget left than it was searched with is not searched
/// again. For one thread.
final class Search {

    /// A run to which nothing more happens is short: it is looked at so often, and gone through otherwise.
    private static final int LAST_LOOKS = 2;

    /// Where a run goes on: a written world, and what is answered differently in the next step.
    record Point(Object world, List<Decision> decisions) {

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

    private final Searchable searched;
    private final States frozen;
    private final States own;
    private final BooleanSupplier goesOn;
    private final List<RunInHand> runs = new ArrayList<>();
    private final List<Asking> askings = new ArrayList<>();

    private long runCount;
    private long stepCount;
    private Looks looks;

    /// @param frozen worlds that were searched before; null where states are not matched
    /// @param own    takes the worlds of this search; null where states are not matched
    /// @param looks  what looks at runs to which nothing more happens have brought so far
    /// @param goesOn asked after each run; false stops the search with [Stopped]
    Search(Searchable searched, States frozen, States own, Looks looks, BooleanSupplier goesOn) {
        this.searched = searched;
        this.frozen = frozen;
        this.own = own;
        this.looks = looks;
        this.goesOn = goesOn;
    }

    Work work() {
        return new Work(runCount, stepCount);
    }

    /// With those that it began with.
    Looks looks() {
        return looks;
    }

    /// The world before anything has happened.
    Point begin() {
        RunInHand run = run(0);
        run.begin();
        Point begin = new Point(run.save(), List.of());
        runs.clear();
        askings.clear();
        return begin;
    }

    private RunInHand run(int depth) {
        while (runs.size() <= depth) {
            Asking asking = new Asking(searched.seed());
            askings.add(asking);
            runs.add(searched.open(asking));
        }
        return runs.get(depth);
    }

    /// Which anomalies are below the point, with at most so many more faults and reorderings.
    Grid below(Point point, int faults, int reorderings) {
        return below(0, point, faults, reorderings);
    }

    private Grid below(int depth, Point point, int faults, int reorderings) {
        Run run = goOn(depth, point, faults, reorderings, own != null);
        List<Way> ways = ways(depth, point, run, faults > 0, reorderings > 0);
        Grid grid = new Grid(faults, reorderings);
        return whole(searched, run, ways, grid, own, i -> {
            Way way = ways.get(i);
            Bounds cost = searched.cost(way.decision);
            return below(depth + 1, way.point, faults - cost.faults(), reorderings - cost.reorderings());
        });
    }

    /// What is below a run: what it showed, and what its ways did, the last first. Keeps what is below each
    /// world that it passed as soon as that is known, for the ways that branch off before.
    ///
    /// @param kept null where states are not matched
    /// @param gone what is below a way, by its place in the list; null for one that was not gone
    static Grid whole(Searchable searched, Run run, List<Way> ways, Grid grid, States kept, IntFunction<Grid> gone) {
        grid.addEverywhere(run.anomalies);
        if (run.known != null) {
            grid.add(run.known, 0, 0);
        }
        int next = run.passed.size() - 1;
        for (int i = ways.size() - 1; i >= 0; i--) {
            while (next >= 0 && run.passed.get(next).step > ways.get(i).step) {
                kept.add(run.passed.get(next--).world, grid);
            }
            Grid below = gone.apply(i);
            if (below != null) {
                Bounds cost = searched.cost(ways.get(i).decision);
                grid.add(below, cost.faults(), cost.reorderings());
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
        return ways(0, point, run, faults, order);
    }

    private List<Way> ways(int depth, Point point, Run ran, boolean faults, boolean order) {
        List<Way> ways = new ArrayList<>();
        if (ran.asked.isEmpty()) {
            return ways;
        }
        RunInHand run = run(depth);
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
                ways.add(new Way(step, decision, here.with(decision)));
            }
        }
        return ways;
    }

    private Run goOn(int depth, Point point, int faults, int reorderings, boolean matches) {
        RunInHand run = run(depth);
        Asking asking = askings.get(depth);
        run.restore(point.world);
        asking.begin(point.decisions, faults > 0 || searched.free(), reorderings > 0, true);
        runCount++;
        List<Passed> passed = new ArrayList<>();
        boolean last = !searched.free() && faults + reorderings == 0;
        int most = !last ? Integer.MAX_VALUE : looks.pay() ? LAST_LOOKS : 0;
        boolean more = run.step();
        if (!asking.settled()) {
            throw new IllegalStateException("nobody asked for " + point.decisions);
        }
        int step = 1;
        while (more) {
            Digest128 world = matches && passed.size() < most ? run.look() : null;
            if (world != null) {
                Grid known = find(world, faults, reorderings);
                looks = last ? looks.plus(new Looks(1, known == null ? 0 : 1)) : looks;
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
        return new Run(run.judge(), null, asking.asked(), passed);
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
}
