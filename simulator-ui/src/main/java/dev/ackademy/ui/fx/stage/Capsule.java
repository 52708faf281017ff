package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.theme.Hue;
import javafx.scene.paint.Color;

/// A message under way: its letter and number in its hue.
final class Capsule {

    private Capsule() {}

    static double width(Tag tag) {
        return Math.max(40, Type.mono(11.5).width(tag.id()) + 19);
    }

    /// @param x    of its middle
    /// @param ring around it, null for none
    static void draw(Pen pen, double x, double y, Tag tag, Hue hue, Color ring) {
        double width = width(tag);
        if (ring != null) {
            pen.rect(x - width / 2 - 3, y - 13, width + 6, 26, 13, null, Stroke.of(ring, 1.6));
        }
        pen.rect(
                x - width / 2, y - 10, width, 20, 10, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        pen.text(x, y + 4.2, tag.id(), Type.mono(11.5).bold(), hue.on(), Align.CENTRE);
    }
}
