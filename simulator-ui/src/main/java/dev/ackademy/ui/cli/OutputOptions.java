package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.Judged;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How a run is told: for a person, for a script, or with every entry.
final class OutputOptions {

    @ArgGroup
    private Form form = new Form();

    static final class Form {
        @Option(names = "--json", description = "Print one JSON object and nothing else.")
        boolean json;

        @Option(names = "--trace", description = "Print every entry of the trace first, one line each.")
        boolean trace;
    }

    boolean json() {
        return form.json;
    }

    boolean trace() {
        return form.trace;
    }

    void print(Judged run, String variant, PrintWriter out, Terminal terminal) {
        if (json()) {
            out.println(ReportJson.of(run));
            return;
        }
        if (trace()) {
            TraceText.print(run.trace(), run.scenario(), out, terminal);
        }
        new RunText(out, terminal).print(run, variant);
    }
}
