package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Subject;
import java.util.List;

/// What one process must keep to because of its kind of broker: what has no counterpart there is refused with the
/// reason.
final class KindMeaning {

    private final String name;
    private final Values process;
    private final Values root;
    private final Problems problems;
    private final String kind;

    KindMeaning(String name, Values process, Values root, Problems problems) {
        this.name = name;
        this.process = process;
        this.root = root;
        this.problems = problems;
        this.kind = Kinds.of(root.block());
    }

    void check() {
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
            default -> {
                if (topic && reads.is("start", "last-per-subject")) {
                    refuse(reads, "start", "'start: last-per-subject'", "a partition is read by offset, not by key");
                }
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
        problems.add(block.place(field), what + " has no counterpart for kind " + kind + ": " + reason);
    }
}
