package dev.ackademy.ui.fx.shell;

import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.workbench.Workbench;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// Writes what is open as a recording that the command line reads too.
final class Saved {

    private Saved() {}

    static void recording(Played played, Path file) {
        Trace trace = played.trace();
        RecordingHeader header = new RecordingHeader(
                Workbench.version(),
                ScenarioFile.write(played.resolved()),
                trace.seed(),
                new LinkedHashMap<>(),
                trace.nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        try (RecordingWriter writer = RecordingWriter.to(file, header)) {
            trace.entries().forEach(writer::add);
            writer.finish(RecordingEnd.of(trace));
        }
    }
}
