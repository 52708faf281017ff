package dev.ackademy.connect.nats;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.OwnServer;
import dev.ackademy.connect.PrefixedClient;
import dev.ackademy.connect.Secrets;
import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.wiring.Wiring;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// NATS JetStream as a live run needs it: a server of our own, or somebody else's. Streams, subjects and durable
/// consumers have the prefix of the run.
public final class NatsBroker implements LiveBroker {
    private static final int NO_MESSAGE = 10037;
    private static final int NO_CONSUMER = 10014;

    private final Wiring wiring;
    private final boolean own;
    private final Scenario scenario;
    private final String prefix;
    private final NatsAdmin admin;
    private final StreamLeaders leaders;
    private final TreeSet<String> created = new TreeSet<>();
    private NatsServers servers;

    /// On servers of our own; ending those is their owner's business.
    public NatsBroker(Scenario scenario, String prefix, List<NatsServer> servers) {
        this(scenario, prefix, true, NatsServers.ours(servers));
    }

    /// On somebody else's server.
    ///
    /// @param access properties of jnats, for TLS and credentials
    public NatsBroker(Scenario scenario, String prefix, String address, Map<String, String> access) {
        this(scenario, prefix, false, NatsServers.theirs(address, access));
    }

    /// One of our own that is not started: it only says what it can do.
    public static NatsBroker unstarted(Scenario scenario) {
        return new NatsBroker(scenario, "", true, NatsServers.theirs("", Map.of()));
    }

    private NatsBroker(Scenario scenario, String prefix, boolean own, NatsServers servers) {
        this.wiring = Wiring.of(scenario);
        this.scenario = scenario;
        this.own = own;
        this.prefix = prefix;
        this.servers = servers;
        this.admin = new NatsAdmin(servers);
        this.leaders = new StreamLeaders(
                admin,
                prefix,
                List.copyOf(scenario.topics().keySet()),
                servers.ours().size());
    }

    @Override
    public void create() throws IOException {
        for (Map.Entry<String, Scenario.Topic> each : scenario.topics().entrySet()) {
            Scenario.Stream stream = each.getValue().stream();
            StreamConfiguration wanted = StreamConfiguration.builder()
                    .name(prefix + each.getKey())
                    .subjects(subjects(each.getKey()))
                    .retentionPolicy(
                            switch (stream.retention()) {
                                case "workqueue" -> RetentionPolicy.WorkQueue;
                                case "interest" -> RetentionPolicy.Interest;
                                default -> RetentionPolicy.Limits;
                            })
                    .storageType(stream.storage().equals("memory") ? StorageType.Memory : StorageType.File)
                    .replicas(each.getValue().replicas())
                    .duplicateWindow(micros(stream.dedupWindowMicros()))
                    .maxMessages(stream.maxMessages())
                    .maxAge(stream.maxAgeMicros() < 0 ? Duration.ZERO : micros(stream.maxAgeMicros()))
                    .maxMessagesPerSubject(stream.maxPerSubject())
                    .discardPolicy(stream.discard().equals("new") ? DiscardPolicy.New : DiscardPolicy.Old)
                    .build();
            make(wanted);
        }
        if (servers.several() && !scenario.topics().isEmpty()) {
            number();
        }
    }

    private void make(StreamConfiguration wanted) throws IOException {
        try {
            if (admin.ask(streams -> streams.getStreamNames()).contains(wanted.getName())) {
                throw new BrokerUnavailable(words() + ": the stream " + wanted.getName() + " exists already");
            }
            created.add(wanted.getName());
            admin.ask(streams -> streams.addStream(wanted));
        } catch (JetStreamApiException e) {
            created.remove(wanted.getName());
            throw unavailable("the stream " + wanted.getName() + " cannot be made", e);
        }
    }

    private void number() throws IOException {
        try {
            servers = servers.ledBy(servers.ours().get(leaders.number()));
        } catch (JetStreamApiException e) {
            throw unavailable("its streams have no leaders", e);
        }
    }

    private List<String> subjects(String topic) {
        return subjects(scenario, prefix, topic);
    }

    /// The patterns of a topic with the prefix of the run.
    static List<String> subjects(Scenario scenario, String prefix, String topic) {
        Scenario.Stream stream = scenario.topics().get(topic).stream();
        List<String> patterns = stream == null || stream.subjects().isEmpty() ? List.of(topic) : stream.subjects();
        return patterns.stream().map(prefix::concat).toList();
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    @Override
    public Link link(int process) throws IOException {
        List<FaultProxy> proxies = servers.proxies();
        String there = servers.behind(proxies);
        return new Link() {
            @Override
            public List<FaultProxy> proxies() {
                return proxies;
            }

            @Override
            public LiveClient client(Application mailbox) {
                NatsSettings settings = settings(wiring.deployment(process), there);
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
        scenario.topics().keySet().forEach(topic -> subjects.put(prefix + topic, subjects(topic)));
        Duration request = micros(deployment.producer().requestTimeoutMicros());
        boolean acknowledged = deployment.producer().acks() != 0;
        if (!(deployment.reads() instanceof Reads.FromTopic topic) || topic.consumer() == null) {
            return new NatsSettings(
                    there,
                    NatsSettings.AckPolicy.EXPLICIT,
                    Duration.ofSeconds(30),
                    -1,
                    -1,
                    request,
                    1,
                    "all",
                    List.of(),
                    null,
                    subjects,
                    acknowledged,
                    deployment.producer().idempotence(),
                    false,
                    null,
                    servers.access());
        }
        Scenario.Consumer consumer = topic.consumer();
        return new NatsSettings(
                there,
                NatsSettings.AckPolicy.valueOf(consumer.ack().toUpperCase(Locale.ROOT)),
                micros(consumer.ackWaitMicros()),
                consumer.maxDeliver(),
                consumer.maxAckPending(),
                request,
                topic.maxPoll(),
                switch (topic.start()) {
                    case "latest" -> "new";
                    case "last-per-subject" -> "last-per-subject";
                    default -> "all";
                },
                consumer.backoffMicros().stream().map(NatsBroker::micros).toList(),
                consumer.filter() == null ? null : prefix + consumer.filter(),
                subjects,
                acknowledged,
                deployment.producer().idempotence(),
                consumer.mode().equals("push"),
                null,
                servers.access());
    }

    @Override
    public List<Stored> stored() throws IOException {
        List<Stored> stored = new ArrayList<>();
        for (String topic : scenario.topics().keySet()) {
            try {
                StreamState state = state(topic);
                for (long at = Math.max(1, state.getFirstSequence()); at <= state.getLastSequence(); at++) {
                    add(stored, topic, at);
                }
            } catch (JetStreamApiException e) {
                throw unavailable("the stream of " + topic + " cannot be read", e);
            }
        }
        return stored;
    }

    private StreamState state(String topic) throws IOException, JetStreamApiException {
        return admin.ask(streams -> streams.getStreamInfo(prefix + topic)).getStreamState();
    }

    private void add(List<Stored> stored, String topic, long sequence) throws IOException, JetStreamApiException {
        try {
            MessageInfo info = admin.ask(streams -> streams.getMessage(prefix + topic, sequence));
            SortedMap<String, String> headers = new TreeMap<>();
            if (info.getHeaders() != null) {
                info.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            }
            Message message = new WireMessage(headers, info.getData()).message();
            stored.add(new Stored(
                    new TopicPartition(topic, 0), sequence, message.operation(), message.attempt(), message.cause()));
        } catch (IllegalArgumentException notOurs) {
            // Somebody else's message is no part of the story.
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != NO_MESSAGE) {
                throw e;
            }
        }
    }

    @Override
    public List<Progress> progress() throws IOException {
        List<Progress> progress = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (Deployment each : scenario.processes().values()) {
            if (each.reads() instanceof Reads.FromTopic topic && seen.add(topic.group())) {
                progress.add(progress(topic.group(), topic.topics().getFirst(), topic.consumer()));
            }
        }
        return progress;
    }

    /// `next` is the end where nothing is left to be given; what is given and not settled is not told one
    /// by one, but the acknowledgement floor and the count are.
    private Progress progress(String group, String topic, Scenario.Consumer consumer) throws IOException {
        try {
            StreamState state = state(topic);
            TopicPartition partition = new TopicPartition(topic, 0);
            long begin = state.getFirstSequence();
            long end = state.getLastSequence() + 1;
            try {
                ConsumerInfo info = admin.ask(streams -> streams.getConsumerInfo(prefix + topic, prefix + group));
                long given = info.getDelivered().getStreamSequence();
                boolean none = consumer != null && consumer.ack().equals("none");
                List<Long> open = new ArrayList<>();
                for (long at = info.getAckFloor().getStreamSequence() + 1;
                        !none && info.getNumAckPending() > 0 && at <= given;
                        at++) {
                    open.add(at);
                }
                return new Progress(group, partition, begin, end, info.getNumPending() == 0 ? end : given + 1, open);
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() != NO_CONSUMER) {
                    throw e;
                }
                return new Progress(group, partition, begin, end, -1, List.of());
            }
        } catch (JetStreamApiException e) {
            throw unavailable("the stream of " + topic + " cannot be asked", e);
        }
    }

    @Override
    public Map<TopicPartition, Long> begins() throws IOException {
        Map<TopicPartition, Long> begins = new TreeMap<>();
        for (Map.Entry<String, Scenario.Topic> each : scenario.topics().entrySet()) {
            try {
                boolean limits = each.getValue().stream() == null
                        || each.getValue().stream().retention().equals("limits");
                long first = state(each.getKey()).getFirstSequence();
                begins.put(new TopicPartition(each.getKey(), 0), limits ? first : 0);
            } catch (JetStreamApiException e) {
                throw unavailable("the stream of " + each.getKey() + " cannot be asked", e);
            }
        }
        return begins;
    }

    @Override
    public List<Leads> leads() {
        if (servers.several()) {
            return leaders.now();
        }
        return scenario.topics().keySet().stream()
                .map(topic -> new Leads(new TopicPartition(topic, 0), 0, 0, List.of(0)))
                .toList();
    }

    @Override
    public int leader(TopicPartition partition) {
        return leaders.leader(partition);
    }

    @Override
    public List<String> kinds(RequestKind request) {
        return switch (request) {
            case PRODUCE -> List.of("PUBLISH");
            case FETCH -> List.of("PULL", "DELIVERY");
            case COMMIT -> List.of("ACK");
            default -> List.of();
        };
    }

    @Override
    public String error(RequestKind request, String named, boolean retriable) {
        if (request != RequestKind.PRODUCE) {
            return null;
        }
        String name =
                named == null ? "UNAVAILABLE" : named.toUpperCase(Locale.ROOT).replace('-', '_');
        return new NatsLines().errors().contains(name) ? name : null;
    }

    @Override
    public List<? extends OwnServer> servers() {
        return servers.ours();
    }

    @Override
    public void addPartitions(String topic, int to) throws IOException {
        throw new IOException("a stream has no partitions to add");
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
        scenario.topics().forEach((name, topic) -> {
            if (topic.stream() != null && topic.stream().subjects().size() > 1) {
                reasons.add("topics." + name + ".subjects: a consumer reads one pattern here; nearest: one pattern");
            }
        });
        if (scenario.broker().fsync().equals("always")) {
            reasons.add("broker.fsync: nats-server 2.9 has no sync_interval; nearest: the default, every 2 minutes");
        }
        return reasons;
    }

    @Override
    public String words() {
        return servers.words("NATS JetStream");
    }

    @Override
    public synchronized void close() {
        boolean interrupted = Thread.interrupted();
        try {
            for (String stream : created) {
                admin.ask(streams -> streams.deleteStream(stream));
            }
        } catch (IOException | JetStreamApiException leftOver) {
            // The stream has the prefix in its name.
        }
        admin.close();
        created.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private BrokerUnavailable unavailable(String what, Exception cause) {
        String said = words() + ": " + what + ": " + NatsCauses.of(cause);
        return new BrokerUnavailable(Secrets.removed(said, servers.access()), cause);
    }
}
