package dev.ackademy.ui.fx.run;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Verdict;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The open run: its recipe, what came of it, the clock, the verdict and the why. A change of the recipe runs it again;
/// what was open stays until the new run is there, and stays for good where the recipe is refused.
public final class RunViewModel {

    /// A judgement before and after the last change.
    public record Change(String label, List<String> before, List<String> after, boolean better) {}

    /// Who makes the runs instead of the model: a real broker.
    interface Elsewhere {
        /// @param label of the change that asks for the run; empty for none
        void run(Recipe next, String label);

        /// Something else was opened.
        void left();
    }

    private final Executor background;
    private final Executor window;
    private final Player player = new Player();
    private final VerdictViewModel verdict = new VerdictViewModel();
    private final WhyViewModel why = new WhyViewModel();
    private final ReadOnlyObjectWrapper<Recipe> recipe = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Played> played = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Change> change = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty details = new SimpleBooleanProperty(true);
    private final BooleanProperty hand = new SimpleBooleanProperty(true);
    private final BooleanProperty callout = new SimpleBooleanProperty(true);
    private BiConsumer<Recipe, Played> made = (_, _) -> {};
    private BiConsumer<Recipe, Played> seen = (_, _) -> {};
    private Played lastSeen;
    private int asked;
    private boolean playOn;
    private Elsewhere elsewhere;

    /// @param background where a run is worked out
    /// @param window     where properties are changed
    public RunViewModel(Executor background, Executor window) {
        this.background = background;
        this.window = window;
        player.nProperty().addListener((_, _, n) -> moved(n.intValue()));
    }

    public Player player() {
        return player;
    }

    public VerdictViewModel verdict() {
        return verdict;
    }

    public WhyViewModel why() {
        return why;
    }

    public ReadOnlyObjectProperty<Recipe> recipeProperty() {
        return recipe.getReadOnlyProperty();
    }

    public Recipe recipe() {
        return recipe.get();
    }

    /// Null until something was opened.
    public ReadOnlyObjectProperty<Played> playedProperty() {
        return played.getReadOnlyProperty();
    }

    public Played played() {
        return played.get();
    }

    /// Place, cause and next step of what was refused last; empty for nothing.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    public void clearError() {
        error.set("");
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// What the last change did to the verdict, null for none.
    public ReadOnlyObjectProperty<Change> changeProperty() {
        return change.getReadOnlyProperty();
    }

    /// A newcomer may cut the connection on the stage.
    public BooleanProperty handProperty() {
        return hand;
    }

    /// Replicas, watermarks and commits are drawn.
    public BooleanProperty detailsProperty() {
        return details;
    }

    /// The newest finding is called out on the stage.
    public BooleanProperty calloutProperty() {
        return callout;
    }

    /// Who is told of every run that was made here, on the thread that made it.
    public void onMade(BiConsumer<Recipe, Played> listener) {
        made = listener;
    }

    /// Who is told, once for each run, that a person came to its first finding, or, without one, to its
    /// end.
    public void onSeen(BiConsumer<Recipe, Played> listener) {
        seen = listener;
    }

    /// Does something where runs are worked out, after those that were asked for. What it refuses is shown
    /// as an error.
    ///
    /// @param then in the window, when it is done
    public void work(Runnable work, Runnable then) {
        background.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException refused) {
                window.execute(() -> error.set(refused.getMessage()));
            }
            window.execute(then);
        });
    }

    /// Does something in the window, from any thread.
    public void later(Runnable task) {
        window.execute(task);
    }

    public void open(Recipe opened) {
        open(opened, 0);
    }

    /// @param at where the clock stands then, µs
    public void open(Recipe opened, double at) {
        leave();
        change.set(null);
        run(opened, at, "");
    }

    /// Shows a run that was not made here: a recording.
    public void show(Recipe of, Resolved resolved, Trace trace) {
        leave();
        change.set(null);
        int number = ++asked;
        busy.set(true);
        background.execute(() -> {
            Played next = Played.of(resolved, trace, Checkers.check(trace, resolved.scenario()));
            window.execute(() -> arrived(number, of, next, 0, ""));
        });
    }

    /// Runs with one more change and stands at the same time again: what lies before the change is as it
    /// was. A run that was playing plays on.
    public void apply(Edit edit) {
        playOn = player.playing();
        run(recipe.get().with(edit), player.at(), edit.label());
    }

    /// Applies a fix and plays from the start.
    public void fix(Finding.Fix fix) {
        run(recipe.get().with(Edit.of(fix)), 0, fix.text());
    }

    public void undo(Edit edit) {
        run(recipe.get().without(edit), player.at(), "Undone: " + edit.label());
    }

    public void variant(String name) {
        run(recipe.get().withVariant(name), 0, name.isEmpty() ? "As the file says" : "Variant " + name);
    }

    /// @param preset `at-least-once`
    public void policy(String preset) {
        run(recipe.get().under(preset, played.get().scenario().processes().keySet()), 0, "Policy " + preset);
    }

    /// Runs on another kind of broker, from the start.
    public void kind(BrokerKind kind) {
        run(kind.on(recipe.get()), 0, "On " + kind.product());
    }

    public void set(String path, String value) {
        Edit edit = setting(path, value);
        run(recipe.get().with(edit), player.at(), edit.label());
    }

    private static Edit setting(String path, String value) {
        return Edit.setting(path + " = " + value, List.of(path + "=" + value));
    }

    /// Why a value would be refused; empty where it would not.
    public String refusal(String path, String value) {
        try {
            recipe.get().with(setting(path, value)).resolve();
            return "";
        } catch (ScenarioRefused refused) {
            return refused.getMessage();
        }
    }

    /// The scenario as it runs now, as a file that stands alone.
    public String asFile() {
        return ScenarioFile.write(played.get().resolved());
    }

    private void leave() {
        if (elsewhere != null) {
            elsewhere.left();
            elsewhere = null;
        }
    }

    /// From now on runs are made there; null: by the model.
    void elsewhere(Elsewhere other) {
        elsewhere = other;
    }

    /// By the model again, at a time.
    void runHere(Recipe next, double seek) {
        elsewhere = null;
        run(next, seek, "");
    }

    /// Nothing that was asked of the model before is shown any more.
    void expectElsewhere() {
        asked++;
        playOn = false;
        busy.set(false);
    }

    /// A run that was begun elsewhere and goes on.
    void begun(Recipe of, Played first) {
        error.set("");
        why.clear();
        recipe.set(of);
        player.follow(first.trace(), first.pacing(), first.flags());
        played.set(first);
        change.set(null);
        moved(player.n());
    }

    /// More of that run, or all of it.
    void grown(Played more) {
        if (!more.report().findings().equals(played.get().report().findings())) {
            why.clear();
        }
        player.grow(more.trace(), more.pacing(), more.flags(), !more.whole());
        played.set(more);
        moved(player.n());
    }

    /// What the last change did to the verdict, where both runs were made on the same broker.
    void changed(String label, Played before, Played after) {
        change.set(change(label, before.report(), after.report()));
    }

    private void run(Recipe next, double seek, String label) {
        if (elsewhere != null) {
            elsewhere.run(next, label);
            return;
        }
        int number = ++asked;
        player.pause();
        busy.set(true);
        background.execute(() -> {
            try {
                Resolved resolved = next.resolve();
                Trace trace = Simulation.run(
                        resolved.scenario(), Choices.seeded(resolved.scenario().seed()));
                Played result = Played.of(resolved, trace, Checkers.check(trace, resolved.scenario()));
                window.execute(() -> arrived(number, next, result, seek, label));
                made.accept(next, result);
            } catch (ScenarioRefused refused) {
                window.execute(() -> refused(number, refused.getMessage()));
            } catch (RuntimeException | StackOverflowError bug) {
                window.execute(() -> refused(number, "internal error: " + bug));
            }
        });
    }

    private void refused(int number, String message) {
        if (number == asked) {
            busy.set(false);
            playOn = false;
            error.set(message);
        }
    }

    private void arrived(int number, Recipe next, Played result, double seek, String label) {
        if (number != asked) {
            return;
        }
        boolean goOn = playOn;
        playOn = false;
        Played before = played.get();
        busy.set(false);
        error.set("");
        why.clear();
        recipe.set(next);
        player.load(result.trace(), result.pacing(), result.flags());
        played.set(result);
        change.set(label.isEmpty() || before == null ? null : change(label, before.report(), result.report()));
        player.seek(seek);
        moved(player.n());
        if (goOn) {
            player.toggle();
        }
    }

    private void moved(int n) {
        Played shown = played.get();
        if (shown != null) {
            verdict.show(shown, n);
            why.show(shown, n);
            boolean came = player.flags().isEmpty()
                    ? n == shown.trace().entries().size()
                    : n >= player.flags().getFirst().entry();
            if (came && n > 0 && lastSeen != shown && elsewhere == null) {
                lastSeen = shown;
                seen.accept(recipe.get(), shown);
            }
        }
    }

    /// To the entry of a step of the why, which is then selected.
    public void whyStep(int index) {
        WhyViewModel.Step step = why.select(index);
        if (step != null) {
            player.pause();
            player.seekEntry(step.entry());
        }
    }

    static Change change(String label, Report before, Report after) {
        List<String> was = new ArrayList<>();
        List<String> is = new ArrayList<>();
        int worse = 0;
        int better = 0;
        for (int i = 0; i < before.guarantees().size() && i < after.guarantees().size(); i++) {
            Report.Judgement old = before.guarantees().get(i);
            Report.Judgement now = after.guarantees().get(i);
            if (old.verdict() != now.verdict()) {
                String name = AnomalyWords.of(old.guarantee()).title();
                was.add(name + ": " + word(old.verdict(), old.promised()));
                is.add(name + ": " + word(now.verdict(), now.promised()));
                better += now.verdict() == Verdict.HOLDS ? 1 : 0;
                worse += old.verdict() == Verdict.HOLDS ? 1 : 0;
            }
        }
        return new Change(label, was, is, better > 0 && worse == 0);
    }

    private static String word(Verdict verdict, boolean promised) {
        return switch (verdict) {
            case VIOLATED -> promised ? "broken" : "happened";
            case HOLDS -> promised ? "kept" : "absent";
            case UNKNOWN -> "open";
        };
    }
}
