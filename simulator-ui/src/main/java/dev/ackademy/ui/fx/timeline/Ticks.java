package dev.ackademy.ui.fx.timeline;

import dev.ackademy.ui.fx.run.Pacing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The round times of an axis that runs with the pace of the play: whole seconds before halves, halves before tenths,
/// as many as have room.
public final class Ticks {

    /// A step that fits more often into the run is not tried.
    private static final long MOST = 100;

    private Ticks() {}

    /// Where a tick stands and what it says.
    ///
    /// @param x in the unit of the width, from 0
    /// @param text seconds without needless zeros, `1.5 s`
    public record Tick(double x, String text) {}

    /// @param width of the axis
    /// @param room  that two ticks have between them at least
    public static List<Tick> of(Pacing pacing, double width, double room) {
        TreeMap<Double, Long> times = new TreeMap<>();
        times.put(0.0, 0L);
        for (long step : steps(pacing.end())) {
            for (long time = step; time < pacing.end(); time += step) {
                double x = width * pacing.paceOf(time) / pacing.length();
                Double before = times.floorKey(x);
                Double after = times.ceilingKey(x);
                if (x - before >= room && (after == null || after - x >= room)) {
                    times.put(x, time);
                }
            }
        }
        List<Tick> ticks = new ArrayList<>();
        times.forEach((x, time) -> ticks.add(new Tick(x, text(time))));
        return ticks;
    }

    /// 5, 2 and 1 times the powers of ten, µs, the longest first; none shorter than 1 ms.
    private static List<Long> steps(long end) {
        List<Long> steps = new ArrayList<>();
        for (long ten = 1000; ten <= end; ten *= 10) {
            for (long step : new long[] {ten, 2 * ten, 5 * ten}) {
                if (end / step <= MOST) {
                    steps.addFirst(step);
                }
            }
        }
        return steps;
    }

    private static String text(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " s";
    }
}
