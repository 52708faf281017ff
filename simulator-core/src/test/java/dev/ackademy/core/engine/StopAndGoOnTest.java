package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// State is data: a run that is stopped anywhere, written, read into fresh nodes and gone on with tells the same story.
class StopAndGoOnTest {

    private static final int STOPS = 12;

    static List<Shipped> scenarios() {
        return Shipped.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rest_of_the_story_is_the_same(Shipped shipped) {
        Scenario scenario = shipped.resolved().scenario();
        List<TraceEntry> whole = new ArrayList<>();
        Simulation first = new Simulation(scenario, Choices.seeded(scenario.seed()), whole::add);
        first.begin();
        int steps = 0;
        while (first.step()) {
            steps++;
        }
        for (int stop = 1; stop <= STOPS; stop++) {
            List<TraceEntry> told = new ArrayList<>();
            Simulation before = new Simulation(scenario, Choices.seeded(scenario.seed()), told::add);
            before.begin();
            for (int i = 0; i < (long) steps * stop / (STOPS + 1); i++) {
                before.step();
            }
            StateOut out = StateOut.exact();
            before.write(out);
            Simulation after = new Simulation(scenario, Choices.seeded(scenario.seed()), told::add);
            after.read(new StateIn(out.toBytes()));
            while (after.step()) {}
            assertThat(Divergence.first(whole, told))
                    .as("stopped at step %d of %d", steps * stop / (STOPS + 1), steps)
                    .isNull();
        }
    }
}
