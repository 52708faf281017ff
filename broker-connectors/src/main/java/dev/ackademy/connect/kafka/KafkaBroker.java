package dev.ackademy.connect.kafka;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveClient;
import dev.ackademy.connect.OwnServer;
import dev.ackademy.connect.PrefixedClient;
import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.connect.server.KafkaCluster;
import dev.ackademy.connect.server.KafkaServer;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.wiring.Wiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Kafka as a live run needs it: a cluster of our own, or somebody else's. Topics and groups have the prefix of the
/// run.
public final class KafkaBroker implements LiveBroker {
    private static final long ANSWER_LIMIT_MILLIS = 15_000;
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final int BATCH_BYTES_PER_RECORD = 16_384;

    private final Wiring wiring;
    private final boolean own;
    private final Scenario scenario;
    private final String prefix;
    private final KafkaCluster cluster;
    private final String bootstrap;
    private final SortedMap<String, String> security;
    private final Map<TopicPartition, Leads> leads = new HashMap<>();
    private final TreeSet<String> created = new TreeSet<>();
    private Admin admin;

    /// On a cluster of our own; ending that is its owner's business.
    public KafkaBroker(Scenario scenario, String prefix, KafkaCluster cluster) {
        this(scenario, prefix, true, cluster, cluster.bootstrap(), new TreeMap<>());
    }

    /// On somebody else's cluster.
    ///
    /// @param security settings of the client library for TLS and SASL
    public KafkaBroker(Scenario scenario, String prefix, String bootstrap, SortedMap<String, String> security) {
        this(scenario, prefix, false, null, bootstrap, security);
    }

    /// One of our own that is not started: it only says what it can do.
    public static KafkaBroker unstarted(Scenario scenario) {
        return new KafkaBroker(scenario, "", true, null, "", new TreeMap<>());
    }

    private KafkaBroker(
            Scenario scenario,
            String prefix,
            boolean own,
            KafkaCluster cluster,
            String bootstrap,
            SortedMap<String, String> security) {
        this.wiring = Wiring.of(scenario);
        this.scenario = scenario;
        this.own = own;
        this.prefix = prefix;
        this.cluster = cluster;
        this.bootstrap = bootstrap;
        this.security = security;
    }

    private synchronized Admin admin() throws BrokerUnavailable {
        if (admin == null) {
            admin = KafkaAccess.admin(bootstrap, security);
        }
        return admin;
    }

    @Override
    public void create() throws IOException {
        List<NewTopic> topics = new ArrayList<>();
        scenario.topics().forEach((name, topic) -> {
            Map<String, String> settings = new TreeMap<>();
            settings.put("min.insync.replicas", Integer.toString(topic.minInsync()));
            settings.put("retention.ms", "-1");
            if (topic.retentionMicros() >= 0) {
                settings.put("retention.ms", Long.toString(topic.retentionMicros() / 1_000));
                settings.put("segment.ms", Long.toString(Math.max(100, topic.retentionMicros() / 4_000)));
            }
            topics.add(placed(name, topic, topics.size()).configs(settings));
        });
        Map<String, KafkaFuture<Void>> making = admin().createTopics(topics).values();
        for (Map.Entry<String, KafkaFuture<Void>> each : making.entrySet()) {
            answer(each.getValue(), "the topic " + each.getKey() + " cannot be made");
            created.add(each.getKey());
        }
        moveOffsets();
        awaitLeaders();
    }

    /// @param number its place among the topics of the scenario
    private NewTopic placed(String name, Scenario.Topic topic, int number) {
        return cluster == null
                ? new NewTopic(prefix + name, topic.partitions(), (short) topic.replicas())
                : new NewTopic(prefix + name, replicas().of(number, topic.partitions(), topic.replicas()));
    }

    private Replicas replicas() {
        return new Replicas(cluster.nodes().size());
    }

    private void moveOffsets() throws IOException {
        if (cluster == null || cluster.nodes().size() == 1) {
            return;
        }
        try {
            replicas().moveOffsets(admin(), scenario.topics().size());
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerUnavailable("the coordinator of groups cannot be moved: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while the coordinator of groups was moved", e);
        }
    }

    private void awaitLeaders() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_LIMIT_MILLIS);
        while (System.nanoTime() < deadline) {
            try {
                if (leads().stream().allMatch(each -> each.leader() >= 0)) {
                    return;
                }
            } catch (BrokerUnavailable notKnownYet) {
                // A topic is known to every server a little later.
            }
            rest();
        }
        throw new BrokerUnavailable("the topics of the run had no leaders within 15 s");
    }

    private static void rest() throws BrokerUnavailable {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted", e);
        }
    }

    @Override
    public Link link(int process) throws IOException {
        int slot = wiring.cast().withRole(Role.PROCESS).indexOf(process);
        List<FaultProxy> proxies = new ArrayList<>();
        if (cluster != null) {
            for (KafkaServer node : cluster.nodes()) {
                KafkaServer.Link link = node.links().get(slot);
                proxies.add(FaultProxy.between(link.advertised(), link.listens(), new KafkaFrames()));
            }
        }
        String there = cluster == null
                ? bootstrap
                : String.join(",", proxies.stream().map(FaultProxy::address).toList());
        return new Link() {
            @Override
            public List<FaultProxy> proxies() {
                return proxies;
            }

            @Override
            public LiveClient client(Application mailbox) {
                KafkaSettings settings = settings(process, there);
                return new PrefixedClient(prefix, mailbox, told -> new KafkaLiveClient(settings, told));
            }

            @Override
            public void close() {
                proxies.forEach(FaultProxy::close);
            }
        };
    }

    private KafkaSettings settings(int process, String there) {
        Deployment deployment = wiring.deployment(process);
        SortedMap<String, String> producer = new TreeMap<>(security);
        SortedMap<String, String> consumer = new TreeMap<>(security);
        Scenario.Producer p = deployment.producer();
        producer.put("acks", p.acks() == -1 ? "all" : Integer.toString(p.acks()));
        producer.put("enable.idempotence", Boolean.toString(p.idempotence()));
        producer.put("max.in.flight.requests.per.connection", Integer.toString(p.inFlight()));
        producer.put("retries", Integer.toString(p.retries()));
        producer.put("request.timeout.ms", millis(p.requestTimeoutMicros()));
        producer.put("linger.ms", millis(p.lingerMicros()));
        producer.put(
                "delivery.timeout.ms",
                millis(Math.max(p.deliveryTimeoutMicros(), p.requestTimeoutMicros() + p.lingerMicros())));
        producer.put("max.block.ms", millis(Math.max(p.deliveryTimeoutMicros(), 10_000_000)));
        producer.put("retry.backoff.ms", millis(p.retryBackoffMicros()));
        producer.put("retry.backoff.max.ms", millis(p.retryBackoffMicros()));
        producer.put("batch.size", p.batch() <= 1 ? "1" : Integer.toString(BATCH_BYTES_PER_RECORD));
        producer.put("metadata.max.age.ms", millis(p.metadataAgeMicros()));
        if (transactional(deployment)) {
            String id =
                    p.transactionalId() == null ? wiring.cast().node(process).name() : p.transactionalId();
            producer.put("transactional.id", prefix + id);
            producer.put("transaction.timeout.ms", millis(p.transactionTimeoutMicros()));
            producer.put("enable.idempotence", "true");
            producer.put("acks", "all");
            // The library wants a transaction to be allowed to last as long as a delivery.
            producer.put(
                    "delivery.timeout.ms",
                    millis(Math.clamp(
                            p.deliveryTimeoutMicros(),
                            p.requestTimeoutMicros() + p.lingerMicros(),
                            Math.max(p.transactionTimeoutMicros(), p.requestTimeoutMicros() + p.lingerMicros()))));
        }
        if (deployment.reads() instanceof Reads.FromTopic topic) {
            consumer.put("isolation.level", topic.readCommitted() ? "read_committed" : "read_uncommitted");
            consumer.put("auto.offset.reset", topic.start());
            consumer.put("max.poll.records", Integer.toString(topic.maxPoll()));
            consumer.put("max.poll.interval.ms", millis(topic.maxPollIntervalMicros()));
            consumer.put("enable.auto.commit", Boolean.toString(topic.autoCommit()));
            consumer.put("auto.commit.interval.ms", millis(topic.autoCommitMicros()));
            consumer.put("metadata.max.age.ms", millis(topic.metadataAgeMicros()));
            consumer.put("group.protocol", topic.groupProtocol());
            if (topic.groupProtocol().equals("classic")) {
                classic(topic, consumer);
            }
        }
        return new KafkaSettings(there, producer, consumer);
    }

    /// What the broker decides by the consumer protocol; the library refuses these there.
    private static void classic(Reads.FromTopic topic, SortedMap<String, String> consumer) {
        consumer.put(
                "partition.assignment.strategy",
                topic.assignment().equals("cooperative")
                        ? "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"
                        : "org.apache.kafka.clients.consumer.RangeAssignor");
        consumer.put("session.timeout.ms", millis(topic.sessionMicros()));
        consumer.put("heartbeat.interval.ms", millis(topic.heartbeatMicros()));
    }

    private static String millis(long micros) {
        return Long.toString(Math.min(Integer.MAX_VALUE, micros / 1_000));
    }

    @Override
    public List<Stored> stored() throws IOException {
        Map<String, Object> settings = new HashMap<>(security);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("default.api.timeout.ms", "10000");
        List<Stored> stored = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<org.apache.kafka.common.TopicPartition> all = partitions();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<org.apache.kafka.common.TopicPartition, Long> ends = consumer.endOffsets(all);
            long deadline = System.nanoTime() + READ_LIMIT.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new BrokerUnavailable("the topics could not be read to their ends within 30 s");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> add(stored, record));
            }
            return stored;
        } catch (org.apache.kafka.common.KafkaException e) {
            throw unavailable("the topics cannot be read", e);
        }
    }

    private void add(List<Stored> stored, ConsumerRecord<byte[], byte[]> record) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.US_ASCII));
        }
        try {
            Message message = new WireMessage(headers, record.value()).message();
            TopicPartition partition =
                    new TopicPartition(record.topic().substring(prefix.length()), record.partition());
            stored.add(new Stored(partition, record.offset(), message.operation(), message.attempt(), message.cause()));
        } catch (IllegalArgumentException notOurs) {
            // Somebody else's record is no part of the story.
        }
    }

    private List<org.apache.kafka.common.TopicPartition> partitions() throws IOException {
        List<org.apache.kafka.common.TopicPartition> all = new ArrayList<>();
        for (TopicDescription topic : describe()) {
            topic.partitions()
                    .forEach(each ->
                            all.add(new org.apache.kafka.common.TopicPartition(topic.name(), each.partition())));
        }
        return all;
    }

    private Collection<TopicDescription> describe() throws IOException {
        List<String> names =
                scenario.topics().keySet().stream().map(prefix::concat).toList();
        return answer(admin().describeTopics(names).allTopicNames(), "the topics cannot be described")
                .values();
    }

    @Override
    public List<Progress> progress() throws IOException {
        List<Progress> progress = new ArrayList<>();
        Map<org.apache.kafka.common.TopicPartition, Long> begins = offsets(OffsetSpec.earliest());
        Map<org.apache.kafka.common.TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        Map<String, TreeSet<String>> read = new TreeMap<>();
        for (Deployment each : scenario.processes().values()) {
            if (each.reads() instanceof Reads.FromTopic topic) {
                read.computeIfAbsent(topic.group(), group -> new TreeSet<>()).addAll(topic.topics());
            }
        }
        for (Map.Entry<String, TreeSet<String>> each : read.entrySet()) {
            Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> committed = answer(
                    admin().listConsumerGroupOffsets(prefix + each.getKey()).partitionsToOffsetAndMetadata(),
                    "the group " + each.getKey() + " cannot be asked for its positions");
            ends.forEach((partition, end) -> {
                String topic = partition.topic().substring(prefix.length());
                if (each.getValue().contains(topic)) {
                    long next = Optional.ofNullable(committed.get(partition))
                            .map(OffsetAndMetadata::offset)
                            .orElse(-1L);
                    progress.add(new Progress(
                            each.getKey(),
                            new TopicPartition(topic, partition.partition()),
                            begins.getOrDefault(partition, 0L),
                            end,
                            next,
                            List.of()));
                }
            });
        }
        return progress;
    }

    private Map<org.apache.kafka.common.TopicPartition, Long> offsets(OffsetSpec which) throws IOException {
        Map<org.apache.kafka.common.TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions().forEach(partition -> asked.put(partition, which));
        Map<org.apache.kafka.common.TopicPartition, Long> offsets = new HashMap<>();
        answer(admin().listOffsets(asked).all(), "the ends of the topics cannot be asked for")
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    @Override
    public Map<TopicPartition, Long> begins() throws IOException {
        Map<TopicPartition, Long> begins = new TreeMap<>();
        offsets(OffsetSpec.earliest())
                .forEach((partition, offset) -> begins.put(
                        new TopicPartition(partition.topic().substring(prefix.length()), partition.partition()),
                        offset));
        return begins;
    }

    @Override
    public synchronized List<Leads> leads() throws IOException {
        List<Leads> now = new ArrayList<>();
        for (TopicDescription topic : describe()) {
            for (TopicPartitionInfo each : topic.partitions()) {
                TopicPartition partition =
                        new TopicPartition(topic.name().substring(prefix.length()), each.partition());
                int leader = cluster == null ? 0 : server(each.leader());
                List<Integer> inSync = cluster == null
                        ? List.of(0)
                        : each.isr().stream().map(KafkaBroker::server).sorted().toList();
                Leads before = leads.get(partition);
                int epoch = before == null ? 0 : before.epoch() + (before.leader() == leader ? 0 : 1);
                Leads one = new Leads(partition, leader, epoch, inSync);
                leads.put(partition, one);
                now.add(one);
            }
        }
        return now;
    }

    private static int server(Node node) {
        return node == null || node.isEmpty() ? -1 : node.id() - 1;
    }

    @Override
    public synchronized int leader(TopicPartition partition) {
        Leads known = leads.get(partition);
        return known == null ? 0 : Math.max(0, known.leader());
    }

    @Override
    public List<String> kinds(RequestKind request) {
        return switch (request) {
            case PRODUCE -> List.of("PRODUCE");
            case FETCH -> List.of("FETCH");
            case COMMIT -> List.of("OFFSET_COMMIT", "TXN_OFFSET_COMMIT");
            case JOIN -> List.of("JOIN_GROUP");
            case SYNC -> List.of("SYNC_GROUP");
            case LEAVE -> List.of("LEAVE_GROUP");
            case HEARTBEAT -> List.of("HEARTBEAT");
            case METADATA -> List.of("METADATA");
            case OFFSETS -> List.of("OFFSET_FETCH", "LIST_OFFSETS");
            case INIT_PRODUCER -> List.of("INIT_PRODUCER_ID");
            case ADD_PARTITIONS -> List.of("ADD_PARTITIONS_TO_TXN");
            case ADD_OFFSETS -> List.of("ADD_OFFSETS_TO_TXN");
            case END_TRANSACTION -> List.of("END_TXN");
            case WRITE_MARKERS, REPLICATE, CONTROL, BEGIN, READ, WRITE, INBOX, LOCK, TX_COMMIT, TX_ROLLBACK, CALL ->
                List.of();
        };
    }

    @Override
    public String error(RequestKind request, String named, boolean retriable) {
        if (named != null) {
            LogError error = LogError.named(named);
            String name =
                    error == null ? named.toUpperCase(java.util.Locale.ROOT).replace('-', '_') : error.name();
            return new KafkaFrames().errors().contains(name) ? name : null;
        }
        Errors usual = switch (request) {
            case PRODUCE -> retriable ? Errors.CORRUPT_MESSAGE : Errors.INVALID_RECORD; // as in d1
            case FETCH -> retriable ? Errors.NOT_LEADER_OR_FOLLOWER : Errors.TOPIC_AUTHORIZATION_FAILED;
            case INIT_PRODUCER -> retriable ? Errors.COORDINATOR_LOAD_IN_PROGRESS : Errors.CLUSTER_AUTHORIZATION_FAILED;
            default -> retriable ? Errors.COORDINATOR_LOAD_IN_PROGRESS : Errors.GROUP_AUTHORIZATION_FAILED;
        };
        return usual.name();
    }

    @Override
    public List<? extends OwnServer> servers() {
        return cluster == null ? List.of() : cluster.nodes();
    }

    @Override
    public void addPartitions(String topic, int to) throws IOException {
        answer(
                admin().createPartitions(Map.of(prefix + topic, NewPartitions.increaseTo(to)))
                        .all(),
                "partitions of " + topic + " cannot be added");
        awaitLeaders();
    }

    @Override
    public boolean breakable() {
        return own;
    }

    @Override
    public String own() {
        return "kafka";
    }

    @Override
    public List<String> refuses() {
        List<String> reasons = new ArrayList<>();
        scenario.processes().forEach((name, process) -> {
            if (process.reads() instanceof Reads.FromTopic topic
                    && topic.groupProtocol().equals("classic")
                    && topic.sessionMicros() < 1_000_000) {
                reasons.add("processes." + name + ".reads.session-timeout: below the broker's smallest (1 s);"
                        + " nearest: 1s");
            }
        });
        if (scenario.broker().transactionVersion() != 2 && transactional() && !own) {
            reasons.add(
                    "broker.transaction-version: a foreign cluster's is its own, and 2 today; nearest: --broker kafka,"
                            + " a server of our own");
        }
        int processes = wiring.cast().withRole(Role.PROCESS).size();
        if (cluster != null && processes > cluster.links()) {
            reasons.add("processes: %d instances, but this server has %d links".formatted(processes, cluster.links()));
        }
        return reasons;
    }

    private boolean transactional() {
        return scenario.processes().values().stream().anyMatch(KafkaBroker::transactional);
    }

    private static boolean transactional(Deployment deployment) {
        return deployment.steps().stream()
                .anyMatch(step -> step instanceof Step.Transaction transaction && transaction.overBroker());
    }

    @Override
    public String words() {
        return cluster == null
                ? "Kafka at " + bootstrap
                : cluster.nodes().size() == 1
                        ? "Kafka 4.4.0"
                        : "Kafka 4.4.0, " + cluster.nodes().size() + " brokers";
    }

    @Override
    public synchronized void close() {
        boolean interrupted = Thread.interrupted();
        try (Admin open = admin()) {
            List<String> groups = scenario.processes().values().stream()
                    .filter(each -> each.reads() instanceof Reads.FromTopic)
                    .map(each -> prefix + ((Reads.FromTopic) each.reads()).group())
                    .distinct()
                    .toList();
            if (cluster == null || cluster.nodes().stream().allMatch(KafkaServer::running)) {
                answer(open.deleteTopics(List.copyOf(created)).all(), "the topics of the run cannot be removed");
                if (!created.isEmpty()) {
                    remove(groups, open);
                }
            }
        } catch (IOException | ExecutionException | TimeoutException leftOver) {
            // Groups without members expire by themselves; topics have the prefix in their name.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        created.clear();
        admin = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A process that was killed is a member until its session is over; nobody waits for that.
    private static void remove(List<String> groups, Admin open)
            throws ExecutionException, TimeoutException, InterruptedException {
        for (String group : groups) {
            open.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get(ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        open.deleteConsumerGroups(groups).all().get(ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private <T> T answer(KafkaFuture<T> asked, String otherwise) throws IOException {
        try {
            return asked.get(ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(otherwise, e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(otherwise, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(otherwise, e);
        }
    }

    private BrokerUnavailable unavailable(String otherwise, Throwable cause) {
        return KafkaAccess.unavailable(words(), otherwise, cause, security);
    }
}
