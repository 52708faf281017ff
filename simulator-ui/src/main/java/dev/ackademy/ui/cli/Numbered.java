package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Verdict;
import java.util.ArrayList;
import java.util.List;

/// A finding with the number that its flag bears in the picture and in the list below it.
///
/// @param broken whether its guarantee was promised: then it is a broken promise, otherwise it was allowed
record Numbered(int number, Finding finding, boolean broken) {

    static List<Numbered> of(Report report) {
        List<Numbered> all = new ArrayList<>();
        for (Finding finding : report.findings()) {
            all.add(new Numbered(all.size() + 1, finding, isPromised(finding, report)));
        }
        return all;
    }

    private static boolean isPromised(Finding finding, Report report) {
        return report.guarantees().stream()
                .anyMatch(each -> each.guarantee() == finding.anomaly().guarantee()
                        && each.promised()
                        && each.verdict() == Verdict.VIOLATED);
    }
}
