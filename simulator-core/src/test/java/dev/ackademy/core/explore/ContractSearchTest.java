package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Contract;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A search of any configuration shows nothing that its contract rules out. `-Dackademy.contract=A..B` takes other
/// configurations than the usual ones.
class ContractSearchTest {

    /// A search that has made so many runs is stopped: what it has found until then counts.
    private static final int MOST_RUNS = 400;

    @Test
    void a_search_shows_nothing_that_the_contract_of_the_configuration_rules_out() {
        String[] range = System.getProperty("ackademy.contract", "1..10").split("\\.\\.");
        List<String> wrong = new ArrayList<>();
        int searched = 0;
        int refused = 0;
        for (long number = Long.parseLong(range[0]); number <= Long.parseLong(range[1]); number++) {
            Scenario scenario;
            try {
                scenario = ScenarioFile.parse(AnyKindScenario.text(number), "drawn-" + number)
                        .scenario();
            } catch (ScenarioRefused _) {
                refused++;
                continue;
            }
            searched++;
            wrong.addAll(impossible(number, scenario));
        }
        assertThat(wrong)
                .as(
                        "./mvnw test -pl simulator-core -Dtest=ContractSearchTest -Dackademy.contract=N..N; %d searched",
                        searched)
                .isEmpty();
        assertThat(refused).isLessThan(searched);
    }

    static List<String> impossible(long number, Scenario scenario) {
        List<String> wrong = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        try {
            Exploration found = Explorer.explore(
                    scenario,
                    new Bounds(1 + (int) (number % 2), (int) (number / 2 % 2)),
                    Explorer.Means.USUAL,
                    Workers.ONE,
                    new Listener() {
                        @Override
                        public boolean goesOn() {
                            return runs.incrementAndGet() <= MOST_RUNS;
                        }
                    });
            Contract contract = Contract.of(scenario);
            for (Outcome outcome : found.outcomes()) {
                if (!contract.possible(outcome.anomaly())) {
                    wrong.add(number + ": " + outcome.anomaly() + " " + outcome.fewest() + " "
                            + outcome.first().decisions());
                }
            }
        } catch (RuntimeException broken) {
            wrong.add(number + ": " + broken + " at " + broken.getStackTrace()[0]);
        }
        return wrong;
    }
}
