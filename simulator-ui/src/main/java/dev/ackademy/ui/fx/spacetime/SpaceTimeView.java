package dev.ackademy.ui.fx.spacetime;

import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.run.ByHand;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.theme.Tone;
import dev.ackademy.ui.fx.timeline.Lanes;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/// The same run as the stage shows, drawn over time. It follows the clock; the wheel looks elsewhere until the clock
/// moves again.
public final class SpaceTimeView extends Pane {

    private final RunViewModel run;
    private final Theme theme;
    private final Canvas canvas = new Canvas();
    private final BooleanProperty fade = new SimpleBooleanProperty(true);
    private final BooleanProperty acks = new SimpleBooleanProperty(true);
    private final BooleanProperty commits = new SimpleBooleanProperty(false);
    private Columns columns;
    private Lanes lanes;
    private CausalPast past;
    private int pastOf = -1;
    private double scrolled;

    public SpaceTimeView(RunViewModel run, Theme theme) {
        this.run = run;
        this.theme = theme;
        setId("space-time");
        getChildren().add(canvas);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        run.playedProperty().addListener((_, _, played) -> load(played));
        run.player().atProperty().addListener(_ -> {
            scrolled = 0;
            requestLayout();
        });
        run.player().nProperty().addListener(_ -> requestLayout());
        run.why().chainProperty().addListener(_ -> requestLayout());
        run.why().selectedProperty().addListener(_ -> requestLayout());
        theme.paletteProperty().addListener(_ -> requestLayout());
        fade.addListener(_ -> requestLayout());
        acks.addListener(_ -> requestLayout());
        commits.addListener(_ -> requestLayout());
        visibleProperty().addListener(_ -> requestLayout());
        setOnScroll(event -> {
            scrolled -= event.getDeltaY() / SpaceTimePainter.SECOND;
            requestLayout();
            event.consume();
        });
        setOnMouseClicked(this::clicked);
        load(run.played());
    }

    /// Messages outside the causal past of what was found are faint.
    public BooleanProperty fadeProperty() {
        return fade;
    }

    public BooleanProperty acksProperty() {
        return acks;
    }

    public BooleanProperty commitsProperty() {
        return commits;
    }

    private void load(Played played) {
        columns = played == null ? null : new Columns(played);
        lanes = played == null ? null : Lanes.of(played.trace(), played.hues(), ByHand.cutAt(run.recipe()));
        pastOf = -1;
        past = null;
        requestLayout();
    }

    private SpaceTimePainter.Scope scope(double height) {
        Played played = run.played();
        WhyViewModel.Chain chain = run.why().chainProperty().get();
        if (chain == null) {
            past = null;
            pastOf = -1;
        } else if (pastOf != chain.finding()) {
            pastOf = chain.finding();
            past = new CausalPast(played.trace(), played.report().findings().get(pastOf));
        }
        double limit = played.pacing().length();
        double top = SpaceTimePainter.topFor(played.pacing(), run.player().at(), height) + scrolled;
        return new SpaceTimePainter.Scope(
                run.player().n(),
                run.player().at(),
                Math.clamp(top, -0.05, limit),
                fade.get(),
                acks.get(),
                commits.get(),
                past,
                chain,
                run.why().selectedProperty().get());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width < 1 || height < 1 || !isVisible()) {
            return;
        }
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        Played played = run.played();
        if (played == null) {
            return;
        }
        painter(new CanvasPen(canvas.getGraphicsContext2D()), played, width, height)
                .paint(scope(height));
        setAccessibleText("Space-time picture, " + columns.all().size() + " nodes, "
                + run.player().n() + " of " + played.trace().entries().size() + " events have happened.");
    }

    private SpaceTimePainter painter(dev.ackademy.ui.fx.draw.Pen pen, Played played, double width, double height) {
        return new SpaceTimePainter(pen, theme.palette(), played, columns, lanes, width, height);
    }

    /// What is to be seen now, as an SVG file.
    public String svg() {
        double width = getWidth() < 1 ? 1092 : getWidth();
        double height = getHeight() < 1 ? 636 : getHeight();
        SvgPen pen = new SvgPen();
        painter(pen, run.played(), width, height).paint(scope(height));
        return pen.document(width, height, theme.palette().tone(Tone.STAGE));
    }

    private void clicked(MouseEvent event) {
        Played played = run.played();
        if (played == null) {
            return;
        }
        Flights.Flight flight = painter(new CanvasPen(canvas.getGraphicsContext2D()), played, getWidth(), getHeight())
                .at(scope(getHeight()), event.getX(), event.getY());
        if (flight != null) {
            run.player().pause();
            run.player().seekEntry(flight.sent());
        }
    }
}
