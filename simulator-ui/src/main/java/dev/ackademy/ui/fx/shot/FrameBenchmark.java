package dev.ackademy.ui.fx.shot;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel;
import dev.ackademy.ui.fx.shell.Window;
import dev.ackademy.ui.fx.stage.Cast;
import dev.ackademy.ui.fx.stage.StageFrame;
import dev.ackademy.ui.fx.stage.StageFrames;
import dev.ackademy.ui.fx.stage.StageLayout;
import dev.ackademy.ui.fx.stage.StagePainter;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Theme;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// Measures how long a frame of the window takes while a run is played, drawn by software: layout, drawing of the stage
/// and rendering of the whole scene into memory.
public final class FrameBenchmark {

    /// How many frames a measurement takes; a fifth of that is drawn before, to warm up.
    public static final int FRAMES = 300;

    /// @param flights how many messages were under way in the fullest frame
    /// @param p50     ms from the beginning of a frame to its end
    /// @param work50  ms of processor time that the window's own threads took for a frame: other programs
    /// do not count
    public record Result(int frames, int flights, double p50, double p95, double p99, double work50, double work95) {

        private static Result of(int flights, double[] millis, double[] work) {
            Arrays.sort(millis);
            Arrays.sort(work);
            int frames = millis.length;
            return new Result(
                    frames,
                    flights,
                    millis[frames / 2],
                    millis[frames * 95 / 100],
                    millis[frames * 99 / 100],
                    work[frames / 2],
                    work[frames * 95 / 100]);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d frames, at most %d messages under way: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms;"
                            + " processor time of a frame p50 %.1f ms, p95 %.1f ms",
                    frames,
                    flights,
                    p50,
                    p95,
                    p99,
                    work50,
                    work95);
        }
    }

    private FrameBenchmark() {}

    /// How long a frame takes while somebody drags the playhead to and fro: every frame shows another
    /// moment of the whole run, far from the one before.
    public static Result scrub(Recipe recipe, ShellViewModel.Page page, int width, int height) {
        return run(recipe, page, width, height, FRAMES, i -> (Math.abs(i) * 0.6180339887) % 1);
    }

    public static Result run(Recipe recipe, ShellViewModel.Page page, int width, int height, int frames) {
        return run(recipe, page, width, height, frames, i -> (Math.floorMod(i, frames) + 0.5) / frames);
    }

    /// @param where share of the run that frame `i` shows, 0 to 1
    private static Result run(
            Recipe recipe, ShellViewModel.Page page, int width, int height, int frames, IntToDoubleFunction where) {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        ShellViewModel shell = new ShellViewModel(run);
        return Headless.call(() -> {
            shell.open(recipe);
            if (!run.errorProperty().get().isEmpty()) {
                throw new IllegalArgumentException(run.errorProperty().get());
            }
            shell.pageProperty().set(page);
            Scene scene = Window.scene(run, shell, new Theme(false), width, height);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            double[] millis = new double[frames];
            double[] work = new double[frames];
            int most = 0;
            double length = run.played().pacing().length();
            WritableImage image = new WritableImage(width, height);
            for (int i = -frames / 5; i < frames; i++) {
                double pace = length * where.applyAsDouble(i);
                double before = worked();
                long start = System.nanoTime();
                run.player().seek(run.played().pacing().timeOf(pace));
                scene.getRoot().layout();
                scene.snapshot(image);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                    work[i] = worked() - before;
                    most = Math.max(
                            most,
                            run.played().flights().underWay(run.player().n()).size());
                }
            }
            stage.close();
            return Result.of(most, millis, work);
        });
    }

    /// The stage alone, with this many messages under way at once: they are laid over the links of the run.
    public static Result crowd(Recipe recipe, int messages) {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        run.open(recipe);
        Cast cast = Cast.of(run.played());
        StageLayout layout = cast.layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        StageFrames frames = new StageFrames(run.played(), cast);
        run.player().end();
        StageFrame empty =
                frames.frame(run.player().n(), run.player().at(), layout.slots(), layout.rows(), true, null, -1, false);
        return Headless.call(() -> {
            Canvas canvas = new Canvas(StageLayout.WIDTH, StageLayout.HEIGHT);
            WritableImage image = new WritableImage((int) StageLayout.WIDTH, (int) StageLayout.HEIGHT);
            double[] millis = new double[FRAMES];
            double[] work = new double[FRAMES];
            for (int i = -FRAMES / 5; i < FRAMES; i++) {
                StageFrame frame = empty.withFlights(flights(cast, run, messages, i * 0.007));
                double before = worked();
                long start = System.nanoTime();
                canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
                new StagePainter(new CanvasPen(canvas.getGraphicsContext2D()), Palette.LIGHT, layout, frame).paint();
                canvas.snapshot(null, image);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                    work[i] = worked() - before;
                }
            }
            return Result.of(messages, millis, work);
        });
    }

    /// ms of processor time that this thread and the renderer have taken so far.
    private static double worked() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = threads.getCurrentThreadCpuTime();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("QuantumRenderer")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos / 1e6;
    }

    private static List<StageFrame.Flight> flights(Cast cast, RunViewModel run, int messages, double shift) {
        List<StageFrame.Flight> flights = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            double at = ((i * 0.618 + shift) % 1 + 1) % 1;
            Operation operation = new Operation("K" + (1 + i % 20), 1 + i % 9, OperationKind.UPDATE);
            flights.add(new StageFrame.Flight(
                    i,
                    new StageFrame.End(
                            StageFrame.Side.PRODUCER, i % cast.producers().size()),
                    new StageFrame.End(
                            StageFrame.Side.TAPE_IN, i % cast.shelves().size()),
                    at,
                    i % 4 == 3 ? StageFrame.Move.ANSWER : StageFrame.Move.REQUEST,
                    run.played().hues().tag(operation),
                    "",
                    0));
        }
        return flights;
    }
}
