package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Scenarios that nobody wrote: each runs to an end, can be judged, and shows nothing that its own configuration rules
/// out. `-Dackademy.fuzz=FIRST..LAST` tries others than the build does.
class FuzzTest {

    private static final int SAMPLE = 10;

    private final TreeMap<RunEnd, Integer> ends = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void a_random_scenario_runs_to_its_end_and_shows_nothing_impossible() {
        String[] range = System.getProperty("ackademy.fuzz", "1..300").split("\\.\\.");
        long first = Long.parseLong(range[0]);
        long last = Long.parseLong(range[1]);
        int refused = 0;
        for (long number = first; number <= last; number++) {
            Scenario scenario;
            try {
                scenario = ScenarioFile.parse(RandomScenario.text(number), "random-" + number)
                        .scenario();
            } catch (ScenarioRefused _) {
                refused++;
                continue;
            }
            try {
                tryOut(number, scenario);
            } catch (RuntimeException | AssertionError broken) {
                StackTraceElement[] trace = broken.getStackTrace();
                wrong.add(number + ": " + broken + (trace.length == 0 ? "" : " at " + trace[0]));
            }
        }
        assertThat(wrong)
                .as("repeat with -Dtest=FuzzTest -Dackademy.fuzz=N..N; ends: %s", ends)
                .isEmpty();
        assertThat(refused).isLessThan((int) (last - first + 1) / 4);
    }

    private void tryOut(long number, Scenario scenario) {
        Trace trace = Simulation.run(scenario, Choices.seeded(scenario.seed()));
        ends.merge(trace.end(), 1, Integer::sum);
        Report report = Checkers.check(trace, scenario);
        for (Finding finding : report.findings()) {
            if (!finding.possible()) {
                wrong.add(number + ": " + finding.anomaly() + " of " + finding.operation() + " at " + finding.witness()
                        + " is not possible; end " + trace.end());
            }
        }
        if (number % SAMPLE == 0) {
            stopAndGoOn(scenario, trace);
        }
    }

    private static void stopAndGoOn(Scenario scenario, Trace whole) {
        List<TraceEntry> told = new ArrayList<>();
        Simulation before = new Simulation(scenario, Choices.seeded(scenario.seed()), told::add);
        before.begin();
        while (told.size() < whole.entries().size() / 2) {
            before.step();
        }
        StateOut out = StateOut.exact();
        before.world().write(out);
        Simulation after = new Simulation(scenario, Choices.seeded(scenario.seed()), told::add);
        after.world().read(new StateIn(out.toBytes()));
        while (after.step()) {}
        after.end();
        assertThat(Divergence.first(whole.entries(), told)).isNull();
    }
}
