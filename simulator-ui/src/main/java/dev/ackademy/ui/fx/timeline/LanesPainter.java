package dev.ackademy.ui.fx.timeline;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Painter;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Flag;
import dev.ackademy.ui.fx.run.Pacing;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.List;
import javafx.scene.paint.Color;

/// Draws the lanes, the flags and the playhead. The axis runs with the pace of the play: a stretch in which nothing
/// happens is short, and every label says the time at its place.
///
/// @param width px
/// @param lanes 5, or 1 where the window is low
public record LanesPainter(Pen pen, Palette palette, Pacing pacing, double width, int lanes) implements Painter {

    public static final double X0 = 62;
    static final double Y0 = 21;
    static final double LANE = 15;
    private static final double MARGIN = 10;

    /// Two times on the axis are so far apart at least, px.
    private static final double TICK_ROOM = 90;

    /// px of all of it.
    public static double height(int lanes) {
        return Y0 + LANE * lanes + 20;
    }

    public static double xOf(Pacing pacing, double width, double micros) {
        return X0 + (width - MARGIN - X0) * pacing.paceOf(micros) / pacing.length();
    }

    public static double timeAt(Pacing pacing, double width, double x) {
        return pacing.timeOf((x - X0) / (width - MARGIN - X0) * pacing.length());
    }

    private double x(double micros) {
        return xOf(pacing, width, micros);
    }

    private double middle(int lane) {
        return Y0 + Math.min(lane, lanes - 1) * LANE + LANE / 2;
    }

    /// What does not move with the playhead.
    public void ground(Lanes run, List<Flag> flags) {
        double right = width - MARGIN;
        double bottom = Y0 + LANE * lanes;
        pen.rect(X0, Y0, right - X0, LANE * lanes, 4, tone(SURFACE_2), stroke(LINE, 1));
        for (Lanes.Lane lane : Lanes.Lane.values()) {
            if (lane.ordinal() < lanes) {
                String title = lanes == 1 ? "Events" : lane.title();
                pen.text(0, middle(lane.ordinal()) + 4, title, Type.sans(11), tone(INK_3));
                if (lane.ordinal() > 0) {
                    double y = Y0 + lane.ordinal() * LANE;
                    pen.line(X0, y, right, y, stroke(LINE, 1));
                }
            }
        }
        axis(right, bottom);
        run.outages().forEach(this::outage);
        for (Lanes.Mark mark : run.marks()) {
            mark(mark);
        }
        faults(run);
        double free = -1;
        for (Flag flag : flags) {
            free = flag(flag, free);
        }
    }

    private void axis(double right, double bottom) {
        Type type = Type.mono(10.5);
        for (Ticks.Tick tick : Ticks.of(pacing, right - X0, TICK_ROOM)) {
            double x = X0 + tick.x();
            pen.line(x, bottom, x, bottom + 4, stroke(LINE_STRONG, 1));
            boolean atEnd = x + type.width(tick.text()) / 2 > right;
            Align align = tick.x() == 0 ? Align.LEFT : atEnd ? Align.RIGHT : Align.CENTRE;
            pen.text(atEnd ? right : x, bottom + 16, tick.text(), type, tone(INK_3), align);
        }
    }

    private void outage(Lanes.Outage outage) {
        double y = middle(4);
        double from = x(outage.from());
        double to = Math.max(from + 14, x(outage.until()));
        pen.rect(from, y - 5, to - from, 10, 3, tone(INSET), stroke(LINE_STRONG, 1));
        pen.glyph(outage.glyph(), from - 1, y - 6, 12, tone(INK));
        Type type = Type.sans(10).medium();
        if (type.width(outage.text()) + 18 < to - from) {
            pen.text(from + 16, y + 3.6, outage.text(), type, tone(INK_2));
        }
    }

    private void mark(Lanes.Mark mark) {
        double x = x(mark.at());
        double y = middle(mark.lane().ordinal());
        if (mark.hue() < 0) {
            pen.rect(x - 2, y - 4, 4, 8, 1.5, tone(SURFACE), stroke(INK_3, 1.1));
            return;
        }
        Hue hue = palette.hue(mark.hue());
        switch (mark.lane()) {
            case ACK -> pen.rect(x - 2, y - 4, 4, 8, 1.5, tone(SURFACE), Stroke.of(hue.line(), 1.3));
            case EFFECT -> pen.circle(x, y, 4, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), .8));
            case PRODUCE, DELIVER, FAULT ->
                pen.rect(x - 2, y - 5, 4, 10, 1.5, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), .6));
        }
    }

    private void faults(Lanes run) {
        Type type = Type.sans(10).medium();
        double y = middle(4);
        double free = X0;
        for (int i = 0; i < run.faults().size(); i++) {
            Lanes.Fault fault = run.faults().get(i);
            double x = x(fault.at());
            if (x < free - 9) {
                continue;
            }
            pen.glyph(fault.glyph(), x - 6.5, y - 6.5, 13, tone(INK));
            double next =
                    i + 1 < run.faults().size() ? x(run.faults().get(i + 1).at()) - 8 : width - MARGIN;
            double room = type.width(fault.text());
            boolean clear = run.outages().stream()
                    .noneMatch(outage -> x(outage.until()) > x && x(outage.from()) < x + 12 + room);
            free = x + 9;
            if (x + 11 + room < next && clear) {
                pen.text(x + 11, y + 3.6, fault.text(), type, tone(INK_2));
                free = x + 14 + room;
            }
        }
    }

    private double flag(Flag flag, double free) {
        double x = x(flag.at());
        Color line = tone(flag.broken() ? BAD : INK_3);
        Color ink = tone(flag.broken() ? BAD_INK : INK_2);
        pen.line(x, 16, x, Y0 + LANE * lanes, Stroke.of(line, 1.4).dashed(2, 2));
        Type type = Type.sans(11).semi();
        double wide = type.width(flag.text()) + 29;
        double left = Math.max(X0 - 20, x - wide + .7);
        if (left < free) {
            double small = Math.max(free, x - 12);
            if (small + 18 > width || small > x + 10) {
                return free;
            }
            pen.rect(small, .8, 18, 17, 4, tone(flag.broken() ? BAD_TINT : INSET), Stroke.of(line, 1.2));
            pen.glyph(flag.words().glyph(), small + 3, 3.3, 12, ink);
            return small + 20;
        }
        pen.rect(left, .8, wide, 17, 4, tone(flag.broken() ? BAD_TINT : INSET), Stroke.of(line, 1.2));
        pen.glyph(flag.words().glyph(), left + 6, 3.3, 12, ink);
        pen.text(left + 22, 13.2, flag.text(), type, ink);
        return left + wide + 3;
    }

    /// Slanted lines over all lanes: what lies ahead of the playhead shows its part of them.
    public void veil() {
        pen.hatch(X0, Y0 + .5, width - MARGIN - X0 - .5, LANE * lanes - 1, 0, tone(LINE), null, 5);
    }

    /// The playhead. What was seen before and lies ahead is faint, what was never seen is not shown.
    ///
    /// @param furthest µs, the latest moment that was played so far
    public void playhead(double micros, double furthest) {
        double x = x(micros);
        double bottom = Y0 + LANE * lanes;
        pen.save();
        pen.alpha(0.72);
        pen.rect(x, Y0 + .5, width - MARGIN - x - .5, LANE * lanes - 1, 0, tone(SURFACE));
        pen.restore();
        double unseen = Math.max(x, x(furthest)) + 5;
        pen.rect(unseen, Y0 + .5, width - MARGIN - unseen - .5, LANE * lanes - 1, 0, tone(SURFACE_2));
        pen.line(x, 14, x, bottom, stroke(INK, 2));
        Type type = Type.mono(11).semi();
        String text = Clock.seconds(micros);
        double wide = Math.max(44, type.width(text) + 10);
        double left = Math.clamp(x - wide / 2, 0, Math.max(0, width - wide));
        pen.rect(left - 24, bottom + 4, wide + 48, 17, 0, tone(SURFACE));
        pen.rect(left, bottom + 4, wide, 17, 5, tone(INK));
        pen.text(left + wide / 2, bottom + 16.4, text, type, tone(ON_INK), Align.CENTRE);
    }
}
