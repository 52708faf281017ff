package dev.ackademy.ui.fx.verdict;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.ui.fx.run.Hues;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A sentence in which every operation is a chip in the hue of its key, and its first word is set off where it names
/// who acts.
public final class RichText {

    private static final Pattern OPERATION = Pattern.compile("\\b([A-Za-z][A-Za-z0-9._-]*)#([0-9]+)\\b");

    private RichText() {}

    /// @param actor whether the first word may be set off
    public static TextFlow flow(String sentence, Hues hues, Palette palette, boolean actor) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("text");
        int from = 0;
        int space = sentence.indexOf(' ');
        if (actor
                && space > 0
                && !sentence.substring(0, space).contains("#")
                && sentence.substring(0, space).matches(".*[.0-9-].*")) {
            Text who = new Text(sentence.substring(0, space));
            who.getStyleClass().addAll("text", "who");
            flow.getChildren().add(who);
            from = space;
        }
        Matcher matcher = OPERATION.matcher(sentence);
        while (matcher.find(from)) {
            add(flow, sentence.substring(from, matcher.start()));
            Operation operation =
                    new Operation(matcher.group(1), Integer.parseInt(matcher.group(2)), OperationKind.UPDATE);
            flow.getChildren().add(chip(operation, hues, palette));
            from = matcher.end();
        }
        add(flow, sentence.substring(from));
        return flow;
    }

    private static void add(TextFlow flow, String text) {
        if (!text.isEmpty()) {
            Text node = new Text(text);
            node.getStyleClass().add("text");
            flow.getChildren().add(node);
        }
    }

    private static Label chip(Operation operation, Hues hues, Palette palette) {
        Hue hue = palette.hue(hues.index(operation.key()));
        Label chip = new Label(operation.id());
        chip.getStyleClass().add("chip");
        chip.setStyle("-fx-text-fill: " + web(hue.text()) + "; -fx-background-color: " + web(hue.tint()) + ";");
        return chip;
    }

    private static String web(Color color) {
        return "#" + color.toString().substring(2, 8);
    }
}
