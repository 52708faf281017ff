package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Contract;
import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;

/// Counts over the seeds of a sweep: in how many each guarantee was violated and each anomaly found, with the first
/// witness of each.
final class SweepText {

    private static final int WORD = 24;
    private static final int COUNT = 34;

    private final EnumMap<Report.Outcome, Long> outcomes = new EnumMap<>(Report.Outcome.class);
    private final EnumMap<Guarantee, Long> violated = new EnumMap<>(Guarantee.class);
    private final EnumMap<Guarantee, Long> unknown = new EnumMap<>(Guarantee.class);
    private final EnumMap<Anomaly, Long> found = new EnumMap<>(Anomaly.class);
    private final EnumMap<Anomaly, First> first = new EnumMap<>(Anomaly.class);
    private final EnumMap<Report.Outcome, Long> firstOf = new EnumMap<>(Report.Outcome.class);
    private long seeds;

    private record First(long seed, Finding finding) {}

    void add(SeedFacts facts) {
        seeds++;
        outcomes.merge(facts.outcome(), 1L, Long::sum);
        firstOf.putIfAbsent(facts.outcome(), facts.seed());
        facts.violated().forEach(each -> violated.merge(each, 1L, Long::sum));
        facts.unknown().forEach(each -> unknown.merge(each, 1L, Long::sum));
        facts.first().forEach((anomaly, finding) -> {
            found.merge(anomaly, 1L, Long::sum);
            first.putIfAbsent(anomaly, new First(facts.seed(), finding));
        });
    }

    /// The worst of all seeds.
    ExitCode exit() {
        if (outcomes.containsKey(Report.Outcome.UNEXPECTED)) {
            return ExitCode.UNEXPECTED;
        }
        return outcomes.containsKey(Report.Outcome.UNKNOWN) ? ExitCode.UNKNOWN : ExitCode.EXPECTED;
    }

    List<Line> lines(Scenario scenario) {
        Contract contract = Contract.of(scenario);
        List<Line> lines = new ArrayList<>();
        for (Guarantee guarantee : Guarantee.values()) {
            guarantee(guarantee, contract.promise(guarantee).promised(), lines);
        }
        lines.add(new Line());
        outcome(Report.Outcome.UNEXPECTED, "not as expected", Ink.BROKEN, lines);
        outcome(Report.Outcome.UNKNOWN, "unknown: a limit was reached first", Ink.STRONG, lines);
        outcome(Report.Outcome.EXPECTED, "as expected", Ink.KEPT, lines);
        return lines;
    }

    private void guarantee(Guarantee guarantee, boolean promised, List<Line> lines) {
        long count = violated.getOrDefault(guarantee, 0L);
        long open = unknown.getOrDefault(guarantee, 0L);
        Line line = new Line().add(guarantee.word(), Ink.STRONG);
        String word = count > 0 ? promised ? "broken" : "allowed" : open > 0 ? "open" : promised ? "kept" : "absent";
        Ink ink = !promised ? Ink.FAINT : count > 0 ? Ink.BROKEN : open > 0 ? Ink.STRONG : Ink.KEPT;
        line.put(WORD, word, ink);
        if (count > 0) {
            line.put(COUNT, "violated in " + of(count));
        }
        if (open > 0) {
            line.add(count > 0 ? ", " : "").to(COUNT).add("open in " + of(open));
        }
        lines.add(line);
        for (Anomaly anomaly : Anomaly.values()) {
            if (anomaly.guarantee() == guarantee && found.containsKey(anomaly)) {
                lines.add(anomaly(anomaly));
            }
        }
    }

    private Line anomaly(Anomaly anomaly) {
        First witness = first.get(anomaly);
        Finding finding = witness.finding();
        String steps = finding.witness().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String operation = finding.operation() == null
                ? ""
                : ", " + finding.operation().id() + (finding.label().isEmpty() ? "" : " (" + finding.label() + ")");
        return new Line()
                .put(2, anomaly.word(), Ink.PLAIN)
                .put(COUNT, "found in " + of(found.get(anomaly)))
                .add("; first with seed " + witness.seed() + operation + ", steps " + steps, Ink.FAINT);
    }

    private void outcome(Report.Outcome outcome, String words, Ink ink, List<Line> lines) {
        if (outcomes.containsKey(outcome)) {
            lines.add(new Line()
                    .add(of(outcomes.get(outcome)) + " " + words, ink)
                    .add(", first --seed " + firstOf.get(outcome), Ink.FAINT));
        }
    }

    private String of(long count) {
        return count + " of " + seeds + (seeds == 1 ? " seed" : " seeds");
    }
}
