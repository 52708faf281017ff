package dev.ackademy.ui.fx.explore;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.explore.Board.Cell;
import dev.ackademy.ui.fx.explore.Board.Mark;
import dev.ackademy.ui.fx.explore.Board.Phase;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One cell of the matrix: what the places of its row break under its policy. It opens where it broke something.
final class CellView extends Button {

    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final int MOST_LINES = 4;

    private final String where;
    private final VBox content = new VBox(3);
    private Cell shown;

    /// @param where `Request refused, at least once`
    CellView(String where) {
        this.where = where;
        getStyleClass().setAll("spot");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(content);
        setAlignment(Pos.TOP_LEFT);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        setMinWidth(0);
        content.setMaxWidth(Double.MAX_VALUE);
        content.prefWidthProperty().bind(widthProperty().subtract(24));
        content.maxWidthProperty().bind(widthProperty().subtract(24));
    }

    void open(boolean now) {
        pseudoClassStateChanged(OPEN, now);
    }

    void show(Cell cell) {
        if (cell.equals(shown)) {
            return;
        }
        shown = cell;
        content.getChildren().clear();
        getStyleClass().setAll("spot", "heat-" + cell.heat());
        if (cell.places() == 0 && !cell.always()) {
            getStyleClass().add("nowhere");
        } else if (cell.phase() == Phase.WAITING) {
            getStyleClass().add("waiting");
        }
        setFocusTraversable(cell.opens());
        List<Mark> marks = cell.marks();
        marks.stream().limit(MOST_LINES).forEach(mark -> content.getChildren().add(line(mark)));
        if (marks.size() > MOST_LINES) {
            content.getChildren().add(Labels.of("and " + (marks.size() - MOST_LINES) + " more", "of"));
        }
        if (marks.isEmpty() && !cell.clean().isEmpty()) {
            content.getChildren().add(clean(cell));
        }
        if (!cell.below().isEmpty()) {
            content.getChildren().add(Labels.of(cell.below(), "of"));
        }
        setAccessibleText(where + ": " + cell.words());
    }

    private static HBox clean(Cell cell) {
        Label none = Labels.of(cell.clean(), "none");
        HBox line = new HBox(6);
        if (cell.tried() && !cell.undecided()) {
            GlyphIcon tick = new GlyphIcon(Glyph.OK, 15);
            tick.getStyleClass().add("tick");
            line.getChildren().add(tick);
            none.getStyleClass().add("kept");
        }
        line.getChildren().add(none);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static HBox line(Mark mark) {
        Label name = Labels.of(mark.words().title(), "name");
        name.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(6, new GlyphIcon(mark.words().glyph(), 16), name, space);
        if (mark.places() > 0) {
            Label count = Labels.of(Integer.toString(mark.places()), "count");
            count.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(count);
        }
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("mark", mark.promised() ? "broken" : "allowed");
        return line;
    }
}
