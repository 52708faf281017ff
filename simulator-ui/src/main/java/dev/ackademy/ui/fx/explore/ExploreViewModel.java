package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.ui.fx.explore.Board.Spot;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.workbench.SearchControl;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The search of the open scenario: its bounds, how far it is, what it found, and what closes that. What was found
/// stays when the scenario changes, and is then said to be of the scenario before.
public final class ExploreViewModel {

    public enum State {
        /// Nothing was searched.
        READY,
        RUNNING,
        PAUSED,
        DONE,
        STOPPED
    }

    /// How what was found stands to the scenario that is open.
    public enum Standing {
        SAME,
        /// It was changed since.
        CHANGED,
        /// The counter-example is on the stage.
        REPLAYED
    }

    /// What is shown of a cell.
    ///
    /// @param places that show it
    /// @param chosen the one of them that is told; -1 while the search has not got there
    record Opened(Spot spot, Guarantee guarantee, List<Side.Shown> places, int chosen) {}

    private static final int MOST_FAULTS = Bounds.MOST;
    private static final int MOST_REORDERINGS = Bounds.MOST;

    private final RunViewModel run;
    private final Executor background;
    private final Executor window;
    private final Workers workers;
    private final LongSupplier clock;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READY);
    private final ReadOnlyObjectWrapper<Standing> standing = new ReadOnlyObjectWrapper<>(Standing.SAME);
    private final ReadOnlyObjectWrapper<Bounds> bounds = new ReadOnlyObjectWrapper<>(new Bounds(1, 0));
    private final ReadOnlyObjectWrapper<Set<Guarantee>> judged = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Board> board = new ReadOnlyObjectWrapper<>(Board.NONE);
    private final ReadOnlyObjectWrapper<Headway> headway = new ReadOnlyObjectWrapper<>(Headway.NONE);
    private final ReadOnlyObjectWrapper<Opened> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Example> example = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");

    private final Errands errands;
    private final Closer closer;
    private final AtomicReference<Headway> pending = new AtomicReference<>();
    private SearchControl control = new SearchControl();
    private Stopwatch watch;
    private Plan plan;
    /// What was asked to be searched last; null where nothing was.
    private Recipe searched;

    private Recipe replayed;
    private int asked;
    private int looked;
    private boolean visible;
    private int limit = Integer.MAX_VALUE;

    /// @param background where searches, examples and closings are worked out, each at once
    /// @param window     where properties are changed
    /// @param clock      ns
    public ExploreViewModel(
            RunViewModel run, Executor background, Executor window, Workers workers, LongSupplier clock) {
        this.run = run;
        this.background = background;
        this.window = window;
        this.workers = workers;
        this.clock = clock;
        errands = new Errands(background, window, failure::set);
        closer = new Closer(errands, workers);
        run.recipeProperty().addListener((_, before, now) -> changed(before, now));
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Bounds> boundsProperty() {
        return bounds.getReadOnlyProperty();
    }

    /// The guarantees that count; empty for those that are promised.
    public ReadOnlyObjectProperty<Set<Guarantee>> judgedProperty() {
        return judged.getReadOnlyProperty();
    }

    /// `Counted: no loss, order per key`
    ///
    /// @param promised what to say where nothing was chosen
    public String counting(String promised) {
        return judged.get().isEmpty() ? promised : "Counted: " + AnomalyWords.promises(judged.get());
    }

    public ReadOnlyObjectProperty<Board> boardProperty() {
        return board.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Headway> headwayProperty() {
        return headway.getReadOnlyProperty();
    }

    /// Null for none.
    ReadOnlyObjectProperty<Opened> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /// Null while none is there.
    ReadOnlyObjectProperty<Example> exampleProperty() {
        return example.getReadOnlyProperty();
    }

    /// Of the opened cell; null where nothing was asked.
    ReadOnlyObjectProperty<Closings> closingsProperty() {
        return closer.shownProperty();
    }

    /// Why nothing can be searched, empty where it can.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Null before anything was looked at.
    Plan plan() {
        return plan;
    }

    RunViewModel open() {
        return run;
    }

    public boolean busy() {
        return state.get() == State.RUNNING || state.get() == State.PAUSED;
    }

    // what is asked

    /// The view is shown or hidden: places are counted only for who looks.
    public void visible(boolean now) {
        visible = now;
        if (now && searched == null && plan == null) {
            survey();
        }
    }

    public void faults(int faults) {
        bounds(new Bounds(Math.clamp(faults, 0, MOST_FAULTS), bounds.get().reorderings()));
    }

    public void reorderings(int reorderings) {
        bounds(new Bounds(bounds.get().faults(), Math.clamp(reorderings, 0, MOST_REORDERINGS)));
    }

    private void bounds(Bounds next) {
        if (!busy() && !next.equals(bounds.get())) {
            bounds.set(next);
            clear();
            survey();
        }
    }

    /// @param guarantees empty for those that are promised
    public void judge(Set<Guarantee> guarantees) {
        if (!busy() && !guarantees.equals(judged.get())) {
            judged.set(guarantees.isEmpty() ? Set.of() : EnumSet.copyOf(guarantees));
            clear();
            survey();
        }
    }

    private void clear() {
        asked++;
        looked++;
        opened.set(null);
        example.set(null);
        closer.forget();
        plan = null;
        searched = null;
        state.set(State.READY);
        standing.set(Standing.SAME);
        board.set(Board.NONE);
        headway.set(Headway.NONE);
        failure.set("");
    }

    /// The places of the open scenario, for which nothing is searched yet.
    private void survey() {
        Recipe recipe = run.recipe();
        if (!visible || recipe == null) {
            return;
        }
        int number = ++asked;
        errands.run(() -> Plan.of(recipe, bounds.get(), judged.get()), surveyed -> {
            if (number == asked) {
                plan = surveyed;
                board.set(surveyed.board());
            }
        });
    }

    /// A search that is begun after this ends by itself when so many places are finished.
    public void stopAfter(int places) {
        limit = places;
    }

    /// Searches the scenario as it is open now.
    public void start() {
        if (!busy() && run.recipe() != null) {
            start(run.recipe());
        }
    }

    /// Searches the open scenario with a fix, which is put into its recipe.
    public void check(Finding.Fix fix) {
        stop();
        start(run.recipe().with(Edit.of(fix)));
        run.fix(fix);
    }

    private void start(Recipe recipe) {
        clear();
        searched = recipe;
        replayed = null;
        int number = ++asked;
        SearchControl mine = new SearchControl();
        control = mine;
        Bounds within = bounds.get();
        Set<Guarantee> counting = judged.get();
        watch = new Stopwatch(clock);
        Stopwatch time = watch;
        state.set(State.RUNNING);
        background.execute(() -> {
            try {
                Plan all = Plan.of(recipe, within, counting);
                window.execute(() -> begun(number, all));
                new Expedition(all, mine, workers, time, limit, (now, atHand) -> told(number, all, now, atHand)).run();
                window.execute(() -> over(number, all));
            } catch (ScenarioRefused | IllegalArgumentException refused) {
                window.execute(() -> failed(number, refused.getMessage()));
            } catch (RuntimeException | StackOverflowError bug) {
                window.execute(() -> failed(number, "internal error: " + bug));
            }
        });
    }

    private void begun(int number, Plan all) {
        if (number == asked) {
            plan = all;
            board.set(all.board());
        }
    }

    private void told(int number, Plan all, Headway now, boolean atHand) {
        if (pending.getAndSet(now) == null) {
            window.execute(() -> {
                Headway newest = pending.getAndSet(null);
                if (number == asked && newest != null) {
                    headway.set(newest);
                    board.set(all.board());
                }
            });
        }
        if (atHand) {
            window.execute(() -> {
                if (number == asked) {
                    showSmallest();
                }
            });
        }
    }

    private void over(int number, Plan all) {
        if (number == asked) {
            watch.hold();
            board.set(all.board());
            boolean whole = all.sides().stream().allMatch(side -> side.phase() == Board.Phase.DONE);
            state.set(whole ? State.DONE : State.STOPPED);
            if (opened.get() == null) {
                showSmallest();
            }
        }
    }

    private void failed(int number, String why) {
        if (number == asked) {
            state.set(State.READY);
            searched = null;
            failure.set(why);
        }
    }

    public void pause() {
        if (state.get() == State.RUNNING) {
            control.pause();
            watch.hold();
            state.set(State.PAUSED);
        }
    }

    public void resume() {
        if (state.get() == State.PAUSED) {
            watch.goOn();
            state.set(State.RUNNING);
            control.resume();
        }
    }

    /// Ends the search; what was found stays.
    public void stop() {
        control.cancel();
        closer.stop();
    }

    // what is shown of it

    /// The cell of the smallest run of the scenario as it is that breaks a promise.
    private void showSmallest() {
        Side side = plan.atHand();
        if (side.exploration() == null) {
            return;
        }
        List<Outcome> violating = side.exploration().violating(side.judged());
        if (!violating.isEmpty()) {
            Outcome first = violating.getFirst();
            String row =
                    first.places().isEmpty() ? "" : first.places().getFirst().row();
            open(new Spot(row, side.policy), first.anomaly().guarantee());
            if (side.exploration().stopped() == null) {
                closer.search(side, first.anomaly().guarantee());
            }
        }
    }

    /// Opens a cell at the first thing that it shows.
    public void open(Spot spot) {
        Board.Cell cell = board.get().cell(spot);
        if (cell != null && cell.opens()) {
            open(spot, cell.marks().getFirst().guarantee());
        }
    }

    void open(Spot spot, Guarantee guarantee) {
        List<Side.Shown> places = plan.side(spot.policy()).shown(spot.row(), guarantee);
        opened.set(new Opened(spot, guarantee, places, places.isEmpty() ? -1 : 0));
        closer.look(spot.policy(), guarantee);
        look();
    }

    /// Tells another of the places of the opened cell.
    void choose(int index) {
        Opened now = opened.get();
        opened.set(new Opened(now.spot(), now.guarantee(), now.places(), index));
        look();
    }

    private void look() {
        Opened now = opened.get();
        example.set(null);
        int number = ++looked;
        if (now.chosen() >= 0) {
            Side side = plan.side(now.spot().policy());
            Side.Shown shown = now.places().get(now.chosen());
            errands.run(() -> Example.of(side, shown), made -> {
                if (number == looked) {
                    example.set(made);
                }
            });
        }
    }

    void stopClosing() {
        closer.stop();
    }

    /// Tries what closes the hole that is opened.
    void tryClosing() {
        Opened now = opened.get();
        closer.search(plan.side(now.spot().policy()), now.guarantee());
    }

    // what comes of it

    /// Opens the example as a scenario, at the first thing that goes wrong in it.
    public void replay() {
        Example shown = example.get();
        if (shown != null && shown.saved() != null) {
            replayed = new Recipe("counter-example.yaml", shown.saved().text());
            run.open(replayed, shown.wrongAt());
        }
    }

    /// Puts a change into the recipe that was searched; what was found stays, as of the scenario before.
    void apply(Closing.Tried tried) {
        Edit edit = Edit.setting(words(tried), tried.settings());
        Side side = plan.side(opened.get().spot().policy());
        if (standing.get() == Standing.CHANGED || standing.get() == Standing.SAME && side.atHand) {
            run.apply(edit);
        } else {
            run.open(side.recipe.with(edit));
        }
    }

    /// `producer.acks = all`
    static String words(Closing.Tried tried) {
        return String.join(", ", tried.settings()).replace("=", " = ");
    }

    /// Opens what was searched again, in place of its counter-example.
    public void back() {
        run.open(searched);
    }

    private void changed(Recipe before, Recipe now) {
        if (now == null) {
            return;
        }
        boolean other = before == null || !before.text().equals(now.text());
        if (searched == null) {
            if (other) {
                bounds.set(own());
                judged.set(Set.of());
            }
            clear();
            survey();
        } else if (now.equals(searched)) {
            standing.set(Standing.SAME);
        } else if (replayed != null && now.equals(replayed)) {
            standing.set(Standing.REPLAYED);
        } else if (now.text().equals(searched.text())
                || replayed != null && now.text().equals(replayed.text())) {
            standing.set(Standing.CHANGED);
        } else {
            stop();
            bounds.set(own());
            judged.set(Set.of());
            clear();
            survey();
        }
    }

    /// As the scenario says.
    private Bounds own() {
        Scenario.Explore explore = run.recipe().resolve().scenario().explore();
        return new Bounds(Math.min(explore.faults(), MOST_FAULTS), Math.min(explore.reorderings(), MOST_REORDERINGS));
    }

    /// The window is closed.
    public void end() {
        stop();
    }

    /// How many of the places of the scenario as it is take a fault, and how many a reordering.
    int places(boolean orders) {
        return (int) plan.atHand().places.stream()
                .filter(place -> (place.sort() == Place.Sort.ORDER) == orders)
                .count();
    }
}
