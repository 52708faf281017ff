package dev.ackademy.ui.fx.spacetime;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Painter;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import javafx.scene.paint.Color;

/// What stands for a message on its way between two lines of life, and for a step of a chain.
record Marks(Pen pen, Palette palette) implements Painter {

    static String label(Flights.Flight flight) {
        String id = flight.carried().getFirst().operation().id();
        return flight.carried().size() == 1 ? id : id + " +" + (flight.carried().size() - 1);
    }

    static boolean refused(Flights.Flight flight) {
        return flight.answer() && flight.note().matches("[A-Z_]{4,}");
    }

    void arrow(double x1, double y1, double x2, double y2, Stroke stroke, boolean head, boolean hollow, double size) {
        double angle = Math.atan2(y2 - y1, x2 - x1);
        double bx = x2 - Math.cos(angle) * (head ? size : 0);
        double by = y2 - Math.sin(angle) * (head ? size : 0);
        pen.line(x1, y1, bx, by, stroke);
        if (head) {
            double nx = -Math.sin(angle) * size * .5;
            double ny = Math.cos(angle) * size * .5;
            pen.path(
                    "M" + x2 + " " + y2 + "L" + (bx + nx) + " " + (by + ny) + "L" + (bx - nx) + " " + (by - ny) + "z",
                    hollow ? tone(STAGE) : stroke.color(),
                    Stroke.of(stroke.color(), hollow ? 1.4 : .5).rounded());
        }
    }

    void capsule(double x, double y, String text, Hue hue) {
        Type type = Type.mono(11.5).bold();
        double wide = Math.max(40, type.width(text) + 16);
        pen.rect(x - wide / 2 - 2, y - 12, wide + 4, 24, 12, tone(STAGE));
        pen.rect(x - wide / 2, y - 10, wide, 20, 10, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        pen.text(x, y + 4.2, text, type, hue.on(), Align.CENTRE);
    }

    void barred(double x, double y, double radius) {
        pen.circle(x, y, radius + 2.4, tone(STAGE), null);
        pen.circle(x, y, radius, tone(SURFACE), stroke(INK, 1.8));
        double d = radius * .68;
        pen.line(x - d, y + d, x + d, y - d, stroke(INK, 1.8).rounded());
    }

    /// @param text what stands beside it, empty for nothing
    void severed(double x, double y, String text) {
        pen.rect(x - 12, y - 5, 24, 10, 0, tone(STAGE));
        Stroke ink = stroke(INK, 1.9).rounded();
        pen.path(
                "M" + (x - 12) + " " + y + "h5M" + (x + 7) + " " + y + "h5M" + (x - 9.5) + " " + (y + 7) + "l5 -14M"
                        + (x + 4.5) + " " + (y + 7) + "l5 -14",
                null,
                ink);
        pen.text(x + 16, y - 3, text, Type.sans(11).semi(), tone(INK_2));
    }

    /// The number of a step.
    void badge(double x, double y, WhyViewModel.Step step, boolean broken, boolean selected) {
        boolean bad = step.last() && broken;
        Color fill = bad ? tone(BAD) : selected ? tone(INK) : tone(SURFACE);
        Color line = bad ? tone(BAD) : tone(INK);
        Color text = bad ? tone(ON_BAD) : selected ? tone(ON_INK) : tone(INK);
        if (bad) {
            pen.save();
            pen.alpha(.45);
            pen.circle(x, y, 15, null, stroke(BAD, 1.6));
            pen.restore();
        }
        pen.circle(x, y, 10, fill, Stroke.of(line, 1.6));
        pen.text(x, y + 4, Integer.toString(step.number()), Type.mono(11.5).bold(), text, Align.CENTRE);
    }

    /// The name over a line of life.
    ///
    /// @param room px
    void head(double x, double y, String text, double room, boolean hot) {
        Type type = Type.mono(12).bold().shrunk(text, room - 12);
        String name = type.fit(text, room - 8);
        double wide = Math.max(36, type.width(name) + 12);
        pen.rect(x - wide / 2, y, wide, 22, 6, tone(hot ? INK : INSET));
        pen.text(x, y + 15.4, name, type, tone(hot ? ON_INK : INK_2), Align.CENTRE);
    }
}
