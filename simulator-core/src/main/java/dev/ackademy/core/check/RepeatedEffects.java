package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.SourceEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/// `duplicate-effect`: one operation took effect more than once at one sink. What a sink recognised and left alone is
/// no effect.
final class RepeatedEffects implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.DUPLICATE_EFFECT);
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
            LinkedHashMap<Operation, Integer> first = new LinkedHashMap<>();
            LinkedHashSet<Operation> told = new LinkedHashSet<>();
            for (Effect effect : story.effects(sink)) {
                if (!effect.applied()) {
                    continue;
                }
                Integer earlier = first.putIfAbsent(effect.operation(), effect.entry());
                if (earlier != null && told.add(effect.operation())) {
                    found.accept(new Found(
                            Anomaly.DUPLICATE_EFFECT, effect.operation(), sink, List.of(earlier, effect.entry()), ""));
                }
            }
        }
    }
}
