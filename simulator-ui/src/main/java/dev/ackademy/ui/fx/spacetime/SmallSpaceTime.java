package dev.ackademy.ui.fx.spacetime;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a finding is about in space and time, small: only who and what had a part in it. What happened later stands
/// lower, but time is not to scale: a wait takes as little room as it can.
public final class SmallSpaceTime {

    private static final double HEADER = 34;
    private static final double SIDE = 34;
    private static final double FOOT = 20;
    private static final double MOST = 300;
    private static final double LEAST_GAP = 13;
    private static final double MOST_GAP = 34;
    /// px of a millisecond, between the least gap and the most.
    private static final double MILLI = 0.4;

    private static final int MOST_FLIGHTS = 14;

    private final Played played;
    private final WhyViewModel.Chain chain;
    private final List<Columns.Column> columns = new ArrayList<>();
    private final List<Flights.Flight> flights;
    private final TreeMap<Long, Double> ys = new TreeMap<>();

    public SmallSpaceTime(Played played, WhyViewModel.Chain chain) {
        this.played = played;
        this.chain = chain;
        Finding finding = played.report().findings().get(chain.finding());
        CausalPast past = new CausalPast(played.trace(), finding);
        int flag = Played.flagOf(finding, played.trace());
        Columns all = new Columns(played);
        List<Flights.Flight> told = played.flights().all().stream()
                .filter(each -> each.sent() <= flag && past.tells(each) && shown(each, all))
                .toList();
        flights = told.subList(Math.max(0, told.size() - MOST_FLIGHTS), told.size());
        TreeSet<Integer> nodes = new TreeSet<>();
        TreeSet<Long> times = new TreeSet<>();
        for (Flights.Flight flight : flights) {
            nodes.add(all.index(flight.from()));
            nodes.add(all.index(flight.to()));
            times.add(flight.fromAt());
            times.add(flight.toAt());
        }
        for (WhyViewModel.Step step : chain.steps()) {
            nodes.add(all.index(played.trace().entry(step.entry()).node()));
            times.add(step.at());
        }
        nodes.stream()
                .filter(each -> each >= 0)
                .forEach(each -> columns.add(all.all().get(each)));
        place(times);
    }

    private static boolean shown(Flights.Flight flight, Columns columns) {
        return columns.index(flight.from()) >= 0
                && columns.index(flight.to()) >= 0
                && !flight.carried().isEmpty()
                && flight.kind() != RequestKind.COMMIT
                && flight.kind() != RequestKind.REPLICATE
                && (!flight.answer() || flight.kind() == RequestKind.FETCH || Marks.refused(flight));
    }

    private void place(TreeSet<Long> times) {
        double y = HEADER + 20;
        Long before = null;
        for (long time : times) {
            y += before == null ? 0 : Math.clamp((time - before) / 1000.0 * MILLI, LEAST_GAP, MOST_GAP);
            ys.put(time, y);
            before = time;
        }
        double tall = y - HEADER;
        if (tall > MOST) {
            ys.replaceAll((_, each) -> HEADER + 20 + (each - HEADER - 20) * MOST / tall);
        }
    }

    /// px; 0 where there is nothing to draw.
    public double height() {
        return columns.size() < 2 || ys.isEmpty() ? 0 : ys.lastEntry().getValue() + FOOT;
    }

    private double pitch(double width) {
        return (width - 2 * SIDE) / (columns.size() - 1);
    }

    /// Negative for a node without a column.
    private int column(int node) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).node() == node) {
                return i;
            }
        }
        return -1;
    }

    public void paint(Pen pen, Palette palette, double width) {
        Marks marks = new Marks(pen, palette);
        double pitch = pitch(width);
        pen.rect(.5, .5, width - 1, height() - 1, 9, marks.tone(STAGE), marks.stroke(LINE, 1));
        for (int i = 0; i < columns.size(); i++) {
            double x = SIDE + i * pitch;
            pen.line(x, HEADER + 4, x, height() - 8, marks.stroke(LINE_STRONG, 1.3));
            marks.head(x, 8, columns.get(i).name(), Math.min(pitch, 2 * SIDE - 4), true);
        }
        List<double[]> capsules = new ArrayList<>();
        flights.forEach(each -> flight(marks, each, pitch, capsules));
        Map<String, Integer> taken = new HashMap<>();
        for (WhyViewModel.Step step : chain.steps()) {
            int column = column(played.trace().entry(step.entry()).node());
            if (column >= 0) {
                double y = ys.get(step.at());
                int before = taken.merge(column + "/" + Math.round(y / 16), 1, Integer::sum) - 1;
                double beside = (column == columns.size() - 1 ? -22 : 22) * before;
                marks.badge(SIDE + column * pitch + beside, y, step, chain.broken(), false);
            }
        }
    }

    /// @param capsules where some are already
    private void flight(Marks marks, Flights.Flight flight, double pitch, List<double[]> capsules) {
        Hue hue = marks.palette()
                .hue(played.hues().index(flight.carried().getFirst().operation().key()));
        double x1 = SIDE + column(flight.from()) * pitch;
        double x2 = SIDE + column(flight.to()) * pitch;
        double y1 = ys.get(flight.fromAt());
        double y2 = ys.get(flight.toAt());
        boolean lost = flight.fate() == Flights.Fate.LOST;
        double share = lost ? .72 : 1;
        double endX = x1 + (x2 - x1) * share;
        double endY = y1 + (y2 - y1) * share;
        boolean refused = Marks.refused(flight);
        Stroke line = Stroke.of(hue.fill(), refused ? 1.8 : 2.2);
        marks.arrow(x1, y1, endX, endY, refused ? line.dashed(3, 3) : line, !lost, refused, 8);
        double t = .5;
        for (double other : new double[] {.5, .3, .7}) {
            double px = x1 + (endX - x1) * other;
            double py = y1 + (endY - y1) * other;
            if (capsules.stream().noneMatch(each -> Math.abs(each[0] - px) < 44 && Math.abs(each[1] - py) < 22)) {
                t = other;
                break;
            }
        }
        double x = x1 + (endX - x1) * t;
        double y = y1 + (endY - y1) * t;
        capsules.add(new double[] {x, y});
        if (refused) {
            marks.barred(x, y, 7);
        } else {
            marks.capsule(x, y, Marks.label(flight), hue);
        }
        if (lost) {
            marks.severed(endX + (x2 > x1 ? 7 : -7), endY, "");
        }
    }
}
