package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every word of the format that has a meaning in a scenario is either explained or offered.
class UnsetValuesTest {

    private static final Path CATALOG = Path.of("..", "lessons", "catalog");

    static List<Path> shipped() throws IOException {
        try (Stream<Path> folders = Files.list(CATALOG)) {
            return folders.map(folder -> folder.resolve("scenario.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void nothingIsBothThereAndMissingAndEverythingIsExplained(Path file) {
        Resolved resolved = ScenarioFile.read(file, "", List.of());
        List<String> there =
                resolved.explained().stream().map(Resolved.Explained::path).toList();
        assertThat(resolved.unset()).allSatisfy(unset -> {
            assertThat(there).doesNotContain(unset.path());
            assertThat(unset.doc()).isNotEmpty();
            assertThat(unset.takes()).isNotEmpty();
        });
    }

    @Test
    void aWordOfAnotherKindIsNotOffered() {
        assertThat(unset("03-the-answer-never-came"))
                .noneMatch(path -> path.endsWith(".extend-every"))
                .noneMatch(path -> path.endsWith(".dead-letter"));
        assertThat(unset("32-work-outlives-the-ack-wait")).contains("processes.worker.extend-every");
        assertThat(unset("41-requeued-and-overtaken")).contains("topics.orders.dead-letter");
        assertThat(unset("46-stalled-job-runs-twice")).doesNotContain("topics.invoices.dead-letter");
    }

    @Test
    void whatIsOfferedCanBeSet() {
        Path file = CATALOG.resolve("41-requeued-and-overtaken/scenario.yaml");
        Resolved set = ScenarioFile.read(file, "", List.of("processes.billing.preset=at-most-once"));
        assertThat(unset("41-requeued-and-overtaken")).contains("processes.billing.preset");
        assertThat(set.explained())
                .anyMatch(each -> each.path().equals("processes.billing.preset")
                        && each.value().equals("at-most-once"));
    }

    @Test
    void aPolicyIsToldInTheWordsOfItsKind() {
        Path file = CATALOG.resolve("03-the-answer-never-came/scenario.yaml");
        assertThat(ScenarioFile.read(file, "", List.of()).policies())
                .singleElement()
                .asString()
                .contains("acks=all");
        assertThat(ScenarioFile.read(file, "", List.of("broker.kind=jetstream")).policies())
                .anyMatch(line -> line.contains("AckExplicit after the last step"));
        assertThat(ScenarioFile.read(file, "", List.of("broker.kind=queue")).policies())
                .anyMatch(line -> line.contains("publisher confirms"));
    }

    private static List<String> unset(String slug) {
        return ScenarioFile.read(CATALOG.resolve(slug).resolve("scenario.yaml"), "", List.of()).unset().stream()
                .map(Resolved.Unset::path)
                .toList();
    }
}
