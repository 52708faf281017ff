package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.RunEvent.FaultUnused;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of `anomalies/` shows its anomaly at the size that it states, on each of its kinds of brokers, and does
/// not with its fix.
class CatalogueTest {

    private static final Pattern COUNT = Pattern.compile("([PBWMF])(\\d+)");

    /// Where one setting cannot do it, how many do.
    private static final TreeMap<String, Integer> MORE_SETTINGS = new TreeMap<>();

    static List<CatalogueEntry> entries() {
        return CatalogueEntry.all();
    }

    static List<Path> files() {
        return CatalogueEntry.files();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shows_the_anomaly_with_the_faults_of_the_file(CatalogueEntry entry) {
        CatalogueEntry.Seen seen = CatalogueEntry.run(entry.scenario());

        assertThat(entry.scenario().shows()).isNotEmpty();
        assertThat(seen.found()).containsAll(entry.scenario().shows());
        assertThat(seen.report().outcome()).as("%s", seen.found()).isEqualTo(Report.Outcome.EXPECTED);
        assertThat(seen.trace().entries()).noneMatch(each -> each.event() instanceof FaultUnused);
        assertThat(seen.report().findings()).allMatch(Finding::possible);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shows_nothing_with_its_fix_and_the_same_faults(CatalogueEntry entry) {
        Scenario fixed = entry.resolved(entry.fixed()).scenario();
        CatalogueEntry.Seen seen = CatalogueEntry.run(fixed);

        assertThat(seen.report().outcome()).as("%s", seen.found()).isEqualTo(Report.Outcome.EXPECTED);
        assertThat(seen.found()).doesNotContainAnyElementsOf(entry.scenario().shows());
        assertThat(fixed.faults()).isEqualTo(entry.scenario().faults());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shows_nothing_without_a_fault_where_it_needs_one(CatalogueEntry entry) {
        Scenario weak = entry.scenario();
        if (weak.faults().isEmpty()) {
            assertThat(weak.entry().scope()).contains("F0");
            return;
        }
        CatalogueEntry.Seen seen =
                CatalogueEntry.run(entry.resolved(entry.weak(), "faults=[]").scenario());

        assertThat(seen.found()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void has_the_size_that_it_states(CatalogueEntry entry) {
        Scenario scenario = entry.scenario();
        TreeMap<String, Integer> most = stated(scenario.entry().scope());
        int producers = 0;
        int workers = 0;
        int messages = 0;
        for (Deployment each : scenario.processes().values()) {
            if (each.reads() instanceof Reads.Workload workload) {
                producers += each.instances();
                messages += workload.items().size();
            } else if (each.steps().stream()
                    .anyMatch(step -> !(step instanceof Step.Publish || step instanceof Step.Acknowledge))) {
                workers += each.instances(); // what only passes on is a relay
            }
        }

        assertThat(producers).as("producers").isEqualTo(most.get("P"));
        assertThat(scenario.broker().nodes()).as("brokers").isEqualTo(most.get("B"));
        assertThat(workers).as("workers").isEqualTo(most.get("W"));
        assertThat(messages).as("messages").isEqualTo(most.get("M"));
        assertThat(scenario.faults().size()).as("faults").isLessThanOrEqualTo(most.get("F"));
        assertThat(scenario.explore().faults()).as("explore.faults").isEqualTo(most.get("F"));
        assertThat(scenario.explore().may())
                .containsAll(scenario.faults().stream().map(Fault::verb).toList());
    }

    private static TreeMap<String, Integer> stated(String scope) {
        TreeMap<String, Integer> stated = new TreeMap<>();
        for (String each : scope.split(" ")) {
            Matcher count = COUNT.matcher(each);
            assertThat(count.matches()).as("'%s' of scope '%s'", each, scope).isTrue();
            stated.put(count.group(1), Integer.parseInt(count.group(2)));
        }
        assertThat(stated.keySet()).as(scope).containsExactly("B", "F", "M", "P", "W");
        return stated;
    }

    @ParameterizedTest
    @MethodSource("entries")
    void is_mended_by_one_setting(CatalogueEntry entry) {
        SequencedMap<String, String> settings = entry.settings();

        assertThat(settings)
                .as("settings of the fix")
                .hasSize(MORE_SETTINGS.getOrDefault(entry.file().getFileName() + " " + entry.fixed(), 1));
        assertThat(settings.keySet())
                .noneMatch(path -> path.matches("(faults|changes|explore|links|run|seed)\\b.*")
                        || path.matches(
                                "processes\\.[^.]*\\.reads\\.workload\\.(keys|operations|count|items|every).*"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void explains_each_finding_from_the_stake_to_a_setting(CatalogueEntry entry) {
        CatalogueEntry.Seen seen = CatalogueEntry.run(entry.scenario());

        for (Finding finding : seen.report().findings()) {
            assertThat(finding.why()).as("%s", finding.anomaly()).hasSizeBetween(3, 8);
            assertThat(finding.why().getFirst().entry())
                    .isEqualTo(finding.witness().getLast());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_variant_is_one_of_a_pair(Path file) {
        List<String> variants = ScenarioFile.read(file, "", List.of()).variants();
        TreeSet<String> paired = new TreeSet<>();
        for (CatalogueEntry entry : CatalogueEntry.all()) {
            if (entry.file().equals(file)) {
                paired.add(entry.weak());
                paired.add(entry.fixed());
            }
        }

        assertThat(variants).contains("fixed");
        assertThat(paired).containsAll(variants);
        assertThat(ScenarioFile.read(file).entry()).isNotNull();
        assertThat(file.getFileName().toString())
                .startsWith(ScenarioFile.read(file).entry().id() + "-");
    }

    @Test
    void no_two_files_are_one_entry() {
        assertThat(CatalogueEntry.files().stream()
                        .map(file -> ScenarioFile.read(file).entry().id()))
                .doesNotHaveDuplicates();
    }
}
