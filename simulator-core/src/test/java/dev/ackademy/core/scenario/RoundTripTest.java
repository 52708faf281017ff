package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `show` prints is a scenario file that means the same.
class RoundTripTest {

    static Stream<Path> shipped() {
        return Shipped.files().stream();
    }

    /// Each variant of the file, and none.
    private static List<String> variants(Path file) {
        List<String> variants =
                new ArrayList<>(ScenarioFile.read(file, "", List.of()).variants());
        variants.addFirst("");
        return variants;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_resolved_scenario_reads_back_as_an_equal_one_with_every_variant_and_preset(Path file) {
        for (String variant : variants(file)) {
            for (String preset : List.of("", "none", "at-most-once", "at-least-once", "exactly-once")) {
                List<String> sets = preset.isEmpty() ? List.of() : List.of("preset=" + preset);
                Resolved resolved = resolved(file, variant, sets);
                if (resolved == null) {
                    continue;
                }
                String written = ScenarioFile.write(resolved);
                Resolved again = ScenarioFile.parse(written, "written.yaml");
                assertThat(again.scenario())
                        .as(file + " " + variant + " " + preset)
                        .isEqualTo(resolved.scenario());
                assertThat(ScenarioFile.write(again)).isEqualTo(written);
            }
        }
    }

    /// Null where the preset has no counterpart for the kind of broker, or contradicts a word of the file.
    private static Resolved resolved(Path file, String variant, List<String> sets) {
        try {
            return ScenarioFile.read(file, variant, sets);
        } catch (ScenarioRefused refused) {
            assertThat(sets).as(refused.getMessage()).isNotEmpty();
            assertThat(refused.getMessage()).containsAnyOf("has no counterpart for kind", "cannot be: it needs");
            return null;
        }
    }
}
