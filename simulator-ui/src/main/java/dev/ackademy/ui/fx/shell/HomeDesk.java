package dev.ackademy.ui.fx.shell;

import dev.ackademy.lessons.play.Stage;
import dev.ackademy.ui.fx.home.Desk;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.workbench.KnownRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the first page asks of the window.
record HomeDesk(RunViewModel run, ShellViewModel shell, Files files) implements Desk {

    @Override
    public List<KnownRun> runs() {
        return shell.knownRuns();
    }

    @Override
    public boolean keepsRuns() {
        return shell.keepsRuns();
    }

    @Override
    public Optional<HalfTaken> halfTaken() {
        return shell.halfTaken();
    }

    @Override
    public Optional<Open> open() {
        Played played = run.played();
        if (played == null) {
            return Optional.empty();
        }
        LessonViewModel lesson = shell.lesson();
        if (lesson.open() && lesson.step() == LessonViewModel.Step.DONE) {
            return Optional.empty();
        }
        long at = Math.round(run.player().at());
        return Optional.of(
                lesson.open()
                        ? new Open(lesson.recipe(), lesson.script().title(), at, lesson.due())
                        : new Open(run.recipe(), played.scenario().title(), at, ""));
    }

    @Override
    public void open(Recipe recipe) {
        shell.open(recipe);
    }

    @Override
    public void take(String lesson) {
        shell.take(lesson);
    }

    @Override
    public List<Stage> added() {
        return shell.added();
    }

    @Override
    public void replayIncident(String incident) {
        shell.replayIncident(incident);
    }

    @Override
    public void takeIncident(String incident) {
        shell.takeIncident(incident);
    }

    @Override
    public Set<String> begun() {
        return shell.learned().begun();
    }

    @Override
    public Set<String> mended() {
        return shell.learned().mended();
    }

    @Override
    public void openFile(Path file) {
        shell.openFile(file);
    }

    @Override
    public void chooseFile() {
        files.openDialog();
    }

    @Override
    public void resume() {
        shell.pageProperty().set(ShellViewModel.Page.STAGE);
    }

    @Override
    public void pin(KnownRun known, boolean pinned, Runnable then) {
        shell.pin(known, pinned, then);
    }
}
