package dev.ackademy.ui.fx.live;

import dev.ackademy.ui.fx.run.LiveViewModel.State;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/// Whether a real broker is there: filled, a ring while it is not yet, a ring with a bar where it failed. The model has
/// none.
public final class StatusDot extends StackPane {
    private static final double RADIUS = 4;

    private final Circle ring = new Circle(RADIUS);
    private final Line bar = new Line(-RADIUS + 1, 0, RADIUS - 1, 0);

    public StatusDot() {
        getStyleClass().add("status-dot");
        ring.getStyleClass().add("ring");
        bar.getStyleClass().add("bar");
        getChildren().addAll(ring, bar);
        setMinSize(10, 10);
        show(State.OFF);
    }

    public void show(State state) {
        setVisible(state != State.OFF);
        setManaged(state != State.OFF);
        bar.setVisible(state == State.FAILED);
        boolean filled = state == State.RUNNING || state == State.OVER;
        ring.getStyleClass().setAll(filled ? "dot" : "ring");
    }

    /// `connected`
    public static String word(State state) {
        return switch (state) {
            case OFF -> "a model";
            case STARTING -> "starting";
            case RUNNING -> "connected, the run goes on";
            case OVER -> "connected, the run is over";
            case FAILED -> "failed";
        };
    }
}
