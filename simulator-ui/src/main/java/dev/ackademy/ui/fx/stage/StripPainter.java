package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Held;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.stage.StageLayout.Size;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// Draws the rows of a stream, a subject or a queue: a name, the messages from left to right, and a word behind them.
record StripPainter(Pen pen, Palette palette, StageLayout at) implements StagePart {

    private static final Type NAME = Type.sans(10.5);
    private static final Type COUNT = Type.mono(10.5).semi();
    private static final Type UNDER = Type.mono(9);
    /// Rows of messages of which nobody takes care any more.
    static final Set<String> GONE = Set.of("given up", "failed", "dead letters", "dropped");
    /// Behind the messages a longer note needs so much room, px.
    private static final double LEAST_NOTE = 90;

    void paint(StageFrame.Tape tape, int index) {
        if (at.tapeSize() == Size.COMPACT) {
            compact(tape, index);
            return;
        }
        for (int i = 0; i < tape.strips().size(); i++) {
            Box cells = at.strip(index, i);
            if (i > 0 || tape.kind().numbered()) {
                double y = cells.y() - (at.tapeSize() == Size.FULL ? 9 : 6);
                pen.line(
                        at.broker().x() + 12,
                        y,
                        at.broker().right() - 12,
                        y,
                        stroke(LINE, 1).dashed(2, 3));
            }
            strip(tape.strips().get(i), cells);
        }
    }

    private void strip(Strip strip, Box cells) {
        double x = at.broker().x() + 12;
        double room = cells.x() - x - 6;
        String second = strip.of().isEmpty()
                ? strip.held().isEmpty() ? "" : Integer.toString(strip.held().size())
                : strip.of();
        double middle = cells.middleY();
        Type name = NAME.shrunk(strip.name(), room);
        boolean two = !second.isEmpty();
        pen.text(x, middle + (two ? -1 : 4), name.fit(strip.name(), room), name, tone(INK_2));
        if (two) {
            pen.text(x, middle + 11, COUNT.fit(second, room), COUNT, tone(INK_3));
        }
        held(strip, cells);
    }

    /// The messages; where there are more than cells, the last cell says how many more.
    private void held(Strip strip, Box cells) {
        List<Held> all = strip.held();
        int shown = all.size() <= at.slots() ? all.size() : at.slots() - 1;
        for (int i = 0; i < shown; i++) {
            cell(all.get(i), at.cellX(i), cells);
        }
        double x = at.cellX(shown);
        if (shown < all.size()) {
            pen.rect(x, cells.y(), StageLayout.CELL, cells.height(), 5, tone(INSET));
            String more = "+" + (all.size() - shown);
            Type type = Type.mono(10.5).semi().shrunk(more, StageLayout.CELL - 3);
            pen.text(x + StageLayout.CELL / 2, cells.middleY() + 3.6, more, type, tone(INK_2), Align.CENTRE);
            return;
        }
        if (shown == 0) {
            free(new Box(x, cells.y(), StageLayout.CELL, cells.height()), 5, 3);
            x = at.cellX(1);
        }
        double room = at.broker().right() - 12 - x - 4;
        if (!strip.note().isEmpty() && room >= Math.min(LEAST_NOTE, NAME.width(strip.note()))) {
            pen.text(x + 4, cells.middleY() + 3.8, NAME.fit(strip.note(), room), NAME, tone(INK_3));
        }
    }

    private void cell(Held held, double x, Box cells) {
        double wide = StageLayout.CELL;
        double high = cells.height();
        double y = cells.y();
        if (held.tag() == null) {
            pen.rect(x + .5, y + .5, wide - 1, high - 1, 5, tone(INSET), stroke(LINE_STRONG, 1));
        } else {
            Hue hue = hue(held.tag());
            if (held.gone()) {
                pen.rect(
                        x + .8,
                        y + .8,
                        wide - 1.6,
                        high - 1.6,
                        5,
                        hue.tint(),
                        Stroke.of(hue.line(), 1.5).dashed(4, 2.5));
            } else {
                pen.rect(x, y, wide, high, 5, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
                if (hue.ring()) {
                    pen.rect(x + 3, y + 3, wide - 6, high - 6, 3, null, Stroke.of(hue.on(), 1));
                }
            }
            String text = held.tag().operation().key() + held.tag().operation().version();
            Type type = Type.mono(11.5).bold().shrunk(text, wide - 3);
            pen.text(
                    x + wide / 2,
                    cells.middleY() + 4,
                    type.fit(text, wide - 1),
                    type,
                    held.gone() ? hue.text() : hue.on(),
                    Align.CENTRE);
        }
        if (held.times() > 1) {
            times(x + wide - 3, y + 1, held.times());
        }
        if (!held.under().isEmpty() && at.tapeSize() != Size.COMPACT) {
            Type type = UNDER.shrunk(held.under(), StageLayout.PITCH - 1);
            pen.text(
                    x + wide / 2,
                    cells.bottom() + 9,
                    type.fit(held.under(), StageLayout.PITCH),
                    type,
                    tone(INK_3),
                    Align.CENTRE);
        }
    }

    /// How often a message was given, on its corner.
    private void times(double x, double y, int times) {
        String text = Integer.toString(times);
        double wide = Math.max(13, UNDER.width(text) + 7);
        pen.rect(x - wide / 2, y - 6.5, wide, 13, 6.5, tone(INK), stroke(SURFACE, 1.2));
        pen.text(x, y + 3.2, text, UNDER.semi(), tone(ON_INK), Align.CENTRE);
    }

    /// One row: the cells of the first strip where there is no tape, and a line that counts the others.
    private void compact(StageFrame.Tape tape, int index) {
        Box cells = at.strip(index, 0);
        boolean numbered = tape.kind().numbered();
        if (!numbered) {
            held(tape.strips().getFirst(), cells);
        }
        StringJoiner line = new StringJoiner(" · ");
        if (tape.kind() == StageFrame.Kind.GROUPED) {
            line.add(tape.note());
        }
        List<Strip> others =
                tape.strips().subList(numbered ? 0 : 1, tape.strips().size());
        for (Strip strip : others) {
            String of = strip.of().isEmpty() ? "" : strip.of() + " ";
            line.add(of + strip.name() + " " + strip.held().size());
        }
        double room = at.broker().right() - 12 - cells.x();
        pen.text(cells.x(), cells.bottom() + 10, NAME.fit(line.toString(), room), NAME, tone(INK_3));
    }

    /// The head of a shelf without cells: its name, and what is to be said of it.
    void head(StageFrame.Tape tape, Box head) {
        Type bold = Type.mono(13).bold();
        double room = head.width() - 8;
        String name = bold.fit(tape.name(), Math.max(60, room - NAME.width(tape.note()) - 10));
        pen.text(head.x() + 2, head.y() + 14, name, bold, tone(INK));
        double left = room - bold.width(name) - 10;
        pen.text(
                head.right() - 6,
                head.y() + 13.6,
                NAME.fit(tape.note(), Math.max(20, left)),
                NAME,
                tone(INK_3),
                Align.RIGHT);
    }
}
