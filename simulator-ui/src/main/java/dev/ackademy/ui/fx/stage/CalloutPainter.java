package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.List;
import javafx.scene.paint.Color;

/// Draws the newest finding in words, with a pointer at the row that shows it.
record CalloutPainter(Pen pen, Palette palette, StageLayout at, StageFrame frame) implements StagePart {

    private static final Type TITLE = Type.sans(12.5).semi();
    private static final double MOST_TEXT = 330;
    /// The room of `Why?` behind the text.
    private static final double WHY = 54;

    void callout(StageFrame.Callout callout) {
        Box box = box(at, callout);
        Color line = tone(callout.broken() ? BAD : INK);
        Color ink = tone(callout.broken() ? BAD_INK : INK);
        pointer(callout, box, line);
        pen.shadow(box.x(), box.y(), box.width(), box.height(), 10);
        pen.rect(box.x(), box.y(), box.width(), box.height(), 10, tone(SURFACE), Stroke.of(line, 1.6));
        pen.rect(box.x() + 11, box.y() + 12, 34, 34, 9, line);
        pen.glyph(callout.glyph(), box.x() + 19, box.y() + 20, 18, tone(callout.broken() ? ON_BAD : ON_INK));
        double y = box.y() + 25;
        for (String title : TITLE.wrap(callout.title(), inner(at), 3)) {
            pen.text(box.x() + 55, y, title, TITLE, ink);
            y += 17;
        }
        y += 2;
        String text = SANS_12.fit(callout.text(), box.width() - 73 - WHY + 12);
        pen.text(box.x() + 55, y, text, SANS_12, tone(INK_2));
        Type why = SANS_12.semi();
        double right = box.right() - 14;
        pen.text(right, y, "Why?", why, ink, Align.RIGHT);
        pen.line(right - why.width("Why?"), y + 2.5, right, y + 2.5, Stroke.of(ink, 1));
    }

    /// Where the callout is drawn: at the lower right, above the legend, and right of the broker where that
    /// comes down so far.
    static Box box(StageLayout at, StageFrame.Callout callout) {
        double bottom = at.area().height() - 32;
        double inner = inner(at);
        List<String> title = TITLE.wrap(callout.title(), inner, 3);
        double wide = SANS_12.width(callout.text()) + WHY;
        for (String line : title) {
            wide = Math.max(wide, TITLE.width(line));
        }
        double width = Math.max(290, Math.min(wide, inner) + 73);
        double height = 41 + 17 * title.size();
        return new Box(at.area().width() - width - 12, bottom - height, width, height);
    }

    /// The width of the callout's text.
    private static double inner(StageLayout at) {
        double free = at.area().width() - 12 - at.broker().right() - 8 - 73;
        boolean beside = at.broker().bottom() > at.area().height() - 32 - 75;
        return beside ? Math.clamp(free, 217, MOST_TEXT) : MOST_TEXT;
    }

    private void pointer(StageFrame.Callout callout, Box box, Color line) {
        if (callout.store() < 0 || callout.store() >= frame.stores().size()) {
            return;
        }
        List<StageFrame.Row> rows = frame.stores().get(callout.store()).rows();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).key().equals(callout.key())) {
                Box store = at.stores().get(callout.store());
                double y = store.y() + 51 + i * StageLayout.ROW + 14.5;
                double x = store.right() - 4;
                double edge = Math.min(at.area().width() - 5, store.right() + 6);
                pen.path(
                        "M" + x + " " + y + "H" + (edge - 5) + "a5 5 0 0 1 5 5V" + (box.y() + 24) + "a5 5 0 0 1 -5 5H"
                                + box.right(),
                        null,
                        Stroke.of(line, 1.8));
                pen.circle(x, y, 3.4, line, null);
                return;
            }
        }
    }
}
