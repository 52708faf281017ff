package dev.ackademy.ui.fx.shot;

import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel;
import dev.ackademy.ui.fx.shell.Window;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.workbench.RunLibrary;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// How long it takes from the start of the process until the window's first frame is drawn, with the person's own run
/// library, on JavaFX's headless platform.
public final class StartTime {

    private StartTime() {}

    /// `first frame after 1800 ms, 2600 ms of processor time`: since the process began.
    public static String measure() {
        try (RunLibrary library = RunLibrary.open(System.err::println)) {
            firstFrame(library);
        }
        ProcessHandle.Info process = ProcessHandle.current().info();
        Duration all = Duration.between(process.startInstant().orElseThrow(), Instant.now());
        return "first frame after " + all.toMillis() + " ms, "
                + process.totalCpuDuration().orElse(Duration.ZERO).toMillis() + " ms of processor time";
    }

    /// Opens the window, draws it once and closes it.
    public static void firstFrame(RunLibrary library) {
        Headless.call(() -> {
            RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
            ShellViewModel shell = new ShellViewModel(run);
            shell.keepRuns(library);
            Scene scene = Window.scene(run, shell, new Theme(false), 1440, 900);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            scene.snapshot(null);
            stage.close();
            return null;
        });
    }
}
