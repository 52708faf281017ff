package dev.ackademy.core.scenario;

import java.util.TreeMap;

/// What a scenario with a broker of kind `queue` must have in common: what a queue cannot be is refused, with the
/// reason.
final class QueueMeaning {

    private final Values root;
    private final Problems problems;
    private final boolean bullmq;

    private QueueMeaning(Values root, Problems problems) {
        this.root = root;
        this.problems = problems;
        this.bullmq = root.inner("broker").is("style", "bullmq");
    }

    static void check(Values root, Problems problems) {
        if (root.inner("broker").is("kind", "queue")) {
            QueueMeaning meaning = new QueueMeaning(root, problems);
            meaning.broker();
            root.named("topics").forEach((name, topic) -> meaning.queue(name, Values.of(topic)));
            meaning.readers();
        }
    }

    private void broker() {
        Values broker = root.inner("broker");
        if (bullmq && broker.whole("nodes") > 1) {
            problems.add(broker.place("nodes"), "BullMQ keeps its queues in one Redis; write 'nodes: 1'");
        }
    }

    private void queue(String name, Values queue) {
        if (queue.whole("replicas") > 1) {
            problems.add(
                    queue.place("replicas"),
                    "the replicas of a queue are not modelled: write 'replicas: 1' for '" + name + "'");
        }
        if (!bullmq) {
            rabbit(name, queue);
        }
    }

    private void rabbit(String name, Values queue) {
        boolean quorum = queue.is("type", "quorum");
        if (!quorum && queue.whole("delivery-limit") >= 0) {
            problems.add(queue.place("delivery-limit"), "a classic queue counts no deliveries; write 'type: quorum'");
        }
        if (queue.is("dead-letter-strategy", "at-least-once")) {
            if (!quorum) {
                problems.add(
                        queue.place("dead-letter-strategy"),
                        "only a quorum queue keeps its dead letters until they are confirmed; write 'type: quorum'");
            }
            if (!queue.is("overflow", "reject-publish")) {
                problems.add(
                        queue.place("dead-letter-strategy"),
                        "'dead-letter-strategy: at-least-once' needs 'overflow: reject-publish', as RabbitMQ does");
            }
            if (!queue.has("dead-letter")) {
                problems.add(queue.place("dead-letter-strategy"), "'dead-letter-strategy' needs 'dead-letter'");
            }
        }
        if (queue.is("dead-letter", name)) {
            problems.add(
                    queue.place("dead-letter"),
                    "'" + name + "' cannot be its own dead-letter queue: RabbitMQ drops a message that comes back so");
        }
    }

    /// Each message goes to one consumer: two groups that both want all of them need two queues.
    private void readers() {
        TreeMap<String, String> groups = new TreeMap<>();
        root.named("processes").forEach((name, tree) -> {
            Values process = Values.of(tree);
            Values reads = process.inner("reads");
            for (String topic : reads.texts("topic")) {
                String other = groups.putIfAbsent(topic, reads.text("group"));
                if (other != null && !other.equals(reads.text("group"))) {
                    problems.add(
                            reads.place("topic"),
                            "a queue gives each message to one consumer: '" + other + "' and '" + reads.text("group")
                                    + "' would share '" + topic + "' instead of both reading it; give each a queue");
                }
            }
            if (bullmq && reads.truth("auto-commit")) {
                problems.add(
                        reads.place("auto-commit"),
                        "a BullMQ job is finished by its worker; remove 'auto-commit: true' of '" + name + "'");
            }
            for (Tree step : Steps.of(process.block())) {
                if (bullmq
                        && Steps.is(step, "acknowledge")
                        && Steps.text(step, "every") != null
                        && Steps.text(step, "every").equals("batch")) {
                    problems.add(step, "BullMQ finishes each job for itself; write 'every: item'");
                }
            }
        });
        root.named("topics").forEach((name, tree) -> {
            Values queue = Values.of(tree);
            if (!bullmq && queue.is("declared", "consumer") && !groups.containsKey(name)) {
                problems.add(queue.place("declared"), "nobody reads '" + name + "', so nobody would declare it");
            }
        });
    }
}
