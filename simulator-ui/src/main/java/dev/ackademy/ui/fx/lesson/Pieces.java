package dev.ackademy.ui.fx.lesson;

import dev.ackademy.lessons.script.Block;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.theme.Tile;
import dev.ackademy.ui.fx.verdict.RichText;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a step of a lesson is put together from: texts and cards in the body, buttons below it.
///
/// @param actions below the body, always in sight
record Pieces(RunViewModel run, Theme theme, Prose prose, VBox body, FlowPane actions) {

    void add(Node node) {
        body.getChildren().add(node);
    }

    void text(List<Block> blocks) {
        add(prose.of(blocks));
    }

    static VBox card(String style, Node... parts) {
        VBox card = new VBox(8, parts);
        card.getStyleClass().addAll("lesson-card-box", style);
        return card;
    }

    static Label head(String text) {
        return Labels.wrapped(text, "head");
    }

    /// Operations stand in the hue of their key, once there is a run.
    Node rich(String text, String style) {
        Played played = run.played();
        if (played == null) {
            return Labels.wrapped(text, style);
        }
        Node flow = RichText.flow(text, played.hues(), theme.palette(), false);
        flow.getStyleClass().add(style);
        return flow;
    }

    Beside marked(Glyph glyph, String text, String style) {
        Beside line = new Beside(9, new GlyphIcon(glyph, 14), (Region) rich(text, style), null);
        line.getStyleClass().addAll("marked", style);
        return line;
    }

    /// A row that can be chosen.
    ///
    /// @param behind null for nothing
    static Tile option(String id, String text, boolean on, Runnable chosen, Region behind) {
        Region dot = new Region();
        dot.getStyleClass().add("dot");
        Label words = new Label(text);
        words.getStyleClass().add("words");
        words.setWrapText(true);
        Tile tile = new Tile("choice", text + (on ? ", chosen" : ""), new Beside(10, dot, words, behind), chosen);
        tile.setId(id);
        tile.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        if (on) {
            tile.getStyleClass().add("on");
        }
        return tile;
    }

    /// A small button within a card.
    static Button button(String text, String id, Glyph glyph, Runnable does) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("btn", "small");
        button.setGraphic(new GlyphIcon(glyph, 12));
        button.setOnAction(_ -> does.run());
        return button;
    }

    /// @param style empty for an ordinary button
    Button action(String text, String id, String style, Runnable does) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("btn", "lesson-action");
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> does.run());
        actions.getChildren().add(button);
        return button;
    }
}
