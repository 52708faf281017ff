package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageFrame.RowState;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import javafx.scene.paint.Color;

/// Draws a store: what it holds of each key beside what the source says.
record StorePainter(Pen pen, Palette palette, StageLayout at, Moving moving) implements StagePart {

    void store(StageFrame.Store store, Box box, int index) {
        pen.rect(box.x(), box.y(), box.width(), box.height(), 10, tone(SURFACE), stroke(LINE_STRONG, 1));
        pen.glyph(store.service() ? Glyph.GRID : Glyph.DATABASE, box.x() + 10, box.y() + 7, 14, tone(INK_2));
        Type title = SANS_12.semi();
        pen.text(box.x() + 30, box.y() + 18.5, title.fit(store.name(), 110), title, tone(INK));
        if (store.health().life() != Life.RUNNING) {
            pen.glyph(Glyph.CRASH, box.right() - 24, box.y() + 8, 13, tone(INK));
        } else if (!store.health().text().isEmpty()) {
            pen.text(
                    box.right() - 10, box.y() + 18.5, store.health().text(), Type.sans(10.5), tone(INK_2), Align.RIGHT);
        }
        pen.line(box.x(), box.y() + 28, box.right(), box.y() + 28, stroke(LINE, 1));
        Type small = Type.sans(10.5);
        Color quiet = tone(INK_3);
        pen.text(box.x() + 30, box.y() + 44, store.service() ? "done" : "sink", small, quiet);
        pen.text(box.x() + 83, box.y() + 44, "truth", small, quiet);
        if (store.hidden() > 0) {
            pen.text(box.right() - 8, box.y() + 44, "+" + store.hidden() + " more", small, quiet, Align.RIGHT);
        } else {
            pen.text(box.x() + 137, box.y() + 44, "by", small, quiet);
        }
        for (int i = 0; i < store.rows().size(); i++) {
            StageFrame.Row row = store.rows().get(i);
            double y = box.y() + 51 + i * StageLayout.ROW;
            double fresh = moving.fresh(Moving.row(index, row.key()));
            if (fresh > 0) {
                pen.save();
                pen.alpha(fresh);
                pen.rect(
                        box.x() + 4,
                        y + 1,
                        box.width() - 8,
                        27,
                        6,
                        palette.hue(row.hue()).tint());
                pen.restore();
            }
            row(row, box, y);
        }
        if (store.rows().isEmpty()) {
            pen.text(box.x() + 30, box.y() + 66, "nothing yet", small, quiet);
        }
    }

    private record Key(String key, Hue hue) {}

    private void key(String text, Hue hue, double x, double y) {
        pen.stamp(new Key(text, hue), 20, 20, x, y, stamp -> {
            stamp.rect(-9, -9, 18, 18, 4.5, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
            Type key = Type.mono(text.length() == 1 ? 11 : 7.5).bold();
            stamp.text(0, 4.1, key.fit(text, 17), key, hue.on(), Align.CENTRE);
        });
    }

    private void row(StageFrame.Row row, Box box, double y) {
        boolean bad = row.state() == RowState.BROKEN;
        if (bad) {
            pen.rect(box.x() + 4, y + 1, box.width() - 8, 27, 6, tone(BAD_TINT), stroke(BAD, 1.5));
        } else if (row.marked()) {
            pen.rect(box.x() + 4, y + 1, box.width() - 8, 27, 6, tone(INSET), stroke(INK, 1.5));
        }
        key(row.key(), palette.hue(row.hue()), box.x() + 17, y + 14.5);
        Type type = Type.mono(10.5);
        Type sink = bad || row.marked() ? type.bold() : type.medium();
        pen.text(box.x() + 30, y + 18.4, sink.fit(row.sink(), 51), sink, tone(bad ? BAD_INK : INK));
        pen.text(box.x() + 83, y + 18.4, type.fit(row.truth(), 49), type, tone(bad ? INK : INK_3));
        if (!row.by().isEmpty()) {
            Type by = type.semi().shrunk(row.by(), 19);
            pen.rect(box.x() + 132.5, y + 6.5, 21, 16, 4, tone(bad ? SURFACE : INSET));
            pen.text(box.x() + 143, y + 18.3, by.fit(row.by(), 21), by, tone(INK_2), Align.CENTRE);
        }
        if (row.glyph() != null) {
            Tone tone = switch (row.state()) {
                case SAME -> OK;
                case BEHIND -> INK_3;
                case REPEATED, LOST -> INK_2;
                case BROKEN -> BAD_INK;
            };
            pen.glyph(row.glyph(), box.x() + 155.5, y + 8, 13, tone(tone));
        }
    }
}
