package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.OpenRun;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A run that goes on from a written world goes on as if it had never been left.
class OpenRunTest {

    static IntStream numbers() {
        return IntStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_run_that_was_written_goes_on_as_one_from_the_start(int number) {
        Scenario scenario =
                ScenarioFile.parse(SmallScenario.text(number), "drawn.yaml").scenario();
        Trace whole = Simulation.run(scenario, Choices.seeded(scenario.seed()));
        OpenRun run = new OpenRun(scenario, Choices.seeded(scenario.seed()));
        List<OpenRun.Saved> saved = new ArrayList<>();
        List<Digest128> digests = new ArrayList<>();
        run.begin();
        do {
            if (run.steps() % 9 == 0) {
                saved.add(run.save());
                digests.add(run.digest());
            }
        } while (run.step());
        assertThat(saved).isNotEmpty();
        OpenRun other = new OpenRun(scenario, Choices.seeded(scenario.seed()));
        for (int i = saved.size() - 1; i >= 0; i--) {
            other.restore(saved.get(i));
            assertThat(other.digest()).isEqualTo(digests.get(i));
            while (other.step()) {}
            Trace end = other.end();
            assertThat(told(end)).isEqualTo(told(whole));
            assertThat(end.events()).isEqualTo(whole.events());
        }
    }

    private static List<String> told(Trace trace) {
        return trace.entries().stream()
                .map(each -> each.at() + " " + each.node() + " " + each.event())
                .toList();
    }
}
