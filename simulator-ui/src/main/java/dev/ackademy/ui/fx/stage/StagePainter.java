package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageFrame.RowState;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.stage.StageLayout.Box;
import dev.ackademy.ui.fx.stage.StageLayout.Size;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import java.util.List;
import javafx.scene.paint.Color;

/// Draws one [StageFrame] at the places of a [StageLayout]. Keeps nothing between two frames.
public final class StagePainter {

    private static final Type SANS_11 = Type.sans(11);
    private static final Type SANS_12 = Type.sans(12);
    private static final Type MONO_11 = Type.mono(11);
    private static final double LANE = 13;
    /// Part of the time of a cut in which what it carried bursts.
    private static final double BURST = 0.22;

    /// From so many messages under way on, they are drawn from prepared pictures and answers leave no
    /// trail.
    private static final int CROWD = 60;

    private final Pen pen;
    private final Palette palette;
    private final StageLayout at;
    private final StageFrame frame;
    private final Moving moving;
    private final boolean crowded;

    public StagePainter(Pen pen, Palette palette, StageLayout at, StageFrame frame) {
        this(pen, palette, at, frame, Moving.NONE);
    }

    StagePainter(Pen pen, Palette palette, StageLayout at, StageFrame frame, Moving moving) {
        this.moving = moving;
        crowded = frame.flights().size() > CROWD;
        this.pen = pen;
        this.palette = palette;
        this.at = at;
        this.frame = frame;
    }

    public void paint() {
        headings();
        frame.links().forEach(this::link);
        broker();
        for (int i = 0; i < frame.tapes().size(); i++) {
            tape(frame.tapes().get(i), i);
        }
        for (int i = 0; i < frame.producers().size(); i++) {
            producer(frame.producers().get(i), at.producers().get(i));
        }
        for (int i = 0; i < frame.consumers().size(); i++) {
            consumer(frame.consumers().get(i), at.consumers().get(i));
        }
        for (int i = 0; i < frame.stores().size(); i++) {
            store(frame.stores().get(i), at.stores().get(i), i);
        }
        moving.handovers().forEach(this::handover);
        frame.cuts().forEach(this::cut);
        if (frame.ghost() != null) {
            ghost(frame.ghost());
        }
        frame.flights().forEach(this::flight);
        legend();
        if (frame.callout() != null) {
            pen.save();
            pen.alpha(moving.callout());
            pen.translate(0, 6 * (1 - moving.callout()));
            callout(frame.callout());
            pen.restore();
        }
    }

    /// The regular dots behind everything, over an area in px of the screen.
    public static void ground(Pen pen, Palette palette, double width, double height) {
        pen.rect(0, 0, width, height, 0, palette.tone(STAGE));
        Color dot = palette.tone(DOT);
        for (double x = 12; x < width; x += 24) {
            for (double y = 12; y < height; y += 24) {
                pen.circle(x, y, 1, dot, null);
            }
        }
    }

    private Color tone(Tone tone) {
        return palette.tone(tone);
    }

    private Stroke stroke(Tone tone, double width) {
        return Stroke.of(palette.tone(tone), width);
    }

    private Hue hue(Tag tag) {
        return palette.hue(tag.hue());
    }

    // ------------------------------------------------------------------ headings, links, legend

    private void headings() {
        heading(at.producers().isEmpty() ? 16 : at.producers().getFirst().x(), "Producers", "");
        heading(at.broker().x(), "Broker", frame.title());
        if (!at.consumers().isEmpty()) {
            heading(at.consumers().getFirst().x(), "Consumers", frame.group());
        }
    }

    private void heading(double x, String text, String rest) {
        Type semi = SANS_12.semi();
        pen.text(x, 27, text, semi, tone(INK_2));
        int space = rest.indexOf(' ');
        if (space > 0) {
            double after = x + semi.width(text + " ");
            String word = rest.substring(0, space + 1);
            pen.text(after, 27, word, SANS_12, tone(INK_3));
            pen.text(
                    after + SANS_12.width(word),
                    27,
                    SANS_12.semi().fit(rest.substring(space + 1), 170),
                    semi,
                    tone(INK_2));
        }
    }

    private void link(StageFrame.Link link) {
        boolean moves = moving.handovers().stream()
                .anyMatch(each -> link.from().equals(new StageFrame.End(Side.TAPE_OUT, each.tape()))
                        && link.to().equals(new StageFrame.End(Side.CONSUMER, each.to())));
        if (moves) {
            return;
        }
        double[][] curve = at.curve(link.from(), link.to(), 0);
        if (link.from().side() == Side.CONSUMER) {
            storeLink(link, curve);
            return;
        }
        pen.save();
        pen.alpha(link.live() ? 0.75 : 0.5);
        Stroke stroke = stroke(LINK, 1.4);
        pen.path(data(curve), null, link.live() ? stroke : stroke.dashed(4, 4));
        pen.restore();
    }

    /// The link of a partition, and its name, between two consumers.
    private void handover(StageMotion.Handover handover) {
        StageFrame.End tape = new StageFrame.End(Side.TAPE_OUT, handover.tape());
        double[][] old = at.curve(tape, new StageFrame.End(Side.CONSUMER, handover.from()), 0);
        double[][] next = at.curve(tape, new StageFrame.End(Side.CONSUMER, handover.to()), 0);
        double[][] curve = new double[4][2];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                curve[i][j] = old[i][j] + (next[i][j] - old[i][j]) * handover.share();
            }
        }
        pen.path(data(curve), null, stroke(INK, 1.8));
        String name = frame.tapes().get(handover.tape()).name();
        double width = Math.max(24, MONO_11.width(name) + 10);
        pen.rect(curve[3][0] - width / 2, curve[3][1] - 9, width, 18, 5, tone(INK));
        pen.text(curve[3][0], curve[3][1] + 4, name, MONO_11.semi(), tone(ON_INK), Align.CENTRE);
    }

    private void storeLink(StageFrame.Link link, double[][] curve) {
        Color color = tone(link.live() ? INK_2 : INK_4);
        Stroke stroke = Stroke.of(color, 1.4);
        pen.path(data(curve), null, link.live() ? stroke : stroke.dashed(3, 3));
        arrowHead(curve[3][0] - 1, curve[3][1], 0, color);
    }

    private void arrowHead(double x, double y, double degrees, Color color) {
        pen.save();
        pen.translate(x, y);
        pen.rotate(degrees);
        pen.path("M-6 -4l6.5 4l-6.5 4z", color, null);
        pen.restore();
    }

    private void legend() {
        double y = at.area().height() - 15;
        double x = 16;
        Color ink = tone(INK_3);
        pen.rect(x, y - 6, 22, 12, 6, ink);
        x = word(x + 27, y, "message");
        pen.save();
        pen.translate(x + 7, y);
        pen.path("M-7 0L5 -5.5L5 5.5z", null, Stroke.of(ink, 1.6).rounded());
        pen.restore();
        x = word(x + 18, y, "ack");
        pen.glyph(Glyph.REFUSED, x, y - 7.5, 15, ink);
        x = word(x + 20, y, "refused");
        pen.glyph(Glyph.CUT, x, y - 7.5, 15, ink);
        x = word(x + 20, y, "connection cut");
        boolean replicated = frame.tapes().stream()
                .anyMatch(tape ->
                        tape.kind() == StageFrame.Kind.LOG || !tape.replicas().isEmpty());
        boolean gone = frame.tapes().stream()
                .anyMatch(tape -> tape.strips().stream().anyMatch(strip -> StripPainter.GONE.contains(strip.name())));
        if (frame.details() && replicated || gone) {
            Hue hue = palette.hue(1);
            pen.rect(
                    x + .5,
                    y - 6.5,
                    13,
                    13,
                    3,
                    hue.tint(),
                    Stroke.of(hue.fill(), 1.4).dashed(3, 2));
            x = word(x + 19, y, gone ? "nobody has it" : "above HW");
        }
        for (String line : frame.more()) {
            x = word(x + 8, y, line);
        }
    }

    private double word(double x, double y, String text) {
        pen.text(x, y + 4, text, SANS_11, tone(INK_3));
        return x + SANS_11.width(text) + 15;
    }

    // ------------------------------------------------------------------ the broker

    private void broker() {
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

    private void tape(StageFrame.Tape tape, int index) {
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
            if (frame.details()) {
                watermark(tape, index, cy);
                if (at.tapeSize() == Size.FULL && !tape.replicas().isEmpty()) {
                    copies(tape, cy);
                }
            }
            if (at.tapeSize() != Size.COMPACT || tape.strips().isEmpty()) {
                readers(tape, index, cy);
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
        if (!frame.details()) {
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
        if (log && frame.details()) {
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
                free(pen, palette, new Box(x, cy, StageLayout.CELL, high), 5, 3);
            } else if (cell.tag() == null) {
                pen.rect(x + .5, cy + .5, StageLayout.CELL - 1, high - 1, 5, tone(INSET), stroke(LINE_STRONG, 1));
            } else {
                double fresh = moving.fresh(Moving.cell(index, offset));
                pen.save();
                pen.alpha(1 - 0.6 * fresh);
                pen.translate(-9 * fresh, 0);
                cell(cell.tag(), x, cy, high, frame.details() && tape.mark() >= 0 && offset >= tape.mark());
                pen.restore();
            }
        }
    }

    private record Free(double width, double height, Color color) {}

    /// A place that nothing has taken.
    static void free(Pen pen, Palette palette, Box box, double radius, double dash) {
        Color color = palette.tone(LINE_STRONG);
        double wide = box.width();
        double high = box.height();
        pen.stamp(
                new Free(wide, high, color),
                wide + 2,
                high + 2,
                box.middleX(),
                box.middleY(),
                stamp -> stamp.rect(
                        -wide / 2 + .5,
                        -high / 2 + .5,
                        wide - 1,
                        high - 1,
                        radius,
                        null,
                        Stroke.of(color, 1).dashed(dash, dash)));
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

    private double next(StageFrame.Tape tape, int index, StageFrame.Reader reader) {
        int slot = tape.slot(reader.next(), at.slots());
        return at.cellX(moving.slot(Moving.next(index, reader.who()), slot)) - 1.2;
    }

    private double committed(StageFrame.Tape tape, int index, StageFrame.Reader reader) {
        int slot = tape.slot(reader.committed(), at.slots());
        return at.cellX(moving.slot(Moving.committed(index, reader.who()), slot)) - 1.2;
    }

    private void watermark(StageFrame.Tape tape, int index, double cy) {
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

    /// A log names what comes next, a stream the last one that counts.
    private static long shown(StageFrame.Tape tape, long next) {
        return tape.kind() == StageFrame.Kind.STREAM ? next - 1 : next;
    }

    private void copies(StageFrame.Tape tape, double cy) {
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

    private void readers(StageFrame.Tape tape, int index, double cy) {
        double high = at.cellHeight();
        if (at.tapeSize() != Size.FULL) {
            for (StageFrame.Reader reader : tape.readers()) {
                double y = cy + high + 3;
                if (reader.next() >= 0) {
                    triangle(next(tape, index, reader), y, tone(SURFACE), tone(INK_2));
                }
                if (reader.committed() >= 0 && frame.details()) {
                    triangle(committed(tape, index, reader), y, tone(INK), tone(INK));
                }
            }
            return;
        }
        double y = cy + high + (frame.details() ? 22 : 10);
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
            if (reader.committed() >= 0 && frame.details()) {
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
                line = y + (frame.details() ? 15 : 0);
                double x = next(tape, index, reader);
                if (reader.next() != reader.committed() && frame.details()) {
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

    // ------------------------------------------------------------------ producers and consumers

    private void card(Box box, StageFrame.Health health) {
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

    private void name(Box box, String name, StageFrame.Health health, double room) {
        boolean down = health.life() == Life.CRASHED || health.life() == Life.STOPPED;
        Type type = Type.mono(15).bold().shrunk(name, room);
        if (down) {
            pen.rect(box.x() + 7, box.y() + 9, Math.min(room, type.width(name)) + 10, 20, 5, tone(INSET));
        }
        pen.text(box.x() + 12, box.y() + 24, type.fit(name, room), type, tone(down ? INK_3 : INK));
    }

    private void producer(StageFrame.Producer producer, Box box) {
        card(box, producer.health());
        if (at.producerSize() == Size.COMPACT) {
            compactProducer(producer, box);
            return;
        }
        name(box, producer.name(), producer.health(), box.width() - 22);
        if (producer.health().life() != Life.RUNNING) {
            ring(box.middleX(), box.y() + 62, producer.health());
            outage(box, box.y() + 94, producer.health());
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
                free(pen, palette, new Box(x, box.y() + 56, 13.4, 20), 4, 2.5);
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
                free(pen, palette, new Box(x, box.y() + 22, 13.4, 18), 4, 2.5);
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

    private void ring(double x, double y, StageFrame.Health health) {
        pen.circle(x, y, 29, tone(SURFACE), null);
        if (health.life() == Life.PAUSED) {
            pen.glyph(Glyph.PAUSE, x - 10, y - 17, 20, tone(INK));
            pen.text(x, y + 16, health.text(), Type.mono(11).semi(), tone(INK), Align.CENTRE);
            return;
        }
        pen.circle(x, y, 23, null, stroke(INSET, 4.5));
        if (health.left() > 0.999) {
            pen.circle(x, y, 23, null, stroke(INK, 4.5));
        } else if (health.left() > 0) {
            double angle = 2 * Math.PI * health.left() - Math.PI / 2;
            pen.path(
                    "M" + x + " " + (y - 23) + "A23 23 0 " + (health.left() > 0.5 ? 1 : 0) + " 1 "
                            + (x + 23 * Math.cos(angle)) + " " + (y + 23 * Math.sin(angle)),
                    null,
                    stroke(INK, 4.5).rounded());
        }
        Type type = Type.mono(13).bold().shrunk(health.text(), 38);
        pen.text(x, y + 5, health.text(), type, tone(INK), Align.CENTRE);
    }

    private void outage(Box box, double y, StageFrame.Health health) {
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

    private void consumer(StageFrame.Consumer consumer, Box box) {
        card(box, consumer.health());
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
            name(box, consumer.name(), consumer.health(), oneLine ? 40 : box.width() - 22);
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
                ringSmall(box, consumer.health());
            } else {
                ring(box.middleX(), ringY, consumer.health());
                outage(box, box.y() + 96, consumer.health());
            }
            return;
        }
        double line = oneLine || partitions.isEmpty() ? box.y() + 50 : box.y() + 64;
        double room = box.width() - 20;
        pen.text(box.x() + 12, line, SANS_11.fit(consumer.line(), room), SANS_11, tone(INK_2));
        if (consumer.tag() != null) {
            capsule(box.x() + 12 + capsuleWidth(consumer.tag()) / 2, line + 17, consumer.tag(), null);
        }
        double second = oneLine ? box.y() + 97 : box.y() + 104;
        pen.text(box.x() + 12, second, SANS_11.fit(consumer.second(), room), SANS_11, tone(INK_2));
        if (!consumer.third().isEmpty() && second + 13 < box.bottom() - 3) {
            pen.text(box.x() + 12, second + 13, MONO_11.fit(consumer.third(), room), MONO_11.medium(), tone(INK));
        }
    }

    private void ringSmall(Box box, StageFrame.Health health) {
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
            pen.circle(x, y, 13, null, stroke(INSET, 3.5));
            if (health.left() > 0.999) {
                pen.circle(x, y, 13, null, stroke(INK, 3.5));
            } else if (health.left() > 0) {
                double angle = 2 * Math.PI * health.left() - Math.PI / 2;
                pen.path(
                        "M" + x + " " + (y - 13) + "A13 13 0 " + (health.left() > 0.5 ? 1 : 0) + " 1 "
                                + (x + 13 * Math.cos(angle)) + " " + (y + 13 * Math.sin(angle)),
                        null,
                        stroke(INK, 3.5).rounded());
            }
            pen.glyph(Glyph.CRASH, x - 5.5, y - 5.5, 11, tone(INK));
        }
        Type type = Type.mono(12).bold().shrunk(health.text(), 32);
        pen.text(x + 18, y + 4.5, health.text(), type, tone(INK));
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
            capsule(box.right() - 8 - capsuleWidth(consumer.tag()) / 2, box.y() + 36, consumer.tag(), null);
        }
    }

    // ------------------------------------------------------------------ stores

    private void store(StageFrame.Store store, Box box, int index) {
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

    // ------------------------------------------------------------------ what moves

    static double capsuleWidth(Tag tag) {
        return Math.max(40, Type.mono(11.5).width(tag.id()) + 19);
    }

    private void capsule(double x, double y, Tag tag, Color ring) {
        capsule(pen, x, y, tag, ring);
    }

    private void capsule(Pen pen, double x, double y, Tag tag, Color ring) {
        Hue hue = hue(tag);
        double width = capsuleWidth(tag);
        if (ring != null) {
            pen.rect(x - width / 2 - 3, y - 13, width + 6, 26, 13, null, Stroke.of(ring, 1.6));
        }
        pen.rect(
                x - width / 2, y - 10, width, 20, 10, hue.fill(), hue.edge() == null ? null : Stroke.of(hue.edge(), 1));
        pen.text(x, y + 4.2, tag.id(), Type.mono(11.5).bold(), hue.on(), Align.CENTRE);
    }

    static double[][] curve(StageLayout at, StageFrame.Flight flight) {
        boolean request = flight.move() == StageFrame.Move.REQUEST || flight.move() == StageFrame.Move.STALLED;
        return at.curve(flight.from(), flight.to(), request ? -LANE * flight.lane() : LANE * (1.5 + flight.lane()));
    }

    private void flight(StageFrame.Flight flight) {
        double[][] curve = curve(at, flight);
        double[] point = StageLayout.at(curve, flight.at());
        switch (flight.move()) {
            case REQUEST -> request(flight, point);
            case STALLED -> {
                request(flight, point);
                pen.circle(
                        point[0] + capsuleWidth(flight.tag()) / 2, point[1] - 8, 7.5, tone(SURFACE), stroke(INK, 1.2));
                pen.glyph(Glyph.PAUSE, point[0] + capsuleWidth(flight.tag()) / 2 - 4.5, point[1] - 12.5, 9, tone(INK));
            }
            case ANSWER ->
                answer(
                        curve,
                        flight.at(),
                        flight.tag() == null ? tone(INK_2) : hue(flight.tag()).line());
            case COMMIT -> {
                answer(curve, flight.at(), tone(INK_2));
                if (!flight.text().isEmpty()) {
                    pen.text(
                            point[0] + 2,
                            point[1] + 25,
                            flight.text(),
                            Type.mono(10.5).semi(),
                            tone(INK_2),
                            Align.CENTRE);
                }
            }
            case REFUSAL -> {
                answer(
                        curve,
                        flight.at(),
                        flight.tag() == null ? tone(INK_2) : hue(flight.tag()).line());
                double[] barred = StageLayout.at(curve, Math.max(0, flight.at() - 0.3));
                barred(barred[0], barred[1], 6.4);
                pen.text(
                        point[0] + 2,
                        point[1] + 24,
                        flight.text().isEmpty() ? "refused" : flight.text(),
                        Type.sans(11.5).semi(),
                        tone(INK_2),
                        Align.CENTRE);
            }
        }
    }

    private void request(StageFrame.Flight flight, double[] point) {
        if (flight.tag() != null) {
            if (crowded) {
                Tag tag = flight.tag();
                Object what = List.of("capsule", tag.id(), hue(tag).fill());
                pen.stamp(
                        what, capsuleWidth(tag) + 4, 24, point[0], point[1], stamp -> capsule(stamp, 0, 0, tag, null));
            } else {
                capsule(point[0], point[1], flight.tag(), null);
            }
            if (!flight.text().isEmpty()) {
                pen.text(point[0], point[1] - 14, flight.text(), SANS_11, tone(INK_3), Align.CENTRE);
            }
        } else {
            pen.circle(point[0], point[1], 4, tone(INK_3), null);
            if (!flight.text().isEmpty()) {
                pen.text(point[0], point[1] - 9, flight.text(), Type.mono(10.5), tone(INK_3), Align.CENTRE);
            }
        }
    }

    private void barred(double x, double y, double radius) {
        pen.circle(x, y, radius + 2, tone(STAGE), null);
        pen.circle(x, y, radius, tone(SURFACE), stroke(INK, 1.8));
        double d = radius * .68;
        pen.line(x - d, y + d, x + d, y - d, stroke(INK, 1.8).rounded());
    }

    /// A triangle with a dotted trail behind it.
    private void answer(double[][] curve, double t, Color color) {
        if (crowded) {
            arrow(curve, t, color);
            return;
        }
        StringBuilder trail = new StringBuilder();
        for (int i = 0; i <= 10; i++) {
            double[] point = StageLayout.at(curve, t * i / 10);
            trail.append(i == 0 ? "M" : "L").append(point[0]).append(' ').append(point[1]);
        }
        pen.path(trail.toString(), null, Stroke.of(color, 2).rounded().dashed(1, 4));
        arrow(curve, t, color);
    }

    private void arrow(double[][] curve, double t, Color color) {
        double[] point = StageLayout.at(curve, t);
        if (crowded) {
            int degrees = (int) Math.round(StageLayout.angle(curve, t) / 6) * 6;
            pen.stamp(List.of("arrow", color, degrees), 28, 28, point[0], point[1], stamp -> {
                stamp.rotate(degrees);
                stamp.path(
                        "M10 0L-7 -8L-7 8z", tone(STAGE), Stroke.of(color, 2.2).rounded());
            });
            return;
        }
        pen.save();
        pen.translate(point[0], point[1]);
        pen.rotate(StageLayout.angle(curve, t));
        pen.path("M10 0L-7 -8L-7 8z", tone(STAGE), Stroke.of(color, 2.2).rounded());
        pen.restore();
    }

    private void cut(StageFrame.Cut cut) {
        double[][] curve = at.curve(cut.from(), cut.to(), 0);
        double gap = 0.04 + 0.04 * Math.min(1, cut.age() * 4);
        double middle = Math.max(0.2, Math.min(0.8, cut.at()));
        pen.path(part(curve, 0, middle - gap), null, stroke(INK_2, 1.6));
        pen.path(part(curve, middle + gap, 1), null, stroke(INK_2, 1.6));
        double angle = StageLayout.angle(curve, middle);
        for (double t : new double[] {middle - gap, middle + gap}) {
            double[] end = StageLayout.at(curve, t);
            pen.save();
            pen.translate(end[0], end[1]);
            pen.rotate(angle);
            pen.path("M-3 8.5L3 -8.5", null, stroke(INK, 2.4).rounded());
            pen.restore();
        }
        double[] point = StageLayout.at(curve, middle);
        Type type = Type.sans(11.5).semi();
        double wide = Math.abs(curve[3][0] - curve[0][0]);
        List<String> words = type.wrap("connection cut", wide, 2);
        double half = words.stream().mapToDouble(type::width).max().orElse(0) / 2;
        double x = Math.max(point[0], half + 4);
        double textY = point[1] + 28;
        pen.rect(x - half - 3, textY - 11, 2 * half + 6, 15 + 13 * (words.size() - 1), 4, tone(STAGE));
        for (String word : words) {
            pen.text(x, textY, word, type, tone(INK_2), Align.CENTRE);
            textY += 13;
        }
        textY -= 13;
        if (cut.gone() != null) {
            rays(x, textY + 19, cut.age());
            gone(cut.gone(), x, textY + 19);
        }
    }

    /// What a cut connection carried bursts in its first quarter of a second.
    private void rays(double x, double y, double age) {
        double share = age / BURST;
        if (share >= 1) {
            return;
        }
        pen.save();
        pen.alpha(1 - share);
        for (int[] ray : new int[][] {{-30, -12}, {-12, -17}, {12, -17}, {30, -12}, {-30, 12}, {30, 12}}) {
            double near = 1 + 0.25 * share;
            double far = 1.25 + 0.35 * share;
            pen.line(
                    x + ray[0] * near,
                    y + ray[1] * near,
                    x + ray[0] * far,
                    y + ray[1] * far,
                    stroke(INK_2, 1.6).rounded());
        }
        pen.restore();
    }

    private void gone(Tag tag, double x, double y) {
        Hue hue = hue(tag);
        String text = tag.id() + " gone";
        double width = MONO_11.width(text) + 18;
        pen.save();
        pen.alpha(0.8);
        pen.rect(
                x - width / 2,
                y - 11,
                width,
                22,
                11,
                tone(STAGE),
                Stroke.of(hue.line(), 1.4).dashed(3, 2.5));
        pen.text(x, y + 4, text, MONO_11.semi(), hue.text(), Align.CENTRE);
        pen.restore();
    }

    private void ghost(StageFrame.Ghost ghost) {
        double[][] curve = at.curve(ghost.from(), ghost.to(), LANE);
        double[] point = StageLayout.at(curve, 0.5);
        pen.save();
        pen.alpha(0.85);
        if (ghost.move() == StageFrame.Move.REQUEST && ghost.tag() != null) {
            pen.path(data(curve), null, Stroke.of(hue(ghost.tag()).line(), 1.6).dashed(4, 3));
            capsule(point[0], point[1], ghost.tag(), tone(INK));
        } else {
            answer(
                    curve,
                    0.55,
                    ghost.tag() == null ? tone(INK_2) : hue(ghost.tag()).line());
            if (ghost.move() == StageFrame.Move.REFUSAL) {
                double[] barred = StageLayout.at(curve, 0.25);
                barred(barred[0], barred[1], 6.4);
            }
        }
        pen.restore();
        double y = point[1] + 26;
        Type label = Type.sans(11.5).semi();
        double width = Math.max(label.width(ghost.text()), Type.mono(10.5).width(ghost.time()));
        double x = point[0] - width / 2;
        pen.circle(x - 4, y + 4, 8, tone(INK), null);
        pen.text(
                x - 4,
                y + 7.8,
                Integer.toString(ghost.number()),
                Type.mono(10.5).bold(),
                tone(ON_INK),
                Align.CENTRE);
        pen.text(x + 8, y, ghost.text(), label, tone(INK_2));
        pen.text(
                x + 8,
                y + 14,
                ghost.time(),
                Type.mono(10.5).semi(),
                ghost.tag() == null ? tone(INK_2) : hue(ghost.tag()).text());
    }

    private static String part(double[][] curve, double from, double to) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i <= 12; i++) {
            double[] point = StageLayout.at(curve, from + (to - from) * i / 12);
            data.append(i == 0 ? "M" : "L").append(point[0]).append(' ').append(point[1]);
        }
        return data.toString();
    }

    static String data(double[][] q) {
        return "M" + q[0][0] + " " + q[0][1] + "C" + q[1][0] + " " + q[1][1] + " " + q[2][0] + " " + q[2][1] + " "
                + q[3][0] + " " + q[3][1];
    }

    // ------------------------------------------------------------------ the callout

    private static final Type CALLOUT = Type.sans(12.5).semi();
    private static final double CALLOUT_TEXT = 330;
    /// The room of `Why?` behind the text.
    private static final double WHY = 54;

    /// Where the callout is drawn: at the lower right, above the legend, and right of the broker where that
    /// comes down
    /// so far.
    public static Box calloutBox(StageLayout at, StageFrame.Callout callout) {
        double bottom = at.area().height() - 32;
        double inner = inner(at);
        List<String> title = CALLOUT.wrap(callout.title(), inner, 3);
        double wide = SANS_12.width(callout.text()) + WHY;
        for (String line : title) {
            wide = Math.max(wide, CALLOUT.width(line));
        }
        double width = Math.max(290, Math.min(wide, inner) + 73);
        double height = 41 + 17 * title.size();
        return new Box(at.area().width() - width - 12, bottom - height, width, height);
    }

    /// The width of the callout's text.
    private static double inner(StageLayout at) {
        double free = at.area().width() - 12 - at.broker().right() - 8 - 73;
        boolean beside = at.broker().bottom() > at.area().height() - 32 - 75;
        return beside ? Math.clamp(free, 217, CALLOUT_TEXT) : CALLOUT_TEXT;
    }

    private void callout(StageFrame.Callout callout) {
        Box box = calloutBox(at, callout);
        Color line = tone(callout.broken() ? BAD : INK);
        Color ink = tone(callout.broken() ? BAD_INK : INK);
        pointer(callout, box, line);
        pen.shadow(box.x(), box.y(), box.width(), box.height(), 10);
        pen.rect(box.x(), box.y(), box.width(), box.height(), 10, tone(SURFACE), Stroke.of(line, 1.6));
        pen.rect(box.x() + 11, box.y() + 12, 34, 34, 9, line);
        pen.glyph(callout.glyph(), box.x() + 19, box.y() + 20, 18, tone(callout.broken() ? ON_BAD : ON_INK));
        double y = box.y() + 25;
        for (String title : CALLOUT.wrap(callout.title(), inner(at), 3)) {
            pen.text(box.x() + 55, y, title, CALLOUT, ink);
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
