package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.theme.Theme;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShortcutTest {

    /// The window with a run that has flags, at its first flag.
    private static final class Open {
        final RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        final ShellViewModel shell = new ShellViewModel(run);
        final List<Boolean> asked = new ArrayList<>();
        final ShellView view;
        final Stage stage = new Stage();

        Open() {
            run.open(Shipped.recipe("13"));
            shell.pageProperty().set(Page.STAGE);
            Scene scene = Window.scene(run, shell, new Theme(false), 1440, 900);
            view = (ShellView) scene.getRoot();
            view.files().ask((_, toSave, _) -> {
                asked.add(toSave);
                return (File) null;
            });
            stage.setScene(scene);
            stage.show();
            run.player().nextFlag();
            scene.getRoot().layout();
        }

        void press(Shortcut.Chord chord) {
            view.stage().requestFocus();
            Event.fireEvent(
                    view.getScene().getFocusOwner(),
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED, "", "", chord.code(), chord.shift(), chord.control(), false, false));
            view.layout();
        }

        void press(Shortcut shortcut) {
            press(shortcut.chords().getFirst());
        }
    }

    /// A lesson whose first question has so many.
    private static final String FOUR_CHOICES = "08-the-inbox";

    /// What a shortcut changes, as one value that differs before and after.
    private static Supplier<Object> seen(Shortcut shortcut, Open open) {
        var player = open.run.player();
        return switch (shortcut) {
            case PLAY -> player::playing;
            case STEP, BACK, NEXT_FLAG, PREVIOUS_FLAG, START, END -> player::n;
            case FASTER, SLOWER -> () -> player.speedProperty().get();
            case CHOOSE -> () -> open.shell.lesson().chosen();
            case LOCK -> () -> open.shell.lesson().session().locked();
            case SHOW_ALL -> () -> open.view.stage().shown().details();
            case WHY, WHY_DOWN, WHY_UP ->
                () -> open.run.why().selectedProperty().get();
            case INJECT -> () -> javafx.stage.Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance);
            case STAGE, SPACE_TIME, EXPLORE -> () -> open.shell.pageProperty().get();
            case OPEN, RECORD -> () -> List.copyOf(open.asked);
            case FIT, ZOOM_IN, ZOOM_OUT ->
                () -> open.view.stage().zoomProperty().get();
            case CLOSE -> () -> open.run.calloutProperty().get();
            case HELP -> () -> open.view.shortcuts().isVisible();
        };
    }

    private static void prepare(Shortcut shortcut, Open open) {
        switch (shortcut) {
            case FASTER, SLOWER -> open.run.player().speedProperty().set(0.5);
            case WHY_DOWN -> open.run.whyStep(0);
            case WHY_UP -> open.run.whyStep(1);
            case PREVIOUS_FLAG -> open.run.player().end();
            case STAGE -> open.shell.pageProperty().set(Page.SPACE_TIME);
            case CHOOSE -> open.shell.take(FOUR_CHOICES);
            case LOCK -> {
                open.shell.take(FOUR_CHOICES);
                open.shell.lesson().choose(2);
            }
            case FIT -> open.view.stage().zoom(1.5);
            default -> {}
        }
    }

    @ParameterizedTest
    @EnumSource(Shortcut.class)
    void everyKeyOfTheSheetDoesWhatItSays(Shortcut shortcut) {
        Headless.call(() -> {
            Open open = new Open();
            for (Shortcut.Chord chord : shortcut.chords()) {
                prepare(shortcut, open);
                Supplier<Object> seen = seen(shortcut, open);
                Object before = seen.get();
                open.press(chord);
                assertThat(seen.get()).as("%s", chord).isNotEqualTo(before);
            }
            expect(shortcut, open);
            open.stage.close();
            return null;
        });
    }

    /// That it is the right change, where there are two of a kind.
    private static void expect(Shortcut shortcut, Open open) {
        var player = open.run.player();
        switch (shortcut) {
            case START -> assertThat(player.n()).isZero();
            case END -> assertThat(player.atEnd()).isTrue();
            case BACK ->
                assertThat(player.n()).isLessThan(player.flags().getFirst().entry());
            case STEP, NEXT_FLAG ->
                assertThat(player.n()).isGreaterThan(player.flags().getFirst().entry());
            case PREVIOUS_FLAG ->
                assertThat(player.n()).isEqualTo(player.flags().getLast().entry());
            case FASTER -> assertThat(player.speedProperty().get()).isGreaterThan(0.5);
            case SLOWER -> assertThat(player.speedProperty().get()).isLessThan(0.5);
            case CHOOSE -> assertThat(open.shell.lesson().chosen()).isEqualTo(3);
            case WHY, WHY_UP ->
                assertThat(open.run.why().selectedProperty().get()).isZero();
            case STAGE -> assertThat(open.shell.pageProperty().get()).isEqualTo(Page.STAGE);
            case EXPLORE -> assertThat(open.shell.pageProperty().get()).isEqualTo(Page.EXPLORE);
            case OPEN -> assertThat(open.asked).containsOnly(false);
            case RECORD -> assertThat(open.asked).containsOnly(true);
            case FIT -> assertThat(open.view.stage().zoomProperty().get()).isEqualTo(1);
            case ZOOM_IN -> assertThat(open.view.stage().zoomProperty().get()).isGreaterThan(1);
            case ZOOM_OUT -> assertThat(open.view.stage().zoomProperty().get()).isLessThan(1);
            default -> {}
        }
    }

    @Test
    void theSheetListsEveryShortcutAndTakesTheKeysUntilItIsClosed() {
        Headless.call(() -> {
            Open open = new Open();
            open.press(Shortcut.HELP);
            ShortcutSheet sheet = open.view.shortcuts();
            assertThat(sheet.lookupAll(".keys").stream().map(node -> ((Label) node).getText()))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Shortcut.values()).map(Shortcut::keys).toList());
            int n = open.run.player().n();
            open.press(Shortcut.STEP);
            assertThat(open.run.player().n()).isEqualTo(n);
            open.press(Shortcut.CLOSE);
            assertThat(sheet.isVisible()).isFalse();
            open.press(new Shortcut.Chord(KeyCode.S, false, false));
            assertThat(open.run.player().n()).isGreaterThan(n);
            open.stage.close();
            return null;
        });
    }
}
