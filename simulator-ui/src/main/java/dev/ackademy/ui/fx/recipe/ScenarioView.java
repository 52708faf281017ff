package dev.ackademy.ui.fx.recipe;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What runs: title, faults and changes with those made by hand, variants, and every setting with where it comes from.
public final class ScenarioView extends StackPane {

    private static final int MOST_SETTINGS = 60;

    /// Words of the format that describe the scenario and set nothing, or have a place of their own.
    private static final Set<String> UNTUNED =
            Set.of("scenario", "title", "shows", "entry", "preset", "expect", "faults", "changes");

    private final RunViewModel run;

    @FXML
    private Label file;

    @FXML
    private Label title;

    @FXML
    private Label about;

    @FXML
    private VBox faultSection;

    @FXML
    private VBox faults;

    @FXML
    private VBox variantSection;

    @FXML
    private VBox variants;

    @FXML
    private TextField find;

    @FXML
    private VBox settings;

    @FXML
    private Label settingsNote;

    public ScenarioView(RunViewModel run) {
        this.run = run;
        getStyleClass().addAll("panel", "left");
        getChildren().add(Fxml.load(this));
        find.textProperty().addListener(_ -> settings());
        run.playedProperty().addListener(_ -> show());
        show();
    }

    private void show() {
        Played played = run.played();
        if (played == null) {
            return;
        }
        file.setText(run.recipe().name() + " · seed " + played.trace().seed());
        title.setText(played.scenario().title());
        about.setText(Description.of(run.recipe().text()));
        about.setManaged(!about.getText().isEmpty());
        faults(played);
        variants(played);
        settings();
    }

    private void faults(Played played) {
        faults.getChildren().clear();
        List<Edit> byHand = run.recipe().edits();
        List<Fault> all = played.scenario().faults();
        int made = (int)
                byHand.stream().filter(edit -> edit.kind() == Edit.Kind.FAULT).count();
        for (Fault fault : all.subList(0, Math.max(0, all.size() - made))) {
            faults.getChildren().add(happening(FaultText.glyph(fault), FaultText.of(fault), null));
        }
        List<Change> changes = played.scenario().changes();
        int changed = (int)
                byHand.stream().filter(edit -> edit.kind() == Edit.Kind.CHANGE).count();
        for (Change change : changes.subList(0, Math.max(0, changes.size() - changed))) {
            faults.getChildren().add(happening(Glyph.GEAR, FaultText.of(change), null));
        }
        byHand.forEach(edit -> faults.getChildren()
                .add(happening(edit.kind() == Edit.Kind.SETTING ? Glyph.GEAR : Glyph.HAND, edit.label(), edit)));
        if (faults.getChildren().isEmpty()) {
            faults.getChildren().add(happening(Glyph.OK, "Nothing goes wrong. Break something on the stage.", null));
        }
    }

    private HBox happening(Glyph glyph, String text, Edit edit) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox box = new HBox(new GlyphIcon(glyph, 16), label);
        box.getStyleClass().add("happening");
        if (edit != null) {
            box.getStyleClass().add("hand");
            Button undo = new Button();
            undo.setGraphic(new GlyphIcon(Glyph.UNDO, 13));
            undo.getStyleClass().setAll("btn", "icon");
            undo.setStyle("-fx-min-width: 28; -fx-max-width: 28; -fx-min-height: 28; -fx-max-height: 28;");
            undo.setAccessibleText("Undo: " + text);
            undo.setTooltip(new Hint("Undo"));
            undo.setOnAction(_ -> run.undo(edit));
            box.getChildren().add(undo);
        }
        return box;
    }

    private void variants(Played played) {
        variants.getChildren().clear();
        List<String> names = new ArrayList<>();
        names.add("");
        names.addAll(played.resolved().variants());
        faultless(variantSection, names.size() > 1);
        for (String name : names) {
            ToggleButton button = new ToggleButton(name.isEmpty() ? "As the file says" : name);
            button.getStyleClass().setAll("row-button");
            button.setSelected(name.equals(run.recipe().variant()));
            button.setOnAction(_ -> run.variant(name));
            variants.getChildren().add(button);
        }
    }

    private static void faultless(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }

    private void settings() {
        settings.getChildren().clear();
        Played played = run.played();
        if (played == null) {
            return;
        }
        String wanted = find.getText().toLowerCase(Locale.ROOT).strip();
        List<Resolved.Explained> all = played.resolved().explained();
        List<Resolved.Explained> found = all.stream()
                .filter(each -> (each.path() + " " + each.vendor())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .filter(each -> !UNTUNED.contains(first(each.path())))
                .filter(each ->
                        !wanted.isEmpty() || !each.origin().level().name().equals("DEFAULT"))
                .toList();
        found.stream()
                .limit(MOST_SETTINGS)
                .forEach(each -> settings.getChildren().add(setting(each)));
        int hidden = wanted.isEmpty()
                ? (int) all.stream()
                                .filter(each -> !UNTUNED.contains(first(each.path())))
                                .count()
                        - found.size()
                : found.size() - Math.min(found.size(), MOST_SETTINGS);
        settingsNote.setText(
                hidden <= 0
                        ? ""
                        : wanted.isEmpty()
                                ? hidden + " more stand at their defaults: search to see and change them."
                                : hidden + " more: search more narrowly.");
    }

    private static String first(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private VBox setting(Resolved.Explained each) {
        Label path = new Label(each.path());
        path.getStyleClass().add("path");
        path.setWrapText(true);
        TextField value = new TextField(each.value());
        value.getStyleClass().addAll("field", "value");
        value.setAccessibleText(each.path());
        value.setOnAction(_ -> {
            if (!value.getText().equals(each.value())) {
                run.set(each.path(), value.getText());
            }
        });
        String vendor = each.vendor().isEmpty() ? "" : "\n" + each.vendor() + ", default " + each.vendorDefault();
        value.setTooltip(new Hint(each.origin().words() + vendor + "\nEnter runs again with another value."));
        VBox box = new VBox(path, value);
        box.getStyleClass().add("setting");
        return box;
    }
}
