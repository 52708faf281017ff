package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Shipped;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The kind of broker can be switched on every scenario: it runs, or one line names what has no counterpart.
class EveryKindTest {

    private static final List<String> KINDS = List.of("log", "jetstream", "pubsub", "queue");

    /// A setting, a step or a preset stands in the reason, and the kind that has none.
    private static final String REASON =
            ".+:\\d+:\\d+: .*(has no counterpart for kind %1$s|kind %1$s|'[a-z-]+(: \\w+)?').*";

    static Stream<Path> files() {
        return Stream.concat(Shipped.all().stream().map(Shipped::file).distinct(), CatalogueEntry.files().stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_scenario_runs_on_every_kind_or_is_refused_by_the_name_of_a_setting(Path file) {
        for (String kind : KINDS) {
            Resolved resolved = null;
            try {
                resolved = ScenarioFile.read(file, "", List.of("broker.kind=" + kind));
            } catch (ScenarioRefused refused) {
                assertThat(refused.getMessage())
                        .as(kind)
                        .matches(REASON.formatted(kind))
                        .doesNotContain("\n");
            }
            if (resolved != null) {
                assertThat(CatalogueEntry.run(resolved.scenario()).trace().entries())
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_scenario_runs_on_its_own_kind_without_a_setting_of_another(Path file) {
        assertThat(ScenarioFile.read(file, "", List.of()).passedOver()).isEmpty();
    }
}
