package dev.ackademy.core.wiring;

import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.pubsub.PubSubServer;
import dev.ackademy.core.node.pubsub.PubSubSettings;
import dev.ackademy.core.node.pubsub.client.PubSubClient;
import dev.ackademy.core.node.pubsub.client.PubSubClientSettings;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.List;
import java.util.TreeMap;

/// The pubsub kind (core NATS): one server; a topic is a subject, a group a queue group.
final class PubSubKind implements BrokerKind {

    @Override
    public Capabilities capabilities() {
        return PubSubClient.CAPABILITIES;
    }

    @Override
    public Node server(Wiring wiring, int node) {
        Scenario.Broker broker = wiring.scenario().broker();
        return wiring.cast().node(node).role() == Role.CONTROLLER
                ? new Bystander()
                : new PubSubServer(new PubSubSettings(wiring.cast().withRole(Role.BROKER), broker.maxPending()));
    }

    @Override
    public BrokerClient client(Wiring wiring, int node) {
        Scenario.Deployment deployment = wiring.deployment(node);
        TreeMap<String, List<String>> subjects = new TreeMap<>();
        wiring.scenario()
                .topics()
                .forEach((name, topic) -> subjects.put(
                        name,
                        topic.stream().subjects().isEmpty()
                                ? List.of(name)
                                : topic.stream().subjects()));
        Scenario.Consumer consumer = deployment.reads() instanceof Reads.FromTopic topic ? topic.consumer() : null;
        return new PubSubClient(new PubSubClientSettings(
                wiring.cast().withRole(Role.BROKER).getFirst(),
                subjects,
                deployment.producer().reconnectBuffer(),
                consumer == null ? null : consumer.filter(),
                consumer == null ? 0 : consumer.pendingMessages()));
    }
}
