package dev.ackademy.ui.fx.theme;

import javafx.scene.paint.Color;

/// The colours of one entity key: a solid with text on it, a tint with text on that, and an edge where the solid is too
/// pale to stand alone (null for none). `ring` marks the seventh key and later ones, which reuse hues.
public record Hue(Color fill, Color on, Color tint, Color text, Color edge, boolean ring) {

    /// What a thin line in this hue is drawn with.
    public Color line() {
        return edge == null ? fill : edge;
    }

    Hue withRing() {
        return new Hue(fill, on, tint, text, edge, true);
    }
}
