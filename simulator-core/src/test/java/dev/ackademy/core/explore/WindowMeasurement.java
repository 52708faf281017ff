package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Anomaly;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How fast everything is searched that can happen in the model that other tools were measured with, beside a search
/// that does nothing else, in turn in one process; the time is that of one processor. No test: `docs/performance.md`
/// says how it is run.
class WindowMeasurement {

    private static final int ROUNDS = 3;

    @ParameterizedTest
    @CsvSource({"3, 1, 9881, 27741", "3, 3, 413314, 1276712", "4, 2, 1560347, 5424070", "5, 1, 2501524, 9598925"})
    void everything(int messages, int faults, long states, long generated) {
        WindowModel model = new WindowModel(messages, faults, false);
        double explorer = Double.MAX_VALUE;
        double bare = Double.MAX_VALUE;
        long bytes = 0;
        for (int i = 0; i < (states < 100_000 ? 50 : ROUNDS); i++) {
            WindowModel.Counted[] counted = {null};
            explorer = Math.min(explorer, seconds(() -> counted[0] = model.search()));
            assertThat(counted[0].states()).isEqualTo(states);
            assertThat(counted[0].generated()).isEqualTo(generated);
            bytes = counted[0].bytes();
            BareSearch limit = new BareSearch(messages, faults);
            bare = Math.min(bare, seconds(limit::search));
            assertThat(limit.generated()).isEqualTo(generated);
        }
        System.out.printf(
                "%d messages, %d faults: %,d worlds (%,d come to), explorer %.3f s, %,.0f worlds/s, %d bytes a world;"
                        + " bare search %.4f s, ratio %.3f%n",
                messages,
                faults,
                states,
                generated,
                explorer,
                states / explorer,
                bytes / states,
                bare,
                bare / explorer);
    }

    @Test
    void first() {
        for (int i = 0; i < 2; i++) {
            System.out.printf(
                    "%s: first duplicate of 5 messages and 3 faults %.4f s, first loss of 5 and 2 %.4f s%n",
                    i == 0 ? "cold" : "warm",
                    seconds(() -> new WindowModel(5, 3, false).shows(Anomaly.DUPLICATE_EFFECT)),
                    seconds(() -> new WindowModel(5, 2, true).shows(Anomaly.LOST_EFFECT)));
        }
    }

    private static double seconds(Supplier<Object> task) {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        task.get();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;
    }
}
