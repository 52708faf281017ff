package dev.ackademy.core.check;

import dev.ackademy.core.check.LogContents.VersionOrder;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.SourceEvent.TruthChanged;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A trace with the indexes that checkers share, made in one pass: what was owed, where it took effect, what each
/// process had in hand.
final class Story {

    final Trace trace;
    final Scenario scenario;
    final Routes routes;
    final Positions positions;
    final List<Sink> sinks = new ArrayList<>();

    final Logs logs = new Logs();
    final Streams streams = new Streams();
    final AtomicUnits units = new AtomicUnits();
    final SortedSet<String> unknownKinds;

    private final List<TraceEntry> truths = new ArrayList<>();
    private final LinkedHashMap<Operation, Integer> truthEntries = new LinkedHashMap<>();
    private final LinkedHashMap<Operation, String> labels = new LinkedHashMap<>();
    private final LinkedHashMap<Place, List<Effect>> effects = new LinkedHashMap<>();
    private final LinkedHashMap<Operation, List<TraceEntry>> about = new LinkedHashMap<>();
    private final LinkedHashMap<Class<?>, List<TraceEntry>> kinds = new LinkedHashMap<>();
    private final SortedSet<TopicPartition> shared = new TreeSet<>();
    private SortedMap<TopicPartition, VersionOrder> versionOrders;

    /// A store as one deployment uses it; `table` is null for a service.
    private record Place(String deployment, String store, String table) {}

    Story(Trace trace, Scenario scenario) {
        this.trace = trace;
        this.scenario = scenario;
        this.routes = new Routes(scenario);
        this.positions = new Positions(scenario.broker().kind());
        for (TraceEntry entry : trace.entries()) {
            index(entry);
        }
        this.unknownKinds = unknown();
        scenario.processes().keySet().forEach(this::addSinks);
    }

    private void index(TraceEntry entry) {
        kinds.computeIfAbsent(entry.event().getClass(), _ -> new ArrayList<>()).add(entry);
        logs.add(entry);
        streams.add(entry);
        units.add(entry);
        Operation operation = entry.operation();
        if (operation == null) {
            return;
        }
        about.computeIfAbsent(operation, _ -> new ArrayList<>()).add(entry);
        switch (entry.event()) {
            case TruthChanged truth -> {
                if (truthEntries.putIfAbsent(operation, entry.n()) == null) {
                    truths.add(entry);
                    boolean plain = truth.label() == null || truth.label().equals(operation.key());
                    labels.put(operation, plain ? "" : truth.label());
                }
            }
            case StoreEvent.RowWritten w ->
                effect(new Effect(entry.n(), operation, entry.node(), w.table(), w.writer(), true, true));
            case StoreEvent.RowKept k -> {
                boolean settled = k.row() != null && k.row().version() >= operation.version();
                effect(new Effect(entry.n(), operation, entry.node(), k.table(), k.writer(), false, settled));
            }
            case StoreEvent.RequestServed s ->
                effect(new Effect(entry.n(), operation, entry.node(), null, s.writer(), !s.repeated(), true));
            default -> {}
        }
    }

    private void effect(Effect effect) {
        Place place = new Place(node(effect.writer()).deployment(), name(effect.store()), effect.table());
        effects.computeIfAbsent(place, _ -> new ArrayList<>()).add(effect);
    }

    private SortedSet<String> unknown() {
        TreeSet<String> unknown = new TreeSet<>();
        all(Opaque.class).forEach(entry -> unknown.add(((Opaque) entry.event()).kind()));
        return unknown;
    }

    private void addSinks(String deployment) {
        SequencedSet<String> origins = routes.origins(deployment);
        List<Operation> owed = new ArrayList<>();
        for (TraceEntry entry : truths) {
            if (origins.contains(node(entry.node()).deployment()) && !units.takenBack(about(entry.operation()))) {
                owed.add(entry.operation());
            }
        }
        String group =
                scenario.processes().get(deployment).reads() instanceof Reads.FromTopic topic ? topic.group() : null;
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        for (Step step : Routes.flat(scenario.processes().get(deployment).steps())) {
            if (step instanceof Step.Write w && seen.add(w.store() + "." + w.table())) {
                sinks.add(new Sink(deployment, w.store(), w.table(), group, owed));
            } else if (step instanceof Step.Call c && seen.add(c.store())) {
                sinks.add(new Sink(deployment, c.store(), null, group, owed));
            }
        }
    }

    /// What several checkers have in common: what is owed, what took effect, where each operation was
    /// stored and how it ended. Repeats of what is violated already change no verdict and are not told
    /// apart.
    void remember(Recollection out) {
        for (TraceEntry entry : truths) {
            TruthChanged truth = (TruthChanged) entry.event();
            out.text(node(entry.node()).deployment()).operation(entry.operation());
            out.number(truth.payload().form().ordinal());
            truth.payload().fields().forEach((name, value) -> out.text(name).text(value));
        }
        out.number(-2);
        TreeMap<String, List<Effect>> places = new TreeMap<>();
        effects.forEach((place, all) -> places.put(place.deployment + "/" + place.store + "/" + place.table, all));
        places.forEach((place, all) -> {
            out.text(place);
            remember(all, out);
        });
        out.number(-3);
        for (Operation operation : new TreeSet<>(about.keySet())) {
            out.operation(operation);
            fate(operation, out);
        }
        out.number(-4);
    }

    /// Effects at one place: what of each key was applied and what is the newest, and whether any was
    /// repeated or late.
    private static void remember(List<Effect> all, Recollection out) {
        TreeMap<String, Integer> newest = new TreeMap<>();
        TreeMap<Operation, Integer> seen = new TreeMap<>();
        boolean repeated = false;
        boolean lateFirst = false;
        boolean late = false;
        for (Effect effect : all) {
            Operation operation = effect.operation();
            int before = seen.getOrDefault(operation, 0);
            seen.put(operation, before | 1 | (effect.applied() ? 2 : 0) | (effect.settled() ? 4 : 0));
            if (!effect.applied()) {
                continue;
            }
            repeated |= (before & 2) != 0;
            int ahead = newest.getOrDefault(operation.key(), 0);
            if (ahead > operation.version()) {
                late = true;
                lateFirst |= (before & 2) == 0;
            } else {
                newest.put(operation.key(), operation.version());
            }
        }
        out.flag(repeated).flag(lateFirst).flag(late);
        newest.forEach((key, version) -> out.text(key).number(version));
        seen.forEach((operation, what) -> out.operation(operation).number(what));
    }

    /// Where an operation was stored, and how it ended in whose hands.
    private void fate(Operation operation, Recollection out) {
        TreeSet<String> fates = new TreeSet<>();
        TreeMap<String, Integer> detours = new TreeMap<>();
        for (TraceEntry entry : about(operation)) {
            switch (entry.event()) {
                case LogEvent.RecordAppended e -> fates.add("at " + e.partition() + "@" + e.offset());
                case AppEvent.ItemRetried _ ->
                    fates.add("retried " + node(entry.node()).deployment());
                case AppEvent.ItemEnded e -> {
                    String ending = e.ending() + " " + node(entry.node()).deployment();
                    fates.add(ending);
                    if (e.ending() == AppEvent.Ending.HANDED_ON || e.ending() == AppEvent.Ending.DEAD_LETTERED) {
                        detours.merge(ending, 1, Integer::sum);
                    }
                }
                default -> {}
            }
        }
        fates.forEach(out::text);
        detours.forEach((ending, times) -> out.text(ending).number(times));
    }

    /// Whether all of the run is here and known, so that what is not in it did not happen.
    boolean whole() {
        return trace.complete() && unknownKinds.isEmpty();
    }

    /// Whether nothing more would have come: what has no effect now will never have one.
    boolean over() {
        return whole() && trace.end() == RunEnd.QUIET;
    }

    /// Whether it was seen at real servers, not simulated.
    boolean observed() {
        return !trace.entries().isEmpty() && trace.entries().getFirst().origin() != TraceEntry.Origin.VIRTUAL;
    }

    /// All entries of one kind, in order.
    List<TraceEntry> all(Class<? extends Event> kind) {
        return kinds.getOrDefault(kind, List.of());
    }

    /// What partitions held, as clients came to know it.
    SortedMap<TopicPartition, VersionOrder> versionOrders() {
        if (versionOrders == null) {
            versionOrders = VersionOrder.of(this);
        }
        return versionOrders;
    }

    /// Whether the scenario's kind of broker gives each partition to one reader at a time; elsewhere who
    /// asks is given.
    boolean assigns() {
        return scenario.broker().kind().equals("log");
    }

    NodeName node(int number) {
        return number < 0
                ? new NodeName("run", NodeName.Role.CONTROLLER, "run")
                : trace.nodes().get(number);
    }

    /// The deployment of a process node.
    Scenario.Deployment deployment(int number) {
        return scenario.processes().get(node(number).deployment());
    }

    String name(int number) {
        return node(number).name();
    }

    /// The entry at which the source of truth made the operation; 0 for one that no source made.
    int truthEntry(Operation operation) {
        return truthEntries.getOrDefault(operation, 0);
    }

    /// The business label, empty where there is none but the key.
    String label(Operation operation) {
        return operation == null ? "" : labels.getOrDefault(operation, "");
    }

    Payload payload(Operation operation) {
        int n = truthEntry(operation);
        return n == 0 ? null : ((TruthChanged) trace.entry(n).event()).payload();
    }

    /// The effects at a sink, in order.
    List<Effect> effects(Sink sink) {
        return effects.getOrDefault(new Place(sink.deployment(), sink.store(), sink.table()), List.of());
    }

    /// Entries that are about exactly this operation, in order.
    List<TraceEntry> about(Operation operation) {
        return about.getOrDefault(operation, List.of());
    }

    /// Whether the item reached an ending at a deployment that its policy declares (dead-lettered,
    /// discarded, handed on to a retry topic).
    TraceEntry declaredEnding(Operation operation, String deployment) {
        TraceEntry found = null;
        for (TraceEntry each : about(operation)) {
            if (each.event() instanceof AppEvent.ItemEnded ended
                    && node(each.node()).deployment().equals(deployment)
                    && (ended.ending() == AppEvent.Ending.DEAD_LETTERED
                            || ended.ending() == AppEvent.Ending.DISCARDED)) {
                found = each;
            }
        }
        return found;
    }

    /// By table: the truth folded over what the sink is owed, each key in the order of its versions (two
    /// instances of a source may come to tell them in another order).
    Truth truth(Sink sink) {
        Truth truth = new Truth();
        sink.owed().stream()
                .sorted(Comparator.comparingInt(Operation::version))
                .forEach(operation -> truth.apply(operation, payload(operation)));
        return truth;
    }

    /// Every operation that the story tells of, sorted.
    Iterable<Operation> operations() {
        return new TreeSet<>(about.keySet());
    }

    /// Every operation of every source, in order.
    Iterable<Operation> truths() {
        return truthEntries.keySet();
    }
}
