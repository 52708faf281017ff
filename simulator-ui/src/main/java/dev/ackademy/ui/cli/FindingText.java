package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The findings: the first of each anomaly in full (who was hurt, why it happened with the steps of the trace, what
/// prevents it), the others of its kind in one line.
final class FindingText {

    private static final int STEP = 8;
    private static final int MOST_NAMED = 12;

    private FindingText() {}

    static List<Line> of(List<Numbered> findings, Terminal terminal) {
        TreeMap<String, List<Numbered>> byAnomaly = new TreeMap<>();
        List<String> order = new ArrayList<>();
        for (Numbered each : findings) {
            String anomaly = each.finding().anomaly().word();
            if (!byAnomaly.containsKey(anomaly)) {
                order.add(anomaly);
            }
            byAnomaly.computeIfAbsent(anomaly, _ -> new ArrayList<>()).add(each);
        }
        List<Line> lines = new ArrayList<>();
        for (String anomaly : order) {
            if (!lines.isEmpty()) {
                lines.add(new Line());
            }
            List<Numbered> all = byAnomaly.get(anomaly);
            inFull(all.getFirst(), lines, terminal);
            if (all.size() > 1) {
                others(all.subList(1, all.size()), lines, terminal);
            }
        }
        return lines;
    }

    /// One finding alone, without what would have prevented it.
    static List<Line> told(Numbered each, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        story(each, lines, terminal);
        return lines;
    }

    private static void inFull(Numbered each, List<Line> lines, Terminal terminal) {
        story(each, lines, terminal);
        Finding.Fix fix = each.finding().fix();
        if (fix != null) {
            wrapped("Fix", fix.text(), Ink.PLAIN, lines, terminal);
            fix.settings()
                    .forEach((path, value) ->
                            lines.add(new Line().put(STEP + 2, "--set " + setting(path, value), Ink.KEPT)));
        }
    }

    private static void story(Numbered each, List<Line> lines, Terminal terminal) {
        Finding finding = each.finding();
        Ink ink = each.broken() ? Ink.BROKEN : Ink.STRONG;
        Line head = new Line().add("⚑" + each.number() + " " + finding.anomaly().word(), ink);
        if (finding.operation() != null) {
            head.add("  " + finding.operation().id(), Ink.STRONG);
            head.add(finding.label().isEmpty() ? "" : " " + finding.label());
        }
        head.add(each.broken() ? "  a promise is broken" : "  allowed by these settings", Ink.FAINT);
        if (!finding.possible()) {
            head.add("  These settings cannot cause it: a bug of the broker or of the simulator.", Ink.BROKEN);
        }
        lines.add(head);
        for (Finding.Sentence sentence : finding.why()) {
            boolean step = sentence.entry() > 0 && sentence != finding.why().getFirst();
            wrapped(step ? String.valueOf(sentence.entry()) : "", sentence.text(), Ink.PLAIN, lines, terminal);
        }
    }

    /// As a shell takes it.
    static String setting(String path, String value) {
        String text = path + "=" + value;
        return text.matches("[A-Za-z0-9_.=:#/+-]*") && !text.contains(" #")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }

    private static void others(List<Numbered> others, List<Line> lines, Terminal terminal) {
        List<String> names = new ArrayList<>();
        for (Numbered each : others.subList(0, Math.min(MOST_NAMED, others.size()))) {
            names.add(
                    each.finding().operation() == null
                            ? "⚑" + each.number()
                            : each.finding().operation().id());
        }
        String more = others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more" : "";
        wrapped("", "The same for " + String.join(", ", names) + more + ".", Ink.FAINT, lines, terminal);
    }

    private static void wrapped(String number, String text, Ink ink, List<Line> lines, Terminal terminal) {
        Line line = new Line().put(Math.max(0, STEP - number.length()), number, Ink.FAINT);
        line.to(STEP + 2);
        for (String word : SafeText.of(text).split(" ")) {
            if (line.length() > STEP + 2 && line.length() + word.length() > terminal.columns()) {
                lines.add(line);
                line = new Line().to(STEP + 2);
            }
            line.add(word, ink).add(" ");
        }
        lines.add(line);
    }
}
