package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Claim;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.explore.ExploreViewModel.Standing;
import dev.ackademy.ui.fx.explore.ExploreViewModel.State;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The page of the search: its claim, how far it is, the matrix, and beside it the smallest counter-example.
public final class ExploreView extends StackPane {

    /// How much of what the text grows the panels grow.
    private static final double PANELS_GROW = 0.6;

    private static final double PANEL = 376;
    private static final double NARROW_PANEL = 320;
    private static final double NARROW = 1300;

    private final ExploreViewModel explore;
    private final Theme theme;
    private final MatrixView matrix;
    private final ExampleView example;
    private final BoundsView boundsView;

    @FXML
    private BorderPane page;

    @FXML
    private Label title;

    @FXML
    private Label claim;

    @FXML
    private HBox note;

    @FXML
    private Label noteText;

    @FXML
    private Button back;

    @FXML
    private ToggleButton bounds;

    @FXML
    private Button stop;

    @FXML
    private Button go;

    @FXML
    private StackPane boundsAt;

    @FXML
    private StackPane progressAt;

    @FXML
    private ProgressBar progress;

    @FXML
    private HBox progressLine;

    @FXML
    private Label done;

    @FXML
    private Label doneOf;

    @FXML
    private Label cast;

    @FXML
    private HBox figures;

    @FXML
    private Label states;

    @FXML
    private Label speed;

    @FXML
    private Label elapsed;

    @FXML
    private Label left;

    @FXML
    private Label kinds;

    @FXML
    private VBox matrixAt;

    @FXML
    private Label refused;

    @FXML
    private FlowPane legend;

    public ExploreView(ExploreViewModel explore, Theme theme) {
        this.explore = explore;
        this.theme = theme;
        setId("explore");
        getStyleClass().add("explore");
        matrix = new MatrixView(explore::open);
        example = new ExampleView(explore, theme);
        boundsView = new BoundsView(explore);
        getChildren().add(Fxml.load(this));
        matrixAt.getChildren().add(matrix);
        boundsAt.getChildren().add(boundsView);
        page.setRight(example);
        explore.stateProperty().addListener(_ -> refresh());
        explore.boardProperty().addListener(_ -> refresh());
        explore.boundsProperty().addListener(_ -> refresh());
        explore.judgedProperty().addListener(_ -> refresh());
        explore.headwayProperty().addListener(_ -> headway());
        explore.standingProperty().addListener(_ -> refresh());
        explore.failureProperty().addListener(_ -> refresh());
        explore.openedProperty().addListener(_ -> select());
        bounds.selectedProperty().addListener(_ -> shows(boundsAt, bounds.isSelected()));
        theme.textScaleProperty().addListener(_ -> sizes());
        widthProperty().addListener(_ -> sizes());
        visibleProperty().addListener((_, _, now) -> explore.visible(now));
        shows(boundsAt, false);
        sizes();
        refresh();
    }

    private void sizes() {
        double wider = 1 + (theme.textScaleProperty().get() - 1) * PANELS_GROW;
        boolean narrow = getWidth() > 0 && getWidth() < NARROW * wider;
        matrix.sizes(wider, narrow);
        double panel = (narrow ? NARROW_PANEL : PANEL) * wider;
        example.setMinWidth(panel);
        example.setPrefWidth(panel);
        example.setMaxWidth(panel);
    }

    /// @param saves takes the text of the scenario that is to be saved
    public void onSave(Consumer<String> saves) {
        example.onSave(
                () -> saves.accept(explore.exampleProperty().get().saved().text()));
    }

    /// @param shows brings the stage to the front
    public void onReplay(Runnable shows) {
        example.onReplay(shows);
    }

    /// Space and the button: run, hold up, go on, search again.
    public void toggle() {
        switch (explore.stateProperty().get()) {
            case RUNNING -> explore.pause();
            case PAUSED -> explore.resume();
            case READY, DONE, STOPPED -> explore.start();
        }
    }

    @FXML
    private void onGo() {
        toggle();
    }

    @FXML
    private void onStop() {
        explore.stop();
        explore.resume();
    }

    @FXML
    private void onBack() {
        explore.back();
    }

    private void refresh() {
        State state = explore.stateProperty().get();
        boolean busy = explore.busy();
        Plan plan = explore.plan();
        go.setText(
                switch (state) {
                    case READY -> "Run";
                    case RUNNING -> "Pause";
                    case PAUSED -> "Resume";
                    case DONE, STOPPED -> "Run again";
                });
        go.setGraphic(new GlyphIcon(
                switch (state) {
                    case READY, PAUSED -> Glyph.PLAY;
                    case RUNNING -> Glyph.PAUSE;
                    case DONE, STOPPED -> Glyph.RETRY;
                },
                13));
        go.getStyleClass().remove("primary");
        if (state == State.READY
                || state == State.PAUSED
                || explore.standingProperty().get() == Standing.CHANGED) {
            go.getStyleClass().add("primary");
        }
        shows(stop, busy);
        bounds.setDisable(busy);
        if (busy) {
            bounds.setSelected(false);
        }
        boundsView.refresh();
        title.setText(title(plan));
        claim.setText(claim(plan));
        note();
        matrix.show(explore.boardProperty().get());
        refused(plan);
        shows(legend, plan != null);
        shows(progressAt, state != State.READY);
        shows(progressLine, plan != null);
        shows(figures, state != State.READY);
        if (plan != null) {
            cast.setText(Cast.words(plan.atHand().scenario()));
            int orders = explore.places(true);
            kinds.setText(explore.places(false) + " places for a fault"
                    + (plan.bounds().reorderings() > 0 ? ", " + orders + " for a reordering" : ""));
        }
        headway();
        select();
        example.refresh();
    }

    private String title(Plan plan) {
        Exploration found = plan == null ? null : plan.atHand().exploration();
        if (found != null) {
            return found.claim().title(plan.atHand().judged());
        }
        Bounds within = explore.boundsProperty().get();
        String words = within.words().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + within.words().substring(1);
        return plan == null ? words : words + ", from " + plan.atHand().places.size() + " places";
    }

    private static String claim(Plan plan) {
        if (plan == null) {
            return "";
        }
        Exploration found = plan.atHand().exploration();
        return found == null
                ? Claim.frame(plan.atHand().scenario())
                : found.claim().covered();
    }

    private void note() {
        Plan plan = explore.plan();
        String text = explore.failureProperty().get();
        Standing standing = explore.standingProperty().get();
        if (text.isEmpty() && standing == Standing.CHANGED) {
            text = "Of the scenario before your last change.";
        } else if (text.isEmpty() && standing == Standing.REPLAYED) {
            text = "The counter-example is on the stage; this is the search that found it.";
        } else if (text.isEmpty() && plan != null && plan.leftOut() > 0) {
            text = plan.leftOut() == 1
                    ? "The scenario's own fault is left out: the search makes its own."
                    : "The scenario's own " + plan.leftOut() + " faults are left out: the search makes its own.";
        }
        noteText.setText(text);
        shows(note, !text.isEmpty());
        shows(back, standing != Standing.SAME);
        note.getStyleClass().remove("outdated");
        if (standing != Standing.SAME || !explore.failureProperty().get().isEmpty()) {
            note.getStyleClass().add("outdated");
        }
    }

    private void headway() {
        Headway now = explore.headwayProperty().get();
        State state = explore.stateProperty().get();
        Plan plan = explore.plan();
        progress.setProgress(state == State.DONE ? 1 : now.share());
        if (state == State.READY) {
            done.setText("");
            doneOf.setText("Press Run to try every place.");
        } else if (state == State.DONE && plan != null) {
            done.setText(Integer.toString(plan.atHand().places.size()));
            doneOf.setText("of " + plan.atHand().places.size() + " places" + others(plan));
        } else {
            done.setText(state == State.STOPPED ? "" : Integer.toString(now.done()));
            doneOf.setText(
                    (state == State.STOPPED ? "Stopped at " + now.done() + " of " : "of ") + now.places() + " places, "
                            + now.column().toLowerCase(java.util.Locale.ROOT) + ", "
                            + now.level().words());
        }
        shows(done, !done.getText().isEmpty());
        states.setText(Headway.number(now.states()));
        speed.setText(now.stepsPerSecond());
        elapsed.setText(now.elapsed());
        left.setText(state == State.RUNNING ? now.estimate() : state == State.PAUSED ? "held up" : "");
        progress.setAccessibleText(done.getText() + " " + doneOf.getText());
    }

    private void refused(Plan plan) {
        StringBuilder text = new StringBuilder();
        if (plan != null) {
            plan.refused()
                    .forEach((policy, why) -> text.append(text.isEmpty() ? "" : "\n")
                            .append(Plan.title(policy))
                            .append(" cannot be tried here. ")
                            .append(why));
        }
        refused.setText(text.toString());
        shows(refused, !text.isEmpty());
    }

    private static String others(Plan plan) {
        int others = plan.sides().size() - 1;
        return others == 0 ? "" : ", and those of " + others + (others == 1 ? " other policy" : " other policies");
    }

    private void select() {
        ExploreViewModel.Opened opened = explore.openedProperty().get();
        matrix.select(opened == null ? null : opened.spot());
    }

    static void shows(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }
}
