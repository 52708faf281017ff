package dev.ackademy.ui.fx.lesson;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.Work;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.play.Truth;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.Setting;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.workbench.Begun;
import dev.ackademy.ui.workbench.Taken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One learner in one lesson, with the stage beside it. The [Session] decides what is right and what is due; this moves
/// the stage along and remembers what is chosen and not yet said.
///
///     PREDICT ──lock──► WATCH ──reveal──► WHY ◄──► FIX ──a try that holds, or giveUp──► DONE
public final class LessonViewModel {

    public enum Step {
        PREDICT,
        WATCH,
        WHY,
        FIX,
        DONE
    }

    /// How long the explorer may search before it says how far it came.
    private static final long SEARCH_NANOS = 60_000_000_000L;

    private final RunViewModel run;
    private final Workers workers;
    private final InstantSource clock;
    private final Supplier<Learned> learned;
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper("");
    private final TreeMap<String, String> now = new TreeMap<>();
    private final TreeMap<String, String> wanted = new TreeMap<>();
    private final List<String> hints = new ArrayList<>();
    private Task task;
    private Session session;
    private Step step = Step.PREDICT;
    private Recipe recipe;
    private Instant begun;
    private int chosen = -1;
    private Attempt tried;
    private Attempt shown;
    private String refused = "";
    private Race race;
    private boolean byHand;
    /// Whatever is worked out for an older ticket is for nobody any more.
    private volatile int ticket;

    /// @param workers who search when a fix is graded
    /// @param learned told of every lesson that was begun or taken to its end
    public LessonViewModel(RunViewModel run, Workers workers, InstantSource clock, Supplier<Learned> learned) {
        this.run = run;
        this.workers = workers;
        this.clock = clock;
        this.learned = learned;
    }

    /// Counts what has changed: whoever shows it reads everything again.
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// What is being worked out: `61 of 118 places`; empty for nothing.
    public ReadOnlyStringProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Null where no lesson is open.
    public Task task() {
        return task;
    }

    public boolean open() {
        return task != null;
    }

    /// Whether a prediction is open: nothing may show how it ends.
    public boolean predicting() {
        return open() && step == Step.PREDICT;
    }

    public Step step() {
        return step;
    }

    public Session session() {
        return session;
    }

    public Script script() {
        return task.stage().script();
    }

    /// The run that the lesson is about.
    public Recipe recipe() {
        return recipe;
    }

    /// What is to be done next, in one sentence.
    public String due() {
        return switch (step) {
            case PREDICT -> "Your prediction is open.";
            case WATCH -> "It is played. Look at what happens.";
            case WHY -> "You have seen what happened. Next: why.";
            case FIX -> script().goal().breaks() ? "Next: break it." : "Next: fix it.";
            case DONE -> "You have been through it.";
        };
    }

    /// Opens it, or goes on where it is open already or was left half-way.
    public void take(Task next) {
        if (open() && task.name().equals(next.name()) && step != Step.DONE) {
            return;
        }
        begin(next);
        learned.get().begun(next.name()).ifPresent(this::goOn);
    }

    /// From the first question again.
    public void again() {
        learned.get().forget(task.name());
        write();
        begin(task);
    }

    private void goOn(Begun left) {
        if (!left.goOn(session)) {
            return;
        }
        begun = begun.minusSeconds(left.seconds());
        Step to = Step.valueOf(left.step().toUpperCase(Locale.ROOT));
        if (to == Step.WATCH) {
            watch(true);
        } else if (to != Step.PREDICT) {
            run.player().hold(false);
            for (int i = 0; i < left.hints() && hasHints(); i++) {
                hints.add(session.hint());
            }
            script().settings()
                    .forEach(setting -> left.sets().stream()
                            .filter(each -> each.startsWith(setting.path() + "="))
                            .map(each -> each.substring(setting.path().length() + 1))
                            .filter(setting.values()::contains)
                            .forEach(value -> wanted.put(setting.path(), value)));
            told(to);
        }
        changed();
    }

    /// Remembers where the learner stands, before anything else can happen, and writes it.
    private void stands() {
        if (session.phase() == Session.Phase.DONE) {
            return;
        }
        learned.get()
                .stands(Begun.of(
                        Learned.LEARNER,
                        session,
                        step.name().toLowerCase(Locale.ROOT),
                        sets(),
                        begun,
                        clock.instant()));
        write();
    }

    private void write() {
        Learned book = learned.get();
        String name = task.name();
        run.work(() -> book.write(name), () -> {});
    }

    private void begin(Task next) {
        ticket++;
        busy.set("");
        task = next;
        session = new Session(next.stage());
        step = Step.PREDICT;
        begun = clock.instant();
        chosen = -1;
        tried = null;
        shown = null;
        refused = "";
        race = null;
        hints.clear();
        wanted.clear();
        now.clear();
        next.stage().resolve(List.of()).explained().forEach(each -> now.put(each.path(), each.value()));
        List<String> sets = script().sets();
        recipe = new Recipe(next.name(), next.stage().scenario(), script().variant(), List.of());
        if (!sets.isEmpty()) {
            recipe = recipe.with(Edit.setting("As the lesson is told", sets));
        }
        byHand = next.stage().recorded() == null
                && script().variant().isEmpty()
                && next.stage().resolve(List.of()).variants().contains(Recipe.UNBROKEN);
        run.handProperty().set(false);
        run.player().hold(true);
        show(recipe, false);
        changed();
    }

    /// Gives the stage back: what it shows next is no lesson.
    public void close() {
        if (open()) {
            ticket++;
            busy.set("");
            task = null;
            session = null;
            run.handProperty().set(true);
            run.player().hold(false);
            changed();
        }
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /// Puts a run of this lesson on the stage, with no more machinery than the lesson needs.
    private void show(Recipe next, boolean play) {
        int mine = ticket;
        Task shownIn = task;
        put(next);
        run.work(() -> {}, () -> {
            if (mine == ticket) {
                run.detailsProperty().set(shownIn.details());
                if (play && !run.player().playing()) {
                    run.player().toggle();
                }
            }
        });
    }

    /// The lesson's own run as it was recorded, where it was.
    private void put(Recipe next) {
        Stage stage = task.stage();
        if (next == recipe && stage.recorded() != null) {
            run.show(next, stage.resolve(List.of()), stage.recorded().get());
        } else {
            run.open(next);
        }
    }

    // --- predict

    /// Place of the choice that is marked and not yet locked, -1 for none.
    public int chosen() {
        return chosen;
    }

    public void choose(int choice) {
        if (predicting() && choice >= 0 && choice < session.question().options().size()) {
            chosen = choice;
            changed();
        }
    }

    /// Locks what is marked; nothing without it.
    public void lock() {
        if (predicting() && chosen >= 0) {
            lock(chosen);
        }
    }

    /// Goes on without a prediction.
    public void pass() {
        if (predicting()) {
            lock(-1);
        }
    }

    private void lock(int choice) {
        session.lock(choice);
        chosen = -1;
        if (session.phase() == Session.Phase.WATCH) {
            watch(false);
        }
        stands();
        changed();
    }

    /// @param anew whether the run is yet to be put on the stage
    private void watch(boolean anew) {
        step = Step.WATCH;
        run.player().hold(false);
        run.handProperty().set(byHand);
        if (byHand || anew) {
            show(byHand ? recipe.withVariant(Recipe.UNBROKEN) : recipe, true);
        } else {
            run.player().toggle();
        }
    }

    // --- watch and why

    /// Whether the first fault is the learner's own hand: nothing goes wrong until they break it on the
    /// stage.
    public boolean byHand() {
        return byHand;
    }

    /// From the start again, as far as it is the learner's hand without what they broke.
    public void play() {
        boolean hand = byHand && step == Step.WATCH;
        show(hand ? recipe.withVariant(Recipe.UNBROKEN) : recipe, true);
    }

    /// Ends watching; the stage goes to where it shows.
    public void reveal() {
        session.reveal();
        told(Step.WHY);
        stands();
        changed();
    }

    /// What happened is open.
    private void told(Step to) {
        run.handProperty().set(false);
        step = to;
        toFinding(-1);
        race();
    }

    /// Where the lesson is to be broken, a search sets out to break it too.
    private void race() {
        if (!script().goal().breaks()) {
            return;
        }
        int mine = ticket;
        Task raced = task;
        Race[] found = new Race[1];
        run.work(() -> found[0] = Race.of(raced.stage(), workers, Listener.NONE), () -> {
            if (task == raced && mine <= ticket) {
                race = found[0];
                changed();
            }
        });
    }

    /// The search to beat; null where there is none, or not yet.
    public Race raced() {
        return race;
    }

    /// The search turns over one more place, while the learner looks for one.
    public void tick() {
        if (race != null && step == Step.FIX && busy.get().isEmpty() && !race.over()) {
            race = race.next();
            changes.set(changes.get() + 1);
        }
    }

    /// Between the why and the fix, which are both open once the answers are told.
    public void turnTo(Step other) {
        if (session.phase() == Session.Phase.FIX && (other == Step.WHY || other == Step.FIX)) {
            step = other;
            stands();
            changed();
        }
    }

    /// What the why is about; null where the run has nothing of it.
    public Finding finding() {
        return new Truth(session.played()).told(script());
    }

    /// The entry of the trace on the stage, its sentence of the chain selected.
    public void jump(int entry) {
        toFinding(entry);
    }

    /// @param entry one that the chain tells, -1 for where the finding shows
    private void toFinding(int entry) {
        int mine = ticket;
        if (run.recipe() != recipe) {
            put(recipe);
        }
        run.work(() -> {}, () -> {
            if (mine == ticket) {
                turn(entry);
            }
        });
    }

    private void turn(int entry) {
        run.player().pause();
        Finding finding = finding();
        int place = finding == null ? -1 : session.played().report().findings().indexOf(finding);
        if (place < 0) {
            run.player().end();
            return;
        }
        run.player().flags().stream()
                .filter(flag -> flag.finding() == place)
                .findFirst()
                .ifPresent(flag -> run.player().seekEntry(flag.entry()));
        run.why().open(run.played(), place);
        if (entry >= 0) {
            run.why().chainProperty().get().steps().stream()
                    .filter(each -> each.entry() == entry)
                    .findFirst()
                    .ifPresent(each -> run.whyStep(each.number() - 1));
        }
    }

    // --- fix

    /// What a setting is as the lesson begins.
    public String now(Setting setting) {
        return now.getOrDefault(setting.path(), "");
    }

    /// What is chosen for it, or what it is.
    public String value(Setting setting) {
        return wanted.getOrDefault(setting.path(), now(setting));
    }

    public void choose(Setting setting, String value) {
        if (value.equals(now(setting))) {
            wanted.remove(setting.path());
        } else {
            wanted.put(setting.path(), value);
        }
        stands();
        changed();
    }

    /// `path=value` of all that is changed, in the order of the lesson.
    public List<String> sets() {
        return script().settings().stream()
                .filter(each -> wanted.containsKey(each.path()))
                .map(each -> each.path() + "=" + wanted.get(each.path()))
                .toList();
    }

    /// What was tried last, null for nothing.
    public Attempt tried() {
        return tried;
    }

    /// The way that was shown to a learner who gave up, null for none.
    public Attempt shown() {
        return shown;
    }

    /// Why the settings cannot stand together; empty where they were tried.
    public String refused() {
        return refused;
    }

    /// The rungs that were asked for.
    public List<String> hints() {
        return List.copyOf(hints);
    }

    public boolean hasHints() {
        return hints.size() < script().hints().size();
    }

    public void hint() {
        if (session.phase() == Session.Phase.FIX && hasHints()) {
            hints.add(session.hint());
            stands();
            changed();
        }
    }

    /// Tries what is chosen: runs it, and has it graded where it meets the goal.
    public void tryIt() {
        if (session.phase() != Session.Phase.FIX
                || sets().isEmpty()
                || !busy.get().isEmpty()) {
            return;
        }
        int mine = ++ticket;
        Session trying = session;
        List<String> sets = sets();
        Attempt[] made = new Attempt[1];
        String[] why = {""};
        busy.set("Runs it");
        run.work(
                () -> {
                    try {
                        made[0] = trying.attempt(sets, workers, heard(mine));
                    } catch (ScenarioRefused cause) {
                        why[0] = cause.getMessage();
                    }
                },
                () -> {
                    if (mine == ticket) {
                        busy.set("");
                        refused = why[0];
                        tried = made[0];
                        arrived();
                    }
                });
    }

    private void arrived() {
        if (tried != null) {
            show(recipe(tried), true);
            if (session.phase() == Session.Phase.DONE) {
                done();
            }
        }
        changed();
    }

    private Recipe recipe(Attempt attempt) {
        List<String> sets = new ArrayList<>(attempt.sets());
        if (attempt.trial() != null) {
            sets.addAll(attempt.trial().sets());
        }
        return recipe.with(Edit.setting("As you set it", sets));
    }

    /// The try on the stage, from its start.
    public void playTried() {
        show(recipe(tried), true);
    }

    /// The smallest counter-example on the stage, from its start.
    public void playCounterExample() {
        show(new Recipe(task.name() + " counter-example", tried.grade().example()), true);
    }

    /// Shows one way, and ends the lesson.
    public void giveUp() {
        if (session.phase() != Session.Phase.FIX || !busy.get().isEmpty()) {
            return;
        }
        int mine = ++ticket;
        Session trying = session;
        List<Attempt> found = new ArrayList<>();
        busy.set("Looks for the smallest change");
        run.work(() -> Fixes.solutions(trying.stage()).stream().limit(1).forEach(found::add), () -> {
            if (mine == ticket) {
                busy.set("");
                session.giveUp();
                found.forEach(each -> {
                    shown = each;
                    show(recipe(each), true);
                });
                done();
                changed();
            }
        });
    }

    private void done() {
        step = Step.DONE;
        Taken taken = Taken.of(Learned.LEARNER, session, begun, clock.instant());
        Learned book = learned.get();
        book.forget(task.name());
        run.work(() -> book.add(taken), () -> {});
    }

    private Listener heard(int mine) {
        long until = System.nanoTime() + SEARCH_NANOS;
        return new Listener() {
            private int places;

            @Override
            public void began(Exploration soFar) {
                places = soFar.places().size();
                say(0);
            }

            @Override
            public void finished(Place place, SortedSet<Anomaly> shows, int done, Work work) {
                say(done);
            }

            private void say(int done) {
                run.later(() -> {
                    if (mine == ticket) {
                        busy.set(done + " of " + places + " places");
                    }
                });
            }

            @Override
            public boolean goesOn() {
                return mine == ticket && System.nanoTime() - until < 0;
            }
        };
    }
}
