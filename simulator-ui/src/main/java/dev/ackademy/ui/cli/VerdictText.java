package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Report.Judgement;
import dev.ackademy.core.check.Verdict;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The verdicts, promised ones first: kept, broken or open; what is not promised is allowed or absent.
final class VerdictText {

    private static final int WORD = 22;
    private static final int REASON = 36;

    private VerdictText() {}

    static List<Line> of(Report report, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        section(report, true, "Promised", lines, terminal);
        section(report, false, "Not promised", lines, terminal);
        return lines;
    }

    private static void section(Report report, boolean promised, String title, List<Line> lines, Terminal terminal) {
        List<Judgement> judgements = report.guarantees().stream()
                .filter(each -> each.promised() == promised)
                .toList();
        if (judgements.isEmpty()) {
            return;
        }
        lines.add(new Line().add(title, Ink.STRONG));
        for (Judgement each : judgements) {
            Line line = new Line().put(2, each.guarantee().word(), Ink.PLAIN);
            line.put(WORD, word(each, count(each.guarantee(), report)), ink(each));
            line.put(REASON, Glyphs.clip(each.reason(), terminal.columns() - REASON), Ink.FAINT);
            lines.add(line);
        }
    }

    static String word(Judgement judgement, int count) {
        String counted = count == 0 ? "" : " (" + count + ")";
        return switch (judgement.verdict()) {
            case HOLDS -> judgement.promised() ? "kept" : "absent";
            case VIOLATED -> (judgement.promised() ? "broken" : "allowed") + counted;
            case UNKNOWN -> "open";
        };
    }

    private static Ink ink(Judgement judgement) {
        if (!judgement.promised()) {
            return judgement.verdict() == Verdict.VIOLATED ? Ink.STRONG : Ink.FAINT;
        }
        return switch (judgement.verdict()) {
            case HOLDS -> Ink.KEPT;
            case VIOLATED -> Ink.BROKEN;
            case UNKNOWN -> Ink.STRONG;
        };
    }

    private static int count(Guarantee guarantee, Report report) {
        int count = 0;
        for (Map.Entry<Anomaly, Integer> each : report.counts().entrySet()) {
            count += each.getKey().guarantee() == guarantee ? each.getValue() : 0;
        }
        return count;
    }
}
