package dev.ackademy.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that records and is killed leaves a file that opens and holds what it had written so far.
class KilledWriterTest {

    private static final int AT_LEAST = 2_000;
    private static final String RECORDED = "recorded";

    @TempDir
    private Path folder;

    @Test
    void a_process_killed_half_way_leaves_a_file_that_holds_a_prefix() throws Exception {
        Path file = folder.resolve("killed.ndjson");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriterTest.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader()) {
            assertThat(out.readLine()).isEqualTo(RECORDED);
        } finally {
            child.destroyForcibly().waitFor();
        }
        Recording recording = RecordingReader.readPrefix(file);
        assertThat(recording.whole()).isFalse();
        assertThat(recording.header()).isEqualTo(Samples.header());
        List<TraceEntry> left = recording.trace().entries();
        assertThat(left).hasSizeGreaterThanOrEqualTo(AT_LEAST - 64);
        List<TraceEntry> recorded = new Samples(1).entries(left.size());
        assertThat(Samples.end(left).digest()).isEqualTo(Samples.end(recorded).digest());
    }

    /// Records more than can be written before it is killed, then waits for that.
    public static void main(String[] arguments) {
        RecordingWriter writer = RecordingWriter.to(Path.of(arguments[0]), Samples.header());
        for (TraceEntry entry : new Samples(1).entries(100_000)) {
            writer.add(entry);
            if (entry.n() == AT_LEAST) {
                System.out.println(RECORDED);
            }
        }
        LockSupport.park();
    }
}
