package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.stage.StageLayout.Size;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;

/// Draws the card of a producer: what it has under way and what it sends again.
record ProducerPainter(Pen pen, Palette palette, StageLayout at) implements StagePart {

    void producer(StageFrame.Producer producer, Box box) {
        CardPainter cards = new CardPainter(pen, palette);
        cards.card(box, producer.health());
        if (at.producerSize() == Size.COMPACT) {
            compactProducer(producer, box);
            return;
        }
        cards.name(box, producer.name(), producer.health(), box.width() - 22);
        if (producer.health().life() != Life.RUNNING) {
            cards.ring(box.middleX(), box.y() + 62, producer.health());
            cards.outage(box, box.y() + 94, producer.health());
            return;
        }
        int capacity = producer.capacity();
        String inFlight = (capacity < 0 ? "Buffered " : "In flight ")
                + producer.pending().size()
                + (capacity > 0 ? " of " + capacity : "");
        pen.text(box.x() + 12, box.y() + 48, inFlight, SANS_11, tone(INK_2));
        int slots = 5;
        for (int i = 0; i < slots; i++) {
            double x = box.x() + 11 + i * 15.2;
            if (i < producer.pending().size()) {
                mini(producer.pending().get(i), x, box.y() + 56);
            } else if (capacity <= 0 || i < capacity) {
                free(new Box(x, box.y() + 56, 13.4, 20), 4, 2.5);
            }
        }
        if (!producer.note().isEmpty()) {
            Type type = Type.sans(10.5);
            pen.text(box.x() + 12, box.y() + 95, type.fit(producer.note(), 80), type, tone(INK_3));
        }
        if (producer.noteLeft() >= 0) {
            pen.rect(box.x() + 11, box.y() + 101, 74.5, 3.5, 1.75, tone(INSET));
            pen.rect(box.x() + 11, box.y() + 101, 74.5 * producer.noteLeft(), 3.5, 1.75, tone(INK_2));
        }
        if (!producer.retry().isEmpty()) {
            double width = producer.retry().length() * 6.7 + 27;
            double x = box.right() + 2 - width;
            pen.rect(x, box.y() - 14, width + 8, 22, 11, tone(SURFACE), stroke(INK, 1.5));
            pen.glyph(Glyph.RETRY, x + 8, box.y() - 9.5, 13, tone(INK));
            pen.text(x + 26, box.y() + 1, producer.retry(), MONO_11.semi(), tone(INK));
        }
    }

    private void compactProducer(StageFrame.Producer producer, Box box) {
        Type type = Type.mono(12).bold().shrunk(producer.name(), 72);
        boolean up = producer.health().life() == Life.RUNNING;
        pen.text(box.x() + 10, box.y() + 17, type.fit(producer.name(), 72), type, tone(up ? INK : INK_3));
        if (!up) {
            pen.glyph(
                    producer.health().life() == Life.PAUSED ? Glyph.PAUSE : Glyph.CRASH,
                    box.right() - 18,
                    box.y() + 6,
                    12,
                    tone(INK));
            pen.text(box.x() + 10, box.y() + 36, producer.health().text(), Type.mono(10.5), tone(INK_2));
            return;
        }
        for (int i = 0; i < 5; i++) {
            double x = box.x() + 10 + i * 15.2;
            if (i < producer.pending().size()) {
                mini(producer.pending().get(i), x, box.y() + 22);
            } else {
                free(new Box(x, box.y() + 22, 13.4, 18), 4, 2.5);
            }
        }
        if (!producer.retry().isEmpty()) {
            pen.glyph(Glyph.RETRY, box.right() - 18, box.y() + 6, 12, tone(INK));
        }
    }

    private record Mini(String key, Hue hue) {}

    private void mini(Tag tag, double x, double y) {
        pen.stamp(
                new Mini(tag.operation().key(), hue(tag)),
                16,
                22,
                x + 6.7,
                y + 10,
                stamp -> mini(stamp, tag, -6.7, -10));
    }

    private void mini(Pen pen, Tag tag, double x, double y) {
        Hue hue = hue(tag);
        pen.rect(x, y, 13.4, 20, 4, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        String key = tag.operation().key();
        Type type = Type.mono(key.length() == 1 ? 10.5 : 7.5).bold();
        String text = key.length() <= 2 ? key : key.substring(key.length() - 2);
        pen.text(x + 6.7, y + 14, text, type, hue.on(), Align.CENTRE);
    }
}
