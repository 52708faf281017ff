package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Painter;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.theme.Hue;
import javafx.scene.paint.Color;

/// Draws a part of the stage, with what all parts share.
interface StagePart extends Painter {

    Type SANS_11 = Type.sans(11);
    Type SANS_12 = Type.sans(12);
    Type MONO_11 = Type.mono(11);

    default Hue hue(Tag tag) {
        return palette().hue(tag.hue());
    }

    record Free(double width, double height, Color color) {}

    /// A place that nothing has taken.
    default void free(Box box, double radius, double dash) {
        Color color = tone(LINE_STRONG);
        double wide = box.width();
        double high = box.height();
        pen().stamp(
                        new Free(wide, high, color),
                        wide + 2,
                        high + 2,
                        box.middleX(),
                        box.middleY(),
                        stamp -> stamp.rect(
                                -wide / 2 + .5,
                                -high / 2 + .5,
                                wide - 1,
                                high - 1,
                                radius,
                                null,
                                Stroke.of(color, 1).dashed(dash, dash)));
    }

    /// The path of a cubic.
    static String data(double[][] q) {
        return "M" + q[0][0] + " " + q[0][1] + "C" + q[1][0] + " " + q[1][1] + " " + q[2][0] + " " + q[2][1] + " "
                + q[3][0] + " " + q[3][1];
    }
}
