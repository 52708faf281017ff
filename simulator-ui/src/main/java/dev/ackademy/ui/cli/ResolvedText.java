package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.Origin;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Resolved.Explained;
import java.util.ArrayList;
import java.util.List;

/// A resolved scenario as a table of values. What somebody decided stands out from what is a default.
final class ResolvedText {

    private static final int WIDEST_PATH = 56;
    private static final int WIDEST_VALUE = 28;
    private static final int WIDEST_ORIGIN = 24;

    private ResolvedText() {}

    static List<Line> of(Resolved resolved) {
        List<Line> lines = new ArrayList<>();
        int path = width(resolved.explained().stream().map(Explained::path).toList(), WIDEST_PATH);
        int value = width(resolved.explained().stream().map(Explained::value).toList(), WIDEST_VALUE);
        int origin = width(
                resolved.explained().stream().map(each -> each.origin().words()).toList(), WIDEST_ORIGIN);
        for (Explained each : resolved.explained()) {
            lines.add(line(each, path, value, origin));
        }
        section(
                "Resists the preset",
                resolved.resisted().stream().map(Resolved.Resisted::words).toList(),
                lines);
        section("Done by the preset and the defaults", resolved.notes(), lines);
        if (!resolved.variants().isEmpty()) {
            section("Variants", List.of(String.join(", ", resolved.variants())), lines);
        }
        return lines;
    }

    private static Line line(Explained each, int path, int value, int origin) {
        boolean decided = each.origin().level() != Origin.Level.DEFAULT;
        Line line = new Line().add(each.path(), decided ? Ink.PLAIN : Ink.FAINT);
        at(line, path + 2).add(each.value(), decided ? Ink.STRONG : Ink.PLAIN);
        at(line, path + value + 4).add(each.origin().words(), decided ? Ink.KEPT : Ink.FAINT);
        if (!each.vendor().isEmpty()) {
            String standard = each.vendorDefault().isEmpty() ? "" : " (default " + each.vendorDefault() + ")";
            at(line, path + value + origin + 6).add(each.vendor() + standard, Ink.FAINT);
        }
        return line;
    }

    /// At the column, or two spaces on where the line is there already.
    private static Line at(Line line, int column) {
        return line.to(Math.max(column, line.length() + 2));
    }

    private static int width(List<String> texts, int most) {
        return texts.stream()
                .mapToInt(String::length)
                .filter(length -> length <= most)
                .max()
                .orElse(0);
    }

    private static void section(String title, List<String> sentences, List<Line> lines) {
        if (sentences.isEmpty()) {
            return;
        }
        lines.add(new Line());
        lines.add(new Line().add(title, Ink.STRONG));
        sentences.forEach(sentence -> lines.add(new Line().put(2, sentence, Ink.PLAIN)));
    }
}
