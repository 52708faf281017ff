package dev.ackademy.ui.fx.shell;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Every shortcut on one sheet over the window. A click beside it closes it.
final class ShortcutSheet extends StackPane {

    private static final int ROWS = 13;

    private final Button close = new Button("Close");

    ShortcutSheet() {
        setId("shortcuts");
        getStyleClass().add("veil");
        GridPane table = new GridPane(14, 7);
        for (Shortcut shortcut : Shortcut.values()) {
            int column = shortcut.ordinal() / ROWS * 2;
            int row = shortcut.ordinal() % ROWS;
            Label keys = new Label(shortcut.keys());
            keys.getStyleClass().add("keys");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            GridPane.setHalignment(keys, HPos.RIGHT);
            Label text = new Label(shortcut.text());
            text.getStyleClass().add("label");
            text.setMinWidth(Region.USE_PREF_SIZE);
            table.add(keys, column, row);
            table.add(text, column + 1, row);
        }
        Label title = new Label("Keyboard");
        title.getStyleClass().add("key-sheet-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setId("close-shortcuts");
        close.getStyleClass().setAll("btn", "small");
        close.setOnAction(_ -> setVisible(false));
        HBox head = new HBox(title, space, close);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox sheet = new VBox(14, head, table);
        sheet.getStyleClass().add("key-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sheet.setAccessibleRole(AccessibleRole.DIALOG);
        sheet.setAccessibleText("All shortcuts");
        sheet.setOnMouseClicked(javafx.event.Event::consume);
        getChildren().add(sheet);
        setOnMouseClicked(_ -> setVisible(false));
        setVisible(false);
    }

    void toggle() {
        setVisible(!isVisible());
        if (isVisible()) {
            close.requestFocus();
        }
    }
}
