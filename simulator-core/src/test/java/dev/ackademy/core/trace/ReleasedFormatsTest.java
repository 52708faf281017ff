package dev.ackademy.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.RunEnd;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A recording of every released format is kept and opens. A released one never changes; that of the format under work
/// is written anew with
///
///     ./ackademy run lessons/catalog/03-the-answer-never-came/scenario.yaml --record FILE
class ReleasedFormatsTest {

    @ParameterizedTest
    @CsvSource({"format-1.0.ndjson, 128, A#1 create"})
    void it_opens_whole_and_says_what_it_said(String file, int entries, String firstOperation) {
        Recording recording = RecordingReader.read(Path.of("src", "test", "resources", "recordings", file));
        Trace trace = recording.trace();
        assertThat(recording.header().scenario()).contains("title: The answer that never came back");
        assertThat(trace.entries()).hasSize(entries);
        assertThat(trace.end()).isEqualTo(RunEnd.QUIET);
        assertThat(trace.unknownKinds()).isEmpty();
        assertThat(trace.entries())
                .filteredOn(entry -> entry.kind().equals("RecordAppended"))
                .extracting(entry ->
                        entry.operation() + " " + entry.operation().kind().word())
                .containsExactly(firstOperation, firstOperation, "D#1 create");
    }
}
