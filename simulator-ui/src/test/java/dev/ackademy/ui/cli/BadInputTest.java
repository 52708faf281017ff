package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.Workbench;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a file holds: one clear line on stderr, nothing on stdout, exit code 2, no stack trace.
class BadInputTest {

    private static final String ESCAPE = "\u001b[31m";

    @TempDir
    private Path folder;

    static Stream<Arguments> badScenarios() {
        return Stream.of(
                Arguments.of("misspelt", "scenario: 1\ntitel: x\n", "title"),
                Arguments.of("deep", "scenario: 1\ntitle: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n", ""),
                Arguments.of("huge", "scenario: 1\ntitle: " + "x".repeat(2 << 20) + "\n", "1 MiB"),
                Arguments.of("empty", "", ""),
                Arguments.of("blank", "\n\n  \n", ""),
                Arguments.of("tagged", "scenario: 1\ntitle: !!java.net.URL x\n", ""),
                Arguments.of("aliased", "scenario: 1\ntitle: &a x\nshows: [*a]\n", ""),
                Arguments.of("no mapping", "- 1\n- 2\n", ""),
                Arguments.of("duplicate", "scenario: 1\nscenario: 1\n", ""),
                Arguments.of("two documents", "scenario: 1\n---\nscenario: 1\n", ""),
                Arguments.of("newer", "scenario: 99\ntitle: x\n", ""),
                Arguments.of("escapes", "scenario: 1\n\"ti\\u001b[31mtle\": x\n", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badScenarios")
    void aBadScenarioIsRefusedInOneLine(String name, String text, String hint) throws Exception {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
        for (String command : List.of("run", "show")) {
            refused(CommandRun.of(command, file.toString()), hint);
        }
    }

    @Test
    void aBinaryFileIsNoScenarioAndNoRecording() throws Exception {
        byte[] bytes = new byte[4_096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + 7);
        }
        Path file = Files.write(folder.resolve("photo.jpg"), bytes);
        refused(CommandRun.of("run", file.toString()), "");
        refused(CommandRun.of("check", file.toString()), "");
        refused(CommandRun.of("replay", file.toString()), "");
    }

    @Test
    void aFolderIsNeither() {
        refused(CommandRun.of("run", folder.toString()), "folder");
        refused(CommandRun.of("check", folder.toString()), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-file.yaml", "999", "", "a\u0000b", "x\u001b[2Jy"})
    void whatIsNeitherAFileNorShippedIsSaidSo(String name) {
        refused(CommandRun.of("run", name), "");
        refused(CommandRun.of("show", name), "");
        refused(CommandRun.of("check", name), "");
    }

    @Test
    void theNameOfAFileCannotMoveTheCursor() throws Exception {
        Path file = Files.writeString(folder.resolve("evil" + ESCAPE + "\n.yaml"), "scenario: x\n");
        refused(CommandRun.of("run", file.toString()), "");
        refused(CommandRun.of("check", file.toString()), "");
        refused(CommandRun.of("replay", file.toString()), "");
    }

    @Test
    void aWrongVariantOrSettingNamesTheNearest() {
        refused(CommandRun.of("run", "03", "--variant", "idempotnet"), "idempotent");
        refused(CommandRun.of("run", "03", "--set", "processes.shop.producer.ack=all"), "acks");
        refused(CommandRun.of("run", "03", "--set", "nonsense"), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5..", "9..1", "a..b", "0..1000000", "1..99999999999999999999"})
    void aRangeOfSeedsThatIsNoneIsRefused(String range) {
        CommandRun run = CommandRun.of("run", "03", "--seeds", range);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("seeds").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--seed 1 --seeds 1..2", "--json --trace", "--seeds 1..2 --trace", "--seeds 1..2 --record x"})
    void optionsThatContradictEachOtherAreRefused(String options) {
        String[] arguments = ("run 03 " + options).split(" ");
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aRecordingDoesNotReplaceAFileThatIsNone() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "precious");
        refused(CommandRun.of("run", "03", "--record", notes.toString()), "not a recording");
        assertThat(notes).hasContent("precious");
        refused(
                CommandRun.of(
                        "run",
                        "03",
                        "--record",
                        folder.resolve("no/such/folder").toString()),
                "");
    }

    static IntStream cuts() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aTruncatedRecordingIsRefused(int cut) throws Exception {
        byte[] whole = recording();
        Path file =
                Files.write(folder.resolve("cut.jsonl"), java.util.Arrays.copyOf(whole, (whole.length - 1) * cut / 39));
        refused(CommandRun.of("check", file.toString()), "");
        refused(CommandRun.of("replay", file.toString()), "");
    }

    @Test
    void aTruncatedRecordingIsJudgedAsFarAsItGoesWhenAsked() throws Exception {
        byte[] whole = recording();
        Path file = Files.write(folder.resolve("cut.jsonl"), java.util.Arrays.copyOf(whole, whole.length * 3 / 4));
        CommandRun run = CommandRun.of("check", "--prefix", file.toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("breaks off after entry");
    }

    static IntStream flips() {
        return IntStream.range(0, 64);
    }

    @ParameterizedTest
    @MethodSource("flips")
    void aRecordingWithAFlippedBitIsRefused(int flip) throws Exception {
        byte[] bytes = recording();
        bytes[(int) ((long) (bytes.length - 1) * flip / 63)] ^= (byte) (1 << flip % 8);
        Path file = Files.write(folder.resolve("flipped.jsonl"), bytes);
        refused(CommandRun.of("check", file.toString()), "");
        refused(CommandRun.of("replay", file.toString()), "");
    }

    @Test
    void aWholeRecordingIsJudgedAsTheRunWas() throws Exception {
        Path file = Files.write(folder.resolve("whole.jsonl"), recording());
        CommandRun run = CommandRun.of("check", file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("⚑2 duplicate-effect")
                .contains("As expected: found duplicate, duplicate-effect.");
        CommandRun json = CommandRun.of("check", "--json", file.toString());
        assertThat(json.out().strip()).isEqualTo(ReportJson.of(Sample.answerLost()));
    }

    private byte[] recording() throws Exception {
        Judged run = Sample.answerLost();
        String scenario = ScenarioFile.write(new Workbench().load("03", "", List.of()));
        Path file = folder.resolve("recording.jsonl");
        RecordingHeader header = new RecordingHeader(
                Workbench.version(),
                scenario,
                run.trace().seed(),
                new LinkedHashMap<>(),
                run.trace().nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        try (RecordingWriter writer = RecordingWriter.to(file, header)) {
            run.trace().entries().forEach(writer::add);
            writer.finish(RecordingEnd.of(run.trace()));
        }
        return Files.readAllBytes(file);
    }

    private static void refused(CommandRun run, String hint) {
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("ackademy: ").contains(hint).doesNotContain("internal error");
        assertThat(run.err().strip().chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(run.err().getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000);
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(2);
    }
}
