package dev.ackademy.ui.fx.run;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.check.Report;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.Pictures;
import dev.ackademy.core.wiring.Scenes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A run with everything that is worked out of it once.
///
/// @param whole false while it goes on: a live run as far as it has come
public record Played(
        Resolved resolved,
        Trace trace,
        Report report,
        Flights flights,
        Pacing pacing,
        Hues hues,
        Pictures pictures,
        Picture last,
        List<Flag> flags,
        boolean whole) {

    /// Takes as long as the trace is long: not to be done where somebody waits for the next frame.
    public static Played of(Resolved resolved, Trace trace, Report report) {
        return of(resolved, trace, report, true);
    }

    /// What there is of a run that goes on.
    public static Played soFar(Resolved resolved, Trace trace, Report report) {
        return of(resolved, trace, report, false);
    }

    private static Played of(Resolved resolved, Trace trace, Report report, boolean whole) {
        Flights flights = Flights.of(trace);
        Pictures pictures = new Pictures(Scenes.of(resolved.scenario()), trace);
        return new Played(
                resolved,
                trace,
                report,
                flights,
                Pacing.of(trace, flights),
                Hues.of(trace),
                pictures,
                pictures.at(trace.entries().size()),
                flags(trace, report),
                whole);
    }

    /// Whether this is the same run with more of it.
    public boolean continues(Played before) {
        return before != null && !before.whole && before.resolved == resolved;
    }

    public Scenario scenario() {
        return resolved.scenario();
    }

    /// Guarantees that the configuration makes.
    public static Set<Guarantee> promised(Report report) {
        Set<Guarantee> promised = EnumSet.noneOf(Guarantee.class);
        report.guarantees().stream()
                .filter(Report.Judgement::promised)
                .forEach(judgement -> promised.add(judgement.guarantee()));
        return promised;
    }

    /// Where the flag of a finding stands; the end of the run where it has no witness.
    public static int flagOf(Finding finding, Trace trace) {
        return finding.witness().isEmpty()
                ? trace.entries().size()
                : finding.witness().getLast();
    }

    private static List<Flag> flags(Trace trace, Report report) {
        Set<Guarantee> promised = promised(report);
        List<Flag> flags = new ArrayList<>();
        for (int i = 0; i < report.findings().size(); i++) {
            Finding finding = report.findings().get(i);
            int entry = flagOf(finding, trace);
            AnomalyWords words = AnomalyWords.of(finding.anomaly());
            String what = finding.operation() == null
                    ? words.title()
                    : finding.operation().id() + " " + words.flag();
            long at = entry < 1 ? 0 : trace.entry(entry).at();
            flags.add(new Flag(i, entry, at, promised.contains(finding.anomaly().guarantee()), words, what));
        }
        flags.sort(java.util.Comparator.comparingInt(Flag::entry));
        return List.copyOf(flags);
    }
}
