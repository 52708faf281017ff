package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.stage.StageView;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys of the window. Text fields keep theirs, and a focused button keeps Space.
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
        if (event.isShortcutDown() ? shortcut(event) : shell.pageProperty().get() != Page.HOME && plain(event, focus)) {
            event.consume();
        }
    }

    private boolean shortcut(KeyEvent event) {
        switch (event.getCode()) {
            case O -> view.files().openDialog();
            case DIGIT1 -> page(Page.STAGE);
            case DIGIT2 -> page(Page.SPACE_TIME);
            case DIGIT0 -> stage.fit();
            case R -> {
                if (run.played() != null) {
                    view.files().saveRecording();
                }
            }
            case PLUS, EQUALS, ADD -> stage.zoom(1.2);
            case MINUS, SUBTRACT -> stage.zoom(1 / 1.2);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void page(Page page) {
        if (run.played() != null) {
            shell.pageProperty().set(page);
        }
    }

    private boolean plain(KeyEvent event, Node focus) {
        Player player = run.player();
        boolean shift = event.isShiftDown();
        switch (event.getCode()) {
            case SPACE -> {
                if (focus instanceof ButtonBase) {
                    return false;
                }
                player.toggle();
            }
            case S -> player.stepForward();
            case RIGHT -> {
                if (shift) {
                    player.nextFlag();
                } else {
                    player.stepForward();
                }
            }
            case LEFT -> {
                if (shift) {
                    player.previousFlag();
                } else {
                    player.stepBack();
                }
            }
            case HOME -> player.start();
            case END -> player.end();
            case PLUS, ADD, EQUALS -> player.faster();
            case MINUS, SUBTRACT -> player.slower();
            case V -> run.detailsProperty().set(!run.detailsProperty().get());
            case W -> run.whyStep(0);
            case F -> hand.menu(view.transport().injectButton());
            case UP, DOWN -> {
                int selected = run.why().selectedProperty().get();
                if (selected < 0) {
                    return false;
                }
                run.whyStep(selected + (event.getCode() == KeyCode.DOWN ? 1 : -1));
            }
            case ESCAPE -> {
                if (!shell.messageProperty().get().isEmpty()) {
                    run.clearError();
                    shell.messageProperty().set("");
                } else {
                    run.calloutProperty().set(!run.calloutProperty().get());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
