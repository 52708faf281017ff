package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Subject;
import java.util.List;

/// What a scenario must keep to because of its kind of broker, beyond the fields that [Kinds] knows: values, steps and
/// changes that have no counterpart there are refused with the reason.
final class KindMeaning {

    private final Values root;
    private final Problems problems;
    private final String kind;
    private String name;
    private Values process;

    private KindMeaning(Values root, Problems problems) {
        this.root = root;
        this.problems = problems;
        this.kind = Kinds.of(root.block());
    }

    static void check(Tree.Mapping root, Problems problems) {
        KindMeaning meaning = new KindMeaning(new Values(root), problems);
        meaning.broker();
        meaning.root.named("topics").values().forEach(topic -> meaning.retention(Values.of(topic)));
        meaning.changes();
        QueueMeaning.check(meaning.root, problems);
        meaning.root.named("processes").forEach((name, process) -> {
            meaning.name = name;
            meaning.process = Values.of(process);
            meaning.transactions();
            meaning.process();
        });
    }

    private void broker() {
        Values broker = root.inner("broker");
        if (kind.equals(Kinds.PUBSUB) && broker.whole("nodes") > 1) {
            refuse(
                    broker,
                    "nodes",
                    "'nodes: " + broker.text("nodes") + "'",
                    "nothing is stored that others could take over; one server stands for all");
        }
    }

    /// What a queue is given is gone when it is acknowledged, as `workqueue` says.
    private void retention(Values topic) {
        boolean workqueue = topic.is("retention", "workqueue") && !kind.equals(Kinds.QUEUE);
        if (!kind.equals(Kinds.JETSTREAM) && (workqueue || topic.is("retention", "interest"))) {
            refuse(
                    topic,
                    "retention",
                    "'retention: " + topic.text("retention") + "'",
                    switch (kind) {
                        case Kinds.LOG -> "what is read stays";
                        case Kinds.PUBSUB -> "nothing is stored";
                        default -> "a queue keeps what nobody reads";
                    });
        }
    }

    private void changes() {
        for (Tree change : root.list("changes")) {
            if (Steps.is(change, "add-partitions") && !kind.equals(Kinds.LOG)) {
                refuse(change, "'add-partitions'", "it has no partitions");
            }
        }
    }

    private void transactions() {
        if (kind.equals(Kinds.LOG)) {
            return;
        }
        String why = switch (kind) {
            case Kinds.JETSTREAM ->
                "JetStream has no transactions, a publish and an acknowledgement never become one; a message id and an inbox in a database are the nearest thing";
            case Kinds.PUBSUB -> "core NATS has no transactions, nothing is stored";
            default ->
                "a queue has no transactions that span what is sent and what is acknowledged; an inbox in a database is the nearest thing";
        };
        for (Tree step : Steps.of(process.block())) {
            if (Steps.overBroker(step)) {
                refuse(Steps.body(step).get("in"), "'in: broker'", why);
            }
        }
    }

    private void process() {
        Values reads = process.inner("reads");
        boolean topic = Steps.readsTopic(process.block());
        switch (kind) {
            case Kinds.JETSTREAM -> {
                if (process.has("producer") && process.inner("producer").is("acks", "1")) {
                    refuse(
                            process.inner("producer"),
                            "acks",
                            "'acks: 1'",
                            "a PubAck always speaks for a majority of the replicas; one replica is its nearest counterpart");
                }
                if (topic) {
                    stream(reads);
                }
            }
            case Kinds.PUBSUB -> {
                for (String field : List.of("then", "invalid")) {
                    if (process.inner("on-failure").is(field, "redeliver")) {
                        refuse(
                                process.inner("on-failure"),
                                field,
                                "'redeliver'",
                                "nothing is stored that could be given again");
                    }
                }
                if (topic) {
                    filter(reads);
                }
            }
            case Kinds.LOG -> {
                if (topic && reads.is("start", "last-per-subject")) {
                    refuse(reads, "start", "'start: last-per-subject'", "a partition is read by offset, not by key");
                }
            }
            default -> {
                // A queue's own: QueueMeaning.
            }
        }
    }

    private void stream(Values reads) {
        if (reads.texts("topic").size() > 1) {
            refuse(reads, "topic", "a list of topics", "a consumer reads one stream; give one stream both subjects");
        }
        if (reads.is("start", "none")) {
            refuse(reads, "start", "'start: none'", "a durable consumer has no position that could become invalid");
        }
        filter(reads);
        backoff(reads);
        boolean all = reads.is("ack", "all");
        Tree batch = Steps.of(process.block()).stream()
                .filter(step -> Steps.is(step, "acknowledge"))
                .filter(step -> new Values(Steps.body(step)).is("every", "batch"))
                .findFirst()
                .orElse(null);
        if (batch != null && !all) {
            problems.add(
                    batch,
                    "'every: batch' acknowledges the last message of a batch for all of them, which needs reads.ack: all;"
                            + " with 'ack: " + reads.text("ack") + "' each message is acknowledged for itself");
        }
        boolean acknowledges = Steps.of(process.block()).stream().anyMatch(step -> Steps.is(step, "acknowledge"));
        if (reads.is("ack", "none") && acknowledges) {
            problems.add(
                    reads.place("ack"),
                    "'ack: none' takes what was given as done; remove it or the 'acknowledge' step of '" + name + "'");
        }
    }

    /// J8: there is a wait for each delivery but the last.
    private void backoff(Values reads) {
        int waits = reads.list("backoff").size();
        if (waits > 0 && reads.whole("max-deliver") > 0 && waits > reads.whole("max-deliver")) {
            problems.add(
                    reads.place("backoff"),
                    "'backoff' has " + waits + " waits, but max-deliver is " + reads.text("max-deliver")
                            + "; there can be at most as many waits as deliveries");
        }
    }

    /// A filter that no subject of the topic fits would read nothing.
    private void filter(Values reads) {
        if (!reads.has("filter")) {
            return;
        }
        for (String topic : reads.texts("topic")) {
            Tree found = root.named("topics").get(topic);
            List<String> subjects = found == null ? List.of() : Values.of(found).texts("subjects");
            List<String> all = subjects.isEmpty() ? List.of(topic) : subjects;
            if (found != null && all.stream().noneMatch(each -> Subject.overlap(each, reads.text("filter")))) {
                problems.add(
                        reads.place("filter"),
                        "no subject of '" + topic + "' fits '" + reads.text("filter") + "'. It has: "
                                + String.join(", ", all));
            }
        }
    }

    private void refuse(Values block, String field, String what, String reason) {
        problems.add(block.place(field), message(what, reason));
    }

    private void refuse(Tree at, String what, String reason) {
        problems.add(at, message(what, reason));
    }

    private String message(String what, String reason) {
        return what + " has no counterpart for kind " + kind + ": " + reason;
    }
}
