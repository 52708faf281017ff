package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.ByHand;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.stage.Places.Place;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Theme;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// The stage as a node: one canvas, and over it a focusable, readable place for each thing that is drawn. It draws when
/// it is laid out, and is laid out anew when anything that it shows has changed.
public final class StageView extends Pane {

    /// Something on the stage that a person may point at.
    public sealed interface Target {
        /// @param name of a process, broker or store
        record Node(String name) implements Target {}

        record Partition(String topic, String name) implements Target {}

        /// @param sent entry of the trace that sent it
        record Message(int sent) implements Target {}

        record Finding(int index) implements Target {}

        /// @param asking the process at one end of it
        record Link(String asking) implements Target {}
    }

    private final RunViewModel run;
    private final Theme theme;
    private final Canvas ground = new Canvas();
    private final Canvas canvas = new Canvas();
    private final Pane anchors = new Pane();
    private final Button cut = new Button("Cut the connection");
    /// Runs only while something moves though the clock stands.
    private final AnimationTimer clock = new AnimationTimer() {
        @Override
        public void handle(long now) {
            requestLayout();
            if (!motion.busy()) {
                stop();
            }
        }
    };
    private StageMotion motion = new StageMotion();
    private StageFrames frames;
    private StageLayout layout;
    private StageFrame shown;
    private List<Place> places = List.of();
    private BiConsumer<Target, Point2D> chosen = (_, _) -> {};
    private Runnable onCut = () -> {};
    private String loadedText = "";
    private boolean groundStale = true;
    private boolean wasPlaying;
    private final ReadOnlyDoubleWrapper zoomed = new ReadOnlyDoubleWrapper(1);
    private double zoom = 1;
    private double panX;
    private double panY;
    private double dragX;
    private double dragY;
    private double cutScale;
    private boolean dragged;

    public StageView(RunViewModel run, Theme theme) {
        this.run = run;
        this.theme = theme;
        setId("stage");
        cut.setId("cut");
        cut.getStyleClass().setAll("btn", "by-hand");
        cut.setOnAction(_ -> onCut.run());
        getChildren().addAll(ground, canvas, anchors, cut);
        anchors.setPickOnBounds(false);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText("Stage. Arrow keys walk over what is on it.");
        run.playedProperty().addListener((_, before, played) -> load(before, played));
        run.player().atProperty().addListener(_ -> moved());
        run.player().nProperty().addListener(_ -> moved());
        run.player().stepProperty().addListener((_, _, step) -> stepped(step));
        run.why().chainProperty().addListener(_ -> requestLayout());
        run.why().selectedProperty().addListener(_ -> requestLayout());
        run.detailsProperty().addListener(_ -> requestLayout());
        run.handProperty().addListener(_ -> requestLayout());
        run.calloutProperty().addListener(_ -> requestLayout());
        theme.paletteProperty().addListener(_ -> {
            groundStale = true;
            requestLayout();
        });
        theme.reducedMotionProperty().addListener(_ -> requestLayout());
        load(null, run.played());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setOnScroll(this::scroll);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::drag);
        setOnMouseClicked(this::clicked);
    }

    /// Who is told when a person chooses something: what, and where on the screen.
    public void onChosen(BiConsumer<Target, Point2D> listener) {
        chosen = listener;
    }

    /// Who is told when a newcomer cuts the connection under the message.
    public void onCut(Runnable listener) {
        onCut = listener;
    }

    public StageFrame shown() {
        return shown;
    }

    private void moved() {
        if (!run.player().playing()) {
            motion.stop();
        }
        requestLayout();
    }

    private void stepped(Player.Step step) {
        if (step != null && !theme.reducedMotionProperty().get() && getScene() != null) {
            motion.step(step, System.nanoTime());
            clock.start();
        }
    }

    private void load(Played before, Played played) {
        frames = played == null ? null : new StageFrames(played, Cast.of(played));
        if (played != null && played.continues(before)) {
            requestLayout();
            return;
        }
        motion = new StageMotion();
        String text = played == null ? "" : run.recipe().text();
        if (!text.equals(loadedText)) {
            loadedText = text;
            run.detailsProperty().set(frames == null || !SimplePainter.fits(frames.cast()));
        }
        fit();
    }

    /// The whole stage again.
    public void fit() {
        zoom = 1;
        zoomed.set(zoom);
        panX = 0;
        panY = 0;
        requestLayout();
    }

    /// 1 shows the whole stage.
    public ReadOnlyDoubleProperty zoomProperty() {
        return zoomed.getReadOnlyProperty();
    }

    public void zoom(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    private void zoomAt(double factor, double x, double y) {
        double next = Math.clamp(zoom * factor, 0.5, 2);
        panX = x - (x - panX) * next / zoom;
        panY = y - (y - panY) * next / zoom;
        zoom = next;
        zoomed.set(zoom);
        requestLayout();
    }

    private double base() {
        return simple()
                ? Math.min(getWidth() / SimplePainter.WIDTH, getHeight() / SimplePainter.HEIGHT)
                : Math.min(getWidth() / StageLayout.WIDTH, getHeight() / StageLayout.HEIGHT);
    }

    /// Whether the run is drawn as a newcomer meets it.
    public boolean simple() {
        return frames != null && !run.detailsProperty().get() && SimplePainter.fits(frames.cast());
    }

    /// What the simple stage leaves free at its left and top, px.
    private double spareX() {
        return simple() ? (getWidth() - SimplePainter.WIDTH * base()) / 2 : 0;
    }

    private double spareY() {
        return simple() ? (getHeight() - SimplePainter.HEIGHT * base()) / 2 : 0;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width < 1 || height < 1) {
            return;
        }
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            for (Canvas each : new Canvas[] {ground, canvas}) {
                each.setWidth(width);
                each.setHeight(height);
            }
            groundStale = true;
        }
        if (groundStale) {
            groundStale = false;
            StagePainter.ground(new CanvasPen(ground.getGraphicsContext2D()), theme.palette(), width, height);
        }
        canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
        CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D());
        if (frames == null) {
            places = List.of();
            showAnchors();
            cut.setVisible(false);
            return;
        }
        double base = base();
        layout = frames.cast().layout(width / base, height / base);
        long now = System.nanoTime();
        double between = motion.at(now);
        shown = frames.frame(
                between < 0
                        ? run.player().n()
                        : Math.min(run.player().n(), run.player().entriesBy(between)),
                between < 0 ? run.player().at() : between,
                layout.slots(),
                layout.rows(),
                run.detailsProperty().get(),
                run.why().chainProperty().get(),
                run.why().selectedProperty().get(),
                run.calloutProperty().get());
        if (theme.reducedMotionProperty().get()) {
            shown = StageFrames.still(shown);
        }
        boolean still = theme.reducedMotionProperty().get();
        // A play that has just come to a halt, at a broken promise or its end, still brings something.
        boolean moving = run.player().playing()
                || wasPlaying
                || run.player().stepProperty().get() != null;
        wasPlaying = run.player().playing();
        Moving moves = motion.moving(shown, layout.slots(), moving && !still, now);
        if (motion.busy()) {
            clock.start();
        }
        pen.save();
        pen.translate(panX + spareX() * zoom, panY + spareY() * zoom);
        pen.scale(base * zoom);
        if (simple()) {
            SimplePainter painter = new SimplePainter(
                    pen, theme.palette(), shown, run.handProperty().get() ? byHand() : null);
            painter.foot();
            painter.paint();
        } else {
            new StagePainter(pen, theme.palette(), layout, shown, moves).paint();
        }
        pen.restore();
        places = new Places(shown, layout, frames.cast(), simple()).all();
        showAnchors();
        showCut(base * zoom);
    }

    /// `you, at 0.62 s` from the moment on at which the connection was cut by hand; before, why it cannot
    /// be.
    private String byHand() {
        long at = ByHand.cutAt(run.recipe());
        int n = run.player().n();
        if (at < 0 && ByHand.losesByItself(run.played(), n)) {
            return "The scenario cuts it by itself. Another variant leaves it to you.";
        }
        return at < 0 || run.player().at() < at ? "" : "you, at " + Clock.seconds(at) + " s";
    }

    private void showCut(double scale) {
        cut.setVisible(simple() && run.handProperty().get());
        if (!cut.isVisible()) {
            return;
        }
        Played played = run.played();
        cut.setDisable(new ByHand(played, run.player().at())
                        .cutUnderMessage(run.player().n())
                == null);
        if (cutScale != scale) {
            cutScale = scale;
            cut.setGraphic(new GlyphIcon(Glyph.HAND, 16 * scale));
            cut.setStyle("-fx-font-size: " + 14 * scale + "px;");
        }
        StageLayout.Box box = SimplePainter.BUTTON;
        cut.resizeRelocate(
                panX + spareX() * zoom + box.x() * scale,
                panY + spareY() * zoom + box.y() * scale,
                box.width() * scale,
                box.height() * scale);
    }

    private void showAnchors() {
        List<javafx.scene.Node> nodes = anchors.getChildren();
        // What is not needed is hidden and kept: a new node would be styled anew in each frame.
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).setVisible(i < places.size());
        }
        while (nodes.size() < places.size()) {
            Region region = new Region();
            region.getStyleClass().add("anchor");
            region.setFocusTraversable(false);
            region.setMouseTransparent(true);
            region.setAccessibleRole(AccessibleRole.TEXT);
            nodes.add(region);
        }
        double scale = base() * zoom;
        for (int i = 0; i < places.size(); i++) {
            Region region = (Region) nodes.get(i);
            StageLayout.Box box = places.get(i).box();
            region.setAccessibleText(places.get(i).text());
            region.resizeRelocate(
                    panX + spareX() * zoom + box.x() * scale,
                    panY + spareY() * zoom + box.y() * scale,
                    box.width() * scale,
                    box.height() * scale);
        }
    }

    // ------------------------------------------------------------------ hands and keys

    private int focusedPlace() {
        for (int i = 0; i < anchors.getChildren().size(); i++) {
            if (anchors.getChildren().get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }

    private void key(KeyEvent event) {
        int at = focusedPlace();
        boolean inside = at >= 0;
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            if (places.isEmpty()) {
                return;
            }
            int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
            int next = inside ? Math.floorMod(at + step, places.size()) : 0;
            anchors.getChildren().get(next).requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && inside) {
            choose(places.get(at));
            event.consume();
        }
    }

    private void choose(Place place) {
        if (place.target() == null) {
            return;
        }
        double scale = base() * zoom;
        Point2D point = localToScreen(
                panX + spareX() * zoom + place.box().middleX() * scale,
                panY + spareY() * zoom + place.box().middleY() * scale);
        chosen.accept(place.target(), point);
    }

    private void scroll(ScrollEvent event) {
        if (event.isControlDown() || event.isShortcutDown()) {
            zoomAt(event.getDeltaY() > 0 ? 1.1 : 1 / 1.1, event.getX(), event.getY());
        } else {
            panX += event.getDeltaX();
            panY += event.getDeltaY();
            keepInView();
        }
        event.consume();
    }

    private void keepInView() {
        if (zoom <= 1) {
            panX = Math.clamp(panX, 0, getWidth() * (1 - zoom));
            panY = Math.clamp(panY, 0, getHeight() * (1 - zoom));
        } else {
            panX = Math.clamp(panX, getWidth() * (1 - zoom), 0);
            panY = Math.clamp(panY, getHeight() * (1 - zoom), 0);
        }
        requestLayout();
    }

    private void pressed(MouseEvent event) {
        dragX = event.getX() - panX;
        dragY = event.getY() - panY;
        dragged = false;
        requestFocus();
    }

    private void drag(MouseEvent event) {
        if (Math.abs(event.getX() - panX - dragX) + Math.abs(event.getY() - panY - dragY) > 4) {
            dragged = true;
        }
        if (dragged) {
            panX = event.getX() - dragX;
            panY = event.getY() - dragY;
            keepInView();
        }
    }

    private void clicked(MouseEvent event) {
        if (dragged || event.getButton() == MouseButton.MIDDLE) {
            return;
        }
        double scale = base() * zoom;
        double x = (event.getX() - panX - spareX() * zoom) / scale;
        double y = (event.getY() - panY - spareY() * zoom) / scale;
        for (int i = places.size() - 1; i >= 0; i--) {
            if (places.get(i).box().holds(x, y) && places.get(i).target() != null) {
                chosen.accept(places.get(i).target(), new Point2D(event.getScreenX(), event.getScreenY()));
                return;
            }
        }
        String asking = shown == null ? null : new Places(shown, layout, frames.cast(), simple()).linkAt(x, y);
        if (asking != null) {
            chosen.accept(new Target.Link(asking), new Point2D(event.getScreenX(), event.getScreenY()));
        }
    }
}
