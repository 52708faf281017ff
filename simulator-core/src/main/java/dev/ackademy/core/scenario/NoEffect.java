package dev.ackademy.core.scenario;

import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Notes what a person wrote and what changes nothing: a setting beside the wrong neighbour, a topic that nobody fills,
/// an operation after the end. It is no error, because a variant that changes the neighbour cannot take the setting
/// away.
final class NoEffect {

    private final Values root;
    private final Explanation explanation;
    private final TreeMap<String, String> readers = new TreeMap<>();
    private final TreeSet<String> filled = new TreeSet<>();
    private final TreeSet<String> stores = new TreeSet<>();

    private NoEffect(Tree.Mapping root, Explanation explanation) {
        this.root = new Values(root);
        this.explanation = explanation;
    }

    static void note(Tree.Mapping root, Map<String, List<Scenario.Item>> workloads, Explanation explanation) {
        NoEffect notes = new NoEffect(root, explanation);
        notes.root.named("processes").forEach((name, tree) -> notes.process(name, Values.of(tree)));
        notes.topics();
        notes.stores();
        notes.broker();
        workloads.forEach(notes::labels);
        workloads.forEach(notes::late);
    }

    private void process(String name, Values process) {
        Values reads = process.inner("reads");
        reads.texts("topic").forEach(topic -> readers.putIfAbsent(topic, name));
        steps(Steps.of(process.block()));
        if (process.has("lock-store")) {
            stores.add(process.text("lock-store"));
        }
        Values failure = process.inner("on-failure");
        boolean sends = List.of("then", "invalid").stream()
                .anyMatch(f -> failure.is(f, "dead-letter") || failure.is(f, "retry-topic"));
        if (failure.has("topic")) {
            filled.add(failure.text("topic"));
            if (!sends) {
                without(name, "on-failure.topic", "a failed item goes to no topic");
            }
        }
        for (String setting : List.of("auto-commit-interval", "auto-commit-by")) {
            if (reads.written(setting) && !reads.truth("auto-commit")) {
                without(name, "reads." + setting, "auto-commit is off");
            }
        }
        for (String setting : List.of("assignment", "session-timeout", "heartbeat")) {
            if (reads.written(setting) && reads.is("group-protocol", "consumer")) {
                without(
                        name,
                        "reads." + setting,
                        "with group-protocol: consumer it is the broker's"
                                + (setting.equals("assignment") ? "" : ", broker.group-" + setting));
            }
        }
        if (process.has("producer") && !Steps.transactional(process.block())) {
            for (String field : List.of("transactional-id", "transaction-timeout")) {
                if (process.inner("producer").written(field)) {
                    without(name, "producer." + field, "no step is a transaction in 'broker'");
                }
            }
        }
        for (String block : List.of("producer", "resend")) {
            if (process.has(block) && !Steps.publishes(process.block())) {
                without(name, block, "this process publishes nothing");
            }
        }
    }

    private void without(String process, String field, String why) {
        explanation.note("processes." + process + "." + field + " has no effect: " + why);
    }

    private void steps(List<Tree> steps) {
        for (Tree step : steps) {
            Values body = new Values(Steps.body(step));
            for (String field : List.of("store", "in")) {
                if (body.has(field)) {
                    stores.add(body.text(field));
                }
            }
            if (body.has("topic")) {
                filled.add(body.text("topic"));
            }
            steps(Steps.of(body.block()));
        }
    }

    private void topics() {
        root.named("topics").values().forEach(topic -> {
            if (Values.of(topic).has("dead-letter")) {
                filled.add(Values.of(topic).text("dead-letter"));
            }
        });
        root.named("topics").forEach((name, tree) -> {
            Values topic = Values.of(tree);
            for (String setting : List.of("segment-messages", "delete-retention", "clean-every")) {
                if (topic.written(setting) && topic.is("cleanup", "delete")) {
                    explanation.note("topics." + name + "." + setting + " has no effect: cleanup is delete");
                }
            }
            for (String setting : List.of("retention", "retention-messages")) {
                if (topic.written(setting) && topic.is("cleanup", "compact")) {
                    explanation.note("topics." + name + "." + setting + " has no effect: cleanup is compact");
                }
            }
        });
        for (String topic : root.named("topics").keySet()) {
            if (readers.containsKey(topic) && !filled.contains(topic)) {
                explanation.note("topics." + topic + " stays empty: process " + readers.get(topic)
                        + " reads it and nobody publishes to it");
            } else if (!readers.containsKey(topic) && !filled.contains(topic)) {
                explanation.note("topics." + topic + " is used by nobody");
            }
        }
    }

    private void stores() {
        for (String store : root.named("stores").keySet()) {
            if (!stores.contains(store)) {
                explanation.note("stores." + store + " is used by nobody");
            }
        }
    }

    private void broker() {
        Values broker = root.inner("broker");
        if (broker.written("fsync-every") && !broker.is("fsync", "interval")) {
            explanation.note("broker.fsync-every has no effect: fsync is " + broker.text("fsync"));
        }
    }

    private void late(String process, List<Scenario.Item> items) {
        String end = root.inner("run").inner("limit").text("time");
        long last = items.stream().mapToLong(Scenario.Item::atMicros).max().orElse(0);
        if (last > Durations.micros(end)) {
            explanation.note("processes." + process + ": its last operation is at " + Durations.text(last)
                    + ", after the end of the run (run.limit.time is " + end + ")");
        }
    }

    private void labels(String process, List<Scenario.Item> items) {
        SequencedSet<String> unknown =
                new TreeSet<>(Values.of(root.named("processes").get(process))
                        .inner("reads")
                        .inner("workload")
                        .named("labels")
                        .keySet());
        items.forEach(item -> unknown.remove(item.key()));
        if (!unknown.isEmpty()) {
            without(process, "reads.workload.labels." + unknown.getFirst(), "the workload has no such key");
        }
    }
}
