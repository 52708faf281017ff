package dev.ackademy.ui.fx.timeline;

import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.ByHand;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Flag;
import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/// Buttons of the play, the clock, and the lanes with the playhead.
public final class TransportView extends VBox {

    private final RunViewModel run;
    private final Theme theme;
    private final LanesPane lanes = new LanesPane();
    private final Region controls;

    @FXML
    private Button back;

    @FXML
    private Button play;

    @FXML
    private Button step;

    @FXML
    private StackPane backPlace;

    @FXML
    private StackPane stepPlace;

    @FXML
    private Button live;

    @FXML
    private HBox speeds;

    @FXML
    private Label clock;

    @FXML
    private Label end;

    @FXML
    private Button inject;

    @FXML
    private Button flag;

    private Runnable onInject = () -> {};
    private final Hint noSteps = new Hint(LiveViewModel.NO_STEPS);
    private boolean brief;
    private int flagsDrawn;

    public TransportView(RunViewModel run, Theme theme) {
        this.run = run;
        this.theme = theme;
        getStyleClass().add("transport");
        controls = Fxml.load(this);
        widthProperty().addListener(_ -> fit());
        clock.fontProperty().addListener(_ -> fit());
        getChildren().addAll(controls, lanes);
        Player player = run.player();
        ToggleGroup group = new ToggleGroup();
        for (double speed : Player.SPEEDS) {
            String text = (speed == Math.rint(speed) ? Integer.toString((int) speed) : Double.toString(speed)) + "×";
            ToggleButton button = new ToggleButton(text);
            button.getStyleClass().setAll("segment");
            button.setUserData(speed);
            button.setToggleGroup(group);
            button.setOnAction(_ -> {
                player.speedProperty().set(speed);
                button.setSelected(true);
            });
            speeds.getChildren().add(button);
        }
        Runnable showSpeed = () -> group.getToggles()
                .forEach(toggle -> toggle.setSelected(
                        toggle.getUserData().equals(player.speedProperty().get())));
        player.speedProperty().addListener(_ -> showSpeed.run());
        showSpeed.run();
        player.liveProperty().addListener(_ -> live());
        player.playingProperty().addListener((_, _, playing) -> {
            live();
            play.setGraphic(new GlyphIcon(playing ? Glyph.PAUSE : Glyph.PLAY, 15));
            play.setAccessibleText(playing ? "Pause" : "Play");
        });
        player.nProperty().addListener(_ -> flag());
        player.atProperty().addListener(_ -> moved());
        run.playedProperty().addListener(_ -> loaded());
        theme.paletteProperty().addListener(_ -> lanes.repaint());
        live();
        loaded();
    }

    public void onInject(Runnable asked) {
        onInject = asked;
    }

    /// The button that faults are injected from.
    public Button injectButton() {
        return inject;
    }

    /// One lane instead of five, where the window is low.
    public void fold(boolean low) {
        lanes.count = low ? 1 : 5;
        setMinHeight(low ? 108 : 168);
        setPrefHeight(low ? 108 : 168);
        setMaxHeight(low ? 108 : 168);
        lanes.repaint();
    }

    /// Without speeds and faults to choose from, for a newcomer.
    public void brief(boolean only) {
        brief = only;
        fit();
    }

    /// A run that goes on is followed or looked back at, and not stepped.
    private void live() {
        Player player = run.player();
        there(live, player.live());
        back.setDisable(player.live());
        step.setDisable(player.live());
        for (StackPane place : new StackPane[] {backPlace, stepPlace}) {
            Tooltip.uninstall(place, noSteps);
            if (player.live()) {
                Tooltip.install(place, noSteps);
            }
            place.setAccessibleText(player.live() ? LiveViewModel.NO_STEPS : null);
        }
        live.setText(player.playing() ? "Live" : "Go on live");
        live.setDisable(player.playing());
        fit();
    }

    /// What there is room for at this width and size of text: the speeds go first, which keys change too,
    /// then the end.
    private void fit() {
        there(speeds, !brief && !run.player().live());
        there(inject, !brief);
        there(end, true);
        clock.setMinWidth(USE_PREF_SIZE);
        for (Region each : new Region[] {speeds, end, inject}) {
            if (getWidth() > 0 && controls.prefWidth(-1) > getWidth() - 32) {
                there(each, false);
            }
        }
    }

    private static void there(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }

    @FXML
    private void onBack() {
        run.player().stepBack();
    }

    @FXML
    private void onPlay() {
        run.player().toggle();
    }

    @FXML
    private void onLive() {
        if (!run.player().playing()) {
            run.player().toggle();
        }
    }

    @FXML
    private void onStep() {
        run.player().stepForward();
    }

    @FXML
    private void onInject() {
        onInject.run();
    }

    @FXML
    private void onFlag() {
        List<Flag> flags = run.player().flags();
        if (!flags.isEmpty() && flags.getLast().entry() <= run.player().n()) {
            run.player().start();
        }
        run.player().nextFlag();
    }

    private void loaded() {
        Played played = run.played();
        lanes.lanes = played == null ? null : Lanes.of(played.trace(), played.hues(), ByHand.cutAt(run.recipe()));
        end.setText(
                played == null
                        ? ""
                        : played.whole() ? "/ " + Clock.seconds(played.pacing().end()) : "/ live");
        flag();
        moved();
        lanes.repaint();
    }

    private void moved() {
        clock.setText(Clock.full(run.player().at()));
        lanes.requestLayout();
    }

    private void flag() {
        List<Flag> seen = run.player().seenFlags();
        int n = run.player().n();
        long passed = seen.stream().filter(each -> each.entry() <= n).count();
        boolean broken = seen.stream().anyMatch(each -> each.broken() && each.entry() <= n);
        flag.setVisible(!run.player().flags().isEmpty());
        flag.setText(passed == 0 ? "Next flag" : "Flag " + passed + " of " + seen.size());
        if (broken != flag.getStyleClass().contains("bad")) {
            if (broken) {
                flag.getStyleClass().add("bad");
            } else {
                flag.getStyleClass().remove("bad");
            }
        }
        if (seen.size() != flagsDrawn) {
            flagsDrawn = seen.size();
            lanes.repaint();
        }
    }

    /// The lanes are drawn once for each run and size, the playhead over them.
    private final class LanesPane extends Pane {

        private final Canvas ground = new Canvas();
        private final Canvas veil = new Canvas();
        private final Rectangle ahead = new Rectangle();
        private final Canvas head = new Canvas();
        private Lanes lanes;
        private int count = 5;
        private boolean stale = true;

        LanesPane() {
            setId("lanes");
            veil.setClip(ahead);
            getChildren().addAll(ground, head, veil);
            setAccessibleRole(AccessibleRole.SLIDER);
            setAccessibleText("Timeline");
            setOnMousePressed(this::scrub);
            setOnMouseDragged(this::scrub);
            setMinHeight(0);
        }

        private void scrub(MouseEvent event) {
            Played played = run.played();
            if (played != null) {
                run.player().pause();
                run.player().seek(LanesPainter.timeAt(played.pacing(), getWidth(), event.getX()));
            }
        }

        void repaint() {
            stale = true;
            requestLayout();
        }

        @Override
        protected double computePrefHeight(double width) {
            return LanesPainter.height(count);
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double height = LanesPainter.height(count);
            Played played = run.played();
            if (width < 100) {
                return;
            }
            if (ground.getWidth() != width || ground.getHeight() != height) {
                for (Canvas canvas : new Canvas[] {ground, veil, head}) {
                    canvas.setWidth(width);
                    canvas.setHeight(height);
                }
                stale = true;
            }
            head.getGraphicsContext2D().clearRect(0, 0, width, height);
            if (played == null) {
                ground.getGraphicsContext2D().clearRect(0, 0, width, height);
                return;
            }
            if (stale) {
                ground.getGraphicsContext2D().clearRect(0, 0, width, height);
                painter(ground, played, width).ground(lanes, run.player().seenFlags());
                veil.getGraphicsContext2D().clearRect(0, 0, width, height);
                painter(veil, played, width).veil();
                stale = false;
            }
            double now = LanesPainter.xOf(played.pacing(), width, run.player().at());
            ahead.setX(now + 1);
            ahead.setWidth(Math.max(0, width - now));
            ahead.setHeight(height);
            painter(head, played, width)
                    .playhead(run.player().at(), run.player().furthestAt());
        }

        private LanesPainter painter(Canvas canvas, Played played, double width) {
            return new LanesPainter(
                    new CanvasPen(canvas.getGraphicsContext2D()), theme.palette(), played.pacing(), width, count);
        }
    }
}
