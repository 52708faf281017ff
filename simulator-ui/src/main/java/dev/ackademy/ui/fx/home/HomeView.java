package dev.ackademy.ui.fx.home;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.workbench.KnownRun;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The catalogue, and the way to files of one's own.
public final class HomeView extends StackPane {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final HomeViewModel model;
    private final Consumer<Recipe> open;
    private final Runnable openFile;

    @FXML
    private FlowPane cards;

    @FXML
    private TextField find;

    @FXML
    private Label nothing;

    @FXML
    private HBox hero;

    @FXML
    private VBox recent;

    @FXML
    private VBox recentRuns;

    public HomeView(HomeViewModel model, Consumer<Recipe> open, Runnable openFile) {
        this.model = model;
        this.open = open;
        this.openFile = openFile;
        getStyleClass().add("home");
        getChildren().add(Fxml.load(this));
        find.textProperty().addListener(_ -> show());
        cards.widthProperty().addListener(_ -> widths());
        showRecent(List.of());
        show();
    }

    private void show() {
        cards.getChildren().clear();
        model.found(find.getText()).forEach(card -> cards.getChildren().add(card(card)));
        nothing.setVisible(cards.getChildren().isEmpty());
        nothing.setManaged(cards.getChildren().isEmpty());
        hero.setVisible(!model.cards().isEmpty());
        widths();
    }

    private void widths() {
        double room = Math.max(220, cards.getWidth());
        int columns = Math.max(1, (int) ((room + 8) / 248));
        double width = Math.floor((room - 8 * (columns - 1)) / columns) - 1;
        cards.getChildren().forEach(card -> {
            ((Region) card).setPrefWidth(width);
            ((Region) card).setMinWidth(width);
            ((Region) card).setMaxWidth(width);
        });
    }

    private Button card(HomeViewModel.Card card) {
        Label number = new Label(Integer.toString(card.number()));
        number.getStyleClass().add("number");
        number.setMinWidth(20);
        Label name = new Label(card.title());
        name.getStyleClass().add("name");
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        HBox top = new HBox(4, number, name);
        Label shows = new Label(card.shows() == null ? "Holds" : card.shows().title());
        shows.getStyleClass().add("muted");
        HBox bottom = new HBox(
                6, new GlyphIcon(card.shows() == null ? Glyph.OK : card.shows().glyph(), 14), shows);
        Region grow = new Region();
        VBox.setVgrow(grow, Priority.ALWAYS);
        VBox content = new VBox(top, grow, bottom);
        content.setMinHeight(70);
        content.setPrefHeight(70);
        content.setMaxHeight(70);
        Button button = new Button();
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        content.prefWidthProperty().bind(button.widthProperty().subtract(26));
        button.getStyleClass().setAll("lesson-card");
        button.setMinHeight(90);
        button.setPrefHeight(90);
        button.setMaxHeight(90);
        button.setId("card-" + card.number());
        button.setAccessibleText(card.number() + ". " + card.title() + ". "
                + (card.shows() == null ? "" : "Shows: " + card.shows().title() + ". ") + card.about());
        if (!card.about().isEmpty()) {
            button.setTooltip(new javafx.scene.control.Tooltip(card.about()));
        }
        button.setOnAction(_ -> open.accept(card.recipe()));
        return button;
    }

    /// Shows the runs that were made before, the last one first; nothing where there are none.
    public void showRecent(List<KnownRun> runs) {
        recent.setVisible(!runs.isEmpty());
        recent.setManaged(!runs.isEmpty());
        recentRuns.getChildren().clear();
        runs.forEach(run -> recentRuns.getChildren().add(recent(run)));
    }

    private Button recent(KnownRun run) {
        Label title = new Label(run.title());
        title.getStyleClass().add("head");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        String found = run.verdict().counts().isEmpty()
                ? "nothing found"
                : run.verdict().counts().entrySet().stream()
                        .map(each -> each.getKey() + (each.getValue() > 1 ? " (" + each.getValue() + ")" : ""))
                        .collect(java.util.stream.Collectors.joining(", "));
        Label what = new Label(found + (run.recipe().sets().isEmpty() ? "" : ", changed by hand"));
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        Label when = new Label(WHEN.format(run.at().atZone(java.time.ZoneId.systemDefault())));
        when.getStyleClass().addAll("muted", "mono");
        VBox content = new VBox(2, title, what, when);
        Button button = new Button();
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().setAll("row-button");
        button.setAccessibleText("Run " + run.title() + " again: " + found);
        content.prefWidthProperty().bind(button.widthProperty().subtract(18));
        button.setOnAction(_ -> open.accept(recipe(run)));
        return button;
    }

    private static Recipe recipe(KnownRun run) {
        List<Edit> edits = run.recipe().sets().isEmpty()
                ? List.of()
                : List.of(Edit.setting("As it was run", run.recipe().sets()));
        return new Recipe(
                run.recipe().source(), run.recipe().text(), run.recipe().variant(), edits);
    }

    @FXML
    private void onOpenFile() {
        openFile.run();
    }

    @FXML
    private void onFirst() {
        open.accept(model.cards().getFirst().recipe());
    }
}
