package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.theme.Palette;

/// Draws what the cards of producers and consumers share: the card itself, the name, and how long an outage lasts.
record CardPainter(Pen pen, Palette palette) implements StagePart {

    void card(Box box, StageFrame.Health health) {
        switch (health.life()) {
            case RUNNING, PAUSED ->
                pen.rect(box.x(), box.y(), box.width(), box.height(), 10, tone(SURFACE), stroke(LINE_STRONG, 1));
            case CRASHED, STOPPED -> {
                pen.hatch(box.x(), box.y(), box.width(), box.height(), 10, tone(LINE_STRONG), tone(INSET), 5);
                pen.rect(
                        box.x(),
                        box.y(),
                        box.width(),
                        box.height(),
                        10,
                        null,
                        stroke(INK_4, 1).dashed(5, 4));
            }
        }
    }

    void name(Box box, String name, StageFrame.Health health, double room) {
        boolean down = health.life() == Life.CRASHED || health.life() == Life.STOPPED;
        Type type = Type.mono(15).bold().shrunk(name, room);
        if (down) {
            pen.rect(box.x() + 7, box.y() + 9, Math.min(room, type.width(name)) + 10, 20, 5, tone(INSET));
        }
        pen.text(box.x() + 12, box.y() + 24, type.fit(name, room), type, tone(down ? INK_3 : INK));
    }

    void ring(double x, double y, StageFrame.Health health) {
        pen.circle(x, y, 29, tone(SURFACE), null);
        if (health.life() == Life.PAUSED) {
            pen.glyph(Glyph.PAUSE, x - 10, y - 17, 20, tone(INK));
            pen.text(x, y + 16, health.text(), Type.mono(11).semi(), tone(INK), Align.CENTRE);
            return;
        }
        left(x, y, 23, 4.5, health.left());
        Type type = Type.mono(13).bold().shrunk(health.text(), 38);
        pen.text(x, y + 5, health.text(), type, tone(INK), Align.CENTRE);
    }

    /// The part of an outage that is left, as an arc from the top.
    private void left(double x, double y, int radius, double width, double left) {
        pen.circle(x, y, radius, null, stroke(INSET, width));
        if (left > 0.999) {
            pen.circle(x, y, radius, null, stroke(INK, width));
        } else if (left > 0) {
            double angle = 2 * Math.PI * left - Math.PI / 2;
            pen.path(
                    "M" + x + " " + (y - radius) + "A" + radius + " " + radius + " 0 " + (left > 0.5 ? 1 : 0) + " 1 "
                            + (x + radius * Math.cos(angle)) + " " + (y + radius * Math.sin(angle)),
                    null,
                    stroke(INK, width).rounded());
        }
    }

    void ringSmall(Box box, StageFrame.Health health) {
        pen.rect(box.x() + 7, box.y() + 56, box.width() - 14, 54, 8, tone(SURFACE));
        double x = box.x() + 27;
        double y = box.y() + 83;
        if (health.life() == Life.STOPPED) {
            pen.text(box.middleX(), y + 4, health.text(), SANS_11.semi(), tone(INK_2), Align.CENTRE);
            return;
        }
        if (health.life() == Life.PAUSED) {
            pen.glyph(Glyph.PAUSE, x - 8, y - 8, 16, tone(INK));
        } else {
            left(x, y, 13, 3.5, health.left());
            pen.glyph(Glyph.CRASH, x - 5.5, y - 5.5, 11, tone(INK));
        }
        Type type = Type.mono(12).bold().shrunk(health.text(), 32);
        pen.text(x + 18, y + 4.5, health.text(), type, tone(INK));
    }

    void outage(Box box, double y, StageFrame.Health health) {
        String word = switch (health.life()) {
            case CRASHED -> "crashed";
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case RUNNING -> "";
        };
        double x = box.middleX() - 35;
        pen.rect(x, y, 70, 17, 8.5, tone(SURFACE));
        Glyph glyph = health.life() == Life.PAUSED ? Glyph.PAUSE : Glyph.CRASH;
        pen.glyph(glyph, x + 6, y + 2.5, 12, tone(INK));
        pen.text(x + 20, y + 12.6, word, SANS_11.semi(), tone(INK));
    }
}
