package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.lessons.IncidentLibrary;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.lesson.LessonViewModel.Step;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.stage.StageFrame;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The panel of every lesson and incident in each of its steps, and the picture of its key moment.
class EveryLessonInTheWindowTest {

    private static final LessonLibrary LESSONS = LessonLibrary.shipped();

    static Stream<String> all() {
        return Stream.concat(
                LESSONS.course().stream().map(Lesson::name),
                IncidentLibrary.shipped(LESSONS).all().stream()
                        .map(each -> each.stage().name()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyStepIsReadableAndTheKeyMomentIsDrawn(String name) {
        Headless.call(() -> {
            RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
            ShellViewModel shell = new ShellViewModel(run);
            LessonViewModel lesson = shell.lesson();
            Scene scene = Window.scene(run, shell, new Theme(false), 1440, 900);
            ShellView view = (ShellView) scene.getRoot();
            if (LESSONS.find(name).isPresent()) {
                shell.take(name);
            } else {
                shell.takeIncident(name);
            }
            assertThat(run.errorProperty().get()).isEmpty();
            readable(scene, Step.PREDICT);
            assertThat(run.player().n()).isZero();
            while (lesson.predicting()) {
                lesson.choose(0);
                lesson.lock();
            }
            readable(scene, Step.WATCH);
            lesson.reveal();
            readable(scene, Step.WHY);
            StageFrame moment = view.stage().shown();
            assertThat(moment).isNotNull();
            if (!lesson.script().goal().breaks()) {
                assertThat(run.why().chainProperty().get())
                        .as("the why of the moment")
                        .isNotNull();
                assertThat(moment.callout())
                        .as("what it comes to is called out")
                        .isNotNull();
            }
            lesson.turnTo(Step.FIX);
            readable(scene, Step.FIX);
            lesson.giveUp();
            readable(scene, Step.DONE);
            assertThat(run.errorProperty().get()).isEmpty();
            return null;
        });
    }

    private static void readable(Scene scene, Step step) {
        scene.snapshot(null);
        scene.snapshot(null);
        Node panel = scene.lookup(".lesson-panel");
        assertThat(panel).as("%s", step).isNotNull();
        List<String> cut = panel.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(Labeled::isTextTruncated)
                .map(Labeled::getText)
                .toList();
        assertThat(cut).as("cut off in %s", step).isEmpty();
        assertThat(panel.lookupAll(".lesson-action")).as("%s", step).isNotEmpty();
    }
}
