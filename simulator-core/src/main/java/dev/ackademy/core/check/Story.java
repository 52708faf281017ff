package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.SourceEvent.TruthChanged;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/// A trace with the indexes that checkers share, made in one pass: what was owed, where it took effect, what each
/// process had in hand.
final class Story {

    final Trace trace;
    final Scenario scenario;
    final Routes routes;
    final List<Sink> sinks = new ArrayList<>();

    private final TreeMap<Operation, Integer> truthEntries = new TreeMap<>();
    private final TreeMap<Operation, String> labels = new TreeMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final TreeMap<Operation, List<TraceEntry>> entriesOf = new TreeMap<>();

    Story(Trace trace, Scenario scenario) {
        this.trace = trace;
        this.scenario = scenario;
        this.routes = new Routes(scenario);
        for (TraceEntry entry : trace.entries()) {
            index(entry);
        }
        scenario.processes().keySet().forEach(this::addSinks);
    }

    private void index(TraceEntry entry) {
        Operation operation = entry.operation();
        if (operation != null) {
            entriesOf.computeIfAbsent(operation, o -> new ArrayList<>()).add(entry);
        }
        Effect effect = switch (entry.event()) {
            case TruthChanged truth -> {
                truthEntries.putIfAbsent(truth.operation(), entry.n());
                boolean plain = truth.label() == null
                        || truth.label().equals(truth.operation().key());
                labels.putIfAbsent(truth.operation(), plain ? "" : truth.label());
                yield null;
            }
            case StoreEvent.RowWritten w ->
                new Effect(entry.n(), w.operation(), entry.node(), w.table(), w.writer(), true, true);
            case StoreEvent.RowKept k ->
                new Effect(
                        entry.n(),
                        k.operation(),
                        entry.node(),
                        k.table(),
                        k.writer(),
                        false,
                        k.row() != null
                                && k.operation() != null
                                && k.row().version() >= k.operation().version());
            case StoreEvent.RequestServed s ->
                new Effect(entry.n(), s.operation(), entry.node(), null, s.writer(), !s.repeated(), true);
            default -> null;
        };
        if (effect != null && effect.operation() != null) {
            effects.add(effect);
        }
    }

    private void addSinks(String deployment) {
        SequencedSet<String> origins = routes.origins(deployment);
        List<Operation> owed = new ArrayList<>();
        for (TraceEntry entry : trace.entries()) {
            if (entry.event() instanceof TruthChanged truth
                    && origins.contains(node(entry.node()).deployment())) {
                owed.add(truth.operation());
            }
        }
        String group =
                scenario.processes().get(deployment).reads() instanceof Reads.FromTopic topic ? topic.group() : null;
        SequencedSet<String> seen = new java.util.LinkedHashSet<>();
        for (Step step : Routes.flat(scenario.processes().get(deployment).steps())) {
            if (step instanceof Step.Write w && seen.add(w.store() + "." + w.table())) {
                sinks.add(new Sink(deployment, w.store(), w.table(), group, owed));
            } else if (step instanceof Step.Call c && seen.add(c.store())) {
                sinks.add(new Sink(deployment, c.store(), null, group, owed));
            }
        }
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
        List<Effect> here = new ArrayList<>();
        for (Effect effect : effects) {
            if (name(effect.store()).equals(sink.store())
                    && java.util.Objects.equals(effect.table(), sink.table())
                    && node(effect.writer()).deployment().equals(sink.deployment())) {
                here.add(effect);
            }
        }
        return here;
    }

    /// Entries that are about exactly this operation, in order.
    List<TraceEntry> about(Operation operation) {
        return entriesOf.getOrDefault(operation, List.of());
    }

    /// Walks first causes back from an entry to the nearest one that the process itself recorded of one of
    /// these kinds; null where there is none.
    @SafeVarargs
    final TraceEntry origin(int from, int node, Class<? extends Event>... kinds) {
        int n = from;
        int steps = 0;
        while (n > 0 && steps++ < 64) {
            TraceEntry entry = trace.entry(n);
            if (entry.node() == node) {
                for (Class<? extends Event> kind : kinds) {
                    if (kind.isInstance(entry.event())) {
                        return entry;
                    }
                }
            }
            n = entry.causes().length == 0 ? 0 : entry.causes()[0];
        }
        return null;
    }

    /// The delivery that led a process to an effect: the latest one of this operation at that node before
    /// the entry; null for a workload's own.
    TraceEntry deliveryBefore(int entry, int node, Operation operation) {
        TraceEntry found = null;
        for (TraceEntry each : about(operation)) {
            if (each.n() >= entry) {
                break;
            }
            if (each.node() == node && each.event() instanceof DeliveryEvent.Delivered) {
                found = each;
            }
        }
        return found;
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
    /// instances of
    /// a source may come to tell them in another order).
    Truth truth(Sink sink) {
        Truth truth = new Truth();
        sink.owed().stream()
                .sorted(Comparator.comparingInt(Operation::version))
                .forEach(operation -> truth.apply(operation, payload(operation)));
        return truth;
    }

    Map<Operation, Integer> truths() {
        return truthEntries;
    }
}
