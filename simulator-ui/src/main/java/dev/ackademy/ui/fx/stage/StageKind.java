package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import java.util.List;

/// What one kind of broker keeps and how it speaks of it: all that differs between kinds in a frame.
sealed interface StageKind permits LogStage, StreamStage, SubjectStage, QueueStage {

    /// A limit that is so low belongs to what a scenario shows.
    int LOW_LIMIT = 20;

    Moment moment();

    static StageKind of(Moment moment) {
        return switch (moment.cast().kind()) {
            case LOG, GROUPED -> new LogStage(moment);
            case STREAM -> new StreamStage(moment);
            case SUBJECT -> new SubjectStage(moment);
            case QUEUE -> new QueueStage(moment);
        };
    }

    /// What a topic is called: `stream`.
    String word();

    /// What a group of readers is called: `durable`; empty where it has no name.
    default String groupWord() {
        return "group";
    }

    /// Right in the broker's head.
    default String note() {
        int insync = moment().picture().scene().topics().values().stream()
                .mapToInt(Scene.Topic::minInsync)
                .max()
                .orElse(1);
        return insync > 1 ? "min ISR " + insync : "";
    }

    /// At the right of the head of a shelf.
    default String note(Shelf shelf) {
        return "";
    }

    /// What a shelf is called.
    default String name(TopicPartition place) {
        return place.topic();
    }

    /// The number of the first message.
    default int first() {
        return 0;
    }

    /// Who reads a shelf, and how far.
    default List<StageFrame.Reader> readers(TopicPartition place) {
        return List.of();
    }

    /// What lies elsewhere than in numbered cells.
    default List<Strip> strips(Shelf shelf) {
        return shelf.rows().stream().map(row -> strip(shelf, row)).toList();
    }

    Strip strip(Shelf shelf, Shelf.Row row);

    /// Whether a publisher is told that its message is kept.
    default boolean answers() {
        return true;
    }

    /// Whether a delivery stays at the server, for its receiver takes nothing from the network.
    default boolean keepsBack(RequestKind kind, boolean answer, int receiver) {
        return false;
    }

    /// Whether the words of an answer of the broker say that it refuses.
    boolean refuses(RequestKind kind, String note);

    /// Whether the broker knows a process as a reader of the topic.
    default boolean knows(int node, Scene.Actor actor, String topic) {
        return true;
    }

    /// What a process reads from now.
    default List<TopicPartition> sources(int node) {
        NodePicture life = moment().picture().nodes().get(node);
        if (life == null || life.incarnation() == 0 || life.state() == NodePicture.State.STOPPED) {
            return List.of();
        }
        Scene.Actor actor = moment().picture().scene().actors().get(node);
        return actor.reads().stream()
                .filter(topic -> knows(node, actor, topic))
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
    }

    /// How a topic is set up, null where the scenario does not say.
    default Scenario.Topic set(String topic) {
        return moment().played().scenario().topics().get(topic);
    }
}
