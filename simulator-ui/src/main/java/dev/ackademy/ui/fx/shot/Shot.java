package dev.ackademy.ui.fx.shot;

import dev.ackademy.lessons.script.Setting;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel;
import dev.ackademy.ui.fx.shell.Window;
import dev.ackademy.ui.fx.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// A picture of the whole window at one moment of a run.
public final class Shot {

    /// @param page   what is shown
    /// @param micros the moment; below 0 for the first flag, or the end where there is none
    /// @param why    step of the why that is selected, -1 for none
    /// @param text   size of text, 1 to 1.5
    /// @param places on the page of the search: it is stopped after so many; 0 for none, [#ALL_PLACES] to
    /// its end
    public record Order(
            ShellViewModel.Page page,
            double micros,
            boolean dark,
            int width,
            int height,
            int why,
            double text,
            int places) {

        public Order(
                ShellViewModel.Page page, double micros, boolean dark, int width, int height, int why, double text) {
            this(page, micros, dark, width, height, why, text, ALL_PLACES);
        }
    }

    public static final int ALL_PLACES = Integer.MAX_VALUE;

    private Shot() {}

    /// The window in a lesson.
    ///
    /// @param name of its folder, or of an incident's
    /// @param sets that are tried, empty for none
    public static void lesson(String name, LessonViewModel.Step step, List<String> sets, Order order, Path file)
            throws IOException {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        ShellViewModel shell = new ShellViewModel(run);
        Png.write(
                Headless.call(() -> {
                    if (shell.lessons().find(name).isPresent()) {
                        shell.take(name);
                    } else {
                        shell.takeIncident(name);
                    }
                    go(shell.lesson(), step, sets);
                    if (order.micros() >= 0) {
                        run.player().seek(order.micros());
                    } else if (step != LessonViewModel.Step.PREDICT) {
                        seek(run, order.micros());
                    }
                    return picture(run, shell, order);
                }),
                file);
    }

    private static void go(LessonViewModel lesson, LessonViewModel.Step to, List<String> sets) {
        if (to == LessonViewModel.Step.PREDICT) {
            lesson.choose(1);
            return;
        }
        while (lesson.predicting()) {
            lesson.choose(1);
            lesson.lock();
        }
        if (to == LessonViewModel.Step.WATCH) {
            return;
        }
        lesson.reveal();
        if (to == LessonViewModel.Step.WHY) {
            return;
        }
        lesson.turnTo(LessonViewModel.Step.FIX);
        for (Setting setting : lesson.script().settings()) {
            sets.stream()
                    .filter(each -> each.startsWith(setting.path() + "="))
                    .forEach(each ->
                            lesson.choose(setting, each.substring(setting.path().length() + 1)));
        }
        lesson.hint();
        lesson.tryIt();
        if (to == LessonViewModel.Step.DONE && lesson.step() != to) {
            lesson.giveUp();
        }
    }

    /// @param recipe null for the page of all scenarios
    public static WritableImage take(Recipe recipe, Order order) {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        ShellViewModel shell = new ShellViewModel(run);
        return Headless.call(() -> {
            if (recipe != null) {
                shell.open(recipe);
                if (!run.errorProperty().get().isEmpty()) {
                    throw new IllegalArgumentException(run.errorProperty().get());
                }
                shell.pageProperty().set(order.page());
                seek(run, order.micros());
                if (order.why() >= 0) {
                    run.whyStep(order.why());
                }
            }
            return picture(run, shell, order);
        });
    }

    private static WritableImage picture(RunViewModel run, ShellViewModel shell, Order order) {
        Theme theme = new Theme(order.dark());
        theme.textScaleProperty().set(order.text());
        Scene scene = Window.scene(run, shell, theme, order.width(), order.height());
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setWidth(order.width());
        stage.setHeight(order.height());
        stage.show();
        if (order.page() == ShellViewModel.Page.EXPLORE && order.places() > 0) {
            shell.explore().stopAfter(order.places());
            shell.explore().start();
        }
        scene.getRoot().requestFocus();
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        scene.getRoot().layout();
        WritableImage image = scene.snapshot(null);
        stage.close();
        return image;
    }

    private static void seek(RunViewModel run, double micros) {
        if (micros >= 0) {
            run.player().seek(micros);
        } else if (run.player().flags().isEmpty()) {
            run.player().end();
        } else {
            run.player().nextFlag();
        }
    }

    public static void write(Recipe recipe, Order order, Path file) throws IOException {
        Png.write(take(recipe, order), file);
    }
}
