package dev.ackademy.ui.fx.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacingTest {

    private static final Set<String> FAULTS = Set.of("ClockSkewed", "ServiceSlowed", "LinkSlowed");

    @ParameterizedTest
    @MethodSource("dev.ackademy.ui.fx.run.Shipped#names")
    void whatComesBeforeTheFirstEventOfTheApplicationOrTheFirstFaultLastsNoLongerThanAWait(String name) {
        Played played = Shipped.opened(name).played();
        TraceEntry first = played.trace().entries().stream()
                .filter(entry -> entry.at() > 0 && entry.operation() != null || FAULTS.contains(entry.kind()))
                .findFirst()
                .orElseThrow();
        assertThat(played.pacing().paceOf(first.at())).isLessThanOrEqualTo(Pacing.LONGEST_WAIT + 1e-9);
    }

    @ParameterizedTest
    @MethodSource("dev.ackademy.ui.fx.run.Shipped#names")
    void paceNeverRunsBackwardsAndEveryMomentIsFoundAgain(String name) {
        Played played = Shipped.opened(name).played();
        Pacing pacing = played.pacing();
        List<TraceEntry> entries = played.trace().entries();
        double before = 0;
        for (TraceEntry entry : entries) {
            double pace = pacing.paceOf(entry.at());
            assertThat(pace).isGreaterThanOrEqualTo(before);
            assertThat(pacing.timeOf(pace)).isCloseTo(entry.at(), org.assertj.core.data.Offset.offset(1.0));
            before = pace;
        }
    }
}
