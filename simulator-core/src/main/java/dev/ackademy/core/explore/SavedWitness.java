package dev.ackademy.core.explore;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A witness as an ordinary scenario file, whose faults do what the decisions did: it runs from the command line and in
/// the window, and shows the same.
///
/// @param faults  one line of the format each, in order, those that the scenario kept first; the key of each race that
///                goes the rarer way
/// @param text    of the file, every default written out
/// @param minimal whether it is known that no fault, message or node can be left out
public record SavedWitness(Anomaly anomaly, List<String> faults, String text, boolean minimal) {

    /// No request comes more often in a witness that somebody is to read.
    private static final int MOST_TIMES = 40;

    private static final String NAME = "witness.yaml";

    /// @param base the scenario that was searched
    public static SavedWitness of(Resolved base, Witness witness, Anomaly anomaly) {
        String plain = ScenarioFile.write(base);
        List<String> faults = own(base);
        for (int i = 1; i <= witness.decisions().size(); i++) {
            List<Decision> first = witness.decisions().subList(0, i);
            if (first.getLast().races()) {
                faults.add(first.getLast().key());
                continue;
            }
            Trace meant = new Witness(first).run(base.scenario());
            if (!leavesTrace(first.getLast(), meant)) {
                continue;
            }
            faults.add(fault(plain, faults, new FaultText(base.scenario(), first.getLast(), meant), meant));
        }
        return new SavedWitness(anomaly, List.copyOf(faults), text(plain, faults, anomaly), false);
    }

    /// Where a fault of the scenario strikes at the same request, a decision may come to nothing.
    private static boolean leavesTrace(Decision decision, Trace run) {
        return run.entries().stream().anyMatch(entry -> decision.toString().equals(entry.choice()));
    }

    /// Faults and races that the scenario kept.
    private static List<String> own(Resolved base) {
        List<String> own = new ArrayList<>();
        for (String fault : ScenarioFile.faults(base)) {
            own.add(fault.substring(1, fault.length() - 1));
        }
        own.addAll(base.scenario().run().races());
        return own;
    }

    private static String fault(String plain, List<String> before, FaultText fault, Trace meant) {
        for (int nth = 1; nth <= MOST_TIMES; nth++) {
            String text = fault.nth(nth);
            if (text == null) {
                break;
            }
            List<String> faults = new ArrayList<>(before);
            faults.add(text);
            if (same(meant, run(with(plain, faults).scenario()))) {
                return text;
            }
        }
        return fault.nth(1);
    }

    /// Whether the same happened at the same times, whoever decided it. When a connection is said to be
    /// held differs: by the fault when the frame is sent, by an order when it is overtaken.
    static boolean same(Trace one, Trace other) {
        List<TraceEntry> a = told(one);
        List<TraceEntry> b = told(other);
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).at() != b.get(i).at()
                    || a.get(i).node() != b.get(i).node()
                    || !Objects.equals(a.get(i).event(), b.get(i).event())) {
                return false;
            }
        }
        return true;
    }

    private static List<TraceEntry> told(Trace trace) {
        return trace.entries().stream()
                .filter(entry -> !(entry.event() instanceof NetworkEvent.ConnectionStalled))
                .toList();
    }

    private static Resolved with(String plain, List<String> faults) {
        return ScenarioFile.parse(plain, NAME, "", listed(faults));
    }

    /// As `--set` takes them, with more of these.
    private static List<String> listed(List<String> faults, String... more) {
        List<String> races = new ArrayList<>();
        List<String> others = new ArrayList<>();
        faults.forEach(each -> (Decision.races(each) ? races : others).add(each));
        List<String> sets = new ArrayList<>(List.of(more));
        sets.add("faults=" + (others.isEmpty() ? "[]" : "[{" + String.join("}, {", others) + "}]"));
        sets.add("run.races=" + (races.isEmpty() ? "[]" : "[\"" + String.join("\", \"", races) + "\"]"));
        return sets;
    }

    private static String text(String plain, List<String> faults, Anomaly anomaly) {
        Resolved bare = ScenarioFile.parse(plain, NAME, "", listed(faults, "expect={}"));
        List<String> found = Checkers.check(run(bare.scenario()), bare.scenario()).counts().keySet().stream()
                .map(Anomaly::word)
                .toList();
        return ScenarioFile.write(ScenarioFile.parse(
                plain, NAME, "", listed(faults, "expect={found: " + found + "}", "shows=[" + anomaly.word() + "]")));
    }

    /// Of the same anomaly, with other faults or another base.
    SavedWitness with(List<String> otherFaults, String base, boolean minimal) {
        return new SavedWitness(anomaly, otherFaults, text(base, otherFaults, anomaly), minimal);
    }

    public Resolved resolved() {
        return ScenarioFile.parse(text, NAME);
    }

    public Trace run() {
        return run(resolved().scenario());
    }

    private static Trace run(Scenario scenario) {
        return Simulation.run(scenario, Choices.seeded(scenario.seed()));
    }

    /// Whether a text is a scenario in which every fault strikes and the anomaly is found.
    static boolean shows(String text, List<String> faults, Anomaly anomaly) {
        return trial(text, faults, anomaly).shows();
    }

    /// What became of a text that may be a scenario.
    ///
    /// @param lasts  of the run in which every fault strikes and the anomaly is found, µs; -1 where there
    /// is none, or it
    ///               ends at a limit
    /// @param events that were handled to find that out
    record Trial(long lasts, long events) {
        boolean shows() {
            return lasts >= 0;
        }
    }

    static Trial trial(String text, List<String> faults, Anomaly anomaly) {
        try {
            Scenario scenario = ScenarioFile.parse(text, NAME, "", listed(faults, "expect={}"))
                    .scenario();
            Trace trace = run(scenario);
            boolean shows = trace.end() != RunEnd.LIMIT
                    && trace.entries().stream().noneMatch(entry -> entry.event() instanceof RunEvent.FaultUnused)
                    && Checkers.anomalies(trace, scenario).contains(anomaly);
            return new Trial(shows ? trace.virtualMicros() : -1, trace.events());
        } catch (ScenarioRefused _) {
            return new Trial(-1, 0);
        }
    }
}
