package dev.ackademy.ui.fx.run;

import dev.ackademy.core.check.Narrator;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// One plain sentence for each telling event, so that a run can be followed without seeing the stage.
public final class EventLog {

    /// @param entry number in the trace
    public record Line(int entry, String text) {}

    private EventLog() {}

    /// The last `most` telling events until entry `n`, the newest first.
    public static List<Line> until(Trace trace, Scenario scenario, int n, int most) {
        Narrator narrator = new Narrator(trace, scenario);
        List<Line> lines = new ArrayList<>();
        for (int i = Math.min(n, trace.entries().size()); i >= 1 && lines.size() < most; i--) {
            TraceEntry entry = trace.entry(i);
            if (Telling.tells(entry.event())) {
                lines.add(new Line(i, line(entry, narrator)));
            }
        }
        return lines;
    }

    /// The last telling event until entry `n`, 0 for none.
    public static int newest(Trace trace, int n) {
        int i = Math.min(n, trace.entries().size());
        while (i >= 1 && !Telling.tells(trace.entry(i).event())) {
            i--;
        }
        return Math.max(0, i);
    }

    /// `0.410  B1 appends A#1 at orders-0 offset 3.`
    private static String line(TraceEntry entry, Narrator narrator) {
        return Clock.seconds(entry.at()) + "  " + narrator.sentence(entry);
    }
}
