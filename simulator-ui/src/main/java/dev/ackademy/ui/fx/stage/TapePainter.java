package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.stage.StageLayout.Size;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import javafx.scene.paint.Color;

/// Draws one place of the broker that keeps messages: its name and, where they are numbered, its cells. What lies
/// elsewhere than in numbered cells is drawn by [StripPainter].
record TapePainter(Pen pen, Palette palette, StageLayout at, boolean details, Moving moving) implements StagePart {

    void tape(StageFrame.Tape tape, int index) {
        Box box = at.tapes().get(index);
        double cy = at.cellY(index);
        if (index > 0) {
            pen.line(box.x(), box.y(), box.right(), box.y(), stroke(LINE, 1));
        }
        StripPainter strips = new StripPainter(pen, palette, at);
        if (at.tapeSize() == Size.COMPACT) {
            compactHead(tape, box, cy);
        } else if (tape.kind().numbered()) {
            tapeHead(tape, box, index);
        } else {
            strips.head(tape, at.head(index));
        }
        if (tape.kind().numbered()) {
            slots(tape, index, cy);
            ReaderPainter readers = new ReaderPainter(pen, palette, at, details, moving);
            if (details) {
                readers.watermark(tape, index, cy);
                if (at.tapeSize() == Size.FULL && !tape.replicas().isEmpty()) {
                    readers.copies(tape, cy);
                }
            }
            if (at.tapeSize() != Size.COMPACT || tape.strips().isEmpty()) {
                readers.readers(tape, index, cy);
            }
        }
        strips.paint(tape, index);
        for (Side side : new Side[] {Side.TAPE_IN, Side.TAPE_OUT}) {
            double[] door = at.port(new StageFrame.End(side, index));
            double high = tape.kind().numbered() || at.tapeSize() == Size.COMPACT ? at.cellHeight() + 2 : 26;
            door(door[0], door[1], high);
        }
        tape.marks().forEach(mark -> cellMark(tape, mark, cy));
    }

    private record Door(double height, Color color) {}

    /// Where messages come in and go out.
    private void door(double x, double y, double high) {
        pen.stamp(
                new Door(high, tone(SURFACE)),
                10,
                high + 3,
                x,
                y,
                stamp -> stamp.rect(-3.5, -high / 2, 7, high, 3.5, tone(SURFACE), stroke(LINE_STRONG, 1.3)));
    }

    private void tapeHead(StageFrame.Tape tape, Box box, int index) {
        double y = at.head(index).y();
        double x = box.x() + 14;
        Type bold = Type.mono(13).bold();
        pen.text(x, y + 14, tape.name(), bold, tone(INK));
        x += bold.width(tape.name()) + 8;
        if (!tape.topic().isEmpty()) {
            String topic = SANS_11.fit(tape.topic(), 90);
            pen.text(x, y + 13.6, topic, SANS_11, tone(INK_3));
            x += SANS_11.width(topic) + 8;
        }
        Type quiet = Type.sans(10.5);
        String note = quiet.fit(tape.note(), 96);
        pen.text(box.right() - 14, y + 13.6, note, quiet, tone(INK_3), Align.RIGHT);
        if (!details) {
            return;
        }
        double end = box.right() - 8 - (note.isEmpty() ? 0 : quiet.width(note) + 10);
        x = Math.max(x, box.x() + 42);
        Type small = Type.mono(10.5).semi();
        if (tape.leader().isEmpty()) {
            pen.rect(x, y + .5, 70, 18, 9, tone(INSET), stroke(INK_4, 1).dashed(3, 3));
            pen.text(x + 35, y + 13.2, "no leader", SANS_11.medium(), tone(INK_2), Align.CENTRE);
            x += 75;
        } else {
            double width = 50 + small.width(tape.leader()) + 6;
            pen.rect(x, y + .5, width, 18, 9, tone(INK));
            pen.text(x + 9, y + 13.2, "leader", SANS_11.medium(), tone(ON_INK));
            pen.text(x + width - 9, y + 13.4, tape.leader(), small, tone(ON_INK), Align.RIGHT);
            x += width + 5;
        }
        for (StageFrame.Replica replica : tape.replicas()) {
            if (x + 27 > end) {
                break;
            }
            Stroke outline = stroke(LINE_STRONG, 1);
            pen.rect(x, y + 1, 27, 17, 8, null, replica.inSync() ? outline : outline.dashed(3, 3));
            pen.text(
                    x + 13.5,
                    y + 13.4,
                    replica.name(),
                    Type.mono(10.5).medium(),
                    tone(replica.inSync() ? INK_2 : INK_4),
                    Align.CENTRE);
            x += 31;
        }
    }

    private void compactHead(StageFrame.Tape tape, Box box, double cy) {
        double y = cy + at.cellHeight() / 2;
        boolean log = tape.kind() == StageFrame.Kind.LOG;
        double room = log ? 30 : at.cellX(0) - box.x() - 18;
        Type type = Type.mono(12).bold().shrunk(tape.name(), room);
        pen.text(box.x() + 12, y + 4.5, type.fit(tape.name(), room), type, tone(INK));
        if (log && details) {
            pen.rect(box.x() + 42, y - 8, 30, 16, 8, tape.leader().isEmpty() ? tone(INSET) : tone(INK));
            pen.text(
                    box.x() + 57,
                    y + 4,
                    tape.leader().isEmpty() ? "none" : tape.leader(),
                    Type.mono(10.5).semi(),
                    tape.leader().isEmpty() ? tone(INK_2) : tone(ON_INK),
                    Align.CENTRE);
        }
    }

    private void slots(StageFrame.Tape tape, int index, double cy) {
        double high = at.cellHeight();
        for (int slot = 0; slot < at.slots(); slot++) {
            double x = at.cellX(slot);
            long offset = tape.first() + slot;
            StageFrame.Cell cell = slot < tape.cells().size() ? tape.cells().get(slot) : null;
            if (at.tapeSize() != Size.COMPACT) {
                pen.text(
                        x + StageLayout.CELL / 2,
                        cy - 5,
                        Long.toString(offset),
                        Type.mono(10),
                        tone(cell == null ? INK_4 : INK_3),
                        Align.CENTRE);
            }
            if (cell == null) {
                free(new Box(x, cy, StageLayout.CELL, high), 5, 3);
            } else if (cell.tag() == null) {
                pen.rect(x + .5, cy + .5, StageLayout.CELL - 1, high - 1, 5, tone(INSET), stroke(LINE_STRONG, 1));
            } else {
                double fresh = moving.fresh(Moving.cell(index, offset));
                pen.save();
                pen.alpha(1 - 0.6 * fresh);
                pen.translate(-9 * fresh, 0);
                cell(cell.tag(), x, cy, high, details && tape.mark() >= 0 && offset >= tape.mark());
                pen.restore();
            }
        }
    }

    private record Filled(String id, Hue hue, double height, boolean above) {}

    private void cell(Tag tag, double x, double y, double high, boolean above) {
        double wide = StageLayout.CELL;
        pen.stamp(
                new Filled(tag.id(), hue(tag), high, above),
                wide + 2,
                high + 2,
                x + wide / 2,
                y + high / 2,
                stamp -> cell(stamp, tag, -wide / 2, -high / 2, high, above));
    }

    private void cell(Pen pen, Tag tag, double x, double y, double high, boolean above) {
        Hue hue = hue(tag);
        double wide = StageLayout.CELL;
        if (above) {
            pen.rect(
                    x + .8,
                    y + .8,
                    wide - 1.6,
                    high - 1.6,
                    5,
                    hue.tint(),
                    Stroke.of(hue.line(), 1.6).dashed(4, 2.5));
        } else {
            pen.rect(x, y, wide, high, 5, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
            if (hue.ring()) {
                pen.rect(x + 3, y + 3, wide - 6, high - 6, 3, null, Stroke.of(hue.on(), 1));
            }
        }
        Color ink = above ? hue.text() : hue.on();
        String key = tag.operation().key();
        String version = Integer.toString(tag.operation().version());
        Type type = Type.mono(high < 28 ? 11.5 : 12.5).bold();
        if (type.width(key + version) <= wide - 4) {
            pen.text(x + wide / 2, y + high / 2 + 4.7, key + version, type, ink, Align.CENTRE);
        } else if (high >= 28) {
            Type small = Type.mono(10).bold();
            pen.text(x + wide / 2, y + high / 2 - 1.5, small.fit(key, wide - 2), small, ink, Align.CENTRE);
            pen.text(x + wide / 2, y + high / 2 + 10, version, small, ink, Align.CENTRE);
        } else {
            Type small = Type.mono(9).bold();
            pen.text(x + wide / 2, y + high / 2 + 3.4, small.fit(key + version, wide - 1), small, ink, Align.CENTRE);
        }
    }

    private void cellMark(StageFrame.Tape tape, StageFrame.CellMark mark, double cy) {
        long from = mark.from() - tape.first();
        long to = mark.to() - tape.first();
        if (to < 0 || from >= at.slots()) {
            return;
        }
        double x = at.cellX((int) Math.max(0, from));
        double right = at.cellX((int) Math.min(at.slots() - 1, to)) + StageLayout.CELL;
        double high = at.cellHeight();
        Color color = tone(mark.broken() ? BAD : INK_2);
        Color on = tone(mark.broken() ? ON_BAD : SURFACE);
        pen.rect(x - 3, cy - 3, right - x + 6, high + 6, 8, null, Stroke.of(color, 2));
        double middle = (x + right) / 2;
        if (at.tapeSize() == Size.COMPACT) {
            pen.rect(right - 8, cy - 8, 14, 14, 4, color, stroke(SURFACE, 1.5));
            pen.glyph(mark.glyph(), right - 5.5, cy - 5.5, 9, on);
            return;
        }
        pen.rect(middle - 9.5, cy - 19, 19, 18, 6, color, stroke(SURFACE, 1.5));
        pen.glyph(mark.glyph(), middle - 6.2, cy - 16.2, 12.4, on);
    }
}
