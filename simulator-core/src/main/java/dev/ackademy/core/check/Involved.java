package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.function.Predicate;

/// Who had to do with the operation of a finding, and what became of it. Names are those of deployments and topics,
/// null where none is known.
record Involved(Found found, Story story) {

    /// The deployment that published the operation.
    String producer() {
        for (TraceEntry entry : story.about(found.operation())) {
            if (entry.event() instanceof DeliveryEvent.PublishAsked
                    || entry.event() instanceof SourceEvent.TruthChanged) {
                NodeName node = story.node(entry.node());
                if (story.scenario.processes().containsKey(node.deployment())) {
                    return node.deployment();
                }
            }
        }
        return null;
    }

    String consumer() {
        if (found.sink() != null && found.sink().group() != null) {
            return found.sink().deployment();
        }
        if (found.operation() != null) {
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.event() instanceof DeliveryEvent.Delivered) {
                    return story.node(entry.node()).deployment();
                }
            }
        }
        return story.sinks.stream()
                .filter(sink -> sink.group() != null)
                .map(Sink::deployment)
                .findFirst()
                .orElse(null);
    }

    String topic() {
        if (found.operation() != null) {
            for (TraceEntry entry : story.about(found.operation())) {
                if (entry.event() instanceof DeliveryEvent.PublishAsked asked) {
                    return asked.topic();
                }
            }
        }
        return null;
    }

    /// The topic from which the sink's deployment had the operation.
    String topicRead() {
        if (found.sink() == null
                || !(story.scenario.processes().get(found.sink().deployment()).reads()
                        instanceof Reads.FromTopic from)) {
            return topic();
        }
        for (TraceEntry entry : story.about(found.operation())) {
            if (entry.event() instanceof LogEvent.RecordAppended append
                    && from.topics().contains(append.partition().topic())) {
                return append.partition().topic();
            }
        }
        return from.topics().getFirst();
    }

    String producerTo(String topic) {
        for (TraceEntry entry : story.about(found.operation())) {
            if (entry.event() instanceof DeliveryEvent.PublishAsked asked
                    && asked.topic().equals(topic)) {
                return story.node(entry.node()).deployment();
            }
        }
        return producer();
    }

    /// Whether the deployment was ever given the operation.
    boolean given(String name) {
        return story.about(found.operation()).stream()
                .anyMatch(entry -> entry.event() instanceof DeliveryEvent.Delivered
                        && story.node(entry.node()).deployment().equals(name));
    }

    boolean stored(Operation operation) {
        return story.about(operation).stream().anyMatch(entry -> entry.event() instanceof LogEvent.RecordAppended);
    }

    /// Where it stood another record stands now, by a later leader, or a replica cut it off.
    boolean cut(Operation operation) {
        for (TraceEntry each : story.about(operation)) {
            if (each.event() instanceof LogEvent.RecordAppended append && gone(append)) {
                return true;
            }
        }
        return false;
    }

    private boolean gone(LogEvent.RecordAppended append) {
        return story.logs.turns(append.partition()).stream()
                        .anyMatch(entry -> entry.event() instanceof LogEvent.LogTruncated e
                                && append.offset() >= e.to()
                                && append.offset() < e.from())
                || story.logs.appendsAt(append.partition(), append.offset()).stream()
                        .anyMatch(entry -> entry.event() instanceof LogEvent.RecordAppended e
                                && e.leaderEpoch() > append.leaderEpoch());
    }

    boolean refusedOrLost(Operation operation) {
        return story.about(operation).stream()
                .anyMatch(entry -> entry.event() instanceof NetworkEvent.RequestRefused
                        || entry.event() instanceof NetworkEvent.FrameLost
                        || entry.event() instanceof LogEvent.AppendRefused);
    }

    boolean endedBy(AppEvent.Ending ending) {
        return story.about(found.operation()).stream()
                .anyMatch(entry -> entry.event() instanceof AppEvent.ItemEnded ended && ended.ending() == ending);
    }

    Deployment process(String name) {
        return story.scenario.processes().get(name);
    }

    /// The first of a deployment's own steps that is meant, from 0; -1 where there is none.
    static int step(Deployment deployment, Predicate<Step> which) {
        for (int i = 0; i < deployment.steps().size(); i++) {
            if (which.test(deployment.steps().get(i))) {
                return i;
            }
        }
        return -1;
    }

    boolean happened(Class<? extends Event> kind) {
        return !story.all(kind).isEmpty();
    }

    String contractRule() {
        return Contract.of(story.scenario)
                .rule(found.sink().store(), found.sink().table());
    }
}
