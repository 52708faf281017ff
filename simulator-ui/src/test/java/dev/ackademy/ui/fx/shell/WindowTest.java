package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.run.ByHand;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Flag;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.stage.StageFrame;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.timeline.Lanes;
import dev.ackademy.ui.workbench.RunLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.event.ActionEvent;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The real window on the headless platform. Runs are worked out at once, so that nothing has to be waited for.
@ExtendWith({ApplicationExtension.class, NoCssWarnings.class})
class WindowTest {

    private RunViewModel run;
    private ShellViewModel shell;
    private ShellView view;

    @Start
    void start(Stage stage) {
        run = new RunViewModel(Runnable::run, Runnable::run);
        shell = new ShellViewModel(run);
        Theme theme = new Theme(false);
        // What is shown after a step is asserted at once.
        theme.reducedMotionProperty().set(true);
        Scene scene = Window.scene(run, shell, theme, 1440, 900);
        view = (ShellView) scene.getRoot();
        stage.setScene(scene);
        stage.setWidth(1440);
        stage.setHeight(900);
        stage.show();
        stage.requestFocus();
    }

    private void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void open(FxRobot robot, int number) {
        robot.interact(() ->
                robot.lookup("#scenario-" + number).queryAs(ButtonBase.class).fire());
        settle();
        assertThat(shell.pageProperty().get()).isEqualTo(Page.STAGE);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    @Test
    void aCardOpensItsScenarioAndStepsMoveTheClockBothWays(FxRobot robot) {
        open(robot, 15);
        assertThat(text(robot, "#crumb")).isEqualTo("Two producers write about one entity");
        assertThat(text(robot, "#clock")).isEqualTo("00:00.000");
        robot.interact(() -> {
            for (int i = 0; i < 12; i++) {
                robot.lookup("#step").queryButton().fire();
            }
        });
        int n = run.player().n();
        StageFrame frame = view.stage().shown();
        robot.clickOn("#step");
        robot.clickOn("#back");
        settle();
        assertThat(run.player().n()).isEqualTo(n);
        assertThat(view.stage().shown()).isEqualTo(frame);
    }

    @Test
    void aFindingWithItsFixIsNoWiderThanThePanel(FxRobot robot) {
        robot.interact(() -> {
            run.open(Shipped.recipe("refused-and-overtaken"));
            shell.pageProperty().set(Page.STAGE);
            run.player().nextFlag();
            view.layout();
        });
        settle();
        javafx.scene.layout.Region panel = robot.lookup("#fix").query();
        assertThat(panel.localToScene(panel.getBoundsInLocal()).getMaxX())
                .isLessThanOrEqualTo(view.getScene().getWidth());
        assertThat(robot.lookup("#check-fix").queryButton().isVisible()).isTrue();
    }

    @Test
    void everythingCanBeDoneWithKeysAlone(FxRobot robot) {
        robot.interact(() -> view.getScene().lookup("#scenario-15").requestFocus());
        robot.type(KeyCode.ENTER);
        settle();
        assertThat(shell.pageProperty().get()).isEqualTo(Page.STAGE);
        robot.interact(() -> view.stage().requestFocus());

        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        Flag first = run.player().flags().getFirst();
        assertThat(run.player().n()).isEqualTo(first.entry());
        assertThat(run.why().chainProperty().get().broken()).isTrue();

        robot.type(KeyCode.W);
        assertThat(run.why().selectedProperty().get()).isZero();
        robot.type(KeyCode.DOWN);
        assertThat(run.why().selectedProperty().get()).isEqualTo(1);
        assertThat(run.player().n())
                .isEqualTo(run.why().chainProperty().get().steps().get(1).entry());

        robot.type(KeyCode.END);
        assertThat(run.player().atEnd()).isTrue();
        robot.type(KeyCode.V);
        assertThat(view.stage().shown().details())
                .isNotEqualTo(run.detailsProperty().get() ? false : true);
        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT2).release(KeyCode.CONTROL);
        assertThat(shell.pageProperty().get()).isEqualTo(Page.SPACE_TIME);
        robot.type(KeyCode.HOME);
        assertThat(run.player().n()).isZero();
        robot.type(KeyCode.SPACE);
        assertThat(run.player().playing()).isTrue();
        robot.type(KeyCode.SPACE);
        assertThat(run.player().playing()).isFalse();
    }

    @Test
    void inTheFirstMinuteAMessageIsLostByHandAndTheWhyIsReadAndMended(FxRobot robot) {
        open(robot, 1);
        assertThat(run.recipe().variant()).as("nothing goes wrong by itself").isEqualTo(Recipe.UNBROKEN);
        assertThat(robot.lookup("#at-least-once")
                        .query()
                        .getParent()
                        .getParent()
                        .isVisible())
                .as("no policy to choose yet")
                .isFalse();
        assertThat(robot.lookup("#find-setting").query().getParent().isVisible())
                .isFalse();
        assertThat(robot.lookup("#verdict").tryQuery()).as("no verdict yet").isEmpty();
        assertThat(ByHand.losesByItself(run.played(), 0)).isFalse();
        assertThat(view.stage().shown().details()).isFalse();
        robot.interact(() -> run.player().end());
        assertThat(view.stage().shown().callout()).isNull();
        robot.interact(() -> run.player().start());
        settle();

        robot.clickOn("#cut");
        settle();
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.played().trace().entries()).extracting(TraceEntry::kind).contains("ConnectionCut");
        assertThat(Lanes.of(run.played().trace(), run.played().hues(), ByHand.cutAt(run.recipe()))
                        .faults())
                .extracting(Lanes.Fault::text)
                .contains("you cut");
        robot.interact(() -> run.player().nextFlag());
        settle();
        StageFrame.Callout callout = view.stage().shown().callout();
        assertThat(callout.title()).contains("Ana's payment of 40 EUR");
        assertThat(view.stage().shown().stores().getFirst().rows().getFirst().state())
                .isEqualTo(StageFrame.RowState.LOST);
        assertThat(robot.lookup("#cut").queryButton().isDisabled())
                .as("nothing is left to cut")
                .isTrue();
        robot.type(KeyCode.W);
        settle();
        assertThat(robot.lookup("#steps").queryAs(VBox.class).getChildren()).isNotEmpty();

        robot.interact(() -> robot.lookup("#apply").queryButton().fire());
        settle();
        assertThat(run.errorProperty().get()).isEmpty();
        robot.interact(() -> run.player().end());
        settle();
        assertThat(view.stage().shown().stores().getFirst().rows().getFirst().state())
                .isEqualTo(StageFrame.RowState.SAME);
    }

    @Test
    void spacePlaysAfterAButtonWasClicked(FxRobot robot) {
        open(robot, 1);
        robot.clickOn("#step");
        robot.clickOn("#cut");
        robot.type(KeyCode.SPACE);
        assertThat(run.player().playing()).isTrue();
        robot.interact(() -> run.player().pause());
        int n = run.player().n();
        robot.clickOn("#step");
        robot.type(KeyCode.SPACE);
        assertThat(run.player().playing()).isTrue();
        assertThat(run.player().n()).isGreaterThan(n);
        robot.interact(() -> run.player().pause());
    }

    @Test
    void whereTheScenarioCutsByItselfTheButtonIsOff(FxRobot robot) {
        open(robot, 1);
        robot.interact(() -> run.variant(""));
        settle();
        assertThat(ByHand.losesByItself(run.played(), 0)).isTrue();
        assertThat(robot.lookup("#cut").queryButton().isDisabled()).isTrue();
    }

    @Test
    void aMessageThatIsUnderWayIsCutWhileTheRunPlaysAndItPlaysOn(FxRobot robot) {
        open(robot, 1);
        int sent = firstProduce();
        robot.interact(() -> {
            run.player().seekEntry(sent);
            run.player().toggle();
            robot.lookup("#cut").queryButton().fire();
        });
        assertThat(run.player().playing()).isTrue();
        robot.interact(() -> run.player().pause());
        assertThat(run.played().flights().sentBy(sent).fate()).isEqualTo(Flights.Fate.LOST);
    }

    @Test
    void oneWholePathIsWalkedWithKeysAlone(FxRobot robot, @TempDir Path folder) {
        Path file = folder.resolve("run.jsonl");
        robot.interact(() -> view.files().ask((_, _, _) -> file.toFile()));
        tabTo(robot, "find");
        robot.write("older overwrites newer");
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        settle();
        assertThat(run.played()).isNotNull();
        robot.type(KeyCode.SPACE);
        assertThat(run.player().playing()).isTrue();
        robot.type(KeyCode.SPACE).type(KeyCode.HOME).type(KeyCode.S).type(KeyCode.S);
        int n = run.player().n();
        robot.type(KeyCode.LEFT);
        assertThat(run.player().n()).isLessThan(n);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertThat(run.player().n()).isEqualTo(run.player().flags().getFirst().entry());
        robot.type(KeyCode.W).type(KeyCode.DOWN);
        assertThat(run.why().selectedProperty().get()).isEqualTo(1);
        tabTo(robot, "apply");
        robot.type(KeyCode.SPACE);
        settle();
        assertThat(run.changeProperty().get().better()).isTrue();
        robot.press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
        settle();
        assertThat(file).isNotEmptyFile();
    }

    private void tabTo(FxRobot robot, String id) {
        for (int i = 0; i < 120; i++) {
            javafx.scene.Node focus = view.getScene().getFocusOwner();
            if (focus != null && id.equals(focus.getId())) {
                return;
            }
            robot.type(KeyCode.TAB);
        }
        throw new AssertionError(id + " is not reached by Tab");
    }

    @Test
    void theVerdictSaysWhatIsPromisedWhileTheRunIsPlayedAndTheLogIsReadWithoutScrollingSideways(FxRobot robot) {
        open(robot, 11);
        VBox verdict = robot.lookup("#verdict").queryAs(VBox.class);
        assertThat(((Label) verdict.getChildren().getFirst()).getText()).startsWith("Promised: no loss");
        robot.interact(() -> run.player().end());
        settle();
        assertThat(((Label) verdict.getChildren().getFirst()).getText()).startsWith("Promised: no loss");
        Node log = robot.lookup("#log").query();
        assertThat(log.lookupAll(".scroll-bar").stream()
                        .map(ScrollBar.class::cast)
                        .filter(bar -> bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible()))
                .isEmpty();
        assertThat(log.lookupAll(".list-cell").stream().map(Labeled.class::cast).filter(Labeled::isTextTruncated))
                .isEmpty();
    }

    @Test
    void everySettingIsFoundAndSetAndARefusalStandsBesideIt(FxRobot robot) {
        open(robot, 41);
        robot.interact(
                () -> robot.lookup("#all-settings").queryAs(ToggleButton.class).setSelected(true));
        Set<String> shown = robot.lookup(".setting .value").queryAllAs(TextField.class).stream()
                .map(TextField::getAccessibleText)
                .collect(Collectors.toSet());
        assertThat(run.played().resolved().explained())
                .extracting(Resolved.Explained::path)
                .filteredOn(path -> !path.matches("(scenario|title|shows|expect)(\\..*)?"))
                .allMatch(shown::contains);
        assertThat(shown)
                .contains("topics.orders.dead-letter", "processes.billing.reads.prefetch", "faults.0.crash.restart");

        Played open = run.played();
        TextField prefetch = field(robot, "processes.billing.reads.prefetch");
        robot.interact(() -> {
            prefetch.setText("many");
            prefetch.fireEvent(new ActionEvent());
        });
        assertThat(run.played()).isSameAs(open);
        assertThat(prefetch.getText()).isEqualTo("many");
        assertThat(prefetch.getParent().lookup(".refusal").isVisible()).isTrue();
        assertThat(((Label) prefetch.getParent().lookup(".refusal")).getText()).contains("prefetch");
        robot.interact(() -> {
            prefetch.setText("5");
            prefetch.fireEvent(new ActionEvent());
        });
        assertThat(run.played()).isNotSameAs(open);
        assertThat(field(robot, "processes.billing.reads.prefetch").getText()).isEqualTo("5");

        TextField find = robot.lookup("#find-setting").queryAs(TextField.class);
        robot.interact(() -> {
            find.setText("topics.late={type: quorum}");
            find.fireEvent(new ActionEvent());
        });
        assertThat(robot.lookup("#find-refusal").query().isVisible()).isFalse();
        assertThat(run.played().scenario().topics()).containsKey("late");
        robot.interact(() -> {
            find.setText("topics.orders.type=round");
            find.fireEvent(new ActionEvent());
        });
        assertThat(robot.lookup("#find-refusal").queryAs(Label.class).getText()).contains("quorum");
    }

    private static TextField field(FxRobot robot, String path) {
        return robot.lookup(".setting .value").queryAllAs(TextField.class).stream()
                .filter(each -> each.getAccessibleText().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theKindOfBrokerIsChosenFromAMenuThatSaysWhatThePolicyMeansThere(FxRobot robot) {
        open(robot, 3);
        robot.clickOn("#kind");
        settle();
        ContextMenu menu = menu(robot);
        assertThat(menu.getItems())
                .filteredOn(item -> item.getId() != null && item.getId().startsWith("kind-"))
                .extracting(MenuItem::isDisable)
                .containsExactly(false, false, true, false, false);
        robot.interact(() -> menu.getItems().get(1).fire());
        robot.interact(menu::hide);
        settle();
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(text(robot, "#kind")).isEqualTo("NATS JetStream");
        assertThat(robot.lookup("#notes").queryAs(VBox.class).getChildren())
                .extracting(node -> ((Label) node).getText())
                .anyMatch(line -> line.contains("AckExplicit after the last step"));
    }

    @Test
    void everyControlIsLargeEnoughToHit(FxRobot robot) {
        open(robot, 11);
        robot.interact(() -> {
            run.player().end();
            shell.pageProperty().set(Page.SPACE_TIME);
        });
        settle();
        assertThat(robot.lookup(".button, .toggle-button").queryAllAs(ButtonBase.class))
                .filteredOn(button -> button.isVisible() && button.getHeight() > 0)
                .filteredOn(button -> !button.getStyleClass().contains("segment"))
                .allSatisfy(button -> assertThat(Math.min(button.getWidth(), button.getHeight()))
                        .as(button.toString())
                        .isGreaterThanOrEqualTo(28));
    }

    @Test
    void theTimelineIsScrubbedWithTheMouse(FxRobot robot) {
        open(robot, 15);
        robot.clickOn("#lanes");
        double middle = run.player().at();
        assertThat(middle).isGreaterThan(0).isLessThan(run.played().pacing().end());
        assertThat(text(robot, "#clock")).isNotEqualTo("00:00.000");
    }

    @Test
    void theWhyIsReadAndItsFixMendsTheRun(FxRobot robot) {
        open(robot, 13);
        robot.interact(() -> run.player().end());
        settle();
        VBox verdict = robot.lookup("#verdict").queryAs(VBox.class);
        assertThat(verdict.lookupAll(".broken")).isNotEmpty();
        assertThat(robot.lookup("#steps").queryAs(VBox.class).getChildren()).hasSizeGreaterThan(3);
        robot.interact(() -> robot.lookup("#apply").queryButton().fire());
        settle();
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(robot.lookup("#change").query().isVisible()).isTrue();
        assertThat(run.changeProperty().get().better()).isTrue();
        robot.interact(() -> run.player().end());
        assertThat(verdict.lookupAll(".broken")).isEmpty();
    }

    @Test
    void cuttingAConnectionByHandForksTheRunAndCanBeUndoneAndSaved(FxRobot robot, @TempDir Path folder)
            throws IOException {
        open(robot, 3);
        robot.interact(() -> run.variant("healthy"));
        if (!run.errorProperty().get().isEmpty()) {
            robot.interact(() -> run.set("faults", "[]"));
        }
        assertThat(run.errorProperty().get()).isEmpty();
        int sent = firstProduce();
        robot.interact(() -> run.player().seekEntry(sent));
        List<TraceEntry> before = run.played().trace().entries();

        robot.clickOn("#inject");
        settle();
        MenuItem cut = menu(robot).getItems().stream()
                .filter(item -> item.getText() != null && item.getText().startsWith("Cut the connection"))
                .findFirst()
                .orElseThrow();
        robot.interact(cut::fire);
        settle();
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.recipe().edits()).extracting(Edit::kind).contains(Edit.Kind.FAULT);
        List<TraceEntry> after = run.played().trace().entries();
        assertThat(after.subList(0, sent))
                .extracting(TraceEntry::event)
                .isEqualTo(
                        before.subList(0, sent).stream().map(TraceEntry::event).toList());
        assertThat(after).extracting(TraceEntry::kind).contains("ConnectionCut");
        assertThat(robot.lookup("#faults").queryAs(VBox.class).lookupAll(".hand"))
                .isNotEmpty();

        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, run.asFile());
        Path recording = folder.resolve("mine.jsonl");
        Saved.recording(run.played(), recording);
        String digest = run.played().trace().digest();
        robot.interact(() -> run.undo(run.recipe().edits().getLast()));
        assertThat(run.played().trace().entries()).hasSameSizeAs(before);
        robot.interact(() -> shell.openFile(file));
        assertThat(run.played().trace().digest()).isEqualTo(digest);
        robot.interact(() -> shell.openFile(recording));
        assertThat(shell.messageProperty().get()).isEmpty();
        assertThat(run.played().trace().digest()).isEqualTo(digest);
    }

    private int firstProduce() {
        return run.played().flights().all().stream()
                .filter(flight -> !flight.carried().isEmpty() && !flight.answer())
                .findFirst()
                .orElseThrow()
                .sent();
    }

    private static ContextMenu menu(FxRobot robot) {
        return javafx.stage.Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .filter(javafx.stage.Window::isShowing)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBadFileSaysWhatIsWrongAndKeepsWhatWasOpen(FxRobot robot, @TempDir Path folder) throws IOException {
        open(robot, 15);
        Path bad = folder.resolve("bad.yaml");
        Files.writeString(bad, "scenario: 1\ntitle: wrong\ntopics: {orders: {partition: 3}}\nprocesses: {}\n");
        robot.interact(() -> shell.openFile(bad));
        settle();
        assertThat(robot.lookup("#message").query().isVisible()).isTrue();
        assertThat(robot.lookup("#message-text").queryAs(Label.class).getText())
                .contains("bad.yaml:3", "partition")
                .doesNotContain("Exception");
        assertThat(text(robot, "#crumb")).isEqualTo("Two producers write about one entity");
        robot.interact(() -> shell.openFile(folder.resolve("none.yaml")));
        assertThat(robot.lookup("#message-text").queryAs(Label.class).getText()).contains("none.yaml");
    }

    @Test
    void arrowsWalkOverWhatIsOnTheStageAndEachPlaceCanBeRead(FxRobot robot) {
        open(robot, 15);
        robot.interact(() -> run.player().end());
        robot.interact(() -> view.stage().requestFocus());
        robot.type(KeyCode.DOWN);
        assertThat(view.getScene().getFocusOwner().getAccessibleText()).startsWith("clinic.1, producer");
        robot.type(KeyCode.DOWN);
        robot.type(KeyCode.DOWN);
        assertThat(view.getScene().getFocusOwner().getAccessibleText())
                .startsWith("Partition p0, leader B1")
                .contains("high watermark");
    }

    @Test
    void runsAreKeptAndOfferedAgain(FxRobot robot, @TempDir Path folder) {
        try (RunLibrary library = RunLibrary.open(folder, message -> {})) {
            robot.interact(() -> {
                shell.keepRuns(library);
                run.open(Shipped.recipe("15"));
                run.set("processes.clinic.producer.in-flight", "1");
            });
            String digest = run.played().trace().digest();
            robot.interact(() -> {
                shell.pageProperty().set(Page.STAGE);
                shell.pageProperty().set(Page.HOME);
            });
            List<ButtonBase> recent = robot.lookup(".entry").queryAllAs(ButtonBase.class).stream()
                    .filter(entry -> entry.getId().startsWith("run-"))
                    .toList();
            assertThat(recent).hasSize(2);
            robot.interact(() -> run.open(Shipped.recipe("03")));
            robot.interact(() -> recent.getFirst().fire());
            assertThat(run.played().trace().digest()).isEqualTo(digest);
        }
    }

    @Test
    void anotherPolicyRunsAgainAndIsShown(FxRobot robot) {
        open(robot, 15);
        String before = run.played().trace().digest();
        robot.clickOn("#exactly-once");
        settle();
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.played().scenario().preset()).isEqualTo("exactly-once");
        assertThat(run.played().trace().digest()).isNotEqualTo(before);
    }
}
