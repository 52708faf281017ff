package dev.ackademy.ui.fx.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.run.Pacing;
import dev.ackademy.ui.fx.run.Shipped;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {

    private static final double ROOM = 90;

    static List<String> names() {
        return Shipped.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void ticksKeepTheirDistanceAndGoForwards(String name) {
        List<Ticks.Tick> ticks = Ticks.of(pacing(name), 760, ROOM);

        assertThat(ticks).hasSizeGreaterThan(2);
        assertThat(ticks.getFirst()).isEqualTo(new Ticks.Tick(0, "0 s"));
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(ticks.get(i).x() - ticks.get(i - 1).x()).isGreaterThanOrEqualTo(ROOM);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 760, 1300})
    void ticksStandAtTheirTime(double width) {
        Pacing pacing = pacing("31-ten-producers-three-consumers");

        for (Ticks.Tick tick : Ticks.of(pacing, width, ROOM)) {
            double time = Double.parseDouble(tick.text().replace(" s", "")) * 1e6;
            assertThat(tick.x()).isEqualTo(width * pacing.paceOf(time) / pacing.length());
        }
    }

    private static Pacing pacing(String name) {
        return Shipped.opened(name).played().pacing();
    }
}
