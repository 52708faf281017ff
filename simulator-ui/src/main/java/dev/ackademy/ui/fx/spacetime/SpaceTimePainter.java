package dev.ackademy.ui.fx.spacetime;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.draw.Painter;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.Pacing;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.timeline.Lanes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.paint.Color;

/// Draws the part of a run between two moments. Only what lies in it is looked at, at most [#MOST_EVENTS] messages.
public record SpaceTimePainter(
        Pen pen, Palette palette, Played played, Columns columns, Lanes lanes, double width, double height)
        implements Painter {

    public static final int MOST_EVENTS = 10_000;

    /// px of a second of the play.
    public static final double SECOND = 180;

    static final double HEADER = 54;
    static final double TOP = 72;

    /// What is to be seen.
    ///
    /// @param n    entries that have happened
    /// @param at   µs
    /// @param top  pace at the upper edge
    /// @param past null where nothing was found
    public record Scope(
            int n,
            double at,
            double top,
            boolean fade,
            boolean acks,
            boolean commits,
            CausalPast past,
            WhyViewModel.Chain chain,
            int step) {}

    /// The upper edge that shows this moment with enough of what came before.
    static double topFor(Pacing pacing, double at, double height) {
        return Math.max(-0.05, pacing.paceOf(at) - (height - TOP - 90) / SECOND);
    }

    /// px from this pace to this moment, and a little below it.
    static double heightTo(Pacing pacing, double top, double at) {
        return TOP + 60 + (pacing.paceOf(at) - top) * SECOND;
    }

    private double y(Scope scope, double micros) {
        return TOP + (played.pacing().paceOf(micros) - scope.top()) * SECOND;
    }

    private Marks marks() {
        return new Marks(pen, palette);
    }

    private double x(int column) {
        return columns.x(column, width);
    }

    public void paint(Scope scope) {
        pen.rect(0, 0, width, height, 0, tone(STAGE));
        double now = y(scope, scope.at());
        pen.save();
        pen.clip(0, HEADER, width, height - HEADER);
        pen.hatch(56, now, width - 56, height - now, 0, tone(LINE), null, 5.6);
        axis(scope, now);
        lifelines(scope);
        outages(scope, now);
        strips(scope);
        flights(scope, false);
        flights(scope, true);
        now(scope, now);
        badges(scope);
        pen.restore();
        header(scope);
    }

    private void axis(Scope scope, double now) {
        double step = 36;
        double offset = (scope.top() * SECOND) % step;
        for (double y = TOP - offset; y < height; y += step) {
            if (y < TOP - 1) {
                continue;
            }
            double pace = scope.top() + (y - TOP) / SECOND;
            if (pace < 0 || pace > played.pacing().length()) {
                continue;
            }
            pen.save();
            pen.alpha(.6);
            pen.line(56, y, width, y, stroke(LINE, 1));
            pen.restore();
            if (Math.abs(y - now) > 14) {
                String text = Clock.seconds(played.pacing().timeOf(pace));
                pen.text(50, y + 4, text, Type.mono(10.5), tone(INK_3), Align.RIGHT);
            }
        }
    }

    private void lifelines(Scope scope) {
        for (int i = 0; i < columns.all().size(); i++) {
            boolean hot = inPast(scope, i);
            pen.line(x(i), HEADER + 16, x(i), height, hot ? stroke(INK_3, 1.8) : stroke(LINE_STRONG, 1.3));
        }
    }

    private boolean inPast(Scope scope, int column) {
        return scope.chain() != null
                && scope.chain().steps().stream()
                        .anyMatch(step ->
                                columns.index(played.trace().entry(step.entry()).node()) == column);
    }

    private void outages(Scope scope, double now) {
        for (Lanes.Outage outage : lanes.outages()) {
            double from = y(scope, outage.from());
            double until = Math.min(now, y(scope, outage.until()));
            if (outage.from() > scope.at() || until < HEADER || from > height) {
                continue;
            }
            for (int i = 0; i < columns.all().size(); i++) {
                if (columns.all().get(i).name().equals(outage.node())) {
                    pen.hatch(x(i) - 13, from, 26, until - from, 6, tone(LINE_STRONG), tone(INSET), 5);
                    pen.rect(x(i) - 13, from, 26, until - from, 6, null, stroke(LINE_STRONG, 1));
                    pen.circle(x(i), from + 2, 11, tone(SURFACE), stroke(INK_2, 1.3));
                    pen.glyph(outage.glyph(), x(i) - 6.5, from - 4.5, 13, tone(INK));
                    double textX = x(i) + 19;
                    boolean left = textX + 90 > width;
                    pen.text(
                            left ? x(i) - 19 : textX,
                            from + 7,
                            outage.text(),
                            Type.sans(11.5).semi(),
                            tone(INK_2),
                            left ? Align.RIGHT : Align.LEFT);
                }
            }
        }
    }

    /// What the row of the hurt entity said, along the line of its store.
    private void strips(Scope scope) {
        if (scope.chain() == null) {
            return;
        }
        Finding finding = played.report().findings().get(scope.chain().finding());
        if (finding.operation() == null || finding.witness().isEmpty()) {
            return;
        }
        String key = finding.operation().key();
        Hue hue = palette.hue(played.hues().index(key));
        Map<Integer, TraceEntry> last = new HashMap<>();
        int flag = Played.flagOf(finding, played.trace());
        for (TraceEntry entry : played.trace().entries()) {
            if (entry.n() > scope.n()) {
                break;
            }
            if (entry.event() instanceof StoreEvent.RowWritten written && key.equals(written.key())) {
                TraceEntry before = last.put(entry.node(), entry);
                if (before != null) {
                    strip(
                            scope,
                            before,
                            entry.at(),
                            before.n() >= flag && scope.chain().broken() ? tone(BAD) : hue.fill());
                }
            }
        }
        last.values()
                .forEach(entry -> strip(
                        scope,
                        entry,
                        scope.at(),
                        entry.n() >= flag && scope.chain().broken() ? tone(BAD) : hue.fill()));
    }

    private void strip(Scope scope, TraceEntry from, double until, Color color) {
        int column = columns.index(from.node());
        if (column >= 0) {
            double top = y(scope, from.at());
            pen.rect(x(column) - 4, top, 8, y(scope, until) - top, 0, color);
            pen.circle(x(column), top, 5, color, stroke(STAGE, 2));
        }
    }

    private void flights(Scope scope, boolean hot) {
        List<Flights.Flight> all = played.flights().all();
        double topMicros = played.pacing().timeOf(scope.top() - 0.2);
        int drawn = 0;
        Map<Integer, Double> labelled = new HashMap<>();
        for (int i = firstAfter(all, topMicros); i < all.size() && drawn < MOST_EVENTS; i++) {
            Flights.Flight flight = all.get(i);
            if (flight.sent() > scope.n() || y(scope, flight.fromAt()) > height) {
                break;
            }
            boolean tells = scope.past() != null && scope.past().tells(flight);
            if (tells == hot && shown(scope, flight)) {
                flight(scope, flight, hot, labelled);
                drawn++;
            }
        }
    }

    /// Frames are at most a few seconds under way: those sent a little before the edge still show.
    private int firstAfter(List<Flights.Flight> all, double micros) {
        double from = played.pacing().timeOf(played.pacing().paceOf(micros) - 1);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (all.get(middle).fromAt() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean shown(Scope scope, Flights.Flight flight) {
        if (columns.index(flight.from()) < 0
                || columns.index(flight.to()) < 0
                || flight.carried().isEmpty()) {
            return false;
        }
        if (flight.kind() == RequestKind.COMMIT) {
            return scope.commits();
        }
        boolean delivery = flight.kind() == RequestKind.FETCH || flight.kind() == RequestKind.REPLICATE;
        return !flight.answer() || delivery || scope.acks() || Marks.refused(flight);
    }

    private void flight(Scope scope, Flights.Flight flight, boolean hot, Map<Integer, Double> labelled) {
        Hue hue = palette.hue(
                played.hues().index(flight.carried().getFirst().operation().key()));
        double x1 = x(columns.index(flight.from()));
        double y1 = y(scope, flight.fromAt());
        double x2 = x(columns.index(flight.to()));
        double y2 = y(scope, flight.toAt());
        boolean whole = flight.ended() <= scope.n();
        double share = whole ? 1 : flight.progress(scope.at());
        boolean lost = flight.fate() == Flights.Fate.LOST && whole;
        double endX = x1 + (x2 - x1) * (lost ? 0.7 : share);
        double endY = whole ? y2 : y(scope, scope.at());
        boolean ack = flight.answer() && flight.kind() != RequestKind.FETCH && flight.kind() != RequestKind.REPLICATE;
        double strong = hot ? (ack ? 1.8 : 2.6) : ack ? 1.1 : 1.4;
        pen.save();
        pen.alpha(hot ? 1 : scope.fade() && scope.past() != null ? (ack ? .26 : .34) : ack ? .6 : .85);
        Stroke line = Stroke.of(hot ? hue.fill() : hue.line(), strong);
        marks().arrow(x1, y1, endX, endY, ack ? line.dashed(3, 3) : line, whole && !lost, ack, hot ? 10 : 7);
        if (!hot && !flight.answer() && y1 - labelled.getOrDefault(flight.from(), -99.0) > 11) {
            labelled.put(flight.from(), y1);
            boolean leftwards = x2 < x1;
            pen.text(
                    leftwards ? x1 + 8 : x1 - 8,
                    y1 + 4,
                    Marks.label(flight),
                    Type.mono(10.5),
                    hue.text(),
                    leftwards ? Align.LEFT : Align.RIGHT);
        }
        pen.restore();
        if (lost) {
            String id = flight.carried().getFirst().operation().id();
            marks().severed(endX + (x2 > x1 ? 7 : -7), endY, "cut, " + id + " gone");
        }
        if (hot && !ack) {
            marks().capsule(x1 + (endX - x1) * .45, y1 + (endY - y1) * .45, Marks.label(flight), hue);
        }
        if (Marks.refused(flight)) {
            marks().barred(x1 + (endX - x1) * .25, y1 + (endY - y1) * .25, 7.5);
        }
    }

    private void badges(Scope scope) {
        if (scope.chain() == null) {
            return;
        }
        Map<String, Integer> taken = new HashMap<>();
        for (WhyViewModel.Step step : scope.chain().steps()) {
            TraceEntry entry = played.trace().entry(step.entry());
            int column = columns.index(entry.node());
            if (column < 0 || step.entry() > scope.n()) {
                continue;
            }
            double y = y(scope, step.at());
            int before = taken.merge(column + "/" + Math.round(y / 16), 1, Integer::sum) - 1;
            double x = x(column) + before * 24;
            boolean selected = step.number() - 1 == scope.step();
            marks().badge(x, y, step, scope.chain().broken(), selected);
        }
    }

    private void now(Scope scope, double y) {
        pen.line(56, y, width, y, stroke(INK, 1.6));
        pen.rect(4, y - 9, 50, 18, 5, tone(INK));
        pen.text(29, y + 4, Clock.seconds(scope.at()), Type.mono(11).semi(), tone(ON_INK), Align.CENTRE);
        if (scope.n() < played.trace().entries().size()) {
            pen.text(66, y + 18, "not yet run", Type.sans(11), tone(INK_3));
        }
    }

    private void header(Scope scope) {
        pen.rect(0, 0, width, HEADER, 0, tone(SURFACE));
        pen.line(0, HEADER, width, HEADER, stroke(LINE, 1));
        pen.text(46, 33, "seconds", Type.sans(11), tone(INK_3), Align.RIGHT);
        double pitch = columns.all().size() < 2 ? 131 : x(1) - x(0);
        for (int i = 0; i < columns.all().size(); i++) {
            Columns.Column column = columns.all().get(i);
            boolean hot = inPast(scope, i);
            marks().head(x(i), 8, column.name(), pitch, hot);
            Type small = Type.sans(11);
            pen.text(x(i), 45, small.fit(column.role(), pitch - 4), small, tone(hot ? INK_2 : INK_3), Align.CENTRE);
        }
    }

    /// The message nearest to a point, null where none is within 8 px.
    Flights.Flight at(Scope scope, double px, double py) {
        Flights.Flight best = null;
        double nearest = 8;
        for (Flights.Flight flight : played.flights().all()) {
            if (flight.sent() > scope.n() || !shown(scope, flight)) {
                continue;
            }
            double y1 = y(scope, flight.fromAt());
            double y2 = y(scope, flight.toAt());
            if (y2 < HEADER || y1 > height) {
                continue;
            }
            double distance = distance(px, py, x(columns.index(flight.from())), y1, x(columns.index(flight.to())), y2);
            if (distance < nearest) {
                nearest = distance;
                best = flight;
            }
        }
        return best;
    }

    private static double distance(double px, double py, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((px - x1) * dx + (py - y1) * dy) / length, 0, 1);
        return Math.hypot(px - x1 - t * dx, py - y1 - t * dy);
    }
}
