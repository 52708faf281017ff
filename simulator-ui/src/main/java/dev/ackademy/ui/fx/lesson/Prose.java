package dev.ackademy.ui.fx.lesson;

import dev.ackademy.lessons.Glossary;
import dev.ackademy.lessons.script.Block;
import dev.ackademy.lessons.script.Block.Span;
import dev.ackademy.lessons.script.Block.Style;
import dev.ackademy.ui.fx.theme.Hint;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// The text of a lesson as nodes. A word of the field tells what it means where the mouse rests on it.
final class Prose {

    private final Glossary glossary;
    private final Consumer<String> links;

    /// @param links opens an address
    Prose(Glossary glossary, Consumer<String> links) {
        this.glossary = glossary;
        this.links = links;
    }

    VBox of(List<Block> blocks) {
        VBox box = new VBox();
        box.getStyleClass().add("prose");
        blocks.forEach(block -> box.getChildren().add(node(block)));
        return box;
    }

    private Node node(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> flow(paragraph.spans());
            case Block.Items items -> items(items);
            case Block.Code code -> {
                Label label = new Label(code.text().strip());
                label.getStyleClass().add("code-block");
                label.setMaxWidth(Double.MAX_VALUE);
                label.setWrapText(true);
                label.setMinHeight(Label.USE_PREF_SIZE);
                yield label;
            }
        };
    }

    private VBox items(Block.Items items) {
        VBox list = new VBox();
        list.getStyleClass().add("prose-items");
        for (int i = 0; i < items.items().size(); i++) {
            Label mark = new Label(items.numbered() ? i + 1 + "." : "–");
            mark.getStyleClass().add("mark");
            mark.setMinWidth(Label.USE_PREF_SIZE);
            list.getChildren().add(new Beside(8, mark, flow(items.items().get(i)), null));
        }
        return list;
    }

    private TextFlow flow(List<Span> spans) {
        TextFlow flow = new TextFlow();
        spans.forEach(span -> flow.getChildren().add(text(span)));
        return flow;
    }

    private Node text(Span span) {
        Text text = new Text(span.text());
        text.getStyleClass().add("text");
        switch (span.style()) {
            case PLAIN -> {}
            case STRONG -> text.getStyleClass().add("strong");
            case CODE -> text.getStyleClass().add("code");
            case TERM -> text.getStyleClass().add("term");
        }
        if (span.style() == Style.TERM) {
            glossary.find(span.text()).ifPresent(word -> Tooltip.install(text, new Hint(word.says())));
        }
        if (!span.link().isEmpty()) {
            text.getStyleClass().add("linked");
            text.setOnMouseClicked(_ -> links.accept(span.link()));
        }
        return text;
    }
}
