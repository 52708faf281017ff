package dev.ackademy.ui.fx.shot;

import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel;
import dev.ackademy.ui.fx.shell.Window;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// Measures how long a frame of the window takes while a run is played, drawn by software: layout, drawing of the stage
/// and rendering of the whole scene into memory.
public final class FrameBenchmark {

    private static final int WARM = 60;
    private static final int FRAMES = 300;

    /// @param flights how many messages were under way in the fullest frame
    public record Result(int frames, int flights, double p50, double p95, double p99) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d frames, at most %d messages under way: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms",
                    frames,
                    flights,
                    p50,
                    p95,
                    p99);
        }
    }

    private FrameBenchmark() {}

    public static Result run(Recipe recipe, ShellViewModel.Page page, int width, int height) {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        ShellViewModel shell = new ShellViewModel(run);
        return Headless.call(() -> {
            shell.open(recipe);
            shell.pageProperty().set(page);
            Scene scene = Window.scene(run, shell, new Theme(false), width, height);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            double[] millis = new double[FRAMES];
            int most = 0;
            double length = run.played().pacing().length();
            WritableImage image = new WritableImage(width, height);
            for (int i = -WARM; i < FRAMES; i++) {
                double pace = length * (Math.floorMod(i, FRAMES) + 0.5) / FRAMES;
                long start = System.nanoTime();
                run.player().seek(run.played().pacing().timeOf(pace));
                scene.getRoot().layout();
                scene.snapshot(image);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                    most = Math.max(
                            most,
                            run.played().flights().underWay(run.player().n()).size());
                }
            }
            stage.close();
            Arrays.sort(millis);
            return new Result(FRAMES, most, millis[FRAMES / 2], millis[FRAMES * 95 / 100], millis[FRAMES * 99 / 100]);
        });
    }
}
