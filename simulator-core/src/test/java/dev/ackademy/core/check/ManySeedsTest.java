package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Shipped;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever the latencies: no run of a shipped scenario shows what its configuration forbids. `-Pthorough` tries
/// 50,000 of them, the build 1,000.
class ManySeedsTest {

    private static final int SEEDS = Integer.getInteger("ackademy.seeds", 1_000);

    @Test
    void no_seed_and_no_jitter_leads_to_a_finding_that_the_configuration_forbids() {
        List<Scenario> calm = scenarios("2ms");
        List<Scenario> rough = scenarios("40ms");
        List<String> forbidden = new ArrayList<>();
        int found = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = (seed % 2 == 0 ? rough : calm).get(seed / 2 % calm.size());
            Trace trace = Simulation.run(scenario, Choices.seeded(seed));
            for (Finding finding : Checkers.check(trace, scenario).findings()) {
                found++;
                if (!finding.possible()) {
                    forbidden.add(scenario.title() + " seed " + seed + ": " + finding.anomaly());
                }
            }
        }
        assertThat(forbidden).isEmpty();
        assertThat(found).isGreaterThan(SEEDS / 4);
    }

    private static List<Scenario> scenarios(String jitter) {
        return Shipped.all().stream()
                .map(shipped -> shipped.resolved("broker.link.jitter=" + jitter).scenario())
                .toList();
    }
}
