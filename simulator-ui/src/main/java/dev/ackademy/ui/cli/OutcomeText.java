package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.check.Verdict;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.ui.workbench.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The last lines of a run: was it as expected, and what kind of run was it.
final class OutcomeText {

    private OutcomeText() {}

    static List<Line> of(Judged run) {
        List<Line> lines = new ArrayList<>();
        Ink ink = switch (run.report().outcome()) {
            case EXPECTED -> Ink.KEPT;
            case UNEXPECTED -> Ink.BROKEN;
            case UNKNOWN -> Ink.STRONG;
        };
        lines.add(new Line().add(sentence(run), ink));
        lines.add(new Line().add(facts(run.trace()), Ink.FAINT));
        return lines;
    }

    static ExitCode exit(Report.Outcome outcome) {
        return switch (outcome) {
            case EXPECTED -> ExitCode.EXPECTED;
            case UNEXPECTED -> ExitCode.UNEXPECTED;
            case UNKNOWN -> ExitCode.UNKNOWN;
        };
    }

    static String sentence(Judged run) {
        Scenario.Expect expect = run.scenario().expect();
        return switch (run.report().outcome()) {
            case UNKNOWN -> "Unknown: " + end(run.trace()) + ", so not everything can be told.";
            case EXPECTED ->
                expect.stated() ? "As expected: " + found(expect.found()) + "." : "Every promise was kept.";
            case UNEXPECTED -> expect.stated() ? "Not as expected: " + deviations(run) + "." : broken(run.report());
        };
    }

    private static String found(List<Anomaly> anomalies) {
        return anomalies.isEmpty() ? "nothing was found" : "found " + words(anomalies);
    }

    private static String deviations(Judged run) {
        Scenario.Expect expect = run.scenario().expect();
        List<Anomaly> found = List.copyOf(run.report().counts().keySet());
        List<Anomaly> forbidden =
                found.stream().filter(expect.never()::contains).toList();
        List<Anomaly> surprising = found.stream()
                .filter(each -> !expect.found().contains(each) && !forbidden.contains(each))
                .toList();
        List<Anomaly> missing =
                expect.found().stream().filter(each -> !found.contains(each)).toList();
        List<String> parts = new ArrayList<>();
        part(parts, forbidden, " must never be found, and was");
        part(parts, surprising, surprising.size() == 1 ? " was found too" : " were found too");
        part(parts, missing, missing.size() == 1 ? " was not found" : " were not found");
        return String.join("; ", parts);
    }

    private static void part(List<String> parts, List<Anomaly> anomalies, String words) {
        if (!anomalies.isEmpty()) {
            parts.add(words(anomalies) + words);
        }
    }

    private static String broken(Report report) {
        List<String> broken = report.guarantees().stream()
                .filter(each -> each.promised() && each.verdict() == Verdict.VIOLATED)
                .map(Report.Judgement::guarantee)
                .map(Guarantee::word)
                .toList();
        return (broken.size() == 1 ? "A promise was broken: " : "Promises were broken: ") + String.join(", ", broken)
                + ".";
    }

    private static String words(List<Anomaly> anomalies) {
        return anomalies.stream().map(Anomaly::word).collect(Collectors.joining(", "));
    }

    private static String end(Trace trace) {
        if (!trace.limit().isEmpty()) {
            return trace.limit();
        }
        return "the run ended by " + trace.end().word();
    }

    static String facts(Trace trace) {
        String waiting = trace.waiting().isEmpty() ? "" : " (" + trace.waiting() + ")";
        return trace.end().word() + waiting + " after " + Times.seconds(trace.virtualMicros()) + " s, " + trace.events()
                + " events, seed " + trace.seed() + ", digest " + trace.digest();
    }
}
