package dev.ackademy.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Contract;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is left out changes nothing: a search that recognises worlds finds what a search that makes every run finds,
/// and the runs end alike. `-Dackademy.explore=A..B` takes other scenarios than the usual ones.
class SoundnessTest {

    private static final long MOST_RUNS = 200_000;
    private static final long FEW_RUNS = Long.getLong("ackademy.explore.runs", 100);

    static LongStream numbers() {
        String[] range = System.getProperty("ackademy.explore", "1..6").split("\\.\\.");
        return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
    }

    private record Searched(List<String> outcomes, TreeSet<String> ends, Exploration exploration) {}

    private static Searched search(Scenario scenario, Bounds bounds, Explorer.Means means) {
        TreeSet<String> ends = new TreeSet<>();
        Exploration found =
                Explorer.explore(scenario, bounds, means, Workers.ONE, Listener.NONE, trace -> ends.add(end(trace)));
        List<String> outcomes = new ArrayList<>();
        found.outcomes()
                .forEach(each -> outcomes.add(each.anomaly() + " " + each.fewest() + " " + each.places() + " "
                        + each.first().decisions()));
        return new Searched(outcomes, ends, found);
    }

    /// How the run ended, and the rows that it left.
    private static String end(Trace trace) {
        TreeMap<String, String> rows = new TreeMap<>();
        for (TraceEntry entry : trace.entries()) {
            if (entry.event() instanceof StoreEvent.RowWritten written && written.after() != null) {
                rows.put(
                        written.key(),
                        written.after().version() + " " + written.after().fields());
            }
        }
        return trace.end() + " " + rows;
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_search_that_recognises_worlds_finds_what_one_finds_that_makes_every_run(long number) {
        Scenario scenario =
                ScenarioFile.parse(SmallScenario.text(number), "drawn.yaml").scenario();
        Bounds bounds = bounds(scenario, number);
        Searched naive = search(scenario, bounds, new Explorer.Means(false, 0, MOST_RUNS));
        assertThat(naive.exploration.stopped()).isNull();
        assertThat(naive.exploration.work().runs()).isLessThan(MOST_RUNS);
        Searched reduced = search(scenario, bounds, Explorer.Means.USUAL);
        String again = " (./mvnw test -pl simulator-core -Dtest=SoundnessTest -Dackademy.explore=" + number + ".."
                + number + ")";
        assertThat(reduced.outcomes).as("violations" + again).isEqualTo(naive.outcomes);
        assertThat(reduced.ends).as("ends" + again).isEqualTo(naive.ends);
        assertThat(impossible(scenario, reduced.exploration))
                .as("forbidden by the contract" + again)
                .isEmpty();
    }

    /// The most that a search takes few runs for that makes every one.
    private static Bounds bounds(Scenario scenario, long number) {
        List<Place> places = Explorer.places(scenario, true);
        long orders = places.stream()
                .filter(place -> place.sort() == Place.Sort.ORDER)
                .count();
        long faults = places.size() - orders;
        if (faults * faults / 2 <= FEW_RUNS) {
            return new Bounds(2, number % 2 == 0 && faults * faults * orders / 2 <= FEW_RUNS ? 1 : 0);
        }
        return new Bounds(1, faults * orders <= FEW_RUNS ? 1 : 0);
    }

    /// What was found and the contract of the configuration forbids: a bug of the broker, of the contract
    /// or of ours.
    private static List<Anomaly> impossible(Scenario scenario, Exploration found) {
        Contract contract = Contract.of(scenario);
        return found.outcomes().stream()
                .map(Outcome::anomaly)
                .filter(anomaly -> !contract.possible(anomaly))
                .toList();
    }
}
