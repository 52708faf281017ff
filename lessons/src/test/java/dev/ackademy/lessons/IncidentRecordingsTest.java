package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.lessons.play.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The recordings of the incidents tell what their scenarios tell today. `-Dackademy.write-recordings=true` records
/// them
/// anew: look at what has changed with `git diff --stat` and with `ackademy incident NN`.
class IncidentRecordingsTest {

    private static final Path SHELF = Path.of("incidents");
    private static final long MOST_BYTES = 200_000;
    private static final String REFRESH = "-Dtest=IncidentRecordingsTest -Dackademy.write-recordings=true";

    static List<Incident> incidents() {
        return IncidentLibrary.shipped(LessonLibrary.shipped()).all();
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void theRecordingIsWhatItsScenarioAndSeedTellToday(Incident incident) throws IOException {
        Resolved resolved = incident.stage().resolve(List.of());
        Trace today = Simulation.run(
                resolved.scenario(), Choices.seeded(resolved.scenario().seed()));
        Path file = SHELF.resolve(incident.stage().name()).resolve(IncidentLibrary.RECORDING);
        if (Boolean.getBoolean("ackademy.write-recordings")) {
            Files.write(file, recording(version(), resolved, today));
        }
        Recording shipped = RecordingReader.read(file);
        Resolved recorded = ScenarioFile.parse(shipped.header().scenario(), file.toString());
        assertThat(ScenarioFile.write(recorded)).as(REFRESH).isEqualTo(ScenarioFile.write(resolved));
        List<String> lines = entries(Files.readString(file));
        List<String> expected = entries(new String(recording("", resolved, today), StandardCharsets.UTF_8));
        int same = 0;
        while (same < Math.min(lines.size(), expected.size()) && lines.get(same).equals(expected.get(same))) {
            same++;
        }
        assertThat(lines.subList(same, lines.size()))
                .as("from entry %d on; if that is meant: %s", same + 1, REFRESH)
                .isEqualTo(expected.subList(same, expected.size()));
        assertThat(Files.size(file)).as("shorten the scenario").isLessThan(MOST_BYTES);
    }

    /// And how it ended, with the digest. The first line has the scenario with the defaults of its time
    /// written out, the
    /// last one the sum of all that.
    private static List<String> entries(String recording) {
        List<String> lines = recording.lines().toList();
        return lines.subList(1, lines.size() - 1);
    }

    @Test
    void whatWasRecordedIsShownAndOnlyWhatIsChangedIsSimulated() {
        Stage first = incidents().getFirst().stage();
        Trace other = Simulation.run(first.resolve(List.of()).scenario(), Choices.seeded(77));
        Stage recorded = new Stage(first.name(), first.script(), first.scenario(), () -> other);
        assertThat(recorded.play().trace()).isSameAs(other);
        assertThat(recorded.play(List.of("seed=1")).trace()).isNotSameAs(other);
    }

    /// Of the build.
    private static String version() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
    }

    private static byte[] recording(String engine, Resolved resolved, Trace trace) {
        RecordingHeader header = new RecordingHeader(
                engine,
                ScenarioFile.write(resolved),
                trace.seed(),
                new LinkedHashMap<>(),
                trace.nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordingWriter writer = RecordingWriter.to(out, "a recording", header)) {
            trace.entries().forEach(writer::add);
            writer.finish(RecordingEnd.of(trace));
        }
        return out.toByteArray();
    }
}
