package dev.ackademy.ui.workbench;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a version of this program said about a run, in the words of that version: another one may know other guarantees
/// and anomalies.
///
/// @param engine   the version
/// @param digest   of the trace
/// @param counts   by anomaly, how many were found
/// @param findings the first of them, one line each: anomaly, operation and the first sentence of its explanation
public record KnownVerdict(
        String engine,
        String digest,
        Report.Outcome outcome,
        List<Judgement> judgements,
        SortedMap<String, Integer> counts,
        List<String> findings) {

    private static final int MOST_FINDINGS = 20;

    /// `no-loss`, `holds`, and whether the configuration promises it.
    public record Judgement(String guarantee, String verdict, boolean promised) {}

    public KnownVerdict {
        judgements = List.copyOf(judgements);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        findings = List.copyOf(findings);
    }

    /// What this version says.
    static KnownVerdict of(Judged run) {
        Report report = run.report();
        TreeMap<String, Integer> counts = new TreeMap<>();
        report.counts().forEach((anomaly, count) -> counts.put(anomaly.word(), count));
        return new KnownVerdict(
                Workbench.version(),
                run.trace().digest(),
                report.outcome(),
                report.guarantees().stream()
                        .map(each -> new Judgement(
                                each.guarantee().word(), each.verdict().word(), each.promised()))
                        .toList(),
                counts,
                report.findings().stream()
                        .limit(MOST_FINDINGS)
                        .map(KnownVerdict::line)
                        .toList());
    }

    private static String line(Finding finding) {
        StringBuilder line = new StringBuilder(finding.anomaly().word());
        if (finding.operation() != null) {
            line.append(' ').append(finding.operation().id());
        }
        if (!finding.label().isEmpty()) {
            line.append(" (").append(finding.label()).append(')');
        }
        if (!finding.why().isEmpty()) {
            line.append(": ").append(finding.why().getFirst().text());
        }
        return line.toString();
    }

    /// Whether both say the same about the same events, whichever version said it.
    public boolean agreesWith(KnownVerdict other) {
        return digest.equals(other.digest)
                && outcome == other.outcome
                && judgements.equals(other.judgements)
                && counts.equals(other.counts);
    }
}
