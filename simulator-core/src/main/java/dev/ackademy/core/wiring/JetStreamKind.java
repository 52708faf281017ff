package dev.ackademy.core.wiring;

import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.jetstream.ConsumerSettings;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamServer;
import dev.ackademy.core.node.jetstream.JetStreamSettings;
import dev.ackademy.core.node.jetstream.JetStreamSettings.Retention;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;
import dev.ackademy.core.node.jetstream.client.JetStreamClient;
import dev.ackademy.core.node.jetstream.client.JetStreamClientSettings;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.scenario.Scenario.Stream;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The jetstream kind (NATS JetStream): its settings from a scenario, its servers and its client library. A topic is a
/// stream, a group a durable consumer. The controlling node has nothing to do: the servers agree among themselves.
final class JetStreamKind implements BrokerKind {

    /// Longer than any run.
    private static final long NEVER_MICROS = 366L * 86_400_000_000L;

    @Override
    public Capabilities capabilities() {
        return JetStreamClient.capabilities(false);
    }

    @Override
    public Node server(Wiring wiring, int node) {
        return wiring.cast().node(node).role() == Role.CONTROLLER
                ? new Bystander()
                : new JetStreamServer(settings(wiring));
    }

    @Override
    public BrokerClient client(Wiring wiring, int node) {
        Deployment deployment = wiring.deployment(node);
        Scenario.Producer producer = deployment.producer();
        return new JetStreamClient(new JetStreamClientSettings(
                streams(wiring),
                producer.acks() != 0,
                producer.idempotence(),
                producer.requestTimeoutMicros(),
                producer.reconnectBuffer(),
                deployment.reads() instanceof Reads.FromTopic topic ? consumer(topic) : null));
    }

    private static ConsumerSettings consumer(Reads.FromTopic reads) {
        Scenario.Consumer consumer = reads.consumer();
        return new ConsumerSettings(
                reads.group(),
                reads.topics().getFirst(),
                consumer.filter() == null ? ">" : consumer.filter(),
                switch (reads.start()) {
                    case "latest" -> "new";
                    case "last-per-subject" -> "last-per-subject";
                    default -> "all";
                },
                consumer.mode().equals("push"),
                AckPolicy.valueOf(consumer.ack().toUpperCase(Locale.ROOT)),
                consumer.ackWaitMicros(),
                consumer.backoffMicros(),
                consumer.maxDeliver(),
                consumer.maxAckPending());
    }

    static JetStreamSettings settings(Wiring wiring) {
        Scenario.Broker broker = wiring.scenario().broker();
        return new JetStreamSettings(
                wiring.cast().withRole(Role.BROKER),
                broker.fsync().equals("always"),
                broker.fsync().equals("never") ? NEVER_MICROS : broker.fsyncEveryMicros(),
                broker.electionMicros(),
                streams(wiring));
    }

    /// The first replica of each stream is the next server, in the order of the scenario.
    private static List<StreamSettings> streams(Wiring wiring) {
        List<Integer> servers = wiring.cast().withRole(Role.BROKER);
        List<StreamSettings> streams = new ArrayList<>();
        wiring.scenario().topics().forEach((name, topic) -> {
            List<Integer> replicas = new ArrayList<>();
            for (int i = 0; i < topic.replicas(); i++) {
                replicas.add(servers.get((streams.size() + i) % servers.size()));
            }
            Stream stream = topic.stream();
            streams.add(new StreamSettings(
                    name,
                    stream.subjects().isEmpty() ? List.of(name) : stream.subjects(),
                    Retention.of(stream.retention()),
                    stream.storage().equals("memory"),
                    replicas,
                    stream.dedupWindowMicros(),
                    stream.maxMessages(),
                    stream.maxAgeMicros(),
                    stream.maxPerSubject(),
                    stream.discard().equals("new")));
        });
        return streams;
    }
}
