package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.SourceEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/// `key-order`: the first effects of one key are not in the source's order; told for the operation that came late, with
/// the newer one that came before it.
/// `stale-overwrite`: a table applied a version after it had applied a newer one of the same key, repeats included.
final class EffectOrder implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.KEY_ORDER, Anomaly.STALE_OVERWRITE);
    }

    /// What the story remembers is enough.
    @Override
    public void remember(Story story, Recollection out) {}

    @Override
    public Class<? extends Event> needs() {
        return SourceEvent.TruthChanged.class;
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        for (Sink sink : story.sinks) {
            LinkedHashMap<String, Effect> newest = new LinkedHashMap<>();
            LinkedHashSet<Operation> seen = new LinkedHashSet<>();
            LinkedHashSet<Operation> stale = new LinkedHashSet<>();
            for (Effect effect : story.effects(sink)) {
                if (!effect.applied()) {
                    continue;
                }
                Operation operation = effect.operation();
                Effect ahead = newest.get(operation.key());
                boolean late = ahead != null && ahead.operation().version() > operation.version();
                boolean first = seen.add(operation);
                if (late) {
                    List<Integer> witness = List.of(ahead.entry(), effect.entry());
                    String detail = ahead.operation().id();
                    if (first) {
                        found.accept(new Found(Anomaly.KEY_ORDER, operation, sink, witness, detail));
                    }
                    if (!sink.service() && stale.add(operation)) {
                        found.accept(new Found(Anomaly.STALE_OVERWRITE, operation, sink, witness, detail));
                    }
                } else {
                    newest.put(operation.key(), effect);
                }
            }
        }
    }
}
