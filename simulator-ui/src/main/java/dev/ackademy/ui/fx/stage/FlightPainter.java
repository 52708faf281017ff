package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.List;
import javafx.scene.paint.Color;

/// Draws what is under way between two places, and the selected step of a why where it happened.
///
/// @param crowded there is so much that it is drawn from prepared pictures and answers leave no trail
record FlightPainter(Pen pen, Palette palette, StageLayout at, boolean crowded) implements StagePart {

    private static final double LANE = 13;

    static double[][] curve(StageLayout at, StageFrame.Flight flight) {
        boolean request = flight.move() == StageFrame.Move.REQUEST || flight.move() == StageFrame.Move.STALLED;
        return at.curve(flight.from(), flight.to(), request ? -LANE * flight.lane() : LANE * (1.5 + flight.lane()));
    }

    void flight(StageFrame.Flight flight) {
        double[][] curve = curve(at, flight);
        double[] point = StageLayout.at(curve, flight.at());
        switch (flight.move()) {
            case REQUEST -> request(flight, point);
            case STALLED -> {
                request(flight, point);
                pen.circle(
                        point[0] + Capsule.width(flight.tag()) / 2, point[1] - 8, 7.5, tone(SURFACE), stroke(INK, 1.2));
                pen.glyph(Glyph.PAUSE, point[0] + Capsule.width(flight.tag()) / 2 - 4.5, point[1] - 12.5, 9, tone(INK));
            }
            case ANSWER ->
                answer(
                        curve,
                        flight.at(),
                        flight.tag() == null ? tone(INK_2) : hue(flight.tag()).line());
            case COMMIT -> {
                answer(curve, flight.at(), tone(INK_2));
                if (!flight.text().isEmpty()) {
                    pen.text(
                            point[0] + 2,
                            point[1] + 25,
                            flight.text(),
                            Type.mono(10.5).semi(),
                            tone(INK_2),
                            Align.CENTRE);
                }
            }
            case REFUSAL -> {
                answer(
                        curve,
                        flight.at(),
                        flight.tag() == null ? tone(INK_2) : hue(flight.tag()).line());
                double[] barred = StageLayout.at(curve, Math.max(0, flight.at() - 0.3));
                barred(barred[0], barred[1], 6.4);
                pen.text(
                        point[0] + 2,
                        point[1] + 24,
                        flight.text().isEmpty() ? "refused" : flight.text(),
                        Type.sans(11.5).semi(),
                        tone(INK_2),
                        Align.CENTRE);
            }
        }
    }

    private void request(StageFrame.Flight flight, double[] point) {
        if (flight.tag() != null) {
            if (crowded) {
                Tag tag = flight.tag();
                Object what = List.of("capsule", tag.id(), hue(tag).fill());
                pen.stamp(
                        what,
                        Capsule.width(tag) + 4,
                        24,
                        point[0],
                        point[1],
                        stamp -> Capsule.draw(stamp, 0, 0, tag, hue(tag), null));
            } else {
                Capsule.draw(pen, point[0], point[1], flight.tag(), hue(flight.tag()), null);
            }
            if (!flight.text().isEmpty()) {
                pen.text(point[0], point[1] - 14, flight.text(), SANS_11, tone(INK_3), Align.CENTRE);
            }
        } else {
            pen.circle(point[0], point[1], 4, tone(INK_3), null);
            if (!flight.text().isEmpty()) {
                pen.text(point[0], point[1] - 9, flight.text(), Type.mono(10.5), tone(INK_3), Align.CENTRE);
            }
        }
    }

    private void barred(double x, double y, double radius) {
        pen.circle(x, y, radius + 2, tone(STAGE), null);
        pen.circle(x, y, radius, tone(SURFACE), stroke(INK, 1.8));
        double d = radius * .68;
        pen.line(x - d, y + d, x + d, y - d, stroke(INK, 1.8).rounded());
    }

    /// A triangle with a dotted trail behind it.
    private void answer(double[][] curve, double t, Color color) {
        if (crowded) {
            arrow(curve, t, color);
            return;
        }
        StringBuilder trail = new StringBuilder();
        for (int i = 0; i <= 10; i++) {
            double[] point = StageLayout.at(curve, t * i / 10);
            trail.append(i == 0 ? "M" : "L").append(point[0]).append(' ').append(point[1]);
        }
        pen.path(trail.toString(), null, Stroke.of(color, 2).rounded().dashed(1, 4));
        arrow(curve, t, color);
    }

    private void arrow(double[][] curve, double t, Color color) {
        double[] point = StageLayout.at(curve, t);
        if (crowded) {
            int degrees = (int) Math.round(StageLayout.angle(curve, t) / 6) * 6;
            pen.stamp(List.of("arrow", color, degrees), 28, 28, point[0], point[1], stamp -> {
                stamp.rotate(degrees);
                stamp.path(
                        "M10 0L-7 -8L-7 8z", tone(STAGE), Stroke.of(color, 2.2).rounded());
            });
            return;
        }
        pen.save();
        pen.translate(point[0], point[1]);
        pen.rotate(StageLayout.angle(curve, t));
        pen.path("M10 0L-7 -8L-7 8z", tone(STAGE), Stroke.of(color, 2.2).rounded());
        pen.restore();
    }

    void ghost(StageFrame.Ghost ghost) {
        double[][] curve = at.curve(ghost.from(), ghost.to(), LANE);
        double[] point = StageLayout.at(curve, 0.5);
        pen.save();
        pen.alpha(0.85);
        if (ghost.move() == StageFrame.Move.REQUEST && ghost.tag() != null) {
            pen.path(
                    StagePart.data(curve),
                    null,
                    Stroke.of(hue(ghost.tag()).line(), 1.6).dashed(4, 3));
            Capsule.draw(pen, point[0], point[1], ghost.tag(), hue(ghost.tag()), tone(INK));
        } else {
            answer(
                    curve,
                    0.55,
                    ghost.tag() == null ? tone(INK_2) : hue(ghost.tag()).line());
            if (ghost.move() == StageFrame.Move.REFUSAL) {
                double[] barred = StageLayout.at(curve, 0.25);
                barred(barred[0], barred[1], 6.4);
            }
        }
        pen.restore();
        double y = point[1] + 26;
        Type label = Type.sans(11.5).semi();
        double width = Math.max(label.width(ghost.text()), Type.mono(10.5).width(ghost.time()));
        double x = point[0] - width / 2;
        pen.circle(x - 4, y + 4, 8, tone(INK), null);
        pen.text(
                x - 4,
                y + 7.8,
                Integer.toString(ghost.number()),
                Type.mono(10.5).bold(),
                tone(ON_INK),
                Align.CENTRE);
        pen.text(x + 8, y, ghost.text(), label, tone(INK_2));
        pen.text(
                x + 8,
                y + 14,
                ghost.time(),
                Type.mono(10.5).semi(),
                ghost.tag() == null ? tone(INK_2) : hue(ghost.tag()).text());
    }
}
