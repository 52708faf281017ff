package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.stage.StageLayout.Size;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.List;

/// Draws the card of a consumer: what it reads from and works on.
record ConsumerPainter(Pen pen, Palette palette, StageLayout at) implements StagePart {

    void consumer(StageFrame.Consumer consumer, Box box) {
        CardPainter cards = new CardPainter(pen, palette);
        cards.card(box, consumer.health());
        boolean down = consumer.health().life() != Life.RUNNING;
        double chips = box.right() - 7;
        List<String> partitions = consumer.partitions();
        boolean compact = at.consumerSize() == Size.COMPACT;
        double chipsY = compact ? box.y() + 26 : box.y() + 32;
        boolean full = !compact;
        Type nameType = Type.mono(compact ? 12 : 15).bold();
        double beside = nameType.width(consumer.name()) + 22 + Math.min(2, partitions.size()) * 22;
        boolean oneLine = full && !partitions.isEmpty() && beside <= box.width() && partitions.size() <= 2;
        if (full) {
            cards.name(box, consumer.name(), consumer.health(), oneLine ? 40 : box.width() - 22);
        } else {
            Type type = nameType.shrunk(consumer.name(), box.width() - 18);
            pen.text(
                    box.x() + 9,
                    box.y() + 17,
                    type.fit(consumer.name(), box.width() - 18),
                    type,
                    tone(down ? INK_3 : INK));
        }
        double y = oneLine ? box.y() + 10 : chipsY;
        int shown = Math.min(partitions.size(), 3);
        for (int i = 0; i < shown; i++) {
            String text = i == 2 && partitions.size() > 3 ? "+" + (partitions.size() - 2) : partitions.get(i);
            double width = Math.max(20, MONO_11.width(text) + 6);
            double x = oneLine ? chips - 20 - (shown - 1 - i) * 22 : box.x() + 10 + i * 23;
            pen.rect(x, y, width, 18, 5, tone(down ? SURFACE : INSET));
            pen.text(x + width / 2, y + 13, text, MONO_11.semi(), tone(down ? INK_3 : INK_2), Align.CENTRE);
        }
        if (compact) {
            compactConsumer(consumer, box, down);
            return;
        }
        if (down) {
            double ringY = oneLine ? box.y() + 62 : box.y() + 70;
            if (!oneLine) {
                cards.ringSmall(box, consumer.health());
            } else {
                cards.ring(box.middleX(), ringY, consumer.health());
                cards.outage(box, box.y() + 96, consumer.health());
            }
            return;
        }
        double line = oneLine || partitions.isEmpty() ? box.y() + 50 : box.y() + 64;
        double room = box.width() - 20;
        pen.text(box.x() + 12, line, SANS_11.fit(consumer.line(), room), SANS_11, tone(INK_2));
        if (consumer.tag() != null) {
            Capsule.draw(
                    pen,
                    box.x() + 12 + Capsule.width(consumer.tag()) / 2,
                    line + 17,
                    consumer.tag(),
                    hue(consumer.tag()),
                    null);
        }
        double second = oneLine ? box.y() + 97 : box.y() + 104;
        pen.text(box.x() + 12, second, SANS_11.fit(consumer.second(), room), SANS_11, tone(INK_2));
        if (!consumer.third().isEmpty() && second + 13 < box.bottom() - 3) {
            pen.text(box.x() + 12, second + 13, MONO_11.fit(consumer.third(), room), MONO_11.medium(), tone(INK));
        }
    }

    private void compactConsumer(StageFrame.Consumer consumer, Box box, boolean down) {
        if (down) {
            pen.glyph(
                    consumer.health().life() == Life.PAUSED ? Glyph.PAUSE : Glyph.CRASH,
                    box.right() - 18,
                    box.y() + 6,
                    12,
                    tone(INK));
        } else if (consumer.tag() != null && consumer.partitions().size() < 2) {
            Capsule.draw(
                    pen,
                    box.right() - 8 - Capsule.width(consumer.tag()) / 2,
                    box.y() + 36,
                    consumer.tag(),
                    hue(consumer.tag()),
                    null);
        }
    }
}
