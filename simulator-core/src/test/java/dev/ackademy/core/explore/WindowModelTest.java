package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Anomaly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The counts that other tools come to: spin and TLC search the same model.
class WindowModelTest {

    @ParameterizedTest
    @CsvSource({"3, 1, 9881, 27741", "3, 3, 413314, 1276712"})
    void a_search_in_any_order_meets_as_many_worlds_as_other_tools(
            int messages, int faults, long states, long generated) {
        WindowModel.Counted counted = new WindowModel(messages, faults, false).search();
        assertThat(counted.states()).isEqualTo(states);
        assertThat(counted.generated()).isEqualTo(generated);
        assertThat(Explorer.anomalies(counted.anomalies())).containsExactly(Anomaly.DUPLICATE_EFFECT);
    }

    @Test
    void without_recognised_worlds_it_makes_as_many_runs_as_there_are_orders() {
        assertThat(new WindowModel(2, 1, false).orders()).isEqualTo(278_834);
    }

    @Test
    void only_who_commits_before_the_work_loses_an_effect() {
        assertThat(new WindowModel(2, 1, false).shows(Anomaly.LOST_EFFECT)).isFalse();
        assertThat(new WindowModel(2, 1, true).shows(Anomaly.LOST_EFFECT)).isTrue();
    }
}
