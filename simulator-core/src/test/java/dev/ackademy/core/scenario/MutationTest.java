package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged files are read or refused; nothing else happens, and never slowly. `-Dackademy.mutants=100000` tries more.
class MutationTest {

    private static final int SEEDS = 20;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_damaged_scenario_is_read_or_refused_in_one_line_with_its_place(long seed) {
        Mutants mutants = new Mutants(seed, Shipped.texts());
        int each = Integer.getInteger("ackademy.mutants", 2_000) / SEEDS;
        int refused = 0;
        for (int i = 0; i < each; i++) {
            refused += refused(mutants.next()) ? 1 : 0;
        }
        assertThat(refused).as("damage that the reader notices").isBetween(each / 4, each - 1);
    }

    /// Whether it was refused; otherwise it was read.
    private static boolean refused(String text) {
        return Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            Resolved resolved;
            try {
                resolved = Texts.set(text);
            } catch (ScenarioRefused refused) {
                assertThat(refused.getMessage()).as(text).matches("scenario\\.yaml:[0-9]+:[0-9]+: [^\\p{Cntrl}]+");
                return true;
            }
            assertThatCode(() -> readBack(resolved)).as(text).doesNotThrowAnyException();
            return false;
        });
    }

    private static void readBack(Resolved resolved) {
        String written = ScenarioFile.write(resolved);
        assertThat(ScenarioFile.parse(written, "written.yaml", "", List.of()).scenario())
                .isEqualTo(resolved.scenario());
        assertThat(resolved.explained()).isNotEmpty();
    }
}
