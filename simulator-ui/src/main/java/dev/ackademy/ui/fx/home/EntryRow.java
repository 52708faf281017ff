package dev.ackademy.ui.fx.home;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Tile;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// An entry of the library. A click selects it, Enter or a second click opens it; while it is selected its buttons are
/// there.
final class EntryRow extends VBox {

    private final HomeViewModel model;
    private final Entry entry;
    private final Tile tile;
    private HBox actions;

    EntryRow(HomeViewModel model, Entry entry) {
        this.model = model;
        this.entry = entry;
        Label title = new Label(entry.title());
        title.getStyleClass().add("entry-title");
        Label text = new Label(entry.text());
        text.getStyleClass().add("entry-text");
        VBox words = new VBox(1, title, text);
        words.getChildren().forEach(each -> {
            ((Label) each).setWrapText(true);
            ((Label) each).setMinHeight(USE_PREF_SIZE);
        });
        HBox.setHgrow(words, Priority.ALWAYS);
        Label when = new Label(entry.when());
        when.getStyleClass().addAll("muted", "mono");
        when.setMinWidth(USE_PREF_SIZE);
        HBox content = new HBox(11, sign(), words, when);
        tile = new Tile("entry", entry.spoken(), content, () -> model.open(entry));
        tile.setId(entry.id());
        tile.clickSelects();
        getStyleClass().add("entry-row");
        getChildren().add(tile);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                tile.requestFocus();
            }
        });
    }

    Entry entry() {
        return entry;
    }

    Tile tile() {
        return tile;
    }

    private StackPane sign() {
        boolean clean = entry.run() == null || entry.run().verdict().counts().isEmpty();
        Glyph glyph = entry.symptoms().isEmpty()
                ? clean ? Glyph.OK : Glyph.FLAG
                : entry.symptoms().getFirst().glyph();
        StackPane sign = new StackPane(new GlyphIcon(glyph, 17));
        sign.getStyleClass().add("sign");
        if (entry.broken()) {
            sign.getStyleClass().add("broken");
        }
        return sign;
    }

    void select(boolean on) {
        tile.setFocusTraversable(on);
        if (on == (actions != null)) {
            return;
        }
        if (on) {
            actions = actions();
            getChildren().add(actions);
            getStyleClass().add("on");
        } else {
            getChildren().remove(actions);
            actions = null;
            getStyleClass().remove("on");
        }
    }

    private HBox actions() {
        Button open = button(entry.kind().verb(), "open-" + entry.id(), () -> model.open(entry));
        open.getStyleClass().add("primary");
        open.setGraphic(new GlyphIcon(Glyph.PLAY, 12));
        HBox box = new HBox(6, open);
        if (entry.kind() == Entry.Kind.PINNED) {
            box.getChildren().add(button("Unpin", "pin-" + entry.id(), () -> model.pin(entry, false)));
        } else if (entry.kind() == Entry.Kind.RUN) {
            box.getChildren().add(button("Pin", "pin-" + entry.id(), () -> model.pin(entry, true)));
        } else if (entry.kind() == Entry.Kind.INCIDENT) {
            box.getChildren().add(button("Replay", "replay-" + entry.id(), () -> model.replay(entry)));
        }
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("entry-actions");
        return box;
    }

    private Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("btn", "small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(text + ": " + entry.title());
        button.setOnAction(_ -> action.run());
        return button;
    }
}
