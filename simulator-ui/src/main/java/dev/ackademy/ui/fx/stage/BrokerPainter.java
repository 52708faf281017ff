package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.theme.Palette;

/// Draws the box of the broker and how each of its nodes is.
record BrokerPainter(Pen pen, Palette palette, StageLayout at, StageFrame frame) implements StagePart {

    void broker() {
        Box box = at.broker();
        pen.save();
        pen.alpha(palette.dark() ? 0.6 : 0.35);
        pen.rect(box.x(), box.y() + 1.5, box.width(), box.height(), 12, tone(LINE));
        pen.restore();
        pen.rect(box.x(), box.y(), box.width(), box.height(), 12, tone(SURFACE), stroke(LINE, 1));
        double pitch =
                Math.min(62, (box.width() - 28) / Math.max(1, frame.brokers().size()));
        double brokersEnd = 14 + (frame.brokers().size() - 1) * pitch + 32;
        boolean roomForNote = brokersEnd + SANS_11.width(frame.note()) + 20 < box.width();
        for (int i = 0; i < frame.brokers().size(); i++) {
            StageFrame.Broker broker = frame.brokers().get(i);
            double x = box.x() + 14 + i * pitch;
            double y = box.y() + 24;
            boolean up = broker.health().life() == Life.RUNNING;
            if (up) {
                pen.circle(x + 4, y, 3.6, tone(OK), null);
            } else if (broker.health().life() == Life.PAUSED) {
                pen.glyph(Glyph.PAUSE, x - 1, y - 5.5, 11, tone(INK_2));
            } else {
                pen.glyph(Glyph.CRASH, x - 2, y - 6, 12, tone(INK));
            }
            pen.text(x + 13, y + 4.2, broker.name(), Type.mono(12).semi(), tone(up ? INK : INK_3));
            if (!up && pitch > 50 && !broker.health().text().isEmpty()) {
                pen.text(x + 29, y + 4, broker.health().text(), Type.mono(10.5), tone(INK_3));
            }
        }
        if (roomForNote) {
            pen.text(box.right() - 14, box.y() + 28, frame.note(), SANS_11, tone(INK_3), Align.RIGHT);
        }
        pen.line(box.x(), box.y() + 44, box.right(), box.y() + 44, stroke(LINE, 1));
    }
}
