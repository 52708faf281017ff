package dev.ackademy.ui.fx.home;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The library at the right: find, filter, and the entries. One entry is selected and shows what can be done with it;
/// the arrow keys move the selection, Enter opens.
final class LibraryView extends StackPane {

    private final HomeViewModel model;
    private final List<EntryRow> rows = new ArrayList<>();
    private String selected = "";

    @FXML
    private TextField find;

    @FXML
    private FlowPane chips;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox entries;

    LibraryView(HomeViewModel model) {
        this.model = model;
        getStyleClass().addAll("panel", "right", "library");
        getChildren().add(Fxml.load(this));
        find.textProperty().bindBidirectional(model.wordsProperty());
        find.addEventFilter(KeyEvent.KEY_PRESSED, this::inField);
        entries.addEventHandler(KeyEvent.KEY_PRESSED, this::inList);
        model.foundProperty().addListener(_ -> show());
        model.symptomProperty().addListener(_ -> chips());
        show();
    }

    private void inField(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            model.clearFilter();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && !rows.isEmpty()) {
            rows.getFirst().tile().requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER
                && !model.wordsProperty().get().isBlank()
                && !rows.isEmpty()) {
            rows.getFirst().tile().requestFocus();
            event.consume();
        }
    }

    private void inList(KeyEvent event) {
        int to = index() + (event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0);
        if (to != index() && to >= 0 && to < rows.size()) {
            rows.get(to).tile().requestFocus();
            event.consume();
        }
    }

    private int index() {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).entry().id().equals(selected)) {
                return i;
            }
        }
        return 0;
    }

    private void show() {
        boolean focused = entries.isFocusWithin();
        if (!focused) {
            selected = "";
        }
        List<Entry> found = model.foundProperty().get();
        entries.getChildren().clear();
        rows.clear();
        if (!model.hasRuns()
                && model.wordsProperty().get().isBlank()
                && model.symptomProperty().get() == null) {
            entries.getChildren().add(empty());
        }
        String above = "";
        for (Entry entry : found) {
            if (!entry.head().equals(above)) {
                above = entry.head();
                Label head = new Label(above);
                head.getStyleClass().add("library-head");
                entries.getChildren().add(head);
            }
            EntryRow row = new EntryRow(model, entry);
            row.tile().focusedProperty().addListener((_, _, now) -> {
                if (now) {
                    select(entry.id());
                    reveal(row);
                }
            });
            rows.add(row);
            entries.getChildren().add(row);
        }
        if (found.isEmpty()) {
            entries.getChildren().add(nothing());
        } else {
            select(found.get(index()).id());
        }
        if (focused && !rows.isEmpty()) {
            rows.get(index()).tile().requestFocus();
        }
        chips();
    }

    private void select(String id) {
        selected = id;
        rows.forEach(row -> row.select(row.entry().id().equals(id)));
    }

    /// Moves the list as far as it takes to see the whole row.
    private void reveal(Node row) {
        scroll.layout();
        double all = entries.getHeight() - scroll.getViewportBounds().getHeight();
        if (all <= 0) {
            return;
        }
        double top = row.getBoundsInParent().getMinY();
        double bottom = row.getBoundsInParent().getMaxY();
        double seen = scroll.getVvalue() * all;
        if (top < seen) {
            scroll.setVvalue(Math.max(0, top / all));
        } else if (bottom > seen + scroll.getViewportBounds().getHeight()) {
            scroll.setVvalue(Math.min(1, (bottom - scroll.getViewportBounds().getHeight()) / all));
        }
    }

    private Node empty() {
        Label words = new Label(
                model.keepsRuns()
                        ? "No runs yet. Open a scenario, or a file of your own: it can also be dropped anywhere on"
                                + " this window."
                        : "Runs are not kept this time. What you open can still be saved as a recording.");
        words.getStyleClass().add("sub");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(words);
        box.setId("library-empty");
        box.getStyleClass().add(model.keepsRuns() ? "empty-slot" : "notice");
        VBox.setMargin(box, new Insets(4, 12, 8, 12));
        return box;
    }

    private Node nothing() {
        Label words = new Label("Nothing here shows all of this.");
        words.getStyleClass().add("sub");
        words.setWrapText(true);
        Button all = new Button("Show everything");
        all.setId("clear-filter");
        all.getStyleClass().addAll("btn", "small");
        all.setOnAction(_ -> {
            model.clearFilter();
            find.requestFocus();
        });
        VBox box = new VBox(10, words, all);
        box.getStyleClass().add("empty-slot");
        VBox.setMargin(box, new Insets(4, 12, 8, 12));
        return box;
    }

    private void chips() {
        List<AnomalyWords> symptoms = model.symptoms();
        if (chips.getChildren().size() != symptoms.size() + 1
                || !chips.getChildren().stream()
                        .skip(1)
                        .map(Node::getUserData)
                        .toList()
                        .equals(symptoms)) {
            chips.getChildren().setAll(chip(null));
            symptoms.forEach(each -> chips.getChildren().add(chip(each)));
        }
        chips.getChildren()
                .forEach(chip -> ((ToggleButton) chip)
                        .setSelected(
                                chip.getUserData() == model.symptomProperty().get()));
        ((ToggleButton) chips.getChildren().getFirst()).setText("All " + model.total());
    }

    private ToggleButton chip(AnomalyWords symptom) {
        ToggleButton chip = new ToggleButton();
        chip.getStyleClass().setAll("filter-chip");
        chip.setUserData(symptom);
        chip.setId(symptom == null ? "filter-all" : "filter-" + symptom.name().toLowerCase(Locale.ROOT));
        String name = symptom == null ? "Everything" : "Only: " + symptom.title();
        chip.setAccessibleText(name);
        if (symptom != null) {
            Glyph glyph = symptom.glyph();
            chip.setGraphic(new GlyphIcon(glyph, 13));
            chip.setTooltip(new Hint(symptom.title()));
        }
        chip.setOnAction(_ -> {
            model.symptomProperty().set(symptom == model.symptomProperty().get() ? null : symptom);
            chips();
        });
        return chip;
    }

    @FXML
    private void onOpenFile() {
        model.chooseFile();
    }
}
