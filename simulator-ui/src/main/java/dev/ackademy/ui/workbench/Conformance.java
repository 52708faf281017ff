package dev.ackademy.ui.workbench;

import dev.ackademy.connect.LiveRefused;
import dev.ackademy.connect.live.LiveRun;
import dev.ackademy.core.check.Finding;
import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.TraceEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One scenario in the model and on the real broker, several times each: do the same things go wrong? An outcome is the
/// set of anomalies of a run. What the model does under some latency, or with two events of one node in another order,
/// it allows; an observed outcome that it does not allow is a difference.
public final class Conformance {

    public enum Status {
        AGREE,
        DIFFERS,
        NOT_COMPARABLE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /// @param virtual  outcomes of the model, the usual one first
    /// @param observed outcomes on the real broker
    /// @param reason   of a difference, or of what cannot be compared
    public record Row(
            String scenario,
            SequencedSet<SortedSet<Anomaly>> virtual,
            SequencedSet<SortedSet<Anomaly>> observed,
            Status status,
            String reason) {}

    private static final int SEEDS = 12;
    private static final int TRIES_FOR_EACH = 2;
    private static final List<String> LATENCIES = List.of("", "300us", "10ms");
    /// µs
    private static final long[] SHIFTS = {-20_000, -10_000, 10_000, 20_000};

    private static final Duration EXPLORED_FOR = Duration.ofSeconds(10);

    private final Workbench workbench;
    private final LiveBench live;
    private final int times;

    /// @param times how often each scenario is run on the real broker
    public Conformance(Workbench workbench, LiveBench live, int times) {
        this.workbench = workbench;
        this.live = live;
        this.times = times;
    }

    /// @param name as [Workbench#load] takes it
    public Row row(String name, String variant) {
        Resolved resolved = workbench.load(name, variant, List.of());
        Scenario scenario = resolved.scenario();
        String called = variant.isEmpty() ? name : name + " " + variant;
        SequencedSet<SortedSet<Anomaly>> virtual = virtual(name, variant);
        SequencedSet<SortedSet<Anomaly>> observed = new LinkedHashSet<>();
        List<String> unused = new ArrayList<>();
        List<Finding> illegal = new ArrayList<>();
        try {
            Duration length = LiveBench.runsIn(scenario);
            int compared = 0;
            List<String> inTheModel = new ArrayList<>();
            unused(workbench.run(scenario), inTheModel);
            for (int i = 0; i < TRIES_FOR_EACH * times && compared < times; i++) {
                Judged run = live.run(scenario, length, entry -> {});
                if (run.trace().end() == RunEnd.LIMIT) {
                    return new Row(
                            called,
                            virtual,
                            observed,
                            Status.NOT_COMPARABLE,
                            "unknown: " + run.trace().limit());
                }
                List<String> missed = new ArrayList<>();
                unused(run, missed);
                missed.removeAll(inTheModel);
                if (!missed.isEmpty()) {
                    // A fault waits for one instance, and another was given the message: a run without the fault.
                    missed.stream().filter(each -> !unused.contains(each)).forEach(unused::add);
                    continue;
                }
                compared++;
                observed.add(outcome(run));
                run.report().findings().stream()
                        .filter(finding -> !finding.possible())
                        .forEach(illegal::add);
            }
            if (compared == 0) {
                String reason = "never found its place: " + String.join(", ", unused);
                return new Row(called, virtual, observed, Status.NOT_COMPARABLE, reason);
            }
        } catch (LiveRefused refused) {
            String reason = refused.getMessage().lines().skip(1).findFirst().orElse(refused.getMessage());
            return new Row(called, virtual, observed, Status.NOT_COMPARABLE, reason.strip());
        } catch (IOException gone) {
            return new Row(called, virtual, observed, Status.NOT_COMPARABLE, "the broker: " + gone.getMessage());
        }
        return judged(called, scenario, virtual, observed, illegal);
    }

    private static Row judged(
            String called,
            Scenario scenario,
            SequencedSet<SortedSet<Anomaly>> virtual,
            SequencedSet<SortedSet<Anomaly>> observed,
            List<Finding> illegal) {
        if (virtual.containsAll(observed)) {
            return new Row(called, virtual, observed, Status.AGREE, "");
        }
        if (!illegal.isEmpty()) {
            String what = words(illegal.stream().map(Finding::anomaly).collect(Collectors.toCollection(TreeSet::new)));
            return new Row(called, virtual, observed, Status.DIFFERS, "its settings do not allow " + what);
        }
        SortedSet<Anomaly> possible = new TreeSet<>(reordered(scenario));
        virtual.forEach(possible::addAll);
        SortedSet<Anomaly> always = new TreeSet<>(virtual.getFirst());
        virtual.forEach(always::retainAll);
        SortedSet<Anomaly> beyond = new TreeSet<>();
        SortedSet<Anomaly> unseen = new TreeSet<>();
        for (SortedSet<Anomaly> each : observed) {
            each.stream().filter(one -> !possible.contains(one)).forEach(beyond::add);
            always.stream().filter(one -> !each.contains(one)).forEach(unseen::add);
        }
        if (beyond.isEmpty() && unseen.isEmpty()) {
            return new Row(
                    called, virtual, observed, Status.AGREE, "by another order of events, which the model knows");
        }
        List<String> reasons = new ArrayList<>();
        if (!beyond.isEmpty()) {
            reasons.add("the model never shows " + words(beyond));
        }
        if (!unseen.isEmpty()) {
            reasons.add("not seen: " + words(unseen));
        }
        return new Row(called, virtual, observed, Status.DIFFERS, String.join("; ", reasons));
    }

    private static void unused(Judged run, List<String> unused) {
        for (TraceEntry entry : run.trace().entries()) {
            if (entry.event() instanceof RunEvent.FaultUnused e && !unused.contains(e.fault())) {
                unused.add(e.fault());
            }
        }
    }

    private SequencedSet<SortedSet<Anomaly>> virtual(String name, String variant) {
        SequencedSet<SortedSet<Anomaly>> outcomes = new LinkedHashSet<>();
        Scenario scenario = workbench.load(name, variant, List.of()).scenario();
        List<String> together = together(scenario);
        List<String> awaited = awaited(scenario);
        outcomes(name, variant, List.of(), outcomes);
        Stream.concat(Stream.of(together, awaited), loosely(scenario).stream())
                .filter(first -> !first.isEmpty())
                .forEach(first -> outcomes(name, variant, first, outcomes));
        return outcomes;
    }

    /// What a live run cannot give: servers are as far from each other as they are, and a crash of a server
    /// at
    /// a time of its own meets the messages a little earlier or later.
    static List<List<String>> loosely(Scenario scenario) {
        List<List<String>> ways = new ArrayList<>();
        List<String> servers = IntStream.rangeClosed(1, scenario.broker().nodes())
                .mapToObj(number -> "B" + number)
                .toList();
        List<Scenario.Link> kept = scenario.links().stream()
                .filter(link -> !servers.containsAll(List.of(link.from(), link.to())))
                .toList();
        List<String> near = new ArrayList<>();
        if (kept.size() < scenario.links().size()) {
            near.add("links=" + kept.stream().map(Conformance::written).toList());
            ways.add(near);
        }
        for (int i = 0; i < scenario.faults().size(); i++) {
            Fault fault = scenario.faults().get(i);
            long at = fault.trigger().atMicros();
            for (long shift : fault instanceof Fault.Crash && at >= 0 ? SHIFTS : new long[0]) {
                List<String> shifted = new ArrayList<>(near);
                shifted.add("faults." + i + ".at=" + Math.max(0, at + shift) + "us");
                ways.add(shifted);
            }
        }
        return ways;
    }

    private static String written(Scenario.Link link) {
        return "{between: [" + link.from() + ", " + link.to() + "], latency: " + link.latencyMicros() + "us, jitter: "
                + link.jitterMicros() + "us}";
    }

    /// A live workload begins when everybody is connected. Where nothing happens by a time of its own, the
    /// model can be asked the same.
    private static List<String> awaited(Scenario scenario) {
        boolean timed = !scenario.changes().isEmpty()
                || scenario.faults().stream().anyMatch(fault -> fault.trigger().atMicros() >= 0)
                || scenario.processes().values().stream().anyMatch(process -> process.startsMicros() > 0);
        List<String> sets = new ArrayList<>();
        scenario.processes().forEach((process, deployment) -> {
            if (!timed && deployment.reads() instanceof Reads.Workload workload) {
                long start = workload.items().stream()
                        .mapToLong(Scenario.Item::atMicros)
                        .min()
                        .orElse(0);
                sets.add("processes." + process + ".reads.workload.start=" + (start + LiveRun.LEAD.toNanos() / 1_000)
                        + "us");
            }
        });
        return sets;
    }

    /// Without a key kafka-clients draws the next partition, the model takes the next in turn. What the
    /// draw can do beyond that is to choose the same again: then it is as if there were one.
    private static List<String> together(Scenario scenario) {
        return scenario.processes().values().stream()
                .flatMap(process -> process.steps().stream())
                .filter(step ->
                        step instanceof Step.Publish publish && publish.key().equals("none"))
                .map(step -> "topics." + ((Step.Publish) step).topic() + ".partitions=1")
                .distinct()
                .toList();
    }

    private void outcomes(String name, String variant, List<String> first, SequencedSet<SortedSet<Anomaly>> outcomes) {
        // The scenario's own seed comes first: its outcome is the usual one.
        outcomes.add(outcome(workbench.run(workbench.load(name, variant, first).scenario())));
        for (String latency : LATENCIES) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                List<String> sets = new ArrayList<>(first);
                sets.add("seed=" + seed);
                if (!latency.isEmpty()) {
                    sets.add("broker.link={latency: " + latency + ", jitter: " + latency + "}");
                }
                outcomes.add(outcome(
                        workbench.run(workbench.load(name, variant, sets).scenario())));
            }
        }
    }

    private static SortedSet<Anomaly> outcome(Judged run) {
        return new TreeSet<>(run.report().counts().keySet());
    }

    /// What one reordering can bring about.
    private static List<Anomaly> reordered(Scenario scenario) {
        long until = System.nanoTime() + EXPLORED_FOR.toNanos();
        Exploration found =
                Explorer.explore(scenario, new Bounds(0, 1), Explorer.Means.USUAL, Workers.ONE, new Listener() {
                    @Override
                    public boolean goesOn() {
                        return System.nanoTime() < until;
                    }
                });
        return found.outcomes().stream().map(each -> each.anomaly()).toList();
    }

    /// `duplicate, lost-effect`, or `nothing`.
    public static String words(SortedSet<Anomaly> anomalies) {
        return anomalies.isEmpty()
                ? "nothing"
                : anomalies.stream().map(Anomaly::word).collect(Collectors.joining(", "));
    }
}
