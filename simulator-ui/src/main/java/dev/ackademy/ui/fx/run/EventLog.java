package dev.ackademy.ui.fx.run;

import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One plain line for each telling event, so that a run can be followed without seeing the stage.
public final class EventLog {

    /// @param entry number in the trace
    public record Line(int entry, String text) {}

    private EventLog() {}

    /// The last `most` telling events until entry `n`, the newest first.
    public static List<Line> until(Trace trace, int n, int most) {
        List<Line> lines = new ArrayList<>();
        for (int i = Math.min(n, trace.entries().size()); i >= 1 && lines.size() < most; i--) {
            TraceEntry entry = trace.entry(i);
            if (Telling.tells(entry.event())) {
                lines.add(new Line(i, line(entry, trace)));
            }
        }
        return lines;
    }

    /// `0.410 B1: frame lost, A#1`
    static String line(TraceEntry entry, Trace trace) {
        String node = entry.node() < 0 ? "run" : trace.nodes().get(entry.node()).name();
        String what = entry.kind().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        String text = Clock.seconds(entry.at()) + " " + node + ": " + what;
        return entry.operation() == null
                ? text
                : text + ", " + entry.operation().id();
    }
}
