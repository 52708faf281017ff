package dev.ackademy.core.scenario;

import java.util.List;
import java.util.SequencedMap;

/// What the parts of one process must have in common: source, steps, library settings.
final class ProcessMeaning {

    private static final List<String> INSIDE = List.of("inbox", "write", "transform");

    private final String name;
    private final Values process;
    private final Values root;
    private final Problems problems;
    private final boolean topic;

    private ProcessMeaning(String name, Tree process, Tree.Mapping root, Problems problems) {
        this.name = name;
        this.process = Values.of(process);
        this.root = new Values(root);
        this.problems = problems;
        this.topic = Steps.readsTopic(this.process.block());
    }

    static void check(String name, Tree process, Tree.Mapping root, Problems problems) {
        ProcessMeaning meaning = new ProcessMeaning(name, process, root, problems);
        meaning.source();
        meaning.steps();
        meaning.producer();
        meaning.failure();
        meaning.lock();
        if (Steps.transactional(meaning.process.block())) {
            new TransactionMeaning(name, meaning.process, problems).process(meaning.root.inner("broker"));
        }
    }

    private void source() {
        if (topic) {
            Values reads = process.inner("reads");
            if (!Kinds.nats(root.block()) && !reads.is("group-protocol", "consumer")) {
                Meaning.heartbeat(reads, "", problems);
            }
            if (new java.util.TreeSet<>(reads.texts("topic")).size()
                    < reads.list("topic").size()) {
                problems.add(reads.place("topic"), "a topic stands twice in 'topic'; keep one of them");
            }
        } else {
            workload(process.inner("reads").inner("workload"));
        }
    }

    private void workload(Values workload) {
        if (!workload.has("keys") && !workload.has("items")) {
            problems.add(workload.place(), "a workload needs 'keys' (with 'operations') or 'items'");
        }
        if (workload.has("states") && workload.named("fields").containsKey("state")) {
            problems.add(workload.place("states"), "'states' is short for 'fields: {state: ...}'; keep one of them");
        }
        if (workload.is("share", "all") && !process.is("active", "single")) {
            problems.add(
                    workload.place("share"),
                    "'share: all' needs 'active: single', or every operation would happen once per instance");
        }
        List<String> keys = workload.block().get("keys") instanceof Tree.Sequence ? workload.texts("keys") : List.of();
        if (new java.util.TreeSet<>(keys).size() < keys.size()) {
            problems.add(workload.place("keys"), "a key stands twice in 'keys'; write one entry per entity");
        }
        for (Tree tree : workload.list("items")) {
            Values item = Values.of(tree);
            if (item.has("instance") && item.whole("instance") > process.whole("instances")) {
                problems.add(
                        item.place("instance"),
                        "process '" + name + "' has only " + process.text("instances") + " instances");
            }
        }
    }

    private void steps() {
        List<Tree> steps = Steps.of(process.block());
        if (steps.isEmpty()) {
            problems.add(process.place("steps"), "process '" + name + "' has no steps; it would do nothing");
        }
        steps.forEach(this::step);
        boolean acknowledges = steps.stream()
                .anyMatch(s -> Steps.is(s, "acknowledge")
                        || Steps.of(Steps.body(s)).stream().anyMatch(inner -> Steps.is(inner, "acknowledge")));
        if (topic && acknowledges && process.inner("reads").truth("auto-commit") && !Kinds.nats(root.block())) {
            problems.add(
                    process.inner("reads").place("auto-commit"),
                    "'auto-commit: true' acknowledges by itself; remove it or the 'acknowledge' step of '" + name
                            + "'");
        }
    }

    private void step(Tree step) {
        Values body = new Values(Steps.body(step));
        switch (Steps.verb(step)) {
            case "write" -> write(body, body.text("store"));
            case "inbox" -> needsStore(body, "inbox", body.text("store"));
            case "transaction" -> transaction(body);
            case "acknowledge" -> {
                if (!topic) {
                    problems.add(step, "a workload has nothing to acknowledge; remove this step of '" + name + "'");
                }
            }
            default -> {
                // The other steps stand alone.
            }
        }
    }

    private void write(Values write, String store) {
        if (!needsStore(write, "write", store)) {
            return;
        }
        Tree found = root.named("stores").get(store);
        SequencedMap<String, Tree> tables =
                found == null ? null : Values.of(found).named("tables");
        String table = write.text("table");
        if (tables != null && Values.of(found).is("kind", "database") && !tables.containsKey(table)) {
            String hint = NearestWord.hint(table, tables.keySet());
            String known = tables.isEmpty() ? " It has no tables" : " It has: " + String.join(", ", tables.keySet());
            problems.add(
                    write.place("table"),
                    "store '" + store + "' has no table '" + table + "'." + (hint.isEmpty() ? known : hint));
        }
        if (write.truth("fence") && !process.is("active", "single")) {
            problems.add(write.place("fence"), "'fence: true' needs 'active: single': the lock gives the fence");
        }
    }

    private boolean needsStore(Values step, String verb, String store) {
        if (store == null) {
            problems.add(step.place(), verb + " needs 'store' outside a transaction");
        }
        return store != null;
    }

    private void transaction(Values transaction) {
        String store = transaction.text("in");
        List<Tree> inner = Steps.of(transaction.block());
        if (store.equals(Steps.BROKER)) {
            new TransactionMeaning(name, process, problems).check(transaction, inner, this::step);
            return;
        }
        if (inner.isEmpty()) {
            problems.add(transaction.place("steps"), "a transaction needs steps");
        }
        for (Tree step : inner) {
            Values body = new Values(Steps.body(step));
            String verb = Steps.verb(step);
            if (!INSIDE.contains(verb)) {
                problems.add(
                        step,
                        "'" + verb + "' inside a transaction is not available yet; inside stand "
                                + String.join(", ", INSIDE));
            } else if (body.has("store") && !body.is("store", store)) {
                problems.add(
                        body.place("store"),
                        "this transaction is over '" + store + "'; '" + body.text("store") + "' is another store");
            } else if (verb.equals("write")) {
                write(body, store);
            }
        }
    }

    private void producer() {
        if (!process.has("producer") || Kinds.nats(root.block())) {
            return;
        }
        Values producer = process.inner("producer");
        String why = Policy.conflict(producer.block());
        if (producer.truth("idempotence") && why != null) {
            problems.add(
                    producer.place("idempotence"),
                    "'idempotence: true' of process '" + name + "' cannot be: " + why
                            + ". The client library refuses it too");
        }
        long least = producer.micros("linger") + producer.micros("request-timeout");
        if (producer.micros("delivery-timeout") < least) {
            problems.add(
                    producer.place("delivery-timeout"),
                    "'delivery-timeout' must be at least linger + request-timeout (" + Durations.text(least) + "), not "
                            + producer.text("delivery-timeout"));
        }
    }

    private void failure() {
        Values failure = process.inner("on-failure");
        boolean sends = List.of("then", "invalid").stream()
                .map(failure::text)
                .anyMatch(w -> w.equals("dead-letter") || w.equals("retry-topic"));
        if (sends && !failure.has("topic")) {
            problems.add(
                    failure.place("then"),
                    "'on-failure' of process '" + name + "' needs 'topic': where the message goes");
        }
        for (String field : List.of("then", "invalid")) {
            if (field.equals("then") || failure.written(field)) {
                where(failure, field);
            }
        }
        if (!topic && (failure.is("then", "redeliver") || failure.is("invalid", "redeliver"))) {
            problems.add(
                    failure.place("then"), "'redeliver' asks a broker, but process '" + name + "' reads a workload");
        }
    }

    /// A dead letter that comes back is none, and a retry that nobody reads is lost.
    private void where(Values failure, String field) {
        String to = failure.text("topic");
        if (failure.is(field, "dead-letter")
                && topic
                && process.inner("reads").texts("topic").contains(to)) {
            problems.add(
                    failure.place("topic"),
                    "process '" + name + "' reads '" + to + "' itself, so its dead letters would come back;"
                            + " name another topic, or write '" + field + ": retry-topic'");
        }
        boolean read = root.named("processes").values().stream()
                .map(p -> Values.of(p).inner("reads").texts("topic"))
                .anyMatch(topics -> topics.contains(to));
        if (failure.is(field, "retry-topic") && to != null && !read) {
            problems.add(
                    failure.place("topic"),
                    "nobody reads '" + to + "', so nothing would be tried again; let a process read it, as in reads:"
                            + " {topic: [..., " + to + "]}");
        }
    }

    private void lock() {
        boolean locks = process.is("active", "single") || process.is("lock", "entity");
        if (locks && !process.has("lock-store")) {
            String field = process.is("active", "single") ? "active" : "lock";
            problems.add(
                    process.place(field),
                    "'" + field + ": " + process.text(field) + "' needs a store of kind database that holds the lock");
        }
    }
}
