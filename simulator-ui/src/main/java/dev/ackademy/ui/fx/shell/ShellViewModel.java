package dev.ackademy.ui.fx.shell;

import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.core.trace.RecordingRefused;
import dev.ackademy.lessons.AddedLessons;
import dev.ackademy.lessons.Incident;
import dev.ackademy.lessons.IncidentLibrary;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.Pack;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.ui.fx.explore.ExploreViewModel;
import dev.ackademy.ui.fx.home.Desk;
import dev.ackademy.ui.fx.lesson.Learned;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.lesson.Task;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.workbench.Begun;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.RunLibrary;
import dev.ackademy.ui.workbench.RunRecipe;
import dev.ackademy.ui.workbench.Threads;
import dev.ackademy.ui.workbench.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Which page is shown, and how files come in.
public final class ShellViewModel {

    public enum Page {
        HOME,
        STAGE,
        SPACE_TIME,
        EXPLORE
    }

    private static final int MOST_BYTES = 1 << 20;

    private final RunViewModel run;
    private final LiveViewModel live;
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.HOME);
    private final StringProperty message = new SimpleStringProperty("");
    private final LessonLibrary lessons = LessonLibrary.shipped();
    private final IncidentLibrary incidents = IncidentLibrary.shipped(lessons);
    private final LessonViewModel lesson;
    private final ExploreViewModel explore;
    private final ReadOnlyIntegerWrapper additions = new ReadOnlyIntegerWrapper();
    private AddedLessons packs;
    private RunLibrary library;
    private Learned learned = new Learned(null, _ -> {});
    private Consumer<String> links;

    /// Searches are worked out at once.
    public ShellViewModel(RunViewModel run) {
        this(
                run,
                LiveViewModel.on(run, Platform::runLater),
                new ExploreViewModel(run, Runnable::run, Runnable::run, Workers.ONE, System::nanoTime));
    }

    public ShellViewModel(RunViewModel run, ExploreViewModel explore) {
        this(run, LiveViewModel.on(run, Platform::runLater), explore);
    }

    ShellViewModel(RunViewModel run, LiveViewModel live) {
        this(run, live, new ExploreViewModel(run, Runnable::run, Runnable::run, Workers.ONE, System::nanoTime));
    }

    private ShellViewModel(RunViewModel run, LiveViewModel live, ExploreViewModel explore) {
        this.run = run;
        this.live = live;
        lesson = new LessonViewModel(run, Threads.all(), InstantSource.system(), () -> learned);
        links = link -> message.set(link);
        this.explore = explore;
        run.errorProperty().addListener((_, _, error) -> message.set(error));
    }

    /// The broker switch.
    public LiveViewModel live() {
        return live;
    }

    /// Keeps every run that is made from now on in a library, and offers the last ones at home.
    public void keepRuns(RunLibrary kept) {
        library = kept;
        run.onMade((recipe, played) -> {
            // What a lesson asks for is not told in the library.
            if (!lesson.predicting()) {
                kept.add(kept(recipe, played), new Judged(played.scenario(), played.trace(), played.report()));
            }
        });
        run.onSeen((recipe, played) -> {
            RunRecipe known = kept(recipe, played);
            run.work(() -> kept.seen(known, played.trace().digest()), () -> {});
        });
    }

    private static RunRecipe kept(Recipe recipe, Played played) {
        return new RunRecipe(
                recipe.name(),
                recipe.text(),
                recipe.variant(),
                recipe.sets(),
                played.trace().seed());
    }

    /// Every run that is kept, the newest first.
    public List<KnownRun> knownRuns() {
        return library == null ? List.of() : library.recent(Integer.MAX_VALUE);
    }

    /// False where runs were to be kept and cannot be.
    public boolean keepsRuns() {
        return library == null || library.isOpen();
    }

    /// Keeps a run with its recording, for which it is run again, or lets it go. What does not work is
    /// told.
    ///
    /// @param then when it is done
    public void pin(KnownRun known, boolean pinned, Runnable then) {
        run.clearError();
        message.set("");
        run.work(
                () -> {
                    if (pinned) {
                        library.pin(
                                known.id(),
                                RunLibrary.rerun(known, new Workbench()).run());
                    } else {
                        library.unpin(known.id());
                    }
                },
                then);
    }

    /// What is shipped to be taught.
    public LessonLibrary lessons() {
        return lessons;
    }

    public IncidentLibrary incidents() {
        return incidents;
    }

    /// The lesson that is open, if any.
    public LessonViewModel lesson() {
        return lesson;
    }

    public Learned learned() {
        return learned;
    }

    /// The latest lesson or incident that was left half-way and is still there.
    Optional<Desk.HalfTaken> halfTaken() {
        return learned.halfTaken().stream()
                .flatMap(begun -> halfTaken(begun).stream())
                .findFirst();
    }

    private Optional<Desk.HalfTaken> halfTaken(Begun begun) {
        String name = begun.lesson();
        Optional<Stage> incident = incidents.find(name).map(Incident::stage);
        return incident.or(() -> name.contains("/")
                        ? Optional.ofNullable(packs).flatMap(all -> all.find(name))
                        : lessons.find(name)
                                .filter(each -> !each.text().isEmpty())
                                .map(lessons::stage))
                .map(stage -> new Desk.HalfTaken(name, stage.script().title(), begun.due(), incident.isPresent()));
    }

    /// Keeps what is learned from now on.
    public void keepLearned(Learned book) {
        learned = book;
    }

    /// Who opens an address; where nobody does, it is shown.
    public void onLink(Consumer<String> opens) {
        links = opens;
    }

    public void openLink(String link) {
        links.accept(link);
    }

    /// Offers what somebody has added, and takes more.
    public void keepAdded(AddedLessons added) {
        packs = added;
    }

    /// Every lesson that somebody has added, pack after pack. Where they cannot be read, that is told.
    public List<Stage> added() {
        try {
            return packs == null
                    ? List.of()
                    : packs.all().stream()
                            .flatMap(pack -> pack.lessons().stream().map(each -> pack.name() + "/" + each.name()))
                            .flatMap(name -> packs.find(name).stream())
                            .toList();
        } catch (UncheckedIOException unreadable) {
            message.set(unreadable.getMessage() + ".");
            return List.of();
        }
    }

    /// Counts the packs that were added since the window was opened.
    public ReadOnlyIntegerProperty additionsProperty() {
        return additions.getReadOnlyProperty();
    }

    /// Takes a pack of lessons, or says in one line why not.
    private void add(Path file) {
        if (packs == null) {
            message.set(file.getFileName() + " is a pack of lessons, and there is no folder to keep it in.");
            return;
        }
        Pack[] added = {null};
        run.clearError();
        run.work(() -> added[0] = packs.add(file.toAbsolutePath()), () -> {
            if (added[0] != null) {
                int count = added[0].lessons().size();
                message.set("Added " + added[0].name() + ": " + count + (count == 1 ? " lesson" : " lessons")
                        + ", at home below 'Added'.");
                additions.set(additions.get() + 1);
            }
        });
    }

    /// Takes a lesson, by its folder's name (behind that of its pack where it was added), or goes on with
    /// it.
    public void take(String name) {
        int slash = name.indexOf('/');
        take(
                slash < 0
                        ? Task.of(lessons, lessons.find(name).orElseThrow())
                        : Task.of(
                                pack(name.substring(0, slash)), packs.find(name).orElseThrow()));
    }

    private Pack pack(String name) {
        return packs.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Recipe recipe(Stage stage) {
        Recipe recipe =
                new Recipe(stage.name(), stage.scenario(), stage.script().variant(), List.of());
        List<String> sets = stage.script().sets();
        return sets.isEmpty() ? recipe : recipe.with(Edit.setting("As it was reported", sets));
    }

    /// Shows an incident as it was recorded, without a question.
    public void replayIncident(String name) {
        Incident incident = incidents.find(name).orElseThrow();
        message.set("");
        lesson.close();
        run.show(
                recipe(incident.stage()),
                incident.stage().resolve(List.of()),
                incident.stage().play().trace());
        page.set(Page.STAGE);
    }

    /// Plays an incident, by its folder's name.
    public void takeIncident(String name) {
        take(Task.of(incidents.find(name).orElseThrow()));
    }

    private void take(Task task) {
        message.set("");
        lesson.take(task);
        page.set(Page.STAGE);
    }

    public ExploreViewModel explore() {
        return explore;
    }

    public ObjectProperty<Page> pageProperty() {
        return page;
    }

    /// What went wrong or was done last, one line; empty for nothing.
    public StringProperty messageProperty() {
        return message;
    }

    public void open(Recipe recipe) {
        message.set("");
        lesson.close();
        run.open(recipe);
        if (page.get() == Page.HOME) {
            page.set(Page.STAGE);
        }
    }

    /// Opens a scenario or a recording, or adds a pack of lessons, told apart by what is in it. What was
    /// open
    /// stays where the file is refused.
    public void openFile(Path file) {
        try {
            if (isRecording(file)) {
                openRecording(file);
            } else if (isZip(file)) {
                add(file);
            } else {
                // Refused here, with its name, before anything is closed.
                Resolved resolved = ScenarioFile.read(file, "", List.of());
                open(new Recipe(file.getFileName().toString(), Files.readString(file)).begun(resolved));
            }
        } catch (ScenarioRefused | RecordingRefused refused) {
            message.set(refused.getMessage());
        } catch (IOException e) {
            message.set(file + ": cannot be read (" + e.getMessage() + "). Check its name and permissions.");
        }
    }

    private void openRecording(Path file) {
        Recording recording = RecordingReader.readPrefix(file);
        String name = file.getFileName().toString();
        Resolved resolved = ScenarioFile.parse(recording.header().scenario(), name);
        lesson.close();
        run.show(new Recipe(name, recording.header().scenario()), resolved, recording.trace());
        message.set(note(name, recording));
        page.set(Page.STAGE);
    }

    private static String note(String name, Recording recording) {
        if (!recording.whole()) {
            return name + ": the recording breaks off; what there is of it is shown, and nothing is concluded from what"
                    + " is missing.";
        }
        String engine = recording.header().engine();
        return engine.equals(Workbench.version())
                ? ""
                : name + ": recorded by version " + engine
                        + ". What happened is shown as it was recorded, and judged by" + " this version ("
                        + Workbench.version() + "); run the scenario again to see what it does here.";
    }

    /// By its name, or as it begins: whatever else is a zip is refused as a pack, with the reason.
    private static boolean isZip(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return file.toString().endsWith(".zip") || start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    /// A recording is JSON Lines and begins with its own word.
    private static boolean isRecording(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(200), StandardCharsets.UTF_8).stripLeading();
            return start.startsWith("{\"ackademy\"") || Files.size(file) > MOST_BYTES && start.startsWith("{");
        }
    }
}
