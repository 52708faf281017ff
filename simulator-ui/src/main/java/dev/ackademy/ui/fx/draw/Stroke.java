package dev.ackademy.ui.fx.draw;

import javafx.scene.paint.Color;

/// How an outline is drawn. `dash` is empty for a solid one; `round` gives round ends and corners.
public record Stroke(Color color, double width, boolean round, double... dash) {

    public static Stroke of(Color color, double width) {
        return new Stroke(color, width, false);
    }

    public Stroke rounded() {
        return new Stroke(color, width, true, dash);
    }

    public Stroke dashed(double... pattern) {
        return new Stroke(color, width, round, pattern);
    }
}
