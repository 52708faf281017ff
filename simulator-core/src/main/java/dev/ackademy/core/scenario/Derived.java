package dev.ackademy.core.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/// Writes out the defaults that follow from something else: a name, a kind, another field.
final class Derived {

    private static final long HEARTBEATS_PER_SESSION = 3;

    private final Explanation explanation;
    private Tree.Mapping root;

    private Derived(Tree.Mapping root, Explanation explanation) {
        this.root = root;
        this.explanation = explanation;
    }

    static Tree.Mapping fill(Tree.Mapping root, Explanation explanation) {
        Derived derived = new Derived(root, explanation);
        derived.each("topics", derived::topic);
        derived.each("stores", derived::store);
        derived.each("processes", derived::process);
        derived.root = derived.root.with(
                "broker",
                root.keyPlace("broker"),
                heartbeat(heartbeat((Tree.Mapping) root.get("broker"), ""), "group-"));
        return derived.explore();
    }

    /// A queue's own dead-letter queue is where its consumers' dead letters go too.
    static Tree.Mapping deadLetters(Tree.Mapping root) {
        Derived derived = new Derived(root, null);
        derived.each("processes", derived::deadLetter);
        return derived.root;
    }

    private Tree.Mapping deadLetter(String name, Tree.Mapping process) {
        Tree.Mapping onFailure = (Tree.Mapping) process.get("on-failure");
        Values failure = new Values(onFailure);
        boolean sends = failure.is("then", "dead-letter") || failure.is("invalid", "dead-letter");
        for (String topic : new Values(process).inner("reads").texts("topic")) {
            Tree queue = new Values(root).named("topics").get(topic);
            if (sends && queue != null && Values.of(queue).has("dead-letter")) {
                String to = Values.of(queue).text("dead-letter");
                return process.with(
                        "on-failure",
                        process.keyPlace("on-failure"),
                        or(ProcessFormat.ON_FAILURE, onFailure, "topic", to));
            }
        }
        return process;
    }

    private void each(String block, BiFunction<String, Tree.Mapping, Tree.Mapping> change) {
        Tree.Mapping named = (Tree.Mapping) root.get(block);
        Tree.Mapping changed = named;
        for (Map.Entry<String, Tree> entry : named.entries().entrySet()) {
            Tree.Mapping value = change.apply(entry.getKey(), (Tree.Mapping) entry.getValue());
            changed = changed.with(entry.getKey(), named.keyPlace(entry.getKey()), value);
        }
        root = root.with(block, root.keyPlace(block), changed);
    }

    /// A broker caps min-insync at the number of replicas (seen on a real one).
    private Tree.Mapping topic(String name, Tree.Mapping topic) {
        if (new Values(root).inner("broker").is("kind", "queue")) {
            return queue(topic);
        }
        Values values = new Values(topic);
        if (Kinds.nats(root) || values.whole("min-insync") <= values.whole("replicas")) {
            return topic;
        }
        explanation.note("topics." + name + ".min-insync is capped at the number of replicas, "
                + values.text("replicas") + ", as a real broker does");
        Tree old = topic.get("min-insync");
        return topic.with(
                "min-insync", topic.keyPlace("min-insync"), YamlText.value(values.text("replicas"), old.origin()));
    }

    /// What only quorum queues have makes a quorum queue.
    private static Tree.Mapping queue(Tree.Mapping topic) {
        Values values = new Values(topic);
        boolean limited = values.has("delivery-limit") && values.whole("delivery-limit") >= 0;
        boolean quorum = limited || values.is("dead-letter-strategy", "at-least-once");
        Tree.Mapping typed = or(BrokerFormat.TOPIC, topic, "type", quorum ? "quorum" : "classic");
        String limit = new Values(typed).is("type", "quorum") ? "20" : "-1";
        return or(BrokerFormat.TOPIC, typed, "delivery-limit", limit);
    }

    private Tree.Mapping store(String name, Tree.Mapping store) {
        return or(StoreFormat.STORE, store, "takes", new Values(store).is("kind", "database") ? "1ms" : "10ms");
    }

    private Tree.Mapping process(String name, Tree.Mapping process) {
        Tree.Mapping changed = process.with("reads", process.keyPlace("reads"), reads(name, process));
        Values values = new Values(process);
        String database = firstDatabase();
        if ((values.is("active", "single") || values.is("lock", "entity")) && database != null) {
            changed = or(ProcessFormat.PROCESS, changed, "lock-store", database);
        }
        Tree.Mapping onFailure = (Tree.Mapping) process.get("on-failure");
        changed = changed.with("on-failure", process.keyPlace("on-failure"), invalid(onFailure));
        return process.get("producer") instanceof Tree.Mapping producer
                ? changed.with("producer", process.keyPlace("producer"), delivery(name, producer))
                : changed;
    }

    private static Tree.Mapping invalid(Tree.Mapping onFailure) {
        return or(ProcessFormat.ON_FAILURE, onFailure, "invalid", new Values(onFailure).text("then"));
    }

    private String firstDatabase() {
        for (Map.Entry<String, Tree> store : new Values(root).named("stores").entrySet()) {
            if (Values.of(store.getValue()).is("kind", "database")) {
                return store.getKey();
            }
        }
        return null;
    }

    private Tree.Mapping reads(String name, Tree.Mapping process) {
        Tree.Mapping reads = (Tree.Mapping) process.get("reads");
        if (reads.get("workload") instanceof Tree.Mapping workload) {
            String share = new Values(process).is("active", "single") ? "all" : "key";
            return reads.with(
                    "workload", reads.keyPlace("workload"), or(WorkloadFormat.WORKLOAD, workload, "share", share));
        }
        Tree.Mapping named = heartbeat(or(ProcessFormat.FROM_TOPIC, reads, "group", name), "");
        String commits = new Values(named).is("group-protocol", "consumer") ? "background" : "poll";
        named = or(ProcessFormat.FROM_TOPIC, named, "auto-commit-by", commits);
        Values values = new Values(named);
        if (Kinds.of(root).equals(Kinds.JETSTREAM) && values.truth("auto-commit") && !values.is("ack", "none")) {
            explanation.note("processes." + name
                    + ".reads.auto-commit: true on jetstream means ack: none, what was given is done");
            return named.with(
                    "ack",
                    named.keyPlace("ack"),
                    YamlText.value("none", named.get("auto-commit").origin()));
        }
        return named;
    }

    /// A shorter session takes its heartbeat with it, unless somebody wrote one.
    private static Tree.Mapping heartbeat(Tree.Mapping sender, String whose) {
        Values values = new Values(sender);
        long third = values.micros(whose + "session-timeout") / HEARTBEATS_PER_SESSION;
        if (values.written(whose + "heartbeat") || third >= values.micros(whose + "heartbeat")) {
            return sender;
        }
        return byDefault(sender, whose + "heartbeat", Durations.text(Math.max(1, third)));
    }

    /// The client library raises its own default where linger and request time-out leave no room.
    private Tree.Mapping delivery(String name, Tree.Mapping producer) {
        Values values = new Values(producer);
        long least = values.micros("linger") + values.micros("request-timeout");
        if (values.written("delivery-timeout") || values.micros("delivery-timeout") >= least) {
            return producer;
        }
        explanation.note("processes." + name + ".producer.delivery-timeout is raised to linger + request-timeout, "
                + Durations.text(least) + ", as the client library does");
        return byDefault(producer, "delivery-timeout", Durations.text(least));
    }

    private Tree.Mapping explore() {
        Tree.Mapping explore = (Tree.Mapping) root.get("explore");
        return root.with(
                "explore", root.keyPlace("explore"), or(Format.EXPLORE, explore, "may", "[cut, stall, refuse, crash]"));
    }

    /// The block with this default where nothing is written, its fields in the order of the format.
    private static Tree.Mapping or(Shape.Block shape, Tree.Mapping block, String name, String value) {
        if (block.get(name) != null) {
            return block;
        }
        Tree.Mapping all = byDefault(block, name, value);
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        for (String field : shape.names()) {
            if (all.get(field) != null) {
                entries.put(field, all.get(field));
            }
        }
        return new Tree.Mapping(all.origin(), entries, all.keys());
    }

    private static Tree.Mapping byDefault(Tree.Mapping block, String name, String value) {
        return block.with(
                name,
                block.origin().place(),
                YamlText.value(value, block.origin().byDefault()));
    }
}
