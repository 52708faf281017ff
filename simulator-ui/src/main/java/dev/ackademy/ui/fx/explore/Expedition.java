package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.Work;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.ui.workbench.SearchControl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/// Searches a plan, the scenario as it is first, and tells how far it is.
final class Expedition {

    /// More often than this nobody is told of what is under way, ns.
    private static final long TELL_NANOS = 80_000_000;

    private final Plan plan;
    private final SearchControl control;
    private final Workers workers;
    private final LongSupplier nanos;
    private final BiConsumer<Headway, Boolean> told;
    private final int limit;
    private final int finishesInAll;
    private int finished;
    private long steps;
    private long runs;
    private int states;
    private long toldAt;
    private Side side;
    private Bounds level = new Bounds(0, 0);
    private int levelDone;
    private int levelPlaces;
    private long levelBegan;

    /// @param limit it ends after so many places
    /// @param told  how far it is, and whether the scenario as it is has just been searched; on the thread
    /// that searches
    Expedition(
            Plan plan,
            SearchControl control,
            Workers workers,
            Stopwatch watch,
            int limit,
            BiConsumer<Headway, Boolean> told) {
        this.plan = plan;
        this.control = control;
        this.workers = workers;
        this.nanos = watch::nanos;
        this.limit = limit;
        this.told = told;
        this.finishesInAll = plan.sides().stream()
                .mapToInt(each -> Side.finishes(each.places, plan.bounds()))
                .sum();
    }

    void run() {
        List<Side> order = new ArrayList<>(plan.sides());
        order.sort(Comparator.comparing(each -> !each.atHand));
        for (Side each : order) {
            if (control.cancelled()) {
                break;
            }
            side = each;
            levelDone = 0;
            levelPlaces = 0;
            each.over(Explorer.explore(each.scenario(), plan.bounds(), Explorer.Means.USUAL, workers, new Told()));
            states += each.exploration().states();
            told.accept(headway(), each.atHand);
        }
    }

    private Headway headway() {
        long elapsed = nanos.getAsLong();
        long left = levelDone == 0 ? -1 : (elapsed - levelBegan) / levelDone * (levelPlaces - levelDone);
        return new Headway(
                Plan.title(side.policy),
                level,
                levelDone,
                levelPlaces,
                finishesInAll == 0 ? 1 : Math.min(1, (double) finished / finishesInAll),
                runs,
                steps,
                states,
                elapsed,
                left);
    }

    private final class Told implements Listener {

        @Override
        public void level(Bounds bounds, int places) {
            level = bounds;
            levelPlaces = places;
            levelDone = 0;
            levelBegan = nanos.getAsLong();
            side.level(bounds);
            told.accept(headway(), false);
        }

        @Override
        public void finished(Place place, SortedSet<Anomaly> shows, int done, Work work) {
            side.finished(place, shows);
            levelDone = done;
            if (++finished >= limit) {
                control.cancel();
            }
            steps += work.steps();
            runs += work.runs();
            long now = nanos.getAsLong();
            if (now - toldAt >= TELL_NANOS) {
                toldAt = now;
                told.accept(headway(), false);
            }
        }

        @Override
        public void found(Outcome outcome) {
            side.found(outcome);
        }

        @Override
        public boolean goesOn() {
            return control.goesOn();
        }
    }
}
