package dev.ackademy.core.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.truth.GroundTruth.Line;
import dev.ackademy.core.truth.GroundTruth.Mark;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// `ground-truth.yaml` and the tests that follow it name the same lines.
class GroundTruthListTest {

    private static List<String> lines(Predicate<Line> which) {
        return GroundTruth.LINES.stream().filter(which).map(Line::id).toList();
    }

    @Test
    void every_line_of_the_model_has_a_test_or_says_why_not_yet() {
        assertThat(lines(line -> line.mark() == Mark.MODEL
                        && line.open() == null
                        && TruthTests.of(line.id()).isEmpty()))
                .isEmpty();
    }

    @Test
    void a_line_that_has_a_test_is_one_of_the_model_and_no_longer_open() {
        assertThat(lines(line -> (line.mark() != Mark.MODEL || line.open() != null)
                        && !TruthTests.of(line.id()).isEmpty()))
                .isEmpty();
    }

    @Test
    void no_test_names_an_unknown_line() {
        assertThat(lines(_ -> true)).doesNotHaveDuplicates().containsAll(TruthTests.BY_LINE.keySet());
    }

    @Test
    void what_the_models_do_not_follow_has_its_reason() {
        assertThat(lines(line -> (line.mark() == Mark.MODEL) != (line.reason() == null)))
                .isEmpty();
    }
}
