package dev.ackademy.ui.fx.shot;

import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel;
import dev.ackademy.ui.fx.shell.Window;
import dev.ackademy.ui.fx.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// A picture of the whole window at one moment of a run.
public final class Shot {

    /// @param page   what is shown
    /// @param micros the moment; below 0 for the first flag, or the end where there is none
    /// @param why    step of the why that is selected, -1 for none
    /// @param text   size of text, 1 to 1.5
    public record Order(
            ShellViewModel.Page page, double micros, boolean dark, int width, int height, int why, double text) {}

    private Shot() {}

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
            Theme theme = new Theme(order.dark());
            theme.textScaleProperty().set(order.text());
            Scene scene = Window.scene(run, shell, theme, order.width(), order.height());
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.setWidth(order.width());
            stage.setHeight(order.height());
            stage.show();
            scene.getRoot().requestFocus();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            scene.getRoot().layout();
            WritableImage image = scene.snapshot(null);
            stage.close();
            return image;
        });
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
