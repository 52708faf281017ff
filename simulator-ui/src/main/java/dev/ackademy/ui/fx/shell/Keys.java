package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.stage.StageView;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys of the window. Text fields keep theirs, and a button that was reached by keys keeps Space; one that was
/// clicked does not.
final class Keys {

    private final ShellView view;
    private final RunViewModel run;
    private final ShellViewModel shell;
    private final StageView stage;
    private final Hand hand;

    Keys(ShellView view, RunViewModel run, ShellViewModel shell, StageView stage, Hand hand) {
        this.view = view;
        this.run = run;
        this.shell = shell;
        this.stage = stage;
        this.hand = hand;
    }

    void pressed(KeyEvent event) {
        Node focus = view.getScene() == null ? null : view.getScene().getFocusOwner();
        if (focus instanceof TextInputControl) {
            return;
        }
        Optional<Shortcut> shortcut = Shortcut.of(event);
        if (shortcut.isPresent() && allowed(shortcut.get()) && done(shortcut.get(), event.getCode(), focus)) {
            event.consume();
        }
    }

    private boolean allowed(Shortcut shortcut) {
        if (shortcut == Shortcut.EXPLORE && !view.maySearch()) {
            return false;
        }
        if (shortcut.answers()) {
            return shell.lesson().predicting() && shell.pageProperty().get() != Page.HOME && !view.covered();
        }
        return shortcut.everywhere()
                || !view.covered()
                        && run.played() != null
                        && (shell.pageProperty().get() != Page.HOME || view(shortcut))
                        && (shell.pageProperty().get() != Page.EXPLORE || onExplore(shortcut));
    }

    /// From home, back to a run that is open.
    private static boolean view(Shortcut shortcut) {
        return shortcut == Shortcut.STAGE || shortcut == Shortcut.SPACE_TIME || shortcut == Shortcut.EXPLORE;
    }

    /// The search has no clock: what moves one, or is done to a run at a moment, means nothing there.
    private static boolean onExplore(Shortcut shortcut) {
        return view(shortcut)
                || shortcut == Shortcut.PLAY
                || shortcut == Shortcut.RECORD
                || shortcut == Shortcut.SHOW_ALL;
    }

    private boolean done(Shortcut shortcut, KeyCode code, Node focus) {
        Player player = run.player();
        switch (shortcut) {
            case PLAY -> {
                if (keeps(focus)) {
                    return false;
                }
                if (shell.pageProperty().get() == Page.EXPLORE) {
                    view.explore().toggle();
                } else {
                    player.toggle();
                }
            }
            case STEP, BACK -> {
                if (player.live()) {
                    shell.messageProperty().set(LiveViewModel.NO_STEPS);
                } else if (shortcut == Shortcut.STEP) {
                    player.stepForward();
                } else {
                    player.stepBack();
                }
            }
            case NEXT_FLAG -> player.nextFlag();
            case PREVIOUS_FLAG -> player.previousFlag();
            case START -> player.start();
            case END -> player.end();
            case FASTER -> player.faster();
            case SLOWER -> player.slower();
            case CHOOSE -> shell.lesson().choose(digit(code) - 1);
            case LOCK -> {
                if (keeps(focus)) {
                    return false;
                }
                shell.lesson().lock();
            }
            case SHOW_ALL -> run.detailsProperty().set(!run.detailsProperty().get());
            case WHY -> run.whyStep(0);
            case WHY_DOWN, WHY_UP -> {
                int selected = run.why().selectedProperty().get();
                if (selected < 0) {
                    return false;
                }
                run.whyStep(selected + (shortcut == Shortcut.WHY_DOWN ? 1 : -1));
            }
            case INJECT -> hand.menu(view.transport().injectButton());
            case STAGE -> shell.pageProperty().set(Page.STAGE);
            case SPACE_TIME -> shell.pageProperty().set(Page.SPACE_TIME);
            case EXPLORE -> shell.pageProperty().set(Page.EXPLORE);
            case OPEN -> view.files().openDialog();
            case RECORD -> view.files().saveRecording();
            case FIT -> stage.fit();
            case ZOOM_IN -> stage.zoom(1.2);
            case ZOOM_OUT -> stage.zoom(1 / 1.2);
            case CLOSE -> close();
            case HELP -> view.shortcuts().toggle();
        }
        return true;
    }

    /// `1` and `Numpad 1` are both 1.
    private static int digit(KeyCode code) {
        String name = code.getName();
        return name.charAt(name.length() - 1) - '0';
    }

    /// A button that was reached by keys is pressed by them.
    private static boolean keeps(Node focus) {
        return focus instanceof ButtonBase && focus.isFocusVisible();
    }

    private void close() {
        if (view.ownCluster().isVisible()) {
            view.ownCluster().setVisible(false);
        } else if (view.shortcuts().isVisible()) {
            view.shortcuts().toggle();
        } else if (!shell.messageProperty().get().isEmpty()) {
            run.clearError();
            shell.messageProperty().set("");
        } else {
            run.calloutProperty().set(!run.calloutProperty().get());
        }
    }
}
