package dev.ackademy.ui.fx.verdict;

import dev.ackademy.core.check.Finding;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.EventLog;
import dev.ackademy.ui.fx.run.Flag;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.VerdictViewModel.Line;
import dev.ackademy.ui.fx.run.VerdictViewModel.State;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Verdict, why and fix of the open run at its moment.
public final class JudgeView extends StackPane {

    private static final int LOG_LINES = 40;

    private final RunViewModel run;
    private final Theme theme;

    /// What the log tells now: a run, and its last telling entry.
    private Played logged;
    private boolean fixes = true;

    private int loggedTo;

    private Consumer<Finding.Fix> checking = _ -> {};

    @FXML
    private Label when;

    @FXML
    private VBox lines;

    @FXML
    private VBox whySection;

    @FXML
    private Label question;

    @FXML
    private Label count;

    @FXML
    private VBox stake;

    @FXML
    private VBox steps;

    @FXML
    private VBox reason;

    @FXML
    private VBox fixSection;

    @FXML
    private VBox fixBox;

    @FXML
    private VBox fixText;

    @FXML
    private Button apply;

    @FXML
    private VBox changeBox;

    @FXML
    private Label changeTitle;

    @FXML
    private VBox changeLines;

    @FXML
    private ListView<EventLog.Line> log;

    public JudgeView(RunViewModel run, Theme theme) {
        this.run = run;
        this.theme = theme;
        getStyleClass().addAll("panel", "right");
        getChildren().add(Fxml.load(this));
        run.verdict().linesProperty().addListener(_ -> verdict());
        run.verdict()
                .whenProperty()
                .addListener(_ -> when.setText(run.verdict().whenProperty().get()));
        run.why().chainProperty().addListener(_ -> why());
        run.why().selectedProperty().addListener(_ -> select());
        run.changeProperty().addListener(_ -> change());
        theme.paletteProperty().addListener(_ -> why());
        run.player().nProperty().addListener(_ -> log());
        run.playedProperty().addListener(_ -> log());
        log.setPlaceholder(new Label("Nothing has been sent. Press Space to run, or S for one event."));
        log.setCellFactory(_ -> new ListCell<>() {
            {
                // As wide as the list and no wider: a long line is broken, not pushed out of sight.
                setPrefWidth(0);
                setWrapText(true);
                setMinHeight(USE_PREF_SIZE);
            }

            @Override
            protected void updateItem(EventLog.Line line, boolean empty) {
                super.updateItem(line, empty);
                setText(empty ? null : line.text());
            }
        });
        log.setOnKeyPressed(event -> {
            EventLog.Line line = log.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && line != null) {
                run.player().seekEntry(line.entry());
            }
        });
        verdict();
        why();
        change();
        log();
    }

    /// Whether what closes it may be offered: not where a learner is to find it.
    public void fixes(boolean offered) {
        if (fixes != offered) {
            fixes = offered;
            why();
        }
    }

    private void log() {
        Played played = run.played();
        int newest = played == null
                ? 0
                : EventLog.newest(played.trace(), run.player().n());
        if (played != null && (played != logged || newest != loggedTo)) {
            logged = played;
            loggedTo = newest;
            log.getItems()
                    .setAll(EventLog.until(
                            played.trace(), played.scenario(), run.player().n(), LOG_LINES));
        }
    }

    private void verdict() {
        lines.getChildren().clear();
        boolean inPromised = true;
        lines.getChildren().add(group(run.verdict().promiseProperty().get()));
        for (Line line : run.verdict().linesProperty().get()) {
            if (inPromised && !line.promised()) {
                inPromised = false;
                lines.getChildren().add(group("Not promised"));
            }
            lines.getChildren().add(line(line));
        }
    }

    private static Label group(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setStyle("-fx-padding: 8 0 3 0;");
        return label;
    }

    private HBox line(Line line) {
        Label name = new Label(line.words().title());
        name.getStyleClass().add("name");
        Label state = new Label(line.text());
        state.getStyleClass().add("state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        if (line.state() == State.KEPT) {
            GlyphIcon tick = new GlyphIcon(Glyph.OK, 12);
            tick.setStyle("-ak-glyph: -ak-ok;");
            state.setGraphic(tick);
        }
        Region grow = new Region();
        HBox.setHgrow(grow, Priority.ALWAYS);
        HBox box = new HBox(new GlyphIcon(line.words().glyph(), 17), name, grow, state);
        box.getStyleClass().addAll("verdict-line", line.state().word());
        box.setAccessibleText(line.words().title() + ": " + line.text()
                + (line.promised() ? ", promised" : ", not promised") + ". " + line.reason());
        if (!line.reason().isEmpty()) {
            javafx.scene.control.Tooltip.install(box, new Hint(line.reason()));
        }
        if (line.count() > 0) {
            box.setFocusTraversable(true);
            box.setOnMouseClicked(_ -> newest(line));
            box.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ENTER) {
                    newest(line);
                }
            });
        }
        return box;
    }

    private void newest(Line line) {
        Played played = run.played();
        Flag newest = null;
        for (Flag flag : played.flags()) {
            if (flag.entry() <= run.player().n() && flag.words() == line.words()) {
                newest = flag;
            }
        }
        if (newest != null) {
            run.why().open(played, newest.finding());
        }
    }

    private void why() {
        WhyViewModel.Chain chain = run.why().chainProperty().get();
        boolean there = chain != null;
        show(whySection, there);
        show(fixSection, fixes && there && chain.fix() != null);
        if (!there) {
            return;
        }
        question.setText(chain.question());
        steps.getChildren().clear();
        Played played = run.played();
        stake.getChildren().setAll(RichText.flow(chain.stake(), played.hues(), theme.palette(), false));
        for (WhyViewModel.Step step : chain.steps()) {
            steps.getChildren()
                    .add(StepRow.of(step, chain, played.hues(), theme.palette(), () -> run.whyStep(step.number() - 1)));
        }
        reason.getChildren().clear();
        if (!chain.reason().isEmpty()) {
            reason.getChildren().add(RichText.flow(chain.reason(), played.hues(), theme.palette(), false));
        }
        if (chain.fix() != null) {
            fixText.getChildren().setAll(RichText.flow(chain.fix().text(), played.hues(), theme.palette(), false));
            apply.setTooltip(new Hint(String.join(
                    "\n",
                    chain.fix().settings().entrySet().stream()
                            .map(Object::toString)
                            .toList())));
        }
        select();
    }

    private void select() {
        int selected = run.why().selectedProperty().get();
        for (int i = 0; i < steps.getChildren().size(); i++) {
            steps.getChildren().get(i).getStyleClass().remove("on");
            if (i == selected) {
                steps.getChildren().get(i).getStyleClass().add("on");
            }
        }
        int size = steps.getChildren().size();
        count.setText(
                selected < 0 ? size + (size == 1 ? " step" : " steps") : "step " + (selected + 1) + " of " + size);
    }

    private void change() {
        RunViewModel.Change change = run.changeProperty().get();
        show(changeBox, change != null);
        if (change == null) {
            return;
        }
        changeTitle.setText(change.label());
        changeLines.getChildren().clear();
        if (change.before().isEmpty()) {
            Label same = new Label("The verdict at the end is the same as before.");
            same.getStyleClass().add("sub");
            same.setWrapText(true);
            changeLines.getChildren().add(same);
        }
        for (int i = 0; i < change.before().size(); i++) {
            String was = change.before().get(i);
            String is = change.after().get(i);
            Label line = new Label(was + " → " + is.substring(is.indexOf(": ") + 2));
            line.getStyleClass().add("sub");
            line.setWrapText(true);
            changeLines.getChildren().add(line);
        }
    }

    /// @param checks searches the open scenario with a fix
    public void onCheck(Consumer<Finding.Fix> checks) {
        checking = checks;
    }

    @FXML
    private void onCheck() {
        checking.accept(run.why().chainProperty().get().fix());
    }

    @FXML
    private void onApply() {
        run.fix(run.why().chainProperty().get().fix());
    }

    private static void show(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }
}
