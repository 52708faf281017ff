package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreCommandTest {

    private static final String[] SMALL = {"--set", "explore.may=[cut, refuse]"};

    private static CommandRun explore(String... arguments) {
        String[] all = new String[SMALL.length + arguments.length + 2];
        all[0] = "explore";
        all[1] = "03";
        System.arraycopy(SMALL, 0, all, 2, SMALL.length);
        System.arraycopy(arguments, 0, all, 2 + SMALL.length, arguments.length);
        return CommandRun.of(all);
    }

    @Test
    void theClaimStandsBesideTheResultWithItsBounds() {
        CommandRun run = explore("--faults", "1", "--guarantee", "no-loss");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("The scenario's own fault is left out")
                .contains("No violation found: at most 1 fault, for these 2 messages.")
                .contains("distinct states, matched by a 128-bit digest.")
                .contains("bugs of the real broker.");
    }

    @Test
    void aGuaranteeThatIsAskedForAndBrokenEndsWithOneAndItsWitnessRuns(@TempDir Path folder) {
        String file = folder.resolve("witness.yaml").toString();
        CommandRun run = explore("--faults", "1", "--guarantee", "no-duplicate", "--save", file);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("Violation found of no-duplicate")
                .contains("Smallest counter-example", "1 fault, 1 message")
                .contains("What closes it", "none of");
        CommandRun again = CommandRun.of("run", file);
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("duplicate");
    }

    @Test
    void aWitnessOfAScenarioThatKeepsItsFaultsIsSavedWithThem(@TempDir Path folder) {
        String file = folder.resolve("witness.yaml").toString();
        CommandRun run =
                explore("--keep-faults", "--faults", "1", "--guarantee", "no-duplicate", "--no-fixes", "--save", file);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("Smallest counter-example", "Without any one of its faults")
                .contains("Written to ");
        CommandRun again = CommandRun.of("run", file);
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("duplicate");
    }

    @Test
    void aCatalogueWithoutAnEntryIsWrongUse(@TempDir Path folder) {
        CommandRun run = CommandRun.of("anomalies", folder.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("has no scenario");
    }

    @Test
    void aSearchThatIsStoppedEndsWithThree() {
        CommandRun run = explore("--faults", "2", "--guarantee", "no-loss", "--limit", "20runs", "--workers", "1");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).containsPattern("Stopped; nothing found in the first [0-9]+ of [0-9]+ places\\.");
    }

    @Test
    void theNumberOfWorkersChangesNothing() {
        TreeSet<String> told = new TreeSet<>();
        for (String workers : new String[] {"1", "2", "4"}) {
            told.add(explore("--faults", "2", "--json", "--no-fixes", "--workers", workers)
                    .out());
        }
        assertThat(told).singleElement().asString().contains("\"outcomes\"", "\"witness\"");
    }

    @Test
    void theMatrixSaysWhatEachSortOfPlaceBreaksUnderEachPolicy() {
        CommandRun run = explore("--faults", "1", "--matrix");
        assertThat(run.out())
                .contains("at-most-once", "at-least-once", "exactly-once")
                .containsPattern("Connection cut before the answer .*duplicate [0-9]+ of [0-9]+");
    }
}
