package dev.ackademy.ui.fx.recipe;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.scenario.Origin;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import dev.ackademy.ui.fx.theme.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final int MOST_SETTINGS = 300;

    /// Words of the format that describe the scenario and set nothing, or have a place of their own.
    private static final Set<String> UNTUNED = Set.of("scenario", "title", "shows", "expect", "variants");

    /// `processes.shop: preset ...`
    private static final Pattern OF_PROCESS = Pattern.compile("processes\\.([^.:]+): (.*)");

    private final RunViewModel run;
    private boolean brief;
    private boolean noted;

    @FXML
    private VBox settingSection;

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

    @FXML
    private ToggleButton all;

    @FXML
    private Label findRefusal;

    @FXML
    private VBox noteSection;

    @FXML
    private VBox notes;

    public ScenarioView(RunViewModel run) {
        this.run = run;
        getStyleClass().addAll("panel", "left");
        getChildren().add(Fxml.load(this));
        find.textProperty().addListener(_ -> {
            show(findRefusal, false);
            settings();
        });
        find.setOnAction(_ -> typed());
        findRefusal.setGraphic(new GlyphIcon(Glyph.BLOCKED, 13));
        show(findRefusal, false);
        all.selectedProperty().addListener(_ -> settings());
        run.playedProperty().addListener((_, before, played) -> {
            if (played != null && !played.continues(before)) {
                show();
            }
        });
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
        notes(played);
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
        for (String name : names) {
            ToggleButton button = new ToggleButton(name.isEmpty() ? "As the file says" : name);
            button.getStyleClass().setAll("row-button");
            button.setSelected(name.equals(run.recipe().variant()));
            button.setOnAction(_ -> run.variant(name));
            variants.getChildren().add(button);
        }
    }

    /// What the resolution decided by itself, and what the policy means with this kind of broker.
    private void notes(Played played) {
        notes.getChildren().clear();
        SequencedSet<String> lines = new LinkedHashSet<>(played.resolved().policies());
        lines.addAll(played.resolved().notes());
        played.resolved().resisted().forEach(each -> lines.add(each.words()));
        SequencedMap<String, List<String>> byText = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher of = OF_PROCESS.matcher(line);
            byText.computeIfAbsent(of.matches() ? of.group(2) : line, _ -> new ArrayList<>())
                    .add(of.matches() ? of.group(1) : "");
        }
        byText.forEach((text, names) -> notes.getChildren()
                .add(Labels.wrapped(
                        names.getFirst().isEmpty() ? text : String.join(", ", names) + ": " + text, "sub")));
        noted = !lines.isEmpty();
        sections();
    }

    /// Only what a newcomer needs: what it is about and what goes wrong.
    public void brief(boolean only) {
        brief = only;
        getStyleClass().remove("brief");
        if (only) {
            getStyleClass().add("brief");
        }
        sections();
    }

    private void sections() {
        show(noteSection, noted && !brief);
        show(variantSection, variants.getChildren().size() > 1 && !brief);
        show(settingSection, !brief);
    }

    /// One line of the inspector.
    ///
    /// @param value empty where nothing is set
    /// @param about what it means, what it takes, where its value comes from
    private record Setting(String path, String value, boolean isDefault, String about) {

        static Setting of(Resolved.Explained each) {
            return new Setting(
                    each.path(),
                    each.value(),
                    each.origin().level() == Origin.Level.DEFAULT,
                    about(each.doc(), each.takes(), each.vendor(), each.vendorDefault()) + "From: "
                            + each.origin().words() + ".");
        }

        static Setting of(Resolved.Unset each) {
            return new Setting(each.path(), "", true, about(each.doc(), each.takes(), each.vendor(), "") + "Not set.");
        }

        private static String about(String doc, String takes, String vendor, String vendorDefault) {
            return (doc.isEmpty() ? "" : doc + " ")
                    + (takes.isEmpty() ? "" : "Takes " + takes + ". ")
                    + (vendor.isEmpty()
                            ? ""
                            : "The vendor's: " + vendor + (vendorDefault.isEmpty() ? "" : " = " + vendorDefault)
                                    + ". ");
        }

        boolean matches(String words) {
            return (path + " " + about).toLowerCase(Locale.ROOT).contains(words);
        }
    }

    private void settings() {
        settings.getChildren().clear();
        Played played = run.played();
        if (played == null) {
            return;
        }
        List<Setting> every = new ArrayList<>();
        played.resolved().explained().stream().map(Setting::of).forEach(every::add);
        played.resolved().unset().stream().map(Setting::of).forEach(every::add);
        every.removeIf(each -> !isTuned(each.path(), played));
        String wanted = find.getText().toLowerCase(Locale.ROOT).strip();
        boolean narrow = wanted.isEmpty() && !all.isSelected();
        // A search that names a value, `broker.nodes=3`, looks for its path.
        String word =
                wanted.contains("=") ? wanted.substring(0, wanted.indexOf('=')).strip() : wanted;
        List<Setting> found = every.stream()
                .filter(each -> each.matches(word) && !(narrow && each.isDefault()))
                .toList();
        found.stream()
                .limit(MOST_SETTINGS)
                .forEach(each -> settings.getChildren().add(setting(each)));
        int hidden = every.size() - found.size();
        settingsNote.setText(
                narrow && hidden > 0
                        ? hidden + " more stand at their defaults."
                        : found.size() > MOST_SETTINGS
                                ? found.size() - MOST_SETTINGS + " more: search more narrowly."
                                : found.isEmpty() ? "No setting has this in its name or meaning." : "");
        show(settingsNote, !settingsNote.getText().isEmpty());
    }

    /// Not a word that describes the scenario, nor a fault that was made by hand and is undone above.
    private boolean isTuned(String path, Played played) {
        String[] parts = path.split("\\.");
        if (parts.length > 1 && (parts[0].equals("faults") || parts[0].equals("changes"))) {
            Edit.Kind kind = parts[0].equals("faults") ? Edit.Kind.FAULT : Edit.Kind.CHANGE;
            int count = kind == Edit.Kind.FAULT
                    ? played.scenario().faults().size()
                    : played.scenario().changes().size();
            long made = run.recipe().edits().stream()
                    .filter(edit -> edit.kind() == kind)
                    .count();
            return Integer.parseInt(parts[1]) < count - made;
        }
        return !UNTUNED.contains(parts[0]);
    }

    private VBox setting(Setting each) {
        Label path = Labels.wrapped(each.path(), "path");
        TextField value = new TextField(each.value());
        value.getStyleClass().addAll("field", "value");
        value.setPromptText("not set");
        value.setAccessibleText(each.path());
        value.setAccessibleHelp(each.about());
        Label about = Labels.wrapped(each.about(), "muted");
        Label refusal = Labels.wrapped("", "refusal");
        refusal.setGraphic(new GlyphIcon(Glyph.BLOCKED, 13));
        show(about, false);
        show(refusal, false);
        value.focusedProperty().addListener((_, _, now) -> show(about, now));
        value.setOnAction(_ -> {
            if (!value.getText().equals(each.value())) {
                set(each.path(), value.getText(), refusal);
            }
        });
        VBox box = new VBox(path, value, refusal, about);
        box.getStyleClass().add("setting");
        return box;
    }

    /// Runs with the value, or says beside it why that cannot be. What is open stays.
    private void set(String path, String value, Label refusal) {
        String why = run.refusal(path, value);
        refusal.setText(why);
        show(refusal, !why.isEmpty());
        if (why.isEmpty()) {
            run.set(path, value);
        }
    }

    /// `broker.nodes=3` in the search field sets any path, also one that makes a new step or topic.
    private void typed() {
        String text = find.getText().strip();
        int equals = text.indexOf('=');
        if (equals > 0) {
            set(text.substring(0, equals).strip(), text.substring(equals + 1).strip(), findRefusal);
        }
    }

    private static void show(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }
}
