package dev.ackademy.core.wiring;

import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.Scenario.Store;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.trace.picture.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What a picture of a scenario's run knows before anything has happened.
public final class Scenes {

    private final Wiring wiring;
    private final Scenario scenario;
    private final Cast cast;

    private Scenes(Scenario scenario) {
        this.wiring = Wiring.of(scenario);
        this.scenario = scenario;
        this.cast = wiring.cast();
    }

    public static Scene of(Scenario scenario) {
        Scenes scenes = new Scenes(scenario);
        return new Scene(scenes.cast.nodes(), scenes.actors(), scenes.topics(), scenes.groups(), scenes.stores());
    }

    private SequencedMap<Integer, Scene.Actor> actors() {
        SequencedMap<Integer, Scene.Actor> actors = new LinkedHashMap<>();
        for (int node : cast.withRole(Role.PROCESS)) {
            Deployment deployment = wiring.deployment(node);
            Reads.FromTopic topic = deployment.reads() instanceof Reads.FromTopic from ? from : null;
            actors.put(
                    node,
                    new Scene.Actor(
                            node,
                            cast.atStart(node),
                            deployment.workers(),
                            topic == null ? List.of() : List.copyOf(topic.topics()),
                            topic == null ? null : topic.group(),
                            List.copyOf(publishes(deployment)),
                            wiring.storesOf(node).stream().map(cast::number).toList()));
        }
        return actors;
    }

    private static SequencedSet<String> publishes(Deployment deployment) {
        SequencedSet<String> topics = new LinkedHashSet<>();
        addTopics(deployment.steps(), topics);
        OnFailure onFailure = deployment.onFailure();
        if (onFailure != null && onFailure.topic() != null) {
            topics.add(onFailure.topic());
        }
        return topics;
    }

    private static void addTopics(List<Step> steps, SequencedSet<String> topics) {
        for (Step step : steps) {
            if (step instanceof Step.Publish publish) {
                topics.add(publish.topic());
            } else if (step instanceof Step.Transaction transaction) {
                addTopics(transaction.steps(), topics);
            }
        }
    }

    private SequencedMap<String, Scene.Topic> topics() {
        SequencedMap<String, Scene.Topic> topics = new LinkedHashMap<>();
        scenario.topics()
                .forEach((name, topic) -> topics.put(
                        name,
                        new Scene.Topic(
                                name, topic.partitions(), topic.replicas(), topic.minInsync(), topic.queue() != null)));
        return topics;
    }

    private SequencedMap<String, Scene.Group> groups() {
        SequencedMap<String, Scene.Group> groups = new LinkedHashMap<>();
        for (int node : cast.withRole(Role.PROCESS)) {
            if (wiring.deployment(node).reads() instanceof Reads.FromTopic topic && topic.group() != null) {
                Scene.Group group = groups.computeIfAbsent(
                        topic.group(), name -> new Scene.Group(name, new ArrayList<>(), new ArrayList<>()));
                group.members().add(node);
                for (String read : topic.topics()) {
                    if (!group.topics().contains(read)) {
                        group.topics().add(read);
                    }
                }
            }
        }
        return groups;
    }

    private SequencedMap<Integer, Scene.Store> stores() {
        SequencedMap<Integer, Scene.Store> stores = new LinkedHashMap<>();
        scenario.stores().forEach((name, store) -> {
            int node = cast.number(name);
            stores.put(
                    node,
                    store instanceof Store.Database database
                            ? new Scene.Store(
                                    node, true, List.copyOf(database.tables().keySet()))
                            : new Scene.Store(node, false, List.of()));
        });
        return stores;
    }
}
