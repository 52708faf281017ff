package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.run.Played;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A place of the broker that holds messages, and the rows that it needs in a whole run: a row that never holds
/// anything is not there, and none appears while the run is played.
///
/// @param partition 0 of its topic, except for a log
public record Shelf(TopicPartition partition, StageFrame.Kind kind, List<Row> rows) {

    /// What stands in a row.
    public enum What {
        /// Given and not settled; at a stream, of one consumer.
        PENDING,
        /// To be given again, in this order.
        AGAIN,
        /// Given as often as it may be.
        EXHAUSTED,
        READY,
        IN_HAND,
        LATER,
        GIVEN_UP,
        LISTENERS,
        DROPPED
    }

    /// @param group empty where there is one row for all
    public record Row(What what, String group) {}

    static StageFrame.Kind kind(Scenario scenario) {
        return switch (scenario.broker().kind()) {
            case "jetstream" -> StageFrame.Kind.STREAM;
            case "pubsub" -> StageFrame.Kind.SUBJECT;
            case "queue" -> StageFrame.Kind.QUEUE;
            default -> StageFrame.Kind.LOG;
        };
    }

    StageLayout.Shape shape() {
        int out = 0;
        for (int i = 0; i < rows.size(); i++) {
            out = rows.get(i).what() == What.IN_HAND ? i : out;
        }
        return new StageLayout.Shape(kind.numbered(), rows.size(), out);
    }

    /// In the order of the scenario's topics.
    static List<Shelf> of(Played played) {
        Picture last = played.last();
        StageFrame.Kind kind = kind(played.scenario());
        Map<String, Set<What>> seen = kind == StageFrame.Kind.LOG ? Map.of() : seen(played);
        List<Shelf> shelves = new ArrayList<>();
        for (Scene.Topic topic : last.scene().topics().values()) {
            TopicPartition first = new TopicPartition(topic.name(), 0);
            Set<What> some = seen.getOrDefault(topic.name(), Set.of());
            List<String> groups = last.scene().groups().values().stream()
                    .filter(group -> group.topics().contains(topic.name()))
                    .map(Scene.Group::name)
                    .toList();
            List<Row> rows = new ArrayList<>();
            switch (kind) {
                case LOG, GROUPED ->
                    last.partitions().keys().stream()
                            .filter(partition -> partition.topic().equals(topic.name()))
                            .forEach(partition -> shelves.add(new Shelf(partition, kind, List.of())));
                case STREAM ->
                    groups.forEach(group ->
                            add(rows, seen.getOrDefault(topic.name() + "/" + group, Set.of()), group, What.PENDING));
                case SUBJECT -> {
                    groups.forEach(group -> rows.add(new Row(What.LISTENERS, group)));
                    add(rows, some, "", What.DROPPED);
                }
                case QUEUE -> {
                    rows.add(new Row(What.READY, ""));
                    add(rows, some, "", What.IN_HAND);
                }
            }
            if (kind != StageFrame.Kind.LOG) {
                shelves.add(new Shelf(first, kind, List.copyOf(rows)));
            }
        }
        return List.copyOf(shelves);
    }

    /// Those that were seen, from `first` on.
    private static void add(List<Row> rows, Set<What> seen, String group, What first) {
        for (What what : seen) {
            if (what.compareTo(first) >= 0) {
                rows.add(new Row(what, group));
            }
        }
    }

    /// Which rows ever hold something, by topic and by `topic/group`.
    private static Map<String, Set<What>> seen(Played played) {
        Map<String, Set<What>> seen = new TreeMap<>();
        for (TraceEntry entry : played.trace().entries()) {
            switch (entry.event()) {
                case StreamEvent.MessagesDelivered e -> add(seen, e.partition(), e.group(), What.PENDING);
                case StreamEvent.RedeliveryQueued e -> add(seen, e.partition(), e.group(), What.AGAIN);
                case StreamEvent.DeliveriesExhausted e -> add(seen, e.partition(), e.group(), What.EXHAUSTED);
                case SubjectEvent.MessageDropped e -> add(seen, e.subject(), What.DROPPED);
                case QueueEvent.MessageGiven e -> add(seen, e.queue(), What.IN_HAND);
                case QueueEvent.MessageDelayed e -> add(seen, e.queue(), What.LATER);
                case QueueEvent.MessageDeadLettered e -> add(seen, e.queue(), What.GIVEN_UP);
                case QueueEvent.DeadLetterKept e -> add(seen, e.queue(), What.GIVEN_UP);
                case QueueEvent.MessageDropped e -> add(seen, e.queue(), What.GIVEN_UP);
                default -> {}
            }
        }
        return seen;
    }

    private static void add(Map<String, Set<What>> seen, TopicPartition partition, String group, What what) {
        if (partition != null && group != null) {
            add(seen, partition.topic() + "/" + group, what);
        }
    }

    private static void add(Map<String, Set<What>> seen, TopicPartition queue, What what) {
        if (queue != null) {
            add(seen, queue.topic(), what);
        }
    }

    private static void add(Map<String, Set<What>> seen, String place, What what) {
        if (place != null) {
            seen.computeIfAbsent(place, _ -> EnumSet.noneOf(What.class)).add(what);
        }
    }
}
