package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Reading;
import dev.ackademy.core.check.Report;
import java.util.ArrayList;
import java.util.List;

/// How often each group was given what its topics stored, where that is not once each:
/// `  billing from orders   8 stored: 6 once, 1 more than once, 1 never (1 in the middle); the longest wait is 1.200
/// s`.
final class ReadingText {

    private static final int WORDS = 22;

    private ReadingText() {}

    static List<Line> of(Report report) {
        List<Line> lines = new ArrayList<>();
        for (Reading each : report.readings()) {
            if (each.once() < each.stored()) {
                if (lines.isEmpty()) {
                    lines.add(new Line().add("Given", Ink.STRONG));
                }
                Line line = new Line().put(2, each.group() + " from " + each.topic(), Ink.PLAIN);
                lines.add(line.put(Math.max(WORDS, line.length() + 2), words(each), Ink.PLAIN));
            }
        }
        return lines;
    }

    private static String words(Reading reading) {
        List<String> parts = new ArrayList<>();
        part(reading.once(), "once", parts);
        part(reading.repeated(), "more than once", parts);
        List<String> where = new ArrayList<>();
        part(reading.first(), "at the beginning", where);
        part(reading.middle(), "in the middle", where);
        part(reading.last(), "at the end", where);
        part(reading.never(), "never (" + String.join(", ", where) + ")", parts);
        boolean any = reading.once() + reading.repeated() > 0;
        return reading.stored() + " stored: " + String.join(", ", parts)
                + (any ? "; the longest wait is " + Times.seconds(reading.waitMicros()) + " s" : "");
    }

    private static void part(int count, String words, List<String> parts) {
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }
}
