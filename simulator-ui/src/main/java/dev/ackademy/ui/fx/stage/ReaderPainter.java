package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageLayout.Size;
import dev.ackademy.ui.fx.theme.Palette;
import javafx.scene.paint.Color;

/// Draws how far a numbered tape is replicated and read: its high watermark, the copies and the marks of its readers.
record ReaderPainter(Pen pen, Palette palette, StageLayout at, boolean details, Moving moving) implements StagePart {

    void watermark(StageFrame.Tape tape, int index, double cy) {
        if (tape.mark() < 0) {
            return;
        }
        double x = at.cellX(moving.slot(Moving.mark(index), tape.slot(tape.mark(), at.slots()))) - 1.2;
        double high = at.cellHeight();
        if (at.tapeSize() != Size.FULL) {
            pen.line(x, cy - 3, x, cy + high + 3, stroke(INK, 1.8));
            return;
        }
        pen.line(x, cy - 28, x, cy + high + 15, stroke(INK, 1.6));
        String text = (tape.kind() == StageFrame.Kind.LOG ? "HW " : "quorum ") + shown(tape, tape.mark());
        double width = Type.mono(10.5).width(text) + 14;
        double flagX = x + width > at.broker().right() - 4 ? x - width + .8 : x - .8;
        pen.rect(flagX, cy - 32, width, 16, 3, tone(INK));
        pen.text(flagX + width / 2, cy - 20.2, text, Type.mono(10.5).semi(), tone(ON_INK), Align.CENTRE);
    }

    void copies(StageFrame.Tape tape, double cy) {
        double x = at.cellX(0);
        double wide = at.cellX(at.slots()) - x - (StageLayout.PITCH - StageLayout.CELL);
        double y = cy + at.cellHeight() + 6;
        int shown = Math.min(2, tape.replicas().size());
        for (int i = 0; i < shown; i++) {
            StageFrame.Replica replica = tape.replicas().get(i);
            pen.rect(x, y + i * 6, wide, 3, 1.5, tone(INSET));
            double filled = at.cellX(tape.slot(replica.end(), at.slots())) - x - (StageLayout.PITCH - StageLayout.CELL);
            pen.rect(x, y + i * 6, filled, 3, 1.5, tone(replica.inSync() ? INK_3 : INK_4));
        }
        pen.text(x - 7, y + 8.5, "copies", Type.sans(10.5), tone(INK_3), Align.RIGHT);
    }

    void readers(StageFrame.Tape tape, int index, double cy) {
        double high = at.cellHeight();
        if (at.tapeSize() != Size.FULL) {
            for (StageFrame.Reader reader : tape.readers()) {
                double y = cy + high + 3;
                if (reader.next() >= 0) {
                    triangle(next(tape, index, reader), y, tone(SURFACE), tone(INK_2));
                }
                if (reader.committed() >= 0 && details) {
                    triangle(committed(tape, index, reader), y, tone(INK), tone(INK));
                }
            }
            return;
        }
        double y = cy + high + (details ? 22 : 10);
        int shown = 0;
        for (StageFrame.Reader reader : tape.readers()) {
            if (shown++ > 0) {
                y += 2;
                if (reader.next() >= 0) {
                    triangle(next(tape, index, reader), y, tone(SURFACE), tone(INK_3));
                }
                continue;
            }
            double line = y;
            boolean crossed = false;
            if (reader.committed() >= 0 && details) {
                double x = committed(tape, index, reader);
                triangle(x, line, tone(INK), tone(INK));
                String what = tape.kind() == StageFrame.Kind.LOG ? " committed " : " ack floor ";
                crossed = !beside(
                        x,
                        line + 9,
                        reader.who() + what + shown(tape, reader.committed()),
                        SANS_11.medium(),
                        tone(INK));
            }
            if (reader.next() >= 0) {
                line = y + (details ? 15 : 0);
                double x = next(tape, index, reader);
                if (reader.next() != reader.committed() && details) {
                    Stroke dashes = stroke(reader.live() ? INK_3 : INK_4, 1).dashed(2, 2);
                    pen.line(x, crossed ? line - 5 : y - 4, x, line - 2, dashes);
                }
                triangle(x, line, tone(SURFACE), tone(reader.live() ? INK : INK_3));
                String what = tape.kind() == StageFrame.Kind.STREAM
                        ? "delivered "
                        : reader.live() ? "reads next " : "was reading ";
                beside(x, line + 9, what + shown(tape, reader.next()), SANS_11, tone(INK_2));
            }
        }
    }

    private double next(StageFrame.Tape tape, int index, StageFrame.Reader reader) {
        int slot = tape.slot(reader.next(), at.slots());
        return at.cellX(moving.slot(Moving.next(index, reader.who()), slot)) - 1.2;
    }

    private double committed(StageFrame.Tape tape, int index, StageFrame.Reader reader) {
        int slot = tape.slot(reader.committed(), at.slots());
        return at.cellX(moving.slot(Moving.committed(index, reader.who()), slot)) - 1.2;
    }

    /// A log names what comes next, a stream the last one that counts.
    private static long shown(StageFrame.Tape tape, long next) {
        return tape.kind() == StageFrame.Kind.STREAM ? next - 1 : next;
    }

    /// Left of a marker where there is room, else right of it. Returns whether it is at the left.
    private boolean beside(double x, double y, String text, Type type, Color color) {
        boolean left = x - 12 - type.width(text) > at.broker().x() + 8;
        if (left) {
            pen.text(x - 12, y, text, type, color, Align.RIGHT);
        } else {
            pen.text(x + 12, y, text, type, color);
        }
        return left;
    }

    private void triangle(double x, double y, Color fill, Color line) {
        pen.path(
                "M" + x + " " + y + "l5.2 8.4h-10.4z",
                fill,
                Stroke.of(line, 1.5).rounded());
    }
}
