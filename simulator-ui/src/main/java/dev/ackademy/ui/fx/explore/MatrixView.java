package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Place;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.explore.Board.Column;
import dev.ackademy.ui.fx.explore.Board.Row;
import dev.ackademy.ui.fx.explore.Board.Spot;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Sorts of places by policies. Cells stay while what they show changes, so that the focus stays on them.
final class MatrixView extends GridPane {

    private static final double TITLES = 216;
    private static final double NARROW_TITLES = 156;
    private static final double LEAST = 118;

    private final Consumer<Spot> opens;
    private final Map<Spot, CellView> cells = new HashMap<>();
    private List<Column> columns = List.of();
    private List<Row> rows = List.of();
    private double wider = 1;
    private double titles = TITLES;

    MatrixView(Consumer<Spot> opens) {
        this.opens = opens;
        setId("matrix");
        getStyleClass().add("matrix");
        setHgap(6);
        setVgap(6);
    }

    /// @param factor by which text, and so the titles of the rows, is wider
    /// @param narrow whether there is little room
    void sizes(double factor, boolean narrow) {
        wider = factor;
        titles = narrow ? NARROW_TITLES : TITLES;
        constraints();
    }

    void show(Board board) {
        if (!board.rows().equals(rows) || !names(board.columns()).equals(names(columns))) {
            rows = board.rows();
            columns = board.columns();
            build();
        }
        board.cells().forEach((spot, cell) -> cells.get(spot).show(cell));
    }

    void select(Spot spot) {
        cells.forEach((at, cell) -> cell.open(at.equals(spot)));
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(each -> each.policy() + each.atHand()).toList();
    }

    private void constraints() {
        getColumnConstraints().clear();
        ColumnConstraints first = new ColumnConstraints(titles * wider);
        getColumnConstraints().add(first);
        for (int i = 0; i < columns.size(); i++) {
            ColumnConstraints each = new ColumnConstraints();
            each.setMinWidth(LEAST * wider);
            each.setPrefWidth(LEAST * wider);
            each.setHgrow(Priority.ALWAYS);
            each.setFillWidth(true);
            getColumnConstraints().add(each);
        }
    }

    private void build() {
        getChildren().clear();
        cells.clear();
        constraints();
        Label corner = Labels.wrapped("The fault that the smallest counter-example needs", "about");
        GridPane.setValignment(corner, VPos.BOTTOM);
        add(corner, 0, 0);
        for (int c = 0; c < columns.size(); c++) {
            add(head(columns.get(c)), c + 1, 0);
        }
        for (int r = 0; r < rows.size(); r++) {
            add(title(rows.get(r)), 0, r + 1);
            for (int c = 0; c < columns.size(); c++) {
                Spot spot = new Spot(rows.get(r).name(), columns.get(c).policy());
                CellView cell = new CellView(
                        rows.get(r).title() + ", " + columns.get(c).title().toLowerCase(java.util.Locale.ROOT));
                cell.setOnAction(_ -> opens.accept(spot));
                cells.put(spot, cell);
                add(cell, c + 1, r + 1);
            }
        }
    }

    private static VBox head(Column column) {
        Label title = new Label(column.title());
        title.getStyleClass().add("title-of");
        boolean marked = column.atHand() && !column.policy().isEmpty();
        VBox head =
                new VBox(title, Labels.wrapped(marked ? "as it stands, " + column.about() : column.about(), "about"));
        head.getStyleClass().add("column-head");
        if (column.atHand()) {
            head.getStyleClass().add("at-hand");
        }
        head.setAlignment(Pos.BOTTOM_LEFT);
        return head;
    }

    private static HBox title(Row row) {
        Label title = Labels.wrapped(row.title(), "title-of");
        Label about = Labels.wrapped(row.about(), "about");
        VBox text = new VBox(title, about);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(10, new GlyphIcon(glyph(row.sort()), 17), text);
        box.getStyleClass().add("row-head");
        return box;
    }

    private static Glyph glyph(Place.Sort sort) {
        if (sort == null) {
            return Glyph.OK;
        }
        return switch (sort) {
            case REFUSED, FAIL -> Glyph.REFUSED;
            case CUT_BEFORE, CUT_AFTER, PARTITION -> Glyph.CUT;
            case LATE_REQUEST, LATE_ANSWER, SLOW, SERVER_PAUSE, STEP_PAUSE -> Glyph.SLOW;
            case SERVER_CRASH, STEP_CRASH, POWER -> Glyph.CRASH;
            case SKEW -> Glyph.CLOCK;
            case ORDER -> Glyph.OUT_OF_ORDER;
        };
    }
}
