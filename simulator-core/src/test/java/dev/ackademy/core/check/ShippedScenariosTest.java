package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Shipped;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.RunEvent.FaultUnused;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped scenario and every variant shows what it says, and nothing that its configuration forbids.
class ShippedScenariosTest {

    private static final int MOST_SENTENCES = 8;

    /// What hurts one operation names it.
    private static final EnumSet<Anomaly> NAMED = EnumSet.of(
            Anomaly.LOST_EFFECT,
            Anomaly.LOST_WRITE,
            Anomaly.RETENTION_LOSS,
            Anomaly.DUPLICATE,
            Anomaly.DUPLICATE_EFFECT,
            Anomaly.KEY_ORDER,
            Anomaly.STALE_OVERWRITE,
            Anomaly.ZOMBIE_EFFECT,
            Anomaly.OVERLAP);

    static List<Shipped> shipped() {
        return Shipped.all();
    }

    private record Seen(Resolved resolved, Trace trace, Report report) {

        static Seen of(Shipped shipped, String... sets) {
            Resolved resolved = shipped.resolved(sets);
            Trace trace = Simulation.run(
                    resolved.scenario(), Choices.seeded(resolved.scenario().seed()));
            return new Seen(resolved, trace, Checkers.check(trace, resolved.scenario()));
        }

        long count(Finding like) {
            return report.findings().stream()
                    .filter(each ->
                            each.anomaly() == like.anomaly() && Objects.equals(each.operation(), like.operation()))
                    .count();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void meets_its_expectation_with_every_fault_used(Shipped shipped) {
        Seen seen = Seen.of(shipped);

        assertThat(seen.report.counts().keySet())
                .isEqualTo(new TreeSet<>(seen.resolved.scenario().expect().found()));
        assertThat(seen.report.outcome()).isEqualTo(Report.Outcome.EXPECTED);
        assertThat(seen.trace.entries()).noneMatch(entry -> entry.event() instanceof FaultUnused);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void expects_what_it_names_and_shows_only_what_its_configuration_allows(Shipped shipped) {
        Seen seen = Seen.of(shipped);

        assertThat(seen.report.findings()).allMatch(Finding::possible);
        if (shipped.variant().isEmpty()) {
            assertThat(shippedLike(shipped).flatMap(each -> each.resolved().scenario().expect().found().stream()))
                    .containsAll(seen.resolved.scenario().shows());
        }
    }

    /// The scenario and its variants.
    private static Stream<Shipped> shippedLike(Shipped shipped) {
        return shipped().stream().filter(each -> each.slug().equals(shipped.slug()));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void explains_each_finding_in_at_most_eight_sentences_from_the_stake_over_its_causes_to_a_setting(Shipped shipped) {
        Seen seen = Seen.of(shipped);

        for (Finding finding : seen.report.findings()) {
            List<Finding.Sentence> why = finding.why();
            assertThat(why).hasSizeBetween(3, MOST_SENTENCES);
            assertThat(why).allMatch(sentence -> sentence.text().endsWith("."));
            assertThat(why.getFirst().entry()).isEqualTo(finding.witness().getLast());
            if (!finding.label().isEmpty() && NAMED.contains(finding.anomaly())) {
                assertThat(why.getFirst().text()).contains(finding.label());
            }
            assertThat(why.getLast().entry()).isZero();
            assertThat(why.subList(1, why.size() - 1))
                    .isSortedAccordingTo((a, b) -> Integer.compare(a.entry(), b.entry()))
                    .allMatch(sentence -> sentence.entry() <= finding.witness().getLast());
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void names_a_change_that_takes_each_finding_away(Shipped shipped) {
        Seen seen = Seen.of(shipped);

        for (Finding finding : seen.report.findings()) {
            assertThat(finding.fix())
                    .as("%s of %s", finding.anomaly(), finding.operation())
                    .isNotNull();
            List<String> sets = new ArrayList<>();
            finding.fix().settings().forEach((path, value) -> sets.add(path + "=" + value));
            assertThat(sets).isNotEmpty();

            Seen mended = Seen.of(shipped, sets.toArray(String[]::new));

            assertThat(mended.count(finding))
                    .as("%s of %s with %s", finding.anomaly(), finding.operation(), sets)
                    .isLessThan(seen.count(finding));
        }
    }
}
