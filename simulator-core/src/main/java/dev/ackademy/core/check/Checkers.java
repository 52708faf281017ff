package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The third verb: what a trace says about the guarantees of its scenario.
public final class Checkers {

    private static final List<Checker> ALL = List.of(
            new LostEffects(),
            new AcknowledgedLosses(),
            new DualWrites(),
            new RepeatedEffects(),
            new EffectOrder(),
            new LogContents(),
            new FailedReads(),
            new Replicas(),
            new AtomicReads(),
            new ClientOrder(),
            new Hands(),
            new RetentionLosses(),
            new TerminalAccounting(),
            new Progress(),
            new Convergence());

    private Checkers() {}

    public static Report check(Trace trace, Scenario scenario) {
        Story story = new Story(trace, scenario);
        Contract contract = Contract.of(scenario);
        List<Found> all = new ArrayList<>();
        ALL.forEach(checker -> checker.check(story, all::add));
        List<Found> told = new ArrayList<>(all);
        LinkedHashSet<Hurt> sharp = new LinkedHashSet<>();
        all.stream()
                .filter(found -> sharp(found.anomaly()) && found.operation() != null && found.sink() != null)
                .forEach(found -> sharp.add(Hurt.of(found)));
        LinkedHashSet<Operation> apart = new LinkedHashSet<>();
        all.stream()
                .filter(found -> found.anomaly() == Anomaly.MISSING_EVENT || found.anomaly() == Anomaly.PHANTOM)
                .forEach(found -> apart.add(found.operation()));
        told.removeIf(found -> explainedBySharper(found, sharp, apart));
        told.sort(Comparator.comparingInt(Found::flag).thenComparing(Found::anomaly));
        Why why = new Why(story, contract);
        List<Finding> findings = told.stream().map(why::explain).toList();
        SortedMap<Anomaly, Integer> counts = new TreeMap<>();
        findings.forEach(finding -> counts.merge(finding.anomaly(), 1, Integer::sum));
        List<Report.Judgement> judgements = judge(story, contract, all);
        return new Report(
                outcome(story, judgements, findings),
                judgements,
                findings,
                counts,
                Convergence.tables(story),
                Readings.of(story));
    }

    /// Which anomalies a trace shows, none left out because a sharper one explains it, without their why:
    /// what a search of many runs asks.
    public static SortedSet<Anomaly> anomalies(Trace trace, Scenario scenario) {
        Story story = new Story(trace, scenario);
        TreeSet<Anomaly> anomalies = new TreeSet<>();
        ALL.forEach(checker -> checker.check(story, found -> anomalies.add(found.anomaly())));
        return anomalies;
    }

    /// What later verdicts depend on in a story so far. Two stories that agree in it, and go on alike, are
    /// judged alike.
    public static Digest128 memory(Trace soFar, Scenario scenario) {
        Story story = new Story(soFar, scenario);
        Recollection recollection = new Recollection();
        story.remember(recollection);
        ALL.forEach(checker -> checker.remember(story, recollection));
        return recollection.digest();
    }

    /// Every damage is told once, by its sharpest name: a row that ends up wrong because its operation was
    /// lost, repeated or overtaken is no finding of its own, nor is an effect that is missing because its
    /// event is, or that the event of it belies. (The guarantees are violated all the same.)
    private static boolean explainedBySharper(Found found, LinkedHashSet<Hurt> sharp, LinkedHashSet<Operation> apart) {
        return switch (found.anomaly()) {
            case CONVERGENCE -> found.operation() != null && sharp.contains(Hurt.of(found));
            case LOST_EFFECT -> apart.contains(found.operation());
            default -> false;
        };
    }

    /// An entity at a sink.
    private record Hurt(String key, String place) {
        static Hurt of(Found found) {
            return new Hurt(found.operation().key(), found.sink().place());
        }
    }

    private static boolean sharp(Anomaly anomaly) {
        return anomaly == Anomaly.LOST_EFFECT
                || anomaly == Anomaly.PHANTOM
                || anomaly == Anomaly.STALE_OVERWRITE
                || anomaly == Anomaly.KEY_ORDER
                || anomaly == Anomaly.RETENTION_LOSS;
    }

    private static List<Report.Judgement> judge(Story story, Contract contract, List<Found> all) {
        EnumSet<Guarantee> violated = EnumSet.noneOf(Guarantee.class);
        all.forEach(found -> violated.add(found.anomaly().guarantee()));
        List<Report.Judgement> judgements = new ArrayList<>();
        for (Guarantee guarantee : Guarantee.values()) {
            Contract.Promise promise = contract.promise(guarantee);
            Verdict verdict = violated.contains(guarantee)
                    ? Verdict.VIOLATED
                    : undecided(story, guarantee) || unseen(story, guarantee) != null ? Verdict.UNKNOWN : Verdict.HOLDS;
            String reason = verdict == Verdict.UNKNOWN ? open(story, guarantee) : promise.reason();
            judgements.add(new Report.Judgement(guarantee, verdict, promise.promised(), reason));
        }
        return judgements;
    }

    private static String open(Story story, Guarantee guarantee) {
        Trace trace = story.trace;
        String unseen = unseen(story, guarantee);
        if (unseen != null) {
            return "not observable: no " + unseen + " is seen from here";
        }
        if (!story.unknownKinds.isEmpty()) {
            return "the recording holds facts that this version does not know (" + String.join(", ", story.unknownKinds)
                    + ")";
        }
        if (!trace.complete()) {
            return "only the first " + trace.entries().size() + " entries of the run are kept (run.limit.trace)";
        }
        return "the run ended before it could be told ("
                + (trace.limit().isEmpty() ? trace.end().word() : trace.limit()) + ")";
    }

    /// The kind of fact that an observed run lacks and that this guarantee is judged by; null where there
    /// is none.
    private static String unseen(Story story, Guarantee guarantee) {
        if (!story.observed()) {
            return null;
        }
        return ALL.stream()
                .filter(each -> each.judges().stream().anyMatch(anomaly -> anomaly.guarantee() == guarantee))
                .map(Checker::needs)
                .filter(kind -> story.all(kind).isEmpty())
                .map(Class::getSimpleName)
                .findFirst()
                .orElse(null);
    }

    /// Nothing that did not happen can be concluded from a part of a run, or from one with unknown facts.
    private static boolean cut(Story story) {
        return story.trace.end() == RunEnd.LIMIT || !story.whole();
    }

    /// At a limit nothing is decided; at stuck or loop what has not arrived is not delivered, never lost.
    private static boolean undecided(Story story, Guarantee guarantee) {
        if (cut(story)) {
            return true;
        }
        return story.trace.end() != RunEnd.QUIET
                && (guarantee == Guarantee.NO_LOSS || guarantee == Guarantee.TRUE_TO_SOURCE);
    }

    private static Report.Outcome outcome(Story story, List<Report.Judgement> judgements, List<Finding> findings) {
        Scenario scenario = story.scenario;
        TreeSet<Anomaly> found = new TreeSet<>();
        findings.forEach(finding -> found.add(finding.anomaly()));
        if (scenario.expect().stated()) {
            boolean forbidden = scenario.expect().never().stream().anyMatch(found::contains);
            boolean surprising = !scenario.expect().found().containsAll(found);
            if (forbidden || surprising) {
                return Report.Outcome.UNEXPECTED;
            }
            if (cut(story)) {
                return Report.Outcome.UNKNOWN;
            }
            return found.containsAll(scenario.expect().found()) ? Report.Outcome.EXPECTED : Report.Outcome.UNEXPECTED;
        }
        boolean broken = judgements.stream().anyMatch(each -> each.promised() && each.verdict() == Verdict.VIOLATED);
        boolean open = judgements.stream().anyMatch(each -> each.promised() && each.verdict() == Verdict.UNKNOWN);
        return broken ? Report.Outcome.UNEXPECTED : open ? Report.Outcome.UNKNOWN : Report.Outcome.EXPECTED;
    }

    /// The operation's id with its business label where it has one: `A#2 (Ana's payment)`.
    static String called(Story story, Operation operation) {
        if (operation == null) {
            return "nothing in particular";
        }
        String label = story.label(operation);
        return label.isEmpty() ? operation.id() : label + " (" + operation.id() + ")";
    }
}
