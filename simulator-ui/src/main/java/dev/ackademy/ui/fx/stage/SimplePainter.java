package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import java.util.List;
import javafx.scene.paint.Color;

/// The stage as a newcomer meets it: one who sends, one partition, one who reads, one store, in large type. Nothing is
/// drawn that is not needed yet.
///
/// @param byHand `you, at 0.62 s` where the connection was cut by hand; empty where not, null where
/// there is no such button
record SimplePainter(Pen pen, Palette palette, StageFrame frame, String byHand) implements StagePart {

    static final double WIDTH = 1100;
    static final double HEIGHT = 716;

    /// px above what is drawn.
    static final double SPARE = 130;

    static final Box SHOP = new Box(40, 180, 210, 168);
    static final Box TOPIC = new Box(478, 180, 280, 168);
    static final Box READER = new Box(850, 180, 210, 168);
    /// The button on the link of the producer.
    static final Box BUTTON = new Box(269, 388, 190, 40);

    static final double STORE_X = 850;
    static final double STORE_Y = 436;
    static final double STORE_WIDTH = 210;
    private static final double ROW = 42;
    private static final int MOST_ROWS = 4;
    private static final double WIRE = 264;
    private static final double MIDDLE = 364;
    private static final int SLOTS = 5;

    /// Whether a cast is small enough for it.
    static boolean fits(Cast cast) {
        return cast.kind() == StageFrame.Kind.LOG
                && cast.brokers().size() == 1
                && cast.producers().size() == 1
                && cast.shelves().size() == 1
                && cast.consumers().size() == 1
                && cast.stores().size() == 1
                && cast.wantedRows().getFirst() <= MOST_ROWS;
    }

    static Box storeBox(int rows) {
        return new Box(STORE_X, STORE_Y, STORE_WIDTH, 74 + Math.max(1, rows) * ROW);
    }

    void paint() {
        wires();
        shop(frame.producers().getFirst());
        topic(frame.tapes().getFirst());
        reader(frame.consumers().getFirst());
        store(frame.stores().getFirst());
        frame.cuts().forEach(this::cut);
        double toButton = frame.cuts().isEmpty() ? WIRE + 10 : WIRE + 58;
        double x0 = frame.cuts().stream().anyMatch(cut -> cut.gone() != null) ? MIDDLE + 44 : MIDDLE;
        if (byHand != null) {
            pen.line(x0, toButton, x0, BUTTON.y() - 4, stroke(INK_4, 1.4).dashed(1.5, 4));
            pen.text(MIDDLE, BUTTON.bottom() + 20, byHand, Type.sans(12.5), tone(INK_3), Align.CENTRE);
        }
        frame.flights().forEach(this::flight);
        if (frame.callout() != null) {
            callout(frame.callout());
        }
    }

    /// What a newcomer is told about keys: of use in the window alone.
    void foot() {
        pen.text(
                40,
                HEIGHT - 34,
                "Replicas, commits and watermarks appear when a scenario needs them. Show all:",
                Type.sans(12.5),
                tone(INK_3));
        double x = 48
                + Type.sans(12.5)
                        .width("Replicas, commits and watermarks appear when a scenario needs them. Show all:");
        pen.rect(x, HEIGHT - 48.5, 22, 20, 5, tone(SURFACE), stroke(LINE_STRONG, 1));
        pen.text(x + 11, HEIGHT - 34, "V", Type.mono(11.5).semi(), tone(INK_2), Align.CENTRE);
    }

    private void wires() {
        boolean cut = !frame.cuts().isEmpty();
        if (!cut) {
            pen.line(SHOP.right(), WIRE, TOPIC.x(), WIRE, stroke(LINK, 1.6));
        }
        pen.line(TOPIC.right(), WIRE, READER.x() - 8, WIRE, stroke(LINK, 1.6));
        pen.path("M840 " + (WIRE - 5) + "l8 5l-8 5z", tone(LINK), null);
        pen.line(955, READER.bottom(), 955, STORE_Y - 8, stroke(LINK, 1.6).dashed(4, 4));
        pen.path("M950 " + (STORE_Y - 10) + "l5 8l5 -8z", tone(LINK), null);
    }

    private void card(Box box, String title, String role, boolean down) {
        if (down) {
            pen.hatch(box.x(), box.y(), box.width(), box.height(), 14, tone(LINE_STRONG), tone(INSET), 5);
        }
        pen.rect(
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                14,
                down ? null : tone(SURFACE),
                down ? stroke(INK_4, 1.2).dashed(5, 4) : stroke(LINE_STRONG, 1.2));
        Type type = Type.sans(18).semi().shrunk(title, box.width() - 130);
        pen.text(box.x() + 20, box.y() + 36, type.fit(title, box.width() - 120), type, tone(INK));
        pen.text(box.right() - 20, box.y() + 35, role, Type.sans(12.5), tone(INK_3), Align.RIGHT);
        pen.line(box.x() + 20, box.y() + 52, box.right() - 20, box.y() + 52, stroke(LINE, 1));
    }

    private void tag(StageFrame.Tag tag, double x, double y, double size) {
        Hue hue = hue(tag);
        pen.rect(x, y, size, size, 6, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        String key = tag.operation().key();
        Type type = Type.mono(size * .58).bold().shrunk(key, size - 3);
        pen.text(x + size / 2, y + size * .72, key, type, hue.on(), Align.CENTRE);
    }

    private void shop(StageFrame.Producer producer) {
        boolean down = producer.health().life() != StageFrame.Life.RUNNING;
        card(SHOP, producer.name(), "producer", down);
        double y = SHOP.y();
        if (down) {
            outage(SHOP, producer.health());
            return;
        }
        if (producer.pending().isEmpty()) {
            pen.text(60, y + 87, producer.note(), Type.sans(14).medium(), tone(INK));
            if (producer.unasked()) {
                pen.text(60, y + 112, "asks for no answer", Type.sans(13), tone(INK_2));
            }
        } else {
            tag(producer.pending().getFirst(), 60, y + 70, 24);
            pen.text(
                    94,
                    y + 87,
                    producer.pending().getFirst().id() + " under way",
                    Type.sans(14).medium(),
                    tone(INK));
            pen.text(60, y + 122, producer.note(), Type.sans(13), tone(INK_2));
        }
        if (producer.noteLeft() >= 0) {
            pen.rect(60, y + 136, 170, 4, 2, tone(INSET));
            pen.rect(60, y + 136, 170 * producer.noteLeft(), 4, 2, tone(INK_2));
        }
        if (!producer.retry().isEmpty()) {
            pen.glyph(Glyph.RETRY, 206, y + 68, 18, tone(INK));
        }
    }

    private void outage(Box box, StageFrame.Health health) {
        Glyph glyph = health.life() == StageFrame.Life.PAUSED ? Glyph.PAUSE : Glyph.CRASH;
        pen.glyph(glyph, box.x() + 20, box.y() + 74, 20, tone(INK));
        String word = health.life() == StageFrame.Life.PAUSED ? "stands still " : "crashed ";
        pen.text(box.x() + 48, box.y() + 89, word + health.text(), Type.sans(14).semi(), tone(INK));
    }

    private void topic(StageFrame.Tape tape) {
        card(TOPIC, frame.title().replace("topic ", ""), "one partition", false);
        int first = Math.max(0, tape.cells().size() - SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            double x = TOPIC.x() + 19 + i * 49.4;
            double y = TOPIC.y() + 72;
            int cell = first + i;
            pen.text(x + 22, y + 74, Long.toString(tape.first() + cell), Type.mono(11.5), tone(INK_3), Align.CENTRE);
            if (cell >= tape.cells().size() || tape.cells().get(cell).tag() == null) {
                pen.rect(x, y, 44, 54, 8, null, stroke(LINE_STRONG, 1.2).dashed(4, 4));
                continue;
            }
            StageFrame.Tag tag = tape.cells().get(cell).tag();
            Hue hue = hue(tag);
            pen.rect(x, y, 44, 54, 8, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
            Type type = Type.mono(16).bold().shrunk(tag.id(), 40);
            pen.text(x + 22, y + 33, tag.id(), type, hue.on(), Align.CENTRE);
        }
    }

    private void reader(StageFrame.Consumer consumer) {
        boolean down = consumer.health().life() != StageFrame.Life.RUNNING;
        card(READER, consumer.name(), "consumer", down);
        if (down) {
            outage(READER, consumer.health());
            return;
        }
        double y = READER.y();
        pen.text(
                870,
                y + 87,
                consumer.line().equals("Idle") ? "Nothing to read" : consumer.line(),
                Type.sans(14).medium(),
                tone(INK));
        if (consumer.tag() != null) {
            tag(consumer.tag(), 870, y + 102, 24);
            pen.text(
                    904,
                    y + 119,
                    consumer.tag().id() + (consumer.second().isEmpty() ? "" : ", " + consumer.second()),
                    Type.sans(13),
                    tone(INK_2));
        }
    }

    private void store(StageFrame.Store store) {
        Box box = storeBox(store.rows().size());
        pen.rect(box.x(), box.y(), box.width(), box.height(), 14, tone(SURFACE), stroke(LINE_STRONG, 1.2));
        pen.glyph(store.service() ? Glyph.GRID : Glyph.DATABASE, box.x() + 18, box.y() + 15, 17, tone(INK_2));
        pen.text(box.x() + 44, box.y() + 29, store.name(), Type.sans(14).semi(), tone(INK));
        pen.line(box.x(), box.y() + 44, box.right(), box.y() + 44, stroke(LINE, 1));
        pen.text(box.x() + 52, box.y() + 62, store.service() ? "done" : "sink", Type.sans(11.5), tone(INK_3));
        pen.text(box.x() + 124, box.y() + 62, "truth", Type.sans(11.5), tone(INK_3));
        double y = box.y() + 70;
        for (StageFrame.Row row : store.rows()) {
            row(row, box, y);
            y += ROW;
        }
        if (store.rows().isEmpty()) {
            pen.text(box.x() + 52, y + 23, "nothing yet", Type.sans(13), tone(INK_3));
        }
    }

    private void row(StageFrame.Row row, Box box, double y) {
        boolean bad = row.state() == StageFrame.RowState.BROKEN;
        boolean marked = row.state() == StageFrame.RowState.LOST || row.state() == StageFrame.RowState.REPEATED;
        if (bad || marked) {
            pen.rect(box.x() + 8, y, 194, 36, 8, tone(bad ? BAD_TINT : INSET), stroke(bad ? BAD : INK, 1.6));
        }
        Hue hue = palette.hue(row.hue());
        pen.rect(box.x() + 18, y + 7, 22, 22, 6, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        Type key = Type.mono(12.8).bold().shrunk(row.key(), 20);
        pen.text(box.x() + 29, y + 23, row.key(), key, hue.on(), Align.CENTRE);
        Type type = Type.mono(13);
        Type sink = type.bold().shrunk(row.sink(), 70);
        pen.text(box.x() + 52, y + 23, sink.fit(row.sink(), 70), sink, tone(bad ? BAD_INK : INK));
        Type truth = type.shrunk(row.truth(), 50);
        pen.text(box.x() + 124, y + 23, truth.fit(row.truth(), 50), truth, tone(INK_2));
        if (row.glyph() != null) {
            Tone tone = bad ? BAD_INK : row.state() == StageFrame.RowState.SAME ? OK : marked ? INK : INK_3;
            pen.glyph(row.glyph(), box.x() + 177, y + 10, 16, tone(tone));
        }
    }

    /// Where something between two ends is, at `t` of its way.
    static double[] point(StageFrame.End from, StageFrame.End to, double t) {
        double[] a = port(from.side(), to.side());
        double[] b = port(to.side(), from.side());
        return new double[] {a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t};
    }

    private static double[] port(Side side, Side other) {
        return switch (side) {
            case PRODUCER -> new double[] {SHOP.right(), WIRE};
            case TAPE_IN -> new double[] {TOPIC.x(), WIRE};
            case TAPE_OUT -> new double[] {TOPIC.right(), WIRE};
            case CONSUMER ->
                other == Side.STORE ? new double[] {955, READER.bottom()} : new double[] {READER.x(), WIRE};
            case STORE -> new double[] {955, STORE_Y};
        };
    }

    private void flight(StageFrame.Flight flight) {
        double[] at = point(flight.from(), flight.to(), flight.at());
        boolean request = flight.move() == StageFrame.Move.REQUEST || flight.move() == StageFrame.Move.STALLED;
        if (request && flight.tag() != null) {
            capsule(flight.tag(), at[0], at[1], false);
            if (flight.move() == StageFrame.Move.STALLED) {
                pen.glyph(Glyph.PAUSE, at[0] + 32, at[1] - 8, 16, tone(INK));
            }
            return;
        }
        if (flight.move() == StageFrame.Move.COMMIT) {
            return;
        }
        Color color = flight.tag() == null ? tone(INK_2) : hue(flight.tag()).line();
        double[] a = point(flight.from(), flight.to(), 0);
        double[] b = point(flight.from(), flight.to(), 1);
        pen.line(
                a[0],
                a[1] + 14,
                at[0],
                at[1] + 14,
                Stroke.of(color, 2).rounded().dashed(1, 5));
        pen.save();
        pen.translate(at[0], at[1] + 14);
        pen.rotate(Math.toDegrees(Math.atan2(b[1] - a[1], b[0] - a[0])));
        pen.path("M12 0L-9 -10L-9 10z", tone(STAGE), Stroke.of(color, 2.4).rounded());
        pen.restore();
        if (flight.move() == StageFrame.Move.REFUSAL) {
            pen.text(at[0], at[1] + 44, "refused", Type.sans(13).semi(), tone(INK_2), Align.CENTRE);
        }
    }

    private void capsule(StageFrame.Tag tag, double x, double y, boolean gone) {
        Hue hue = hue(tag);
        double width = Math.max(60, Type.mono(14).width(tag.id()) + 26);
        pen.rect(x - width / 2, y - 15, width, 30, 15, tone(STAGE));
        pen.rect(
                x - width / 2,
                y - 15,
                width,
                30,
                15,
                gone ? hue.tint() : hue.fill(),
                gone ? Stroke.of(hue.line(), 1.6).dashed(4, 3) : hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        pen.text(x, y + 5, tag.id(), Type.mono(14).bold(), gone ? hue.text() : hue.on(), Align.CENTRE);
    }

    private void cut(StageFrame.Cut cut) {
        double[] a = point(cut.from(), cut.to(), 0);
        double[] b = point(cut.from(), cut.to(), 1);
        double middle = (a[0] + b[0]) / 2 + (cut.gone() == null ? 0 : 44);
        if (a[1] != b[1]) {
            return;
        }
        pen.line(a[0], WIRE, middle - 12, WIRE, stroke(INK_2, 1.8));
        pen.line(middle + 12, WIRE, b[0], WIRE, stroke(INK_2, 1.8));
        for (double x : new double[] {middle - 12, middle + 12}) {
            pen.line(x - 5, WIRE + 14, x + 5, WIRE - 14, stroke(INK, 2.8).rounded());
        }
        pen.text(middle, WIRE + 46, "connection cut", Type.sans(13).semi(), tone(INK_2), Align.CENTRE);
        if (cut.gone() != null) {
            double x = middle - 86;
            capsule(cut.gone(), x, WIRE, true);
            double[][] rays = {{-40, -17}, {-22, -26}, {0, -29}, {22, -26}, {-22, 26}, {0, 29}, {22, 26}, {-40, 17}};
            for (double[] ray : rays) {
                double k = Math.abs(ray[0]) > 30 ? 1.16 : 1.32;
                pen.line(
                        x + ray[0],
                        WIRE + ray[1],
                        x + ray[0] * k,
                        WIRE + ray[1] * k,
                        stroke(INK_2, 2).rounded());
            }
            pen.text(x, WIRE - 48, "gone", Type.sans(13).semi(), tone(INK_2), Align.CENTRE);
        }
    }

    private static final Type CALLOUT = Type.sans(15).semi();

    static Box calloutBox(StageFrame.Callout callout) {
        int lines = CALLOUT.wrap(callout.title(), 290, 3).size();
        return new Box(444, 436, 380, 60 + 20 * lines);
    }

    private void callout(StageFrame.Callout callout) {
        Box box = calloutBox(callout);
        Color line = tone(callout.broken() ? BAD : INK);
        Color ink = tone(callout.broken() ? BAD_INK : INK);
        List<StageFrame.Row> rows = frame.stores().getFirst().rows();
        for (int i = 0; i < rows.size(); i++) {
            if (callout.store() == 0 && rows.get(i).key().equals(callout.key())) {
                double y = STORE_Y + 70 + i * ROW + 18;
                double from = Math.min(y, box.bottom() - 12);
                pen.path("M" + box.right() + " " + from + "H840V" + y + "H858", null, Stroke.of(line, 1.8));
                pen.circle(858, y, 3.6, line, null);
            }
        }
        pen.shadow(box.x(), box.y(), box.width(), box.height(), 12);
        pen.rect(box.x(), box.y(), box.width(), box.height(), 12, tone(SURFACE), Stroke.of(line, 1.8));
        pen.rect(box.x() + 16, box.y() + 18, 42, 42, 11, line);
        pen.glyph(callout.glyph(), box.x() + 26, box.y() + 28, 22, tone(callout.broken() ? ON_BAD : ON_INK));
        double y = box.y() + 34;
        for (String text : CALLOUT.wrap(callout.title(), 290, 3)) {
            pen.text(box.x() + 72, y, text, CALLOUT, ink);
            y += 20;
        }
        y = Math.max(y + 4, box.bottom() - 18);
        pen.text(box.x() + 72, y, callout.text(), Type.sans(12), tone(INK_3));
        Type why = Type.sans(14).semi();
        pen.text(box.right() - 16, y, "Why?", why, ink, Align.RIGHT);
        pen.line(box.right() - 16 - why.width("Why?"), y + 3, box.right() - 16, y + 3, Stroke.of(ink, 1));
    }
}
