package dev.ackademy.core.wiring;

import dev.ackademy.core.model.Step;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.queue.JobServer;
import dev.ackademy.core.node.queue.QueueSettings;
import dev.ackademy.core.node.queue.RabbitBroker;
import dev.ackademy.core.node.queue.client.JobClient;
import dev.ackademy.core.node.queue.client.RabbitClient;
import dev.ackademy.core.node.queue.client.RabbitClientSettings;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The queue kind (RabbitMQ, BullMQ): its settings from a scenario, its servers and its client libraries.
final class QueueKind implements BrokerKind {

    /// Where no consumer says otherwise: as `reads.session-timeout` and `reads.heartbeat` by default.
    private static final long HEARTBEAT_MICROS = 1_000_000;

    private static final long HEARTBEAT_EVERY_MICROS = 300_000;

    @Override
    public Capabilities capabilities() {
        return RabbitClient.CAPABILITIES;
    }

    @Override
    public Node server(Wiring wiring, int node) {
        Reads.FromTopic first =
                consumers(wiring).isEmpty() ? null : consumers(wiring).getFirst();
        if (jobs(wiring)) {
            return new JobServer(
                    settings(wiring),
                    first == null ? HEARTBEAT_MICROS : first.sessionMicros(),
                    first == null ? HEARTBEAT_EVERY_MICROS : first.heartbeatMicros());
        }
        long timeout = first == null ? -1 : first.consumerTimeoutMicros();
        return new RabbitBroker(
                settings(wiring),
                node,
                new RabbitBroker.Patience(
                        first == null ? HEARTBEAT_MICROS : first.sessionMicros(),
                        first == null ? HEARTBEAT_EVERY_MICROS : first.heartbeatMicros(),
                        timeout >= wiring.scenario().run().limitMicros() ? -1 : timeout));
    }

    private static boolean jobs(Wiring wiring) {
        return "bullmq".equals(wiring.scenario().broker().style());
    }

    private static List<Reads.FromTopic> consumers(Wiring wiring) {
        List<Reads.FromTopic> consumers = new ArrayList<>();
        wiring.scenario().processes().values().forEach(each -> {
            if (each.reads() instanceof Reads.FromTopic topic) {
                consumers.add(topic);
            }
        });
        return consumers;
    }

    @Override
    public BrokerClient client(Wiring wiring, int node) {
        Deployment deployment = wiring.deployment(node);
        Reads.FromTopic topic = deployment.reads() instanceof Reads.FromTopic from ? from : null;
        RabbitClientSettings all = new RabbitClientSettings(
                settings(wiring),
                wiring.publishes(node) ? publishing(deployment.producer(), jobs(wiring)) : null,
                topic == null ? null : consuming(deployment, topic, jobs(wiring)),
                topic == null ? HEARTBEAT_MICROS : topic.sessionMicros());
        return jobs(wiring) ? new JobClient(all) : new RabbitClient(all);
    }

    private static RabbitClientSettings.Publishing publishing(Scenario.Producer producer, boolean jobs) {
        return new RabbitClientSettings.Publishing(
                jobs || producer.acks() != 0,
                producer.inFlight(),
                producer.retries(),
                producer.requestTimeoutMicros(),
                producer.deliveryTimeoutMicros(),
                producer.retryBackoffMicros(),
                producer.mandatory(),
                jobs,
                producer.idempotence());
    }

    /// `acknowledge: {every: batch}` is one acknowledgement with the flag `multiple`.
    private static RabbitClientSettings.Consuming consuming(
            Deployment deployment, Reads.FromTopic topic, boolean jobs) {
        boolean multiple = deployment.steps().stream()
                .anyMatch(step -> step instanceof Step.Acknowledge acknowledge && acknowledge.everyBatch());
        return new RabbitClientSettings.Consuming(
                jobs ? deployment.workers() : topic.prefetch(), topic.autoCommit(), multiple);
    }

    static QueueSettings settings(Wiring wiring) {
        List<QueueSettings.Declared> queues = new ArrayList<>();
        wiring.scenario().topics().forEach((name, topic) -> {
            Scenario.Queue queue = topic.queue();
            queues.add(new QueueSettings.Declared(
                    name,
                    wiring.cast().number(queue.node()),
                    queue.quorum(),
                    queue.declaredByConsumer(),
                    queue.deadLetter(),
                    queue.deadLetterConfirmed(),
                    queue.deliveryLimit(),
                    queue.countsReturns(),
                    queue.ttlMicros(),
                    queue.maxLength(),
                    queue.rejectPublish(),
                    queue.singleActive(),
                    new QueueSettings.Jobs(
                            queue.attempts(),
                            queue.backoffMicros(),
                            queue.exponential(),
                            queue.maxStalled(),
                            queue.stalledIntervalMicros())));
        });
        return new QueueSettings(wiring.cast().withRole(Role.BROKER), List.copyOf(queues), new TreeSet<>());
    }
}
