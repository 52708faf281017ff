package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Report.Judgement;
import dev.ackademy.core.check.Verdict;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.ui.workbench.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// One scenario on several kinds of broker: a line for each guarantee and a column for each kind, then what makes them
/// differ.
final class CompareText {

    private static final int FIRST = 22;
    private static final int COLUMN = 16;

    /// @param run        null where the scenario has no meaning with the kind
    /// @param policies   what a preset means there
    /// @param passedOver what the kind has no use for
    /// @param refused    why it has none, empty where it has
    record Side(Judged run, List<String> policies, List<String> passedOver, String refused) {}

    private CompareText() {}

    static List<Line> of(SequencedMap<String, Side> sides, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        Side first = sides.values().stream()
                .filter(side -> side.run() != null)
                .findFirst()
                .orElseThrow();
        lines.add(new Line().add(SafeText.of(first.run().scenario().title()), Ink.STRONG));
        Line head = new Line();
        int at = FIRST;
        for (String kind : sides.keySet()) {
            head.put(at, kind, Ink.STRONG);
            at += COLUMN;
        }
        lines.add(head);
        for (Guarantee guarantee : Guarantee.values()) {
            Line line = new Line().put(2, guarantee.word(), Ink.PLAIN);
            at = FIRST;
            for (Side side : sides.values()) {
                line.put(at, word(side, guarantee), ink(side, guarantee));
                at += COLUMN;
            }
            lines.add(line);
        }
        lines.add(found(sides));
        differences(sides, lines, terminal);
        notes(sides, lines, terminal);
        return lines;
    }

    private static Line found(SequencedMap<String, Side> sides) {
        Line line = new Line().put(2, "findings", Ink.PLAIN);
        int at = FIRST;
        for (Side side : sides.values()) {
            int count = side.run() == null ? 0 : side.run().report().findings().size();
            line.put(at, side.run() == null ? "-" : String.valueOf(count), Ink.PLAIN);
            at += COLUMN;
        }
        return line;
    }

    private static Judgement judgement(Side side, Guarantee guarantee) {
        return side.run() == null
                ? null
                : side.run().report().guarantees().stream()
                        .filter(each -> each.guarantee() == guarantee)
                        .findFirst()
                        .orElseThrow();
    }

    private static String word(Side side, Guarantee guarantee) {
        Judgement judgement = judgement(side, guarantee);
        return judgement == null
                ? "refused"
                : VerdictText.word(judgement, count(side.run().report(), guarantee));
    }

    private static int count(Report report, Guarantee guarantee) {
        int count = 0;
        for (Map.Entry<Anomaly, Integer> each : report.counts().entrySet()) {
            count += each.getKey().guarantee() == guarantee ? each.getValue() : 0;
        }
        return count;
    }

    private static Ink ink(Side side, Guarantee guarantee) {
        Judgement judgement = judgement(side, guarantee);
        if (judgement == null || judgement.verdict() == Verdict.UNKNOWN) {
            return Ink.FAINT;
        }
        boolean holds = judgement.verdict() == Verdict.HOLDS;
        return judgement.promised() ? holds ? Ink.KEPT : Ink.BROKEN : holds ? Ink.FAINT : Ink.STRONG;
    }

    /// Where the kinds do not agree: what each promises or does.
    private static void differences(SequencedMap<String, Side> sides, List<Line> lines, Terminal terminal) {
        boolean any = false;
        for (Guarantee guarantee : Guarantee.values()) {
            TreeSet<String> words = new TreeSet<>();
            sides.values().stream()
                    .filter(side -> side.run() != null)
                    .forEach(side -> words.add(plain(judgement(side, guarantee))));
            if (words.size() < 2) {
                continue;
            }
            if (!any) {
                lines.add(new Line().add("Why they differ", Ink.STRONG));
                any = true;
            }
            lines.add(new Line().put(2, guarantee.word(), Ink.PLAIN));
            sides.forEach((kind, side) -> {
                if (side.run() != null) {
                    reason(kind, reason(side, guarantee), lines, terminal);
                }
            });
        }
        sides.forEach((kind, side) -> {
            if (side.run() == null) {
                lines.add(new Line().add("Refused", Ink.STRONG));
                reason(kind, side.refused(), lines, terminal);
            }
        });
    }

    private static String plain(Judgement judgement) {
        return judgement.verdict() + " " + judgement.promised();
    }

    /// The setting that a finding blames where there is one, else what the contract says.
    private static String reason(Side side, Guarantee guarantee) {
        for (Finding finding : side.run().report().findings()) {
            if (finding.anomaly().guarantee() == guarantee && !finding.why().isEmpty()) {
                return finding.why().getLast().text();
            }
        }
        return judgement(side, guarantee).reason();
    }

    private static void reason(String kind, String text, List<Line> lines, Terminal terminal) {
        int most = Math.max(20, terminal.columns() - FIRST);
        StringBuilder row = new StringBuilder();
        String before = kind;
        for (String word : SafeText.of(text).split(" ")) {
            if (!row.isEmpty() && row.length() + 1 + word.length() > most) {
                lines.add(new Line().put(4, before, Ink.FAINT).put(FIRST, row.toString(), Ink.PLAIN));
                row.setLength(0);
                before = "";
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        lines.add(new Line().put(4, before, Ink.FAINT).put(FIRST, row.toString(), Ink.PLAIN));
    }

    private static void notes(SequencedMap<String, Side> sides, List<Line> lines, Terminal terminal) {
        boolean any = false;
        for (Map.Entry<String, Side> side : sides.entrySet()) {
            List<String> notes = new ArrayList<>(side.getValue().policies());
            notes.addAll(side.getValue().passedOver());
            for (String note : notes) {
                if (!any) {
                    lines.add(new Line().add("Said otherwise there", Ink.STRONG));
                    any = true;
                }
                reason(side.getKey(), note, lines, terminal);
            }
        }
    }
}
