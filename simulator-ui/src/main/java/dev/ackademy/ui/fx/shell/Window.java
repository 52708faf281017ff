package dev.ackademy.ui.fx.shell;

import dev.ackademy.lessons.AddedLessons;
import dev.ackademy.ui.fx.explore.ExploreViewModel;
import dev.ackademy.ui.fx.lesson.Learned;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.workbench.RunLibrary;
import dev.ackademy.ui.workbench.Threads;
import dev.ackademy.ui.workbench.UserFolder;
import dev.ackademy.ui.workbench.WrongUse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The desktop application. Its only argument is a file to open.
public final class Window extends Application {

    private RunLibrary library;
    private ShellViewModel shell;

    @Override
    public void start(Stage stage) {
        RunViewModel run = new RunViewModel(background(), Platform::runLater);
        shell = new ShellViewModel(
                run,
                new ExploreViewModel(run, searches(), Platform::runLater, new Threads(searchers()), System::nanoTime));
        library = RunLibrary.open(
                text -> Platform.runLater(() -> shell.messageProperty().set(text)));
        shell.keepRuns(library);
        shell.keepLearned(learned(shell));
        shell.keepAdded(added());
        shell.onLink(getHostServices()::showDocument);
        Theme theme = Theme.ofSystem();
        Scene scene = scene(run, shell, theme, 1440, 900);
        stage.setTitle("Ackademy");
        stage.setMinWidth(1180);
        stage.setMinHeight(760);
        stage.setScene(scene);
        stage.show();
        List<String> files = getParameters().getRaw();
        if (!files.isEmpty()) {
            shell.openFile(Path.of(files.getFirst()));
        } else if (shell.learned().nothingYet() && shell.knownRuns().isEmpty()) {
            shell.take(shell.lessons().course().getFirst().name());
        }
    }

    /// Null where the person has no folder.
    private static AddedLessons added() {
        try {
            return new AddedLessons(UserFolder.lessons(UserFolder.ofUser()));
        } catch (WrongUse _) {
            return null;
        }
    }

    /// Kept in memory alone where the person has no folder.
    private static Learned learned(ShellViewModel shell) {
        Consumer<String> message =
                text -> Platform.runLater(() -> shell.messageProperty().set(text));
        try {
            return new Learned(UserFolder.ofUser(), message);
        } catch (WrongUse nowhere) {
            message.accept(nowhere.getMessage() + " Progress is not kept.");
            return new Learned(null, message);
        }
    }

    @Override
    public void stop() {
        shell.live().close();
        shell.explore().end();
        library.close();
    }

    /// One run at a time, on a thread that keeps nobody from leaving.
    private static Executor background() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "run");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// A search, the run that is cut down and what closes it, each beside the others.
    private static Executor searches() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "explore");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// One processor is left to the window.
    private static int searchers() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /// The window's scene, dressed.
    public static Scene scene(RunViewModel run, ShellViewModel shell, Theme theme, double width, double height) {
        ShellView view = new ShellView(run, shell, theme);
        Scene scene = new Scene(view, width, height);
        theme.dress(scene);
        return scene;
    }
}
