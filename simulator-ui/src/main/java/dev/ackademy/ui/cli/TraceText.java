package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Narrator;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.io.PrintWriter;

/// Every entry of a trace as one line: step, seconds, what caused it, the sentence.
final class TraceText {

    private static final int LINES_BETWEEN_CHECKS = 1_000;

    private TraceText() {}

    /// Stops where nobody reads any more.
    static void print(Trace trace, Scenario scenario, PrintWriter out, Terminal terminal) {
        Narrator narrator = new Narrator(trace, scenario);
        for (TraceEntry entry : trace.entries()) {
            out.println(line(entry, narrator).render(terminal));
            if (entry.n() % LINES_BETWEEN_CHECKS == 0 && out.checkError()) {
                return;
            }
        }
        if (!trace.complete()) {
            out.println("Not every entry was kept: " + SafeText.of(trace.limit()));
        }
        out.println();
    }

    static Line line(TraceEntry entry, Narrator narrator) {
        String n = String.valueOf(entry.n());
        String time = Times.exact(entry.at());
        Line line = new Line().put(Math.max(0, 7 - n.length()), n, Ink.FAINT);
        line.put(Math.max(line.length() + 1, 21 - time.length()), time, Ink.FAINT);
        line.to(23).add(narrator.sentence(entry));
        if (entry.choice() != null) {
            line.add("  [" + entry.choice() + "]", Ink.FAINT);
        }
        return line;
    }
}
