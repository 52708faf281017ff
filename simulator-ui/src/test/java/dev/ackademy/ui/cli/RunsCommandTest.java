package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.RunLibrary;
import dev.ackademy.ui.workbench.RunRecipe;
import dev.ackademy.ui.workbench.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

    private static final Workbench WORKBENCH = new Workbench();

    @TempDir
    private Path home;

    private KnownRun keep(String variant, long seed, String ranAs) {
        RunRecipe kept = new RunRecipe("03", WORKBENCH.catalogue().get(2).scenario(), variant, List.of(), seed);
        RunRecipe ran = new RunRecipe("03", kept.text(), ranAs, List.of(), seed);
        try (RunLibrary library = RunLibrary.open(home, message -> {
            throw new AssertionError(message);
        })) {
            return library.add(kept, WORKBENCH.run(ran)).orElseThrow();
        }
    }

    @Test
    void runsAreListedTheLastOneFirst() {
        keep("", 3, "");
        keep("idempotent", 4, "idempotent");
        CommandRun runs = CommandRun.at(home, "runs");
        assertThat(runs.exit()).isZero();
        assertThat(runs.err()).isEmpty();
        assertThat(runs.out().lines())
                .satisfiesExactly(
                        two -> assertThat(two)
                                .matches("2 {5}\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  The answer that never came back"),
                        of -> assertThat(of).isEqualTo("      03, variant idempotent, seed 4: as expected"),
                        one -> assertThat(one).startsWith("1     "),
                        of -> assertThat(of)
                                .isEqualTo("      03, seed 3: as expected; 1 duplicate, 1 duplicate-effect"));
        assertThat(CommandRun.at(home, "runs", "--last", "1").out().lines()).hasSize(2);
        assertThat(CommandRun.at(home, "runs", "--last", "0").exit()).isEqualTo(2);
    }

    @Test
    void aRunAgainShowsTheRunAndThatItIsTheSame() {
        KnownRun known = keep("", 3, "");
        CommandRun rerun = CommandRun.at(home, "rerun", String.valueOf(known.id()));
        assertThat(rerun.exit()).isZero();
        assertThat(rerun.out())
                .startsWith(CommandRun.of("run", "03", "--seed", "3").out().split("Other variants")[0])
                .contains("Equal: the same events and verdicts as then (version " + Workbench.version() + ").");
    }

    @Test
    void whereTheVerdictIsAnotherBothAreShown() {
        KnownRun known = keep("idempotent", 3, "");
        CommandRun rerun = CommandRun.at(home, "rerun", String.valueOf(known.id()));
        assertThat(rerun.exit()).isEqualTo(1);
        assertThat(rerun.out())
                .containsSubsequence(
                        "Not the same as then.",
                        "then  version " + Workbench.version()
                                + ", as expected; 1 duplicate, 1 duplicate-effect, digest ",
                        "violated: no-duplicate",
                        "now   version " + Workbench.version() + ", as expected, digest ",
                        "violated: nothing");
    }

    @Test
    void withoutALibraryNothingIsListedAndNoneIsBegun() {
        Path none = home.resolve("none");
        assertThat(CommandRun.at(none, "runs").out()).startsWith("No runs yet.");
        CommandRun rerun = CommandRun.at(none, "rerun", "7");
        assertThat(rerun.exit()).isEqualTo(2);
        assertThat(rerun.err()).contains("There is no run 7.");
        assertThat(CommandRun.at(none, "rerun", "seven").exit()).isEqualTo(2);
        assertThat(none).doesNotExist();
    }

    @Test
    void aLibraryInUseOrDamagedIsSaidInOneLine() throws Exception {
        keep("", 3, "");
        try (RunLibrary window = RunLibrary.open(home, _ -> {})) {
            assertThat(window.isOpen()).isTrue();
            CommandRun runs = CommandRun.at(home, "runs");
            assertThat(runs.exit()).isEqualTo(2);
            assertThat(runs.err().lines()).singleElement().asString().contains("Another Ackademy");
        }
        Files.writeString(home.resolve("runs.mv.db"), "text");
        CommandRun runs = CommandRun.at(home, "runs");
        assertThat(runs.exit()).isEqualTo(2);
        assertThat(runs.err().lines()).singleElement().asString().contains("is damaged. It was set aside");
        assertThat(CommandRun.at(home, "runs").out()).startsWith("No runs yet.");
    }
}
