package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// `lost-effect`: an operation that a sink is owed has no effect there at quiet, no declared ending, and no deliverable
/// copy left. The flag stands at the point of no return. A group that joined with `start: latest` is not owed what was
/// stored before it first took its position.
final class LostEffects implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.LOST_EFFECT);
    }

    @Override
    public Class<? extends Event> needs() {
        return SourceEvent.TruthChanged.class;
    }

    @Override
    public void remember(Story story, Recollection out) {
        LinkedHashSet<String> groups = new LinkedHashSet<>();
        story.sinks.forEach(sink -> groups.add(sink.group()));
        for (String group : groups) {
            out.text(String.valueOf(group));
            joinedAt(story, group)
                    .forEach((partition, from) -> out.partition(partition).number(from));
            story.operations().forEach(operation -> new Copies(story, operation, group).remember(out));
        }
        story.logs.remember(out);
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (!story.over()) {
            return;
        }
        for (Sink sink : story.sinks) {
            for (Operation operation : missing(story, sink)) {
                Copies copies = new Copies(story, operation, sink.group());
                if (copies.deliverable()) {
                    continue;
                }
                int point = copies.pointOfNoReturn();
                List<TraceEntry> about = story.about(operation);
                int flag = point > 0 ? point : about.getLast().n();
                List<Integer> witness = new ArrayList<>();
                if (story.truthEntry(operation) > 0 && story.truthEntry(operation) != flag) {
                    witness.add(story.truthEntry(operation));
                }
                witness.add(flag);
                found.accept(new Found(Anomaly.LOST_EFFECT, operation, sink, witness, ""));
            }
        }
    }

    private static List<Operation> missing(Story story, Sink sink) {
        LinkedHashSet<Operation> served = new LinkedHashSet<>();
        for (Effect effect : story.effects(sink)) {
            if (effect.applied() || effect.settled()) {
                served.add(effect.operation());
            }
        }
        TreeMap<TopicPartition, Long> joined = joinedAt(story, sink.group());
        List<Operation> missing = new ArrayList<>();
        for (Operation operation : sink.owed()) {
            Payload payload = story.payload(operation);
            if (!served.contains(operation)
                    && payload.form() != Payload.Form.INVALID
                    && story.declaredEnding(operation, sink.deployment()) == null
                    && !storedBefore(story, operation, joined)
                    && !superseded(story, operation, served)) {
                missing.add(operation);
            }
        }
        return missing;
    }

    /// Compaction removed it, and a later state of its entity has its effect. A later change that holds
    /// only some fields does not stand for it.
    private static boolean superseded(Story story, Operation operation, LinkedHashSet<Operation> served) {
        boolean compacted = story.about(operation).stream()
                .anyMatch(entry -> entry.event() instanceof LogEvent.RecordAppended append
                        && story.streams.compacted(append.partition(), append.offset()));
        return compacted
                && served.stream()
                        .anyMatch(later -> later.key().equals(operation.key())
                                && later.version() > operation.version()
                                && (later.kind() == OperationKind.DELETE
                                        || story.payload(later).form() == Payload.Form.FULL));
    }

    /// Where a group that starts at the end first took its position, by partition.
    private static TreeMap<TopicPartition, Long> joinedAt(Story story, String group) {
        TreeMap<TopicPartition, Long> joined = new TreeMap<>();
        if (group == null) {
            return joined;
        }
        for (TraceEntry entry : story.all(DeliveryEvent.PositionSet.class)) {
            if (entry.event() instanceof DeliveryEvent.PositionSet set && group.equals(set.group())) {
                joined.putIfAbsent(set.partition(), set.from().equals("latest") ? set.position() : 0L);
            }
        }
        for (TraceEntry entry : story.all(StreamEvent.ConsumerCreated.class)) {
            if (entry.event() instanceof StreamEvent.ConsumerCreated made && group.equals(made.group())) {
                joined.putIfAbsent(made.partition(), made.policy().equals("new") ? made.from() : 0L);
            }
        }
        return joined;
    }

    private static boolean storedBefore(Story story, Operation operation, TreeMap<TopicPartition, Long> joined) {
        boolean stored = false;
        for (TraceEntry entry : story.about(operation)) {
            if (entry.event() instanceof LogEvent.RecordAppended append) {
                stored = true;
                if (append.offset() >= joined.getOrDefault(append.partition(), 0L)) {
                    return false;
                }
            }
        }
        return stored;
    }
}
