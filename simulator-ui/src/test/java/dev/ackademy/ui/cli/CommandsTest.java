package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

    @TempDir
    private Path folder;

    static List<Lesson> shipped() {
        return LessonLibrary.shipped().all();
    }

    @Test
    void runTellsPictureTablesVerdictsReasonsAndOutcome() {
        CommandRun run = CommandRun.of("run", "03");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("The answer that never came back  at-least-once\n")
                .containsSubsequence(
                        " seconds  shop.1 ",
                        "├───── A#1 ────▶│ @0",
                        "╳── A#1 ",
                        "├─── A#1 ×2 ───▶│ @1",
                        "billing-db.payments  expected",
                        "Promised\n",
                        "no-duplicate        allowed (2)",
                        "⚑1 duplicate  A#1 Ana's payment of 40 EUR",
                        "--set processes.shop.producer.idempotence=true",
                        "As expected: found duplicate, duplicate-effect.",
                        "Other variants: --variant idempotent | at-most-once | request-lost");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedScenarioRunsToAVerdict(Lesson lesson) {
        CommandRun run = CommandRun.of("run", lesson.name());
        assertThat(run.exit()).isIn(0, 1, 3);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.chars().noneMatch(Character::isISOControl))
                        .isTrue());
    }

    @Test
    void theMendOfTheRunThatIsShownReallyMendsIt() {
        CommandRun run = CommandRun.of("run", "03", "--set", "processes.shop.producer.idempotence=true");
        assertThat(run.exit()).as("the file expects its anomalies").isEqualTo(1);
        assertThat(run.out()).contains("Not as expected: duplicate, duplicate-effect were not found.");
        assertThat(CommandRun.of("run", "03", "--variant", "idempotent").exit()).isZero();
    }

    @Test
    void aFileRunsAsTheShippedScenarioOfTheSameTextDoes() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"), shipped().getFirst().scenario());
        assertThat(CommandRun.of("run", file.toString()))
                .isEqualTo(CommandRun.of("run", "1"))
                .isEqualTo(CommandRun.of("run", "fire-and-forget"));
    }

    @Test
    void jsonIsOneObjectAndNothingElse() {
        CommandRun run = CommandRun.of("run", "03", "--json", "--seed", "17");
        assertThat(run.out().lines()).hasSize(1);
        JsonNode json = JsonMapper.builder().build().readTree(run.out());
        assertThat(json.get("seed").asLong()).isEqualTo(17);
        assertThat(json.get("counts").toString()).isEqualTo("{\"duplicate\":1,\"duplicate-effect\":1}");
        assertThat(run.exit()).isZero();
    }

    @Test
    void traceListsEveryEntryInOrder() {
        CommandRun run = CommandRun.of("run", "01", "--trace");
        List<String> entries =
                run.out().lines().takeWhile(line -> !line.isEmpty()).toList();
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i)).matches(" +" + (i + 1) + " +[0-9]+\\.[0-9]{6}  \\S.*");
        }
        assertThat(entries.getLast()).contains("The run ends: quiet.");
    }

    @Test
    void seedsAreCountedWithTheFirstWitnessOfEach() {
        CommandRun run = CommandRun.of("run", "03", "--seeds", "5..24");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("no-duplicate            allowed   violated in 20 of 20 seeds\n")
                .contains("found in 20 of 20 seeds; first with seed 5, A#1 (Ana's payment of 40 EUR), steps ")
                .contains("20 of 20 seeds as expected");
    }

    @Test
    void seedsAsJsonAreOneObjectALineInOrderAndEachIsTheOneOfItsSeed() {
        CommandRun run = CommandRun.of("run", "03", "--seeds", "-3..36", "--json");
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(40);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).contains("\"seed\":" + (i - 3) + ",");
        }
        assertThat(CommandRun.of("run", "03", "--seed", "9", "--json").out().strip())
                .isEqualTo(lines.get(12));
    }

    @Test
    void aRecordingIsJudgedAsItsRunWas() {
        String file = folder.resolve("run.jsonl").toString();
        CommandRun run = CommandRun.of("run", "03", "--seed", "3", "--record", file, "--json");
        assertThat(run.exit()).isZero();
        CommandRun check = CommandRun.of("check", file, "--json");
        assertThat(check).isEqualTo(run);
        assertThat(CommandRun.of("run", "03", "--record", file, "--json").exit())
                .as("a recording may be replaced")
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedScenarioReplaysToTheSameDigest(Lesson lesson) {
        String file = folder.resolve("run.jsonl").toString();
        CommandRun.of("run", lesson.name(), "--seed", "11", "--record", file);
        CommandRun replay = CommandRun.of("replay", file);
        assertThat(replay.out()).startsWith("Equal: ").contains(" entries, digest ");
        assertThat(replay.exit()).isZero();
    }

    @Test
    void aReplayNamesTheFirstEntryThatDiffers() throws Exception {
        Path file = folder.resolve("run.jsonl");
        CommandRun.of("run", "03", "--record", file.toString());
        Recording recorded = RecordingReader.read(file);
        RecordingHeader header = recorded.header();
        RecordingHeader changed = new RecordingHeader(
                "0.0.1",
                header.scenario().replace("latency: 2ms", "latency: 3ms"),
                header.seed(),
                header.choices(),
                header.nodes(),
                header.origin(),
                header.clock());
        assertThat(changed.scenario()).isNotEqualTo(header.scenario());
        try (RecordingWriter writer = RecordingWriter.to(file, changed)) {
            recorded.trace().entries().forEach(writer::add);
            writer.finish(RecordingEnd.of(recorded.trace()));
        }
        CommandRun replay = CommandRun.of("replay", file.toString());
        assertThat(replay.exit()).isEqualTo(1);
        assertThat(replay.out().lines())
                .satisfiesExactly(
                        version -> assertThat(version).startsWith("Recorded by version 0.0.1; this is "),
                        place -> assertThat(place).matches("Differs from entry [0-9]+ on\\."),
                        expected -> assertThat(expected).matches("recorded  [0-9.]+  \\S.*"),
                        fields -> assertThat(fields).startsWith("          "),
                        actual -> assertThat(actual).matches("replayed  [0-9.]+  \\S.*"),
                        fields -> assertThat(fields).startsWith("          "));
    }

    @Test
    void showNamesTheOriginOfEveryValueAndTheVendorsWords() {
        CommandRun run = CommandRun.of("show", "11", "--set", "broker.nodes=4");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("(?m)^broker\\.nodes +4 +--set")
                .containsPattern(
                        "(?m)^processes\\.shop\\.producer\\.acks +all +preset at-least-once +acks \\(default all\\)")
                .containsPattern(
                        "(?m)^processes\\.shop\\.producer\\.in-flight +5 +scenario\\.yaml:\\d+ +max\\.in\\.flight")
                .containsPattern("(?m)^broker\\.session-timeout +1s +default +broker\\.session\\.timeout\\.ms")
                .contains("\nVariants\n  idempotent, one-in-flight, versioned\n");
    }

    @Test
    void scenariosListsEverythingThatIsShipped() {
        CommandRun run = CommandRun.of("scenarios");
        assertThat(run.exit()).isZero();
        for (Lesson lesson : shipped()) {
            assertThat(run.out()).contains(lesson.slug());
        }
        assertThat(run.out())
                .contains("03  The answer that never came back")
                .contains("shows duplicate, duplicate-effect");
    }

    @Test
    void schemaIsJson() {
        CommandRun run = CommandRun.of("schema");
        assertThat(run.exit()).isZero();
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(run.out())
                        .get("$schema")
                        .asString())
                .startsWith("https://json-schema.org/");
    }

    @Test
    void withoutACommandTheFirstLessonShowsTheDamageAndItsMend() {
        CommandRun run = CommandRun.of();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "Fire and forget", "Predict", "⚑1 lost-effect", "× —", "One way", "✓", "ackademy lesson list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "show", "check", "replay", "runs", "rerun", "scenarios", "schema", "lesson"})
    void everyCommandHasHelpWithAnExample(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: ackademy " + command).containsPattern("Examples?:\\n  ackademy ");
    }
}
