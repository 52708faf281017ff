package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.RunLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The first page in the real window, on the headless platform.
@ExtendWith({ApplicationExtension.class, NoCssWarnings.class})
class HomePageTest {

    private final Theme theme = new Theme(false);
    private RunViewModel run;
    private ShellViewModel shell;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        run = new RunViewModel(Runnable::run, Runnable::run);
        shell = new ShellViewModel(run);
        Scene scene = Window.scene(run, shell, theme, 1440, 900);
        stage.setScene(scene);
        stage.setWidth(1440);
        stage.setHeight(900);
        stage.show();
        stage.requestFocus();
    }

    private void home(FxRobot robot) {
        robot.interact(() -> {
            shell.pageProperty().set(Page.STAGE);
            shell.pageProperty().set(Page.HOME);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<ButtonBase> entries(FxRobot robot) {
        return List.copyOf(robot.lookup(".entry").queryAllAs(ButtonBase.class));
    }

    @Test
    void aScenarioIsFoundByItsSymptomAndOpenedWithKeysAlone(FxRobot robot) {
        int all = entries(robot).size();
        robot.interact(() -> robot.lookup("#find").query().requestFocus());
        robot.write("unheardof");
        robot.interact(() -> {});
        assertThat(entries(robot)).isEmpty();
        assertThat(robot.lookup("#clear-filter").query().isVisible()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(entries(robot)).hasSize(all);

        robot.interact(() -> robot.lookup("#filter-blocked").query().requestFocus());
        robot.type(KeyCode.SPACE);
        assertThat(entries(robot))
                .hasSizeLessThan(all)
                .allMatch(each -> each.getAccessibleText().contains("No progress"));
        robot.interact(() -> robot.lookup("#find").query().requestFocus());
        robot.write("20 never");
        robot.type(KeyCode.ESCAPE);
        robot.write("never succeed");
        robot.type(KeyCode.DOWN);
        Node focus = stage.getScene().getFocusOwner();
        assertThat(focus.getId()).isEqualTo("scenario-20");
        robot.type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shell.pageProperty().get()).isEqualTo(Page.STAGE);
        assertThat(run.played().scenario().title()).isEqualTo("One message that can never succeed");
    }

    @Test
    void theArrowsMoveTheSelectionAndTheSelectedEntryAloneHasButtons(FxRobot robot) {
        List<ButtonBase> entries = entries(robot);
        robot.interact(() -> entries.getFirst().requestFocus());
        robot.type(KeyCode.DOWN);
        robot.type(KeyCode.DOWN);
        robot.type(KeyCode.UP);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(entries.get(1));
        assertThat(robot.lookup("#open-" + entries.get(1).getId()).tryQuery()).isPresent();
        assertThat(robot.lookup("#open-" + entries.get(0).getId()).tryQuery()).isEmpty();
        assertThat(entries).filteredOn(Node::isFocusTraversable).containsExactly(entries.get(1));
    }

    @Test
    void aClickOnAnEntrySelectsIt(FxRobot robot) {
        ButtonBase second = entries(robot).get(1);
        assertThat(robot.lookup("#open-" + second.getId()).tryQuery()).isEmpty();
        robot.clickOn("#" + second.getId());
        assertThat(robot.lookup("#open-" + second.getId()).tryQuery()).isPresent();
        assertThat(shell.pageProperty().get()).isEqualTo(Page.HOME);
    }

    @Test
    void whatWasRunIsTickedResumedPinnedAndReplayed(FxRobot robot, @TempDir Path folder) {
        try (RunLibrary library = RunLibrary.open(folder, _ -> {})) {
            robot.interact(() -> shell.keepRuns(library));
            home(robot);
            assertThat(robot.lookup("#library-empty").tryQuery()).isPresent();
            robot.interact(
                    () -> robot.lookup("#card-41").queryAs(ButtonBase.class).fire());
            robot.interact(() -> {
                run.player().end();
                run.player().seek(100_000);
            });
            String digest = run.played().trace().digest();
            robot.interact(() -> shell.pageProperty().set(Page.HOME));
            assertThat(robot.lookup("#library-empty").tryQuery()).isEmpty();
            assertThat(robot.lookup("#card-41").query().getStyleClass()).contains("done", "here");
            assertThat(robot.lookup("#card-42").query().getStyleClass()).contains("todo");
            assertThat(robot.lookup("#first").queryAs(Button.class).getText()).isEqualTo("Resume at 0.10 s");
            robot.clickOn("#first");
            assertThat(shell.pageProperty().get()).isEqualTo(Page.STAGE);
            assertThat(run.player().at()).isEqualTo(100_000);

            robot.interact(() -> shell.pageProperty().set(Page.HOME));
            KnownRun known = shell.knownRuns().getFirst();
            robot.clickOn("#pin-run-" + known.id());
            assertThat(shell.messageProperty().get()).isEmpty();
            assertThat(shell.knownRuns().getFirst().recording()).exists();
            robot.interact(() -> run.open(Shipped.recipe("01")));
            home(robot);
            robot.clickOn("#run-" + known.id());
            robot.clickOn("#open-run-" + known.id());
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(shell.pageProperty().get()).isEqualTo(Page.STAGE);
            assertThat(run.played().trace().digest()).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @CsvSource({"1180, 760, 1", "1180, 760, 1.5", "1440, 900, 1", "1440, 900, 1.5", "1920, 1080, 1", "1920, 1080, 1.25"
    })
    void nothingIsCutOffOrOverlaps(double width, double height, double scale, FxRobot robot, @TempDir Path folder) {
        try (RunLibrary library = RunLibrary.open(folder, _ -> {})) {
            AtomicReference<Scene> drawn = new AtomicReference<>();
            robot.interact(() -> {
                shell.keepRuns(library);
                List.of("01", "03", "19", "13").forEach(each -> run.open(Shipped.recipe(each)));
                theme.textScaleProperty().set(scale);
                // Off screen, because the headless screen is smaller; a snapshot lays it out.
                drawn.set(Window.scene(run, shell, theme, width, height));
                drawn.get().snapshot(null);
                drawn.get().snapshot(null);
            });
            Node page = drawn.get().getRoot();
            List<String> cut = page.lookupAll(".home .label").stream()
                    .map(Labeled.class::cast)
                    .filter(Labeled::isTextTruncated)
                    .map(Labeled::getText)
                    .toList();
            assertThat(cut).isEmpty();
            List<Node> apart = new ArrayList<>(page.lookupAll(".lesson-card"));
            apart.addAll(page.lookupAll(".chapter-title"));
            apart.addAll(page.lookupAll("#hero"));
            apart.addAll(page.lookupAll(".library"));
            assertThat(apart).hasSizeGreaterThan(20);
            for (int i = 0; i < apart.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(inner(apart.get(i)).intersects(inner(apart.get(j))))
                            .as("%s over %s", apart.get(i), apart.get(j))
                            .isFalse();
                }
            }
        }
    }

    /// In the scene, without the last pixel, at which neighbours may touch.
    private static Bounds inner(Node node) {
        Bounds all = node.localToScene(node.getLayoutBounds());
        return new BoundingBox(all.getMinX() + 1, all.getMinY() + 1, all.getWidth() - 2, all.getHeight() - 2);
    }
}
