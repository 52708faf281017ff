package dev.ackademy.ui.fx.theme;

import javafx.scene.control.Tooltip;

/// A tooltip. Its colours are written out and the same in both themes: JavaFX styles a tooltip before it has a window,
/// where no colour can be looked up yet.
public final class Hint extends Tooltip {

    private static final double WIDEST = 360;

    /// For FXML, which sets the text.
    public Hint() {
        this("");
    }

    public Hint(String text) {
        super(text);
        setWrapText(true);
        setMaxWidth(WIDEST);
        setStyle(
                "-fx-background-color: #2B323C; -fx-text-fill: #FFFFFF; -fx-background-radius: 6; -fx-padding: 5 9 5 9;");
    }
}
