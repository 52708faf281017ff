package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.OnFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// Turns a checked tree, every default written out, into a [Scenario].
final class ScenarioBinding {

    private final Values root;
    private final Map<String, List<Scenario.Item>> workloads;

    /// @param workloads the operations of each process that reads a workload
    ScenarioBinding(Tree.Mapping root, Map<String, List<Scenario.Item>> workloads) {
        this.root = new Values(root);
        this.workloads = workloads;
    }

    Scenario scenario() {
        SequencedMap<String, Scenario.Topic> topics = new LinkedHashMap<>();
        root.named("topics").forEach((name, tree) -> topics.put(name, topic(Values.of(tree))));
        SequencedMap<String, Scenario.Store> stores = new LinkedHashMap<>();
        root.named("stores").forEach((name, tree) -> stores.put(name, store(Values.of(tree))));
        SequencedMap<String, Scenario.Deployment> processes = new LinkedHashMap<>();
        root.named("processes").forEach((name, tree) -> processes.put(name, deployment(name, Values.of(tree))));
        return new Scenario(
                root.text("title"),
                anomalies(root.texts("shows")),
                entry(),
                root.text("preset"),
                root.whole("seed"),
                broker(root.inner("broker")),
                topics,
                stores,
                processes,
                links(),
                faults(),
                changes(),
                run(root.inner("run")),
                expect(),
                explore(root.inner("explore")));
    }

    private static List<Anomaly> anomalies(List<String> words) {
        return words.stream()
                .map(w -> Anomaly.valueOf(w.toUpperCase(Locale.ROOT).replace('-', '_')))
                .distinct()
                .toList();
    }

    private static Scenario.Broker broker(Values broker) {
        return new Scenario.Broker(
                broker.text("kind"),
                broker.count("nodes"),
                broker.inner("link").micros("latency"),
                broker.inner("link").micros("jitter"),
                broker.micros("session-timeout"),
                broker.micros("heartbeat"),
                broker.micros("lag-time-max"),
                broker.truth("unclean-leader-election"),
                broker.text("fsync"),
                broker.micros("fsync-every"),
                broker.text("truncation"),
                broker.text("hw-under-min-isr"),
                broker.text("commit-fencing"),
                broker.count("producer-id-cache"),
                broker.micros("producer-id-expiration"),
                broker.micros("rebalance-delay"),
                broker.micros("group-session-timeout"),
                broker.micros("group-heartbeat"),
                broker.is("kind", Kinds.QUEUE) ? broker.text("style") : null,
                broker.micros("election-timeout"),
                broker.count("max-pending"),
                broker.count("transaction-version"),
                broker.truth("transaction-verification"),
                broker.micros("transaction-scan"));
    }

    private static final List<String> BY_INTEREST = List.of("limits", "workqueue", "interest");

    /// Of two limits, -1 for none, the one that is reached first.
    private static long least(long one, long other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    private static Scenario.Stream stream(Values topic, boolean byTime) {
        return new Scenario.Stream(
                topic.texts("subjects"),
                byTime ? "limits" : topic.text("retention"),
                topic.micros("dedup-window"),
                least(topic.whole("max-messages"), topic.whole("retention-messages")),
                least(topic.micros("max-age"), byTime ? topic.micros("retention") : -1),
                topic.whole("max-per-subject"),
                topic.text("discard"),
                topic.text("storage"));
    }

    private Scenario.Topic topic(Values topic) {
        boolean byTime = !BY_INTEREST.contains(topic.text("retention"));
        return new Scenario.Topic(
                topic.count("partitions"),
                topic.count("replicas"),
                topic.count("min-insync"),
                byTime ? topic.micros("retention") : -1,
                topic.whole("retention-messages"),
                Kinds.of(root.block()).equals(Kinds.LOG) ? compaction(topic) : null,
                root.inner("broker").is("kind", "queue") ? queue(topic) : null,
                Kinds.nats(root.block()) ? stream(topic, byTime) : null);
    }

    private static Scenario.Compaction compaction(Values topic) {
        return topic.is("cleanup", "delete")
                ? null
                : new Scenario.Compaction(
                        topic.is("cleanup", "compact-delete"),
                        topic.count("segment-messages"),
                        topic.micros("delete-retention"),
                        topic.micros("clean-every"));
    }

    private static Scenario.Queue queue(Values topic) {
        return new Scenario.Queue(
                topic.is("type", "quorum"),
                topic.text("node"),
                topic.is("declared", "consumer"),
                topic.text("dead-letter"),
                topic.is("dead-letter-strategy", "at-least-once"),
                topic.has("delivery-limit") ? topic.count("delivery-limit") : -1,
                topic.is("delivery-count", "returns"),
                topic.micros("message-ttl"),
                topic.count("max-length"),
                topic.is("overflow", "reject-publish"),
                topic.truth("single-active"),
                topic.count("attempts"),
                topic.micros("job-backoff"),
                topic.truth("exponential"),
                topic.count("max-stalled"),
                topic.micros("stalled-interval"));
    }

    private static Scenario.Store store(Values store) {
        if (store.is("kind", "service")) {
            return new Scenario.Store.Service(store.micros("takes"));
        }
        SequencedMap<String, Scenario.Table> tables = new LinkedHashMap<>();
        store.named("tables")
                .forEach((name, tree) ->
                        tables.put(name, new Scenario.Table(Values.of(tree).text("on-write"))));
        return new Scenario.Store.Database(tables, store.micros("takes"), store.micros("idle-session-timeout"));
    }

    private Scenario.Deployment deployment(String name, Values process) {
        Values resend = process.has("resend") ? process.inner("resend") : defaults("resend");
        return new Scenario.Deployment(
                process.count("instances"),
                process.is("active", "single"),
                process.text("lock-store"),
                process.is("lock", "entity"),
                reads(name, process.inner("reads")),
                StepBinding.steps(process.block()),
                process.count("workers"),
                producer(process.has("producer") ? process.inner("producer") : defaults("producer")),
                resend.count("attempts"),
                resend.micros("backoff"),
                onFailure(process.inner("on-failure")),
                process.micros("starts"),
                process.has("extend-every") ? process.micros("extend-every") : 0);
    }

    private static Values defaults(String block) {
        Shape.Block shape = (Shape.Block) ProcessFormat.PROCESS.field(block).shape();
        Origin nobody = new Origin(Origin.Level.DEFAULT, "", new Place("", 0, 0));
        return new Values(Defaults.block(shape, Tree.Mapping.empty(nobody)));
    }

    private Scenario.Reads reads(String name, Values reads) {
        if (reads.has("workload")) {
            Values workload = reads.inner("workload");
            return new Scenario.Reads.Workload(
                    workloads.get(name), workload.text("share"), workload.text("on-restart"));
        }
        String kind = Kinds.of(root.block());
        boolean byBroker = kind.equals(Kinds.LOG) && reads.is("group-protocol", "consumer");
        Values membership = byBroker ? root.inner("broker") : reads;
        boolean unacknowledged = kind.equals(Kinds.PUBSUB) || kind.equals(Kinds.JETSTREAM) && reads.is("ack", "none");
        return new Scenario.Reads.FromTopic(
                reads.texts("topic"),
                reads.text("group"),
                reads.text("start"),
                reads.text("assignment"),
                reads.text("group-protocol"),
                reads.count("max-poll"),
                membership.micros(byBroker ? "group-session-timeout" : "session-timeout"),
                membership.micros(byBroker ? "group-heartbeat" : "heartbeat"),
                reads.micros("max-poll-interval"),
                reads.truth("auto-commit") || unacknowledged,
                reads.micros("auto-commit-interval"),
                reads.is("auto-commit-by", "background"),
                reads.micros("metadata-max-age"),
                reads.count("prefetch"),
                Kinds.nats(root.block()) ? consumer(reads, unacknowledged) : null,
                reads.micros("consumer-timeout"),
                reads.is("isolation", "read-committed"));
    }

    private static Scenario.Consumer consumer(Values reads, boolean unacknowledged) {
        return new Scenario.Consumer(
                reads.text("mode"),
                unacknowledged ? "none" : reads.text("ack"),
                reads.micros("ack-wait"),
                reads.texts("backoff").stream().map(Durations::micros).toList(),
                reads.count("max-deliver"),
                reads.count("max-ack-pending"),
                reads.text("filter"),
                reads.count("pending-messages"));
    }

    private static Scenario.Producer producer(Values producer) {
        return new Scenario.Producer(
                producer.is("acks", "all") ? -1 : producer.count("acks"),
                producer.truth("idempotence"),
                producer.count("in-flight"),
                producer.count("retries"),
                producer.micros("request-timeout"),
                producer.micros("delivery-timeout"),
                producer.micros("retry-backoff"),
                producer.micros("linger"),
                producer.count("batch"),
                producer.micros("metadata-max-age"),
                producer.truth("mandatory"),
                producer.count("reconnect-buffer"),
                producer.text("transactional-id"),
                producer.micros("transaction-timeout"));
    }

    private static OnFailure onFailure(Values failure) {
        return new OnFailure(
                failure.count("retry"),
                failure.micros("backoff"),
                failure.truth("exponential"),
                then(failure.text("then")),
                failure.text("topic"),
                then(failure.text("invalid")));
    }

    private static OnFailure.Then then(String word) {
        return OnFailure.Then.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private List<Scenario.Link> links() {
        List<Scenario.Link> links = new ArrayList<>();
        for (Tree tree : root.list("links")) {
            Values link = Values.of(tree);
            boolean both = link.has("between");
            String from = both ? link.texts("between").getFirst() : link.text("from");
            String to = both ? link.texts("between").getLast() : link.text("to");
            links.add(new Scenario.Link(from, to, link.micros("latency"), link.micros("jitter")));
            if (both) {
                links.add(new Scenario.Link(to, from, link.micros("latency"), link.micros("jitter")));
            }
        }
        return List.copyOf(links);
    }

    private List<Fault> faults() {
        return root.list("faults").stream().map(FaultBinding::fault).toList();
    }

    /// Changes happen in the order of time; `add-partitions` with `count` counts from what the topic has by
    /// then.
    private List<Change> changes() {
        Map<String, Integer> partitions =
                new LinkedHashMap<>(Names.of(root.block()).topics());
        List<Tree> inTime = new ArrayList<>(root.list("changes"));
        inTime.sort(java.util.Comparator.comparingLong(c -> new Values(Steps.body(c)).micros("at")));
        List<Change> changes = new ArrayList<>();
        for (Tree tree : inTime) {
            Change change = FaultBinding.change(tree, partitions::get);
            if (change instanceof Change.AddPartitions added) {
                partitions.put(added.topic(), added.to());
            }
            changes.add(change);
        }
        return List.copyOf(changes);
    }

    private static Scenario.Run run(Values run) {
        Values limit = run.inner("limit");
        return new Scenario.Run(
                run.micros("settle"),
                limit.micros("time"),
                limit.whole("events"),
                limit.whole("trace"),
                run.texts("races"));
    }

    private Scenario.Entry entry() {
        if (!root.has("entry")) {
            return null;
        }
        Values entry = root.inner("entry");
        return new Scenario.Entry(
                entry.text("id"), entry.text("name"), entry.text("scope"), entry.text("fix"), entry.text("source"));
    }

    private Scenario.Expect expect() {
        if (!root.has("expect")) {
            return new Scenario.Expect(false, List.of(), List.of());
        }
        Values expect = root.inner("expect");
        return new Scenario.Expect(true, anomalies(expect.texts("found")), anomalies(expect.texts("never")));
    }

    private static Scenario.Explore explore(Values explore) {
        return new Scenario.Explore(explore.count("faults"), explore.count("reorderings"), explore.texts("may"));
    }
}
