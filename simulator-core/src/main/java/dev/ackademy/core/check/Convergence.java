package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `convergence`: at the end a table's row differs from the fold of the source's history (each key by its versions).
/// Compared by fields and
/// presence: two versions that say the same are the same.
final class Convergence implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.CONVERGENCE);
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (story.trace.end() != RunEnd.QUIET) {
            return;
        }
        for (Sink sink : story.sinks) {
            if (sink.service()) {
                continue;
            }
            Report.Comparison comparison = compare(story, sink);
            TreeSet<String> keys = new TreeSet<>(comparison.expected().keySet());
            keys.addAll(comparison.actual().keySet());
            for (String key : keys) {
                Row expected = comparison.expected().get(key);
                Row actual = comparison.actual().get(key);
                boolean same = expected == null || actual == null
                        ? expected == actual
                        : expected.fields().equals(actual.fields());
                if (!same) {
                    found.accept(deviation(story, sink, key));
                }
            }
        }
    }

    private static Found deviation(Story story, Sink sink, String key) {
        Operation last = null;
        for (Operation operation : sink.owed()) {
            if (operation.key().equals(key) && (last == null || last.version() < operation.version())) {
                last = operation;
            }
        }
        int flag = 0;
        for (Effect effect : story.effects(sink)) {
            if (effect.operation().key().equals(key)) {
                flag = effect.entry();
            }
        }
        if (flag == 0) {
            flag = last == null
                    ? story.trace.entries().size()
                    : story.about(last).getLast().n();
        }
        return new Found(Anomaly.CONVERGENCE, last, sink, List.of(flag), key);
    }

    /// What the source says a table should hold, and what it holds.
    static Report.Comparison compare(Story story, Sink sink) {
        TreeMap<String, Row> actual = new TreeMap<>();
        for (TraceEntry entry : story.trace.entries()) {
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

    /// Every table of every sink, in the order of the scenario.
    static SequencedMap<String, SequencedMap<String, Report.Comparison>> tables(Story story) {
        LinkedHashMap<String, SequencedMap<String, Report.Comparison>> stores = new LinkedHashMap<>();
        for (Sink sink : story.sinks) {
            SequencedMap<String, Report.Comparison> tables =
                    stores.computeIfAbsent(sink.store(), s -> new LinkedHashMap<>());
            tables.putIfAbsent(
                    sink.service() ? "effects" : sink.table(),
                    sink.service() ? served(story, sink) : compare(story, sink));
        }
        return stores;
    }

    /// A service keeps no rows of ours: expected is the newest operation of each key, actual the newest
    /// that it served.
    private static Report.Comparison served(Story story, Sink sink) {
        Truth served = new Truth();
        for (Effect effect : story.effects(sink)) {
            if (effect.applied() && story.payload(effect.operation()) != null) {
                served.apply(effect.operation(), story.payload(effect.operation()));
            }
        }
        SortedMap<String, Row> expected = story.truth(sink).rows();
        return new Report.Comparison(expected, served.rows());
    }
}
