package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Verdict;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.ui.workbench.Judged;
import java.util.EnumMap;
import java.util.EnumSet;

/// What a sweep keeps of one seed.
record SeedFacts(
        long seed,
        Report.Outcome outcome,
        EnumSet<Guarantee> violated,
        EnumSet<Guarantee> unknown,
        EnumMap<Anomaly, Finding> first) {

    static SeedFacts of(Judged run) {
        EnumSet<Guarantee> violated = EnumSet.noneOf(Guarantee.class);
        EnumSet<Guarantee> unknown = EnumSet.noneOf(Guarantee.class);
        for (Report.Judgement each : run.report().guarantees()) {
            if (each.verdict() == Verdict.VIOLATED) {
                violated.add(each.guarantee());
            } else if (each.verdict() == Verdict.UNKNOWN) {
                unknown.add(each.guarantee());
            }
        }
        EnumMap<Anomaly, Finding> first = new EnumMap<>(Anomaly.class);
        run.report().findings().forEach(finding -> first.putIfAbsent(finding.anomaly(), finding));
        return new SeedFacts(run.trace().seed(), run.report().outcome(), violated, unknown, first);
    }
}
