package dev.ackademy.ui.fx.home;

import dev.ackademy.lessons.play.Stage;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.workbench.KnownRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the window does for this page.
public interface Desk {

    /// A run that is open and was left for this page.
    ///
    /// @param micros where its clock stands, µs
    /// @param due    what is to be done next in the lesson that it belongs to, empty for none
    record Open(Recipe recipe, String title, long micros, String due) {}

    /// A lesson or incident that was left half-way before the window was opened.
    ///
    /// @param name as [#take] takes it, or [#takeIncident]
    /// @param due  what is to be done next in it
    record HalfTaken(String name, String title, String due, boolean incident) {}

    /// The latest of them; empty for none.
    Optional<HalfTaken> halfTaken();

    /// The kept runs, the newest first.
    List<KnownRun> runs();

    /// False where runs cannot be kept.
    boolean keepsRuns();

    Optional<Open> open();

    void open(Recipe recipe);

    /// Takes a lesson, by its folder's name, behind that of its pack where it was added.
    void take(String lesson);

    /// Lessons that somebody has added, pack after pack.
    List<Stage> added();

    /// Shows what happened in an incident, by its folder's name, without a question.
    void replayIncident(String incident);

    /// Asks what an incident comes to, by its folder's name, and plays it.
    void takeIncident(String incident);

    /// Lessons that the person has begun, by their folders' names.
    Set<String> begun();

    /// Lessons that the person has mended, by their folders' names.
    Set<String> mended();

    void openFile(Path file);

    /// Asks the person for a file.
    void chooseFile();

    /// Back to the run that is open.
    void resume();

    /// Keeps a run with its recording, or lets it go again.
    ///
    /// @param then when it is done
    void pin(KnownRun run, boolean pinned, Runnable then);
}
