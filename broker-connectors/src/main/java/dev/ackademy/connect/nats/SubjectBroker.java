package dev.ackademy.connect.nats;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.OwnServer;
import dev.ackademy.connect.PrefixedClient;
import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.wiring.Wiring;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Core NATS as a live run needs it: a server of our own, or somebody else's. Subjects and queue groups have the prefix
/// of the run. Nothing is stored, so nothing is made or removed; one subscriber of ours sees what passes.
public final class SubjectBroker implements LiveBroker {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /// Before the clients of the scenario, which wait for 100 ms.
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(20);
    /// What the scenario format says where nothing is written; jnats and nats-server count bytes.
    private static final int USUAL_BUFFER = 10_000;

    private static final int USUAL_PENDING = 1_000;

    private final Scenario scenario;
    private final Wiring wiring;
    private final String prefix;
    private final boolean own;
    private final NatsServers servers;
    private Connection onlooker;

    /// On a server of our own; ending that is its owner's business.
    public SubjectBroker(Scenario scenario, String prefix, NatsServer server) {
        this(scenario, prefix, true, NatsServers.ours(List.of(server)));
    }

    /// On somebody else's server.
    ///
    /// @param access properties of jnats, for TLS and credentials
    public SubjectBroker(Scenario scenario, String prefix, String address, Map<String, String> access) {
        this(scenario, prefix, false, NatsServers.theirs(address, access));
    }

    /// One of our own that is not started: it only says what it can do.
    public static SubjectBroker unstarted(Scenario scenario) {
        return new SubjectBroker(scenario, "", true, NatsServers.theirs("", Map.of()));
    }

    private SubjectBroker(Scenario scenario, String prefix, boolean own, NatsServers servers) {
        this.scenario = scenario;
        this.wiring = Wiring.of(scenario);
        this.prefix = prefix;
        this.own = own;
        this.servers = servers;
    }

    /// A server that is not there, or does not let us in, says so here.
    @Override
    public void create() throws IOException {
        try {
            servers.connect(false).close();
            onlooker = Nats.connect(NatsAccess.options(servers.access())
                    .servers(NatsAccess.urls(servers.addresses()))
                    .connectionTimeout(LIMIT)
                    .maxReconnects(-1)
                    .reconnectWait(RECONNECT_WAIT)
                    .reconnectJitter(Duration.ofMillis(1))
                    .build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable(words() + ": interrupted", e);
        }
    }

    @Override
    public void watch(Consumer<Stored> told) throws IOException {
        try {
            Dispatcher passing = onlooker.createDispatcher();
            for (String topic : scenario.topics().keySet()) {
                for (String pattern : NatsBroker.subjects(scenario, prefix, topic)) {
                    passing.subscribe(pattern, message -> tell(topic, message, told));
                }
            }
            onlooker.flush(LIMIT);
        } catch (TimeoutException | IllegalStateException e) {
            throw new BrokerUnavailable(words() + ": its subjects cannot be watched: " + NatsCauses.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable(words() + ": interrupted", e);
        }
    }

    private static void tell(String topic, Message message, Consumer<Stored> told) {
        SortedMap<String, String> headers = new TreeMap<>();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        }
        try {
            var read = new WireMessage(headers, message.getData()).message();
            told.accept(new Stored(new TopicPartition(topic, 0), -1, read.operation(), read.attempt(), read.cause()));
        } catch (IllegalArgumentException notOurs) {
            // Somebody else's message is no part of the story.
        }
    }

    @Override
    public Link link(int process) throws IOException {
        List<FaultProxy> proxies = servers.proxies();
        NatsSettings settings = settings(wiring.deployment(process), servers.behind(proxies));
        return new Link() {
            @Override
            public List<FaultProxy> proxies() {
                return proxies;
            }

            @Override
            public LiveClient client(Application mailbox) {
                return new PrefixedClient(prefix, mailbox, told -> new NatsLiveClient(settings, told));
            }

            @Override
            public void close() {
                proxies.forEach(FaultProxy::close);
            }
        };
    }

    private NatsSettings settings(Deployment deployment, String there) {
        Map<String, List<String>> subjects = new TreeMap<>();
        scenario.topics()
                .keySet()
                .forEach(topic -> subjects.put(prefix + topic, NatsBroker.subjects(scenario, prefix, topic)));
        boolean buffers = deployment.producer().reconnectBuffer() > 0;
        if (!(deployment.reads() instanceof Reads.FromTopic topic) || topic.consumer() == null) {
            return NatsSettings.core(there, 1, null, subjects, new NatsSettings.Core(1, buffers), servers.access());
        }
        Scenario.Consumer consumer = topic.consumer();
        return NatsSettings.core(
                there,
                topic.maxPoll(),
                consumer.filter() == null ? null : prefix + consumer.filter(),
                subjects,
                new NatsSettings.Core(consumer.pendingMessages(), buffers),
                servers.access());
    }

    @Override
    public List<Stored> stored() {
        return List.of();
    }

    @Override
    public List<Progress> progress() {
        return List.of();
    }

    @Override
    public Map<TopicPartition, Long> begins() {
        return Map.of();
    }

    @Override
    public List<Leads> leads() {
        return List.of();
    }

    @Override
    public int leader(TopicPartition partition) {
        return 0;
    }

    @Override
    public List<String> kinds(RequestKind request) {
        return switch (request) {
            case PRODUCE -> List.of("PUBLISH");
            case FETCH -> List.of("MESSAGE");
            case JOIN -> List.of("SUB");
            case LEAVE -> List.of("UNSUB");
            default -> List.of();
        };
    }

    /// Nothing is answered, so nothing is refused.
    @Override
    public String error(RequestKind request, String named, boolean retriable) {
        return null;
    }

    @Override
    public List<? extends OwnServer> servers() {
        return servers.ours();
    }

    @Override
    public void addPartitions(String topic, int to) throws IOException {
        throw new IOException("a subject has no partitions to add");
    }

    @Override
    public boolean breakable() {
        return own;
    }

    @Override
    public String own() {
        return "nats";
    }

    @Override
    public List<String> refuses() {
        List<String> reasons = new ArrayList<>();
        if (scenario.broker().maxPending() != USUAL_PENDING) {
            reasons.add("broker.max-pending: nats-server counts the bytes that a client's TCP buffers do not take,"
                    + " not messages; nearest: leave it out");
        }
        scenario.processes().forEach((name, process) -> {
            int buffer = process.producer().reconnectBuffer();
            if (buffer != 0 && buffer != USUAL_BUFFER) {
                reasons.add("processes." + name + ".producer.reconnect-buffer: jnats counts bytes, not messages;"
                        + " nearest: 0, or leave it out");
            }
        });
        return reasons;
    }

    @Override
    public String words() {
        return servers.words("core NATS");
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (onlooker != null) {
                onlooker.close();
                onlooker = null;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
