package dev.ackademy.ui.fx.shot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import org.junit.jupiter.api.Test;

class FrameBenchmarkTest {

    @Test
    void framesAreMeasured() {
        FrameBenchmark.Result result = FrameBenchmark.run(Shipped.recipe("31"), Page.STAGE, 1440, 900, 10);
        assertThat(result.frames()).isEqualTo(10);
        assertThat(result.p50()).isPositive().isLessThanOrEqualTo(result.p95());
    }
}
