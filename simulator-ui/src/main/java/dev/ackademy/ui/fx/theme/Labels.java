package dev.ackademy.ui.fx.theme;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Labels in the words of the style sheet.
public final class Labels {

    private Labels() {}

    public static Label of(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }

    /// As high as its text at whatever width it is given.
    public static Label wrapped(String text, String style) {
        Label label = of(text, style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
