package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `convergence`: at the end a table's row differs from the fold of the source's history (each key by its versions).
/// Compared by fields and presence: two versions that say the same are the same.
final class Convergence implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.CONVERGENCE);
    }

    @Override
    public Class<? extends Event> needs() {
        return SourceEvent.TruthChanged.class;
    }

    @Override
    public void remember(Story story, Recollection out) {
        for (Sink sink : story.sinks) {
            if (!sink.service()) {
                out.text(sink.place());
                compare(story, sink).actual().forEach((key, row) -> {
                    out.text(key);
                    row.fields().forEach((name, value) -> out.text(name).text(value));
                });
            }
        }
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.over()) {
            return;
        }
        for (Sink sink : story.sinks) {
            if (sink.service()) {
                continue;
            }
            Report.Comparison comparison = compare(story, sink);
            TreeSet<String> keys = new TreeSet<>(comparison.expected().keySet());
            keys.addAll(comparison.actual().keySet());
            TreeMap<String, Operation> newest = newest(sink);
            TreeMap<String, Operation> aside = setAside(story, sink);
            TreeMap<String, Integer> last = lastEffects(story, sink);
            for (String key : keys) {
                Row expected = comparison.expected().get(key);
                Row actual = comparison.actual().get(key);
                boolean same = expected == null || actual == null
                        ? expected == actual
                        : expected.fields().equals(actual.fields());
                if (!same) {
                    found.accept(deviation(story, sink, key, aside.getOrDefault(key, newest.get(key)), last.get(key)));
                }
            }
        }
    }

    /// By key: the newest operation that the sink is owed.
    private static TreeMap<String, Operation> newest(Sink sink) {
        TreeMap<String, Operation> newest = new TreeMap<>();
        for (Operation operation : sink.owed()) {
            newest.merge(operation.key(), operation, (a, b) -> a.version() < b.version() ? b : a);
        }
        return newest;
    }

    /// By key: the entry of the last effect.
    private static TreeMap<String, Integer> lastEffects(Story story, Sink sink) {
        TreeMap<String, Integer> last = new TreeMap<>();
        story.effects(sink).forEach(effect -> last.put(effect.operation().key(), effect.entry()));
        return last;
    }

    /// By key: the last operation that the sink's policy set aside, dead-lettered or discarded.
    private static TreeMap<String, Operation> setAside(Story story, Sink sink) {
        TreeMap<String, Operation> aside = new TreeMap<>();
        for (Operation operation : sink.owed()) {
            if (story.declaredEnding(operation, sink.deployment()) != null) {
                aside.put(operation.key(), operation);
            }
        }
        return aside;
    }

    private static Found deviation(Story story, Sink sink, String key, Operation hurt, Integer lastEffect) {
        TraceEntry aside = hurt == null ? null : story.declaredEnding(hurt, sink.deployment());
        if (aside != null) {
            String detail = key + " (" + hurt + " was set aside)";
            return new Found(Anomaly.CONVERGENCE, hurt, sink, List.of(aside.n()), detail);
        }
        int end = hurt == null
                ? story.trace.entries().size()
                : story.about(hurt).getLast().n();
        return new Found(Anomaly.CONVERGENCE, hurt, sink, List.of(lastEffect == null ? end : lastEffect), key);
    }

    /// What the source says a table should hold, and what it holds.
    static Report.Comparison compare(Story story, Sink sink) {
        TreeMap<String, Row> actual = new TreeMap<>();
        for (TraceEntry entry : story.all(StoreEvent.RowWritten.class)) {
            if (entry.event() instanceof StoreEvent.RowWritten written
                    && story.name(entry.node()).equals(sink.store())
                    && written.table().equals(sink.table())) {
                if (written.after() == null || written.after().deleted()) {
                    actual.remove(written.key());
                } else {
                    actual.put(written.key(), written.after());
                }
            }
        }
        return new Report.Comparison(story.truth(sink).rows(), actual);
    }

    /// Every table of every sink, in the order of the scenario. A service has no rows to compare.
    static SequencedMap<String, SequencedMap<String, Report.Comparison>> tables(Story story) {
        LinkedHashMap<String, SequencedMap<String, Report.Comparison>> stores = new LinkedHashMap<>();
        for (Sink sink : story.sinks) {
            if (!sink.service()) {
                stores.computeIfAbsent(sink.store(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(sink.table(), _ -> compare(story, sink));
            }
        }
        return stores;
    }
}
