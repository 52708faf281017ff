package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.trace.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same scenario and seed tell the same story, to the byte, in two Java machines that have hardly anything in
/// common: garbage collector, processors, language, time zone, encoding, line ends, identity hash codes.
/// `-Dackademy.seeds=50000` tries more seeds than the build does.
class DeterminismTest {

    private static final int SEEDS = Integer.getInteger("ackademy.seeds", 1000);

    @TempDir
    private static Path folder;

    private static Path one;
    private static Path other;

    @BeforeAll
    static void runTwice() throws IOException, InterruptedException {
        one = Files.createDirectory(folder.resolve("one"));
        other = Files.createDirectory(folder.resolve("other"));
        Process first = java(
                one,
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=UTF-8",
                "-Dline.separator=\n");
        Process second = java(
                other,
                "-XX:+UseZGC",
                "-Xmx1g",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-Duser.language=ar",
                "-Duser.country=SA",
                "-Duser.timezone=America/St_Johns",
                "-Dfile.encoding=COMPAT",
                "-Dline.separator=\r\n");
        ended(first, one);
        ended(second, other);
    }

    private static Process java(Path to, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Digests.class.getName()));
        command.addAll(List.of(to.toString(), Integer.toString(SEEDS)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(to.resolve("said.txt").toFile())
                .start();
    }

    private static void ended(Process process, Path to) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(300 + SEEDS / 10, TimeUnit.SECONDS))
                    .as("has ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(to.resolve("said.txt")))
                .isZero();
    }

    static List<Shipped> shipped() {
        return Shipped.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void both_write_the_same_recording(Shipped shipped) throws IOException {
        Path first = Digests.recording(one, shipped);
        Path second = Digests.recording(other, shipped);
        if (Files.mismatch(first, second) >= 0) {
            assertThat(Divergence.first(
                            RecordingReader.read(first).trace().entries(),
                            RecordingReader.read(second).trace().entries()))
                    .as("the first entry that differs")
                    .isNull();
            assertThat(Files.readString(second)).isEqualTo(Files.readString(first));
        }
        assertThat(Files.size(first)).isGreaterThan(1000);
    }

    @Test
    void both_see_the_same_under_every_seed() throws IOException {
        List<String> first = Files.readAllLines(one.resolve(Digests.SEEDS));
        List<String> second = Files.readAllLines(other.resolve(Digests.SEEDS));
        assertThat(first).hasSize(SEEDS);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(second.get(seed)).isEqualTo(first.get(seed));
        }
        assertThat(first.stream().map(line -> line.split(" ")[1]).distinct().count())
                .as("seeds that tell different stories")
                .isGreaterThan(SEEDS / 2);
    }
}
