package dev.ackademy.core.scenario;

import static dev.ackademy.core.scenario.ValueType.Target.BROKER;
import static dev.ackademy.core.scenario.ValueType.Target.INSTANCE;
import static dev.ackademy.core.scenario.ValueType.Target.NODE;
import static dev.ackademy.core.scenario.ValueType.Target.PROCESS;
import static dev.ackademy.core.scenario.ValueType.Target.STORE;
import static dev.ackademy.core.scenario.ValueType.Target.TOPIC;

import dev.ackademy.core.model.RequestKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What goes wrong, and what is changed on purpose.
final class FaultFormat {

    static final List<String> VERBS =
            List.of("cut", "stall", "refuse", "crash", "power-off", "pause", "partition", "slow", "fail", "skew");

    /// Errors with which a broker or a store may refuse: two sorts, or Kafka's own names.
    static final List<String> ERRORS = List.of(
            "retriable",
            "fatal",
            "not-leader-or-follower",
            "leader-not-available",
            "unknown-topic-or-partition",
            "request-timed-out",
            "not-enough-replicas",
            "not-enough-replicas-after-append",
            "corrupt-message",
            "coordinator-not-available",
            "coordinator-load-in-progress",
            "not-coordinator",
            "kafka-storage-error",
            "rebalance-in-progress",
            "illegal-generation",
            "unknown-member-id",
            "message-too-large",
            "record-list-too-large",
            "invalid-record",
            "topic-authorization-failed",
            "group-authorization-failed",
            "cluster-authorization-failed",
            "out-of-order-sequence-number",
            "invalid-producer-epoch",
            "unknown-producer-id",
            "unknown-server-error");

    /// Requests that a process sends to a store, not to a broker.
    static final List<String> TO_STORES =
            List.of("begin", "read", "write", "inbox", "lock", "tx-commit", "tx-rollback", "call");

    /// Those of [#ERRORS] that a client library sends again.
    static final List<String> RETRIABLE =
            ERRORS.subList(0, 13).stream().filter(e -> !e.equals("fatal")).toList();

    private static final Shape REQUEST = Shape.words(
            Arrays.stream(RequestKind.values()).map(RequestKind::word).toList());

    private static final Field FROM =
            Field.of("from", Shape.ref(NODE), "The asking side of the link, any if left out.");
    private static final Field TO = Field.of("to", Shape.ref(NODE), "The answering side of the link, any if left out.");
    private static final Field LINK =
            Field.of("link", new Shape.Listing(Shape.ref(NODE), 2, 2), "Short for `from` and `to`.");
    private static final Field STAYS = Field.of("stays", Shape.truth(), "It does not come back when the run heals.")
            .or("false");
    private static final Field RESTART =
            Field.of("restart", Shape.time(), "Comes back after this long; when the run heals if left out.");
    private static final Field FOR = Field.of("for", Shape.someTime(), "How long; until the run heals if left out.");
    private static final Field BEFORE = point("before", "nothing asked yet");
    private static final Field DURING = point("during", "asked, outcome unknown");
    private static final Field AFTER = point("after", "outcome seen");

    static final Shape.Verbs FAULTS = new Shape.Verbs("fault", verbs(), List.of("at"));
    static final Shape.Verbs CHANGES = new Shape.Verbs("change", changes(), List.of("at"));

    private FaultFormat() {}

    private static Field point(String word, String means) {
        return Field.of(
                        word,
                        new Shape.Scalar(new ValueType.StepRef()),
                        "At this step: " + means + ". A verb, or the step's number.")
                .group("step?");
    }

    private static List<Field> verbs() {
        return List.of(
                verb(
                        "cut",
                        "A connection ends; what was under way from that point is lost, in both directions.",
                        true,
                        Field.of("request", REQUEST, "At a request of this kind."),
                        Field.of(
                                        "lose",
                                        Shape.word("request", "response"),
                                        "Before the receiver reads it, or after it acted and before its answer.")
                                .or("response"),
                        FROM,
                        TO,
                        LINK,
                        Field.of(
                                        "one-way",
                                        Shape.truth(),
                                        "Only the answering side learns of it; the asking one must time out.")
                                .or("false")),
                verb(
                        "stall",
                        "A connection holds its bytes, and everything behind them.",
                        true,
                        Field.of("request", REQUEST, "At a request of this kind."),
                        Field.of("hold", Shape.word("request", "response"), "Which direction is held.")
                                .or("request"),
                        FROM,
                        TO,
                        LINK,
                        Field.of("for", Shape.someTime(), "How long.").needed()),
                verb(
                        "refuse",
                        "The receiver answers with an error and does nothing.",
                        true,
                        Field.of("request", REQUEST, "A request of this kind.").needed(),
                        Field.of("error", Shape.words(ERRORS), "Which error: a sort, or Kafka's own name.")
                                .or("retriable"),
                        FROM,
                        TO,
                        LINK,
                        Field.of("times", Shape.count(1, 1_000_000), "How many requests in a row.")
                                .or("1")),
                verb(
                        "crash",
                        "A process, broker or store is killed; its memory is gone, its page cache is not.",
                        true,
                        target("process", INSTANCE),
                        target("broker", BROKER),
                        target("store", STORE),
                        BEFORE,
                        DURING,
                        AFTER,
                        RESTART,
                        STAYS),
                verb(
                        "power-off",
                        "A machine loses power: what was not flushed is gone too. Several nodes are one fault.",
                        false,
                        target("broker", BROKER),
                        target("store", STORE),
                        Field.of("nodes", Shape.oneOrMany(Shape.ref(NODE)), "Several at once.")
                                .group("target"),
                        RESTART,
                        STAYS),
                verb(
                        "pause",
                        "A node stands still (garbage collection, a sleeping laptop) and goes on as if nothing had been.",
                        true,
                        target("process", INSTANCE),
                        target("broker", BROKER),
                        target("store", STORE),
                        BEFORE,
                        DURING,
                        AFTER,
                        Field.of("for", Shape.someTime(), "How long.").needed()),
                verb(
                        "partition",
                        "No bytes pass between two sides.",
                        false,
                        Field.of(
                                        "between",
                                        new Shape.Listing(Shape.oneOrMany(Shape.ref(NODE)), 2, 2),
                                        "Two sides, each a node or a list of nodes.")
                                .needed(),
                        Field.of("one-way", Shape.truth(), "Only from the first side to the second nothing passes.")
                                .or("false"),
                        FOR,
                        STAYS),
                verb(
                        "slow",
                        "A link or a store takes longer.",
                        false,
                        target("store", STORE).group("target?"),
                        FROM,
                        TO,
                        LINK,
                        Field.of("by", Shape.someTime(), "How much longer.").needed(),
                        FOR,
                        STAYS),
                verb(
                        "fail",
                        "A store refuses every request; with `message` only those of one operation.",
                        true,
                        Field.of("store", Shape.ref(STORE), "Which store.").needed(),
                        Field.of("error", Shape.word("unavailable", "rejected"), "Worth another try, or never.")
                                .or("unavailable"),
                        FOR,
                        STAYS),
                verb(
                        "skew",
                        "The clock on the wall of a node is wrong from then on.",
                        false,
                        target("process", INSTANCE),
                        target("broker", BROKER),
                        target("store", STORE),
                        Field.of(
                                        "by",
                                        new Shape.Scalar(
                                                new ValueType.Duration(ValueType.Duration.Sign.ANY, false, List.of())),
                                        "Fast by this much; slow where it is negative.")
                                .needed()));
    }

    private static List<Field> changes() {
        Field process =
                Field.of("process", Shape.ref(PROCESS), "Which process.").needed();
        Field count = Field.of("count", Shape.count(1, Format.MOST_NODES), "How many.")
                .or("1");
        return List.of(
                change("add-instances", "Further instances start.", process, count),
                change("remove-instances", "The highest-numbered instances stop cleanly.", process, count),
                change(
                        "add-partitions",
                        "A topic gets further partitions.",
                        Field.of("topic", Shape.ref(TOPIC), "Which topic.").needed(),
                        Field.of("count", Shape.count(1, Format.MOST_PARTITIONS), "How many more.")
                                .group("how many"),
                        Field.of("to", Shape.count(2, Format.MOST_PARTITIONS), "How many it has then.")
                                .group("how many")),
                change(
                        "drain",
                        "A process stops reading, finishes what is under way and leaves cleanly.",
                        process,
                        Field.of("for", Shape.someTime(), "Comes back after this long; never if left out.")));
    }

    private static Field target(String name, ValueType.Target target) {
        return Field.of(name, Shape.ref(target), "Which " + target.words() + ".")
                .group("target");
    }

    /// @param byMessage whether it can be tied to a message
    private static Field verb(String name, String doc, boolean byMessage, Field... own) {
        List<Field> fields = new ArrayList<>(List.of(own));
        fields.add(Field.of("at", Shape.time(), "Not before this time; may stand beside the verb."));
        if (byMessage) {
            fields.add(Field.of(
                    "message", new Shape.Scalar(new ValueType.MessageId()), "For this operation, KEY#VERSION."));
            fields.add(Field.of("nth", Shape.count(1, 1_000_000), "The nth time that all this fits.")
                    .or("1"));
        }
        return Field.of(name, new Shape.Block(name, doc, List.copyOf(fields)), doc);
    }

    private static Field change(String name, String doc, Field... own) {
        List<Field> fields = new ArrayList<>(List.of(own));
        fields.add(
                Field.of("at", Shape.time(), "When; may stand beside the verb.").needed());
        return Field.of(name, new Shape.Block(name, doc, List.copyOf(fields)), doc);
    }
}
