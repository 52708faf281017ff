package dev.ackademy.core.explore;

import dev.ackademy.core.engine.OpenRun;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Searches every run of a scenario within bounds: by the number of faults, then of reorderings, so that what is met
/// first has the fewest; each such level place by place. What it answers does not depend on the workers.
public final class Explorer {

    /// How a search is done.
    ///
    /// @param matches whether worlds that were met before are recognised; without it every run is made
    /// @param states  at most so many worlds are kept
    /// @param runs    the search stops after so many runs for one place
    public record Means(boolean matches, int states, long runs) {
        public static final Means USUAL = new Means(true, 4_000_000, Long.MAX_VALUE);
        public static final Means NAIVE = new Means(false, 0, Long.MAX_VALUE);
    }

    /// Worlds are looked at in so many pauses of the fault-free run, and in one for so many of its steps.
    private static final int LOOKS = 24;

    private static final int STEPS_A_LOOK = 16;

    /// What was found below one place.
    private record Searched(Grid grid, States states, Work work, Looks looks) {}

    private final Scenario scenario;
    private final Bounds bounds;
    private final Means means;
    private final Workers workers;
    private final Listener listener;
    private final ScenarioRuns runs;
    private final Search.Point begin;
    private final Search.Run faultless;
    private final List<Search.Way> ways;
    private final List<Place> places = new ArrayList<>();
    private final States frozen;
    private final TreeSet<Anomaly> met = new TreeSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private boolean undecided;
    private Work work = Work.NONE;
    private Looks looks = Looks.NONE;

    private Explorer(
            Scenario scenario, Bounds bounds, Means means, Workers workers, Listener listener, Consumer<Trace> ends) {
        this.scenario = scenario;
        this.bounds = bounds;
        this.means = means;
        this.workers = workers;
        this.listener = listener;
        this.runs = new ScenarioRuns(scenario, pause(scenario), ends);
        this.frozen = means.matches ? new States(bounds, means.states) : null;
        Search search = new Search(runs, null, null, Looks.NONE, () -> true);
        this.begin = search.begin();
        this.faultless = search.toItsEnd(begin, bounds.faults() > 0, bounds.reorderings() > 0, means.matches);
        this.ways = search.ways(begin, faultless, bounds.faults() > 0, bounds.reorderings() > 0);
        for (Search.Way way : ways) {
            places.add(Place.of(places.size(), way.decision()));
        }
        work = work.plus(search.work());
    }

    public static Exploration explore(
            Scenario scenario, Bounds bounds, Means means, Workers workers, Listener listener) {
        return explore(scenario, bounds, means, workers, listener, _ -> {});
    }

    /// @param ends sees every run that was made to its end, on any thread
    static Exploration explore(
            Scenario scenario, Bounds bounds, Means means, Workers workers, Listener listener, Consumer<Trace> ends) {
        return new Explorer(scenario, bounds, means, workers, listener, ends).explore();
    }

    /// The places of a scenario, for which nothing is searched yet.
    public static List<Place> places(Scenario scenario, boolean reorderings) {
        Bounds one = new Bounds(1, reorderings ? 1 : 0);
        return List.copyOf(new Explorer(scenario, one, Means.NAIVE, Workers.ONE, Listener.NONE, _ -> {}).places);
    }

    /// The first run that shows an anomaly and in which this place is the first that goes wrong.
    ///
    /// @param place of the same scenario
    /// @param level the fewest faults and reorderings with which it was found there
    public static Witness witness(Scenario scenario, Place place, Anomaly anomaly, Bounds level) {
        Explorer explorer = new Explorer(
                scenario,
                new Bounds(Math.max(1, level.faults()), level.reorderings()),
                Means.USUAL,
                Workers.ONE,
                Listener.NONE,
                _ -> {});
        List<Place> same = explorer.places.stream()
                .filter(each -> each.decision().equals(place.decision()))
                .toList();
        return explorer.witness(1 << anomaly.ordinal(), level, same);
    }

    /// The time that the longest pauses of the fault-free run have at least, µs.
    private static long pause(Scenario scenario) {
        OpenRun run = new OpenRun(scenario, new Asking(scenario.seed()));
        run.begin();
        List<Long> pauses = new ArrayList<>();
        do {
            pauses.add(run.nextAt() - run.now());
        } while (run.step());
        pauses.sort(Collections.reverseOrder());
        int looks = Math.clamp(pauses.size() / STEPS_A_LOOK, 2, LOOKS);
        long least = pauses.get(Math.min(looks, pauses.size()) - 1);
        // Where many are alike they are what a message takes, and no rest.
        boolean alike = pauses.stream().filter(each -> each >= least).count() > 2L * looks;
        return Math.max(1, alike ? least + 1 : least);
    }

    private Exploration explore() {
        listener.began(soFar(null));
        meet(faultless.anomalies(), new Bounds(0, 0), List.of());
        for (int f = 0; f <= bounds.faults(); f++) {
            for (int r = 0; r <= bounds.reorderings(); r++) {
                Exploration.Stop stop = f + r == 0 ? null : level(new Bounds(f, r));
                if (stop != null) {
                    return soFar(stop);
                }
            }
        }
        return soFar(null);
    }

    private Exploration soFar(Exploration.Stop stop) {
        return new Exploration(
                scenario,
                bounds,
                List.copyOf(places),
                List.copyOf(outcomes),
                undecided,
                work,
                frozen == null ? 0 : frozen.size(),
                frozen == null ? 0 : frozen.bytes(),
                frozen != null && frozen.full(),
                stop);
    }

    /// Null when it was searched to its end.
    private Exploration.Stop level(Bounds level) {
        List<Integer> open = new ArrayList<>();
        List<Supplier<Searched>> tasks = new ArrayList<>();
        Looks before = looks;
        for (int i = 0; i < ways.size(); i++) {
            Search.Way way = ways.get(i);
            Bounds cost = runs.cost(way.decision());
            int f = level.faults() - cost.faults();
            int r = level.reorderings() - cost.reorderings();
            if (f >= 0 && r >= 0) {
                open.add(i);
                tasks.add(() -> search(way, f, r, before));
            }
        }
        listener.level(level, tasks.size());
        List<Grid> grids = new ArrayList<>(Collections.nCopies(ways.size(), null));
        List<States> kept = new ArrayList<>();
        boolean[] stopped = {false};
        workers.each(tasks, searched -> {
            int done = kept.size();
            if (searched == null || stopped[0]) {
                stopped[0] = true;
                return;
            }
            Place place = places.get(open.get(done));
            grids.set(place.number(), searched.grid);
            kept.add(searched.states);
            work = work.plus(searched.work);
            looks = looks.plus(searched.looks);
            listener.finished(place, anomalies(searched.grid.all()), done + 1, searched.work);
        });
        if (frozen != null) {
            kept.forEach(frozen::addAll);
        }
        meet(grids, level);
        if (stopped[0]) {
            return new Exploration.Stop(level, kept.size(), tasks.size());
        }
        if (frozen != null) {
            Grid all = new Grid(level.faults(), level.reorderings());
            Search.whole(runs, faultless, ways, all, frozen, grids::get);
        }
        return null;
    }

    /// Null when it was stopped.
    private Searched search(Search.Way way, int f, int r, Looks before) {
        States own = means.matches ? new States(bounds, means.states) : null;
        long[] made = {0};
        Search search = new Search(runs, frozen, own, before, () -> ++made[0] <= means.runs && listener.goesOn());
        try {
            Grid grid = search.below(way.point(), f, r);
            return new Searched(grid, own, search.work(), search.looks().minus(before));
        } catch (Stopped _) {
            return null;
        }
    }

    private void meet(List<Grid> grids, Bounds level) {
        int all = 0;
        for (Grid grid : grids) {
            all |= grid == null ? 0 : grid.all();
        }
        meet(all, level, grids);
    }

    /// Notes the anomalies that were not met with less.
    private void meet(int bits, Bounds level, List<Grid> grids) {
        undecided |= (bits & RunInHand.UNDECIDED) != 0;
        for (Anomaly anomaly : anomalies(bits)) {
            if (met.add(anomaly)) {
                int bit = 1 << anomaly.ordinal();
                List<Place> showing = places.stream()
                        .filter(place -> !grids.isEmpty()
                                && grids.get(place.number()) != null
                                && (grids.get(place.number()).all() & bit) != 0)
                        .toList();
                Outcome outcome = new Outcome(anomaly, level, showing, witness(bit, level, showing));
                outcomes.add(outcome);
                listener.found(outcome);
            }
        }
    }

    /// The first run, in the order of the places, that shows it.
    private Witness witness(int bit, Bounds level, List<Place> showing) {
        if (showing.isEmpty()) {
            return new Witness(List.of());
        }
        States own = means.matches ? new States(bounds, means.states) : null;
        Search search = new Search(new ScenarioRuns(scenario, runs.pause(), _ -> {}), frozen, own, looks, () -> true);
        Search.Way way = ways.get(showing.getFirst().number());
        List<Decision> decisions = new ArrayList<>();
        int f = level.faults();
        int r = level.reorderings();
        while (true) {
            decisions.add(way.decision());
            f -= runs.cost(way.decision()).faults();
            r -= runs.cost(way.decision()).reorderings();
            Search.Run run = search.toItsEnd(way.point(), f > 0, r > 0, false);
            if ((run.anomalies() & bit) != 0) {
                work = work.plus(search.work());
                return new Witness(decisions);
            }
            way = next(search, way, run, bit, f, r);
        }
    }

    private Search.Way next(Search search, Search.Way way, Search.Run run, int bit, int f, int r) {
        for (Search.Way each : search.ways(way.point(), run, f > 0, r > 0)) {
            Bounds cost = runs.cost(each.decision());
            if ((search.below(each.point(), f - cost.faults(), r - cost.reorderings())
                                    .all()
                            & bit)
                    != 0) {
                return each;
            }
        }
        throw new IllegalStateException("what was found below " + way.decision() + " is not there");
    }

    static SortedSet<Anomaly> anomalies(int bits) {
        TreeSet<Anomaly> anomalies = new TreeSet<>();
        for (Anomaly anomaly : Anomaly.values()) {
            if ((bits & 1 << anomaly.ordinal()) != 0) {
                anomalies.add(anomaly);
            }
        }
        return anomalies;
    }
}
