package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Report.Comparison;
import dev.ackademy.core.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What each table should hold at the end and what it holds. Rows that differ come first, and all of them that fit; of
/// those that agree a few.
final class StoreTable {

    private static final int MOST_DIFFERENT = 12;
    private static final int MOST_EQUAL = 4;

    private StoreTable() {}

    static List<Line> of(Report report, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        report.stores()
                .forEach((store, tables) -> tables.forEach((table, comparison) -> {
                    if (!lines.isEmpty()) {
                        lines.add(new Line());
                    }
                    table(store + "." + table, comparison, lines, terminal);
                }));
        return lines;
    }

    private static void table(String name, Comparison comparison, List<Line> lines, Terminal terminal) {
        TreeSet<String> keys = new TreeSet<>(comparison.expected().keySet());
        keys.addAll(comparison.actual().keySet());
        List<String> different = keys.stream()
                .filter(key -> differs(
                        comparison.expected().get(key), comparison.actual().get(key)))
                .toList();
        TreeSet<String> differing = new TreeSet<>(different);
        List<String> equal =
                keys.stream().filter(key -> !differing.contains(key)).toList();
        int id = Math.max(name.length() + 2, 12);
        int half = (terminal.columns() - id - 2) / 2;
        lines.add(new Line()
                .add(Glyphs.clip(SafeText.of(name), terminal.columns()), Ink.STRONG)
                .put(id, "expected", Ink.FAINT)
                .put(id + half, "actual", Ink.FAINT));
        if (keys.isEmpty()) {
            lines.add(new Line().put(2, "(empty)", Ink.FAINT).put(id, "(empty)", Ink.FAINT));
        }
        for (String key : first(different, MOST_DIFFERENT)) {
            row(key, comparison, Ink.BROKEN, id, half, lines);
        }
        more(different.size() - MOST_DIFFERENT, " more that differ", lines);
        for (String key : first(equal, different.isEmpty() ? MOST_DIFFERENT : MOST_EQUAL)) {
            row(key, comparison, Ink.KEPT, id, half, lines);
        }
        more(equal.size() - (different.isEmpty() ? MOST_DIFFERENT : MOST_EQUAL), " more that agree", lines);
    }

    private static List<String> first(List<String> keys, int most) {
        return keys.subList(0, Math.min(most, keys.size()));
    }

    private static void more(int count, String words, List<Line> lines) {
        if (count > 0) {
            lines.add(new Line().put(2, "… " + count + words, Ink.FAINT));
        }
    }

    private static void row(String key, Comparison comparison, Ink ink, int id, int half, List<Line> lines) {
        Line line = new Line().put(2, Glyphs.clip(SafeText.of(key), id - 3), Ink.PLAIN);
        boolean named = fields(comparison.expected().get(key)) > 1
                || fields(comparison.actual().get(key)) > 1;
        line.put(id, Glyphs.clip(text(comparison.expected().get(key), named), half - 2), Ink.PLAIN);
        line.put(id + half - 2, ink == Ink.KEPT ? "✓" : "×", ink);
        line.put(
                id + half,
                Glyphs.clip(text(comparison.actual().get(key), named), half),
                ink == Ink.KEPT ? Ink.PLAIN : ink);
        lines.add(line);
    }

    /// As the checkers compare: by fields and presence.
    private static boolean differs(Row expected, Row actual) {
        return expected == null || actual == null
                ? expected != actual
                : !expected.fields().equals(actual.fields());
    }

    private static int fields(Row row) {
        return row == null ? 0 : row.fields().size();
    }

    /// `v2 paid`, or `v2 amount=40 state=paid` where there are several fields, `v2` alone where the only
    /// field says no more than that; a dash where there is no row.
    private static String text(Row row, boolean named) {
        if (row == null) {
            return "—";
        }
        String version = "v" + row.version();
        StringBuilder text = new StringBuilder(version);
        if (!named && row.fields().containsValue(version)) {
            return version;
        }
        for (Map.Entry<String, String> field : row.fields().entrySet()) {
            text.append(' ');
            if (named) {
                text.append(field.getKey()).append('=');
            }
            text.append(field.getValue());
        }
        return SafeText.of(text.toString());
    }
}
