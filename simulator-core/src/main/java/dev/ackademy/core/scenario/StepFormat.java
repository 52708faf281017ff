package dev.ackademy.core.scenario;

import static dev.ackademy.core.scenario.ValueType.Target.DATABASE;
import static dev.ackademy.core.scenario.ValueType.Target.SERVICE;
import static dev.ackademy.core.scenario.ValueType.Target.TABLE;
import static dev.ackademy.core.scenario.ValueType.Target.TOPIC;
import static dev.ackademy.core.scenario.ValueType.Target.UNIT;

import java.util.List;

/// The steps of a process.
final class StepFormat {

    private static final Shape.Block BREAKER = new Shape.Block(
            "call.breaker",
            "A circuit breaker: opens after failures in a row.",
            List.of(
                    Field.of("failures", Shape.count(1, 1_000), "This many failures in a row open it.")
                            .or("5"),
                    Field.of("open-for", Shape.someTime(), "Then one call is tried.")
                            .or("10s"),
                    Field.of(
                                    "while-open",
                                    Shape.word("stop-reading", "fail-fast"),
                                    "Pause the source, or fail every call at once.")
                            .or("stop-reading")));

    private static final Field PUBLISH = Field.of(
            "publish",
            new Shape.Block(
                    "publish",
                    "Sends the item to a topic.",
                    List.of(
                            Field.of("topic", Shape.ref(TOPIC), "Where to.").needed(),
                            Field.of("key", Shape.word("id", "none"), "`id`: the entity's key decides the partition.")
                                    .or("id"),
                            Field.of(
                                            "partitioner",
                                            Shape.word("murmur2", "modulo"),
                                            "As Kafka does it, or `id % partitions`.")
                                    .or("murmur2")
                                    .vendor("partitioner.class", "murmur2")
                                    .kinds("log")
                                    .passedOver("there are no partitions"),
                            Field.of(
                                            "await",
                                            Shape.word("receipt", "none"),
                                            "The step ends with the receipt, or as soon as the library has the message.")
                                    .or("receipt"),
                            Field.of(
                                            "dedup-id",
                                            Shape.word("none", "operation"),
                                            "`operation`: the operation's id, by which the broker knows a repeat. BullMQ: `jobId`.")
                                    .or("none")
                                    .kinds("jetstream", "bullmq")
                                    .refused(
                                            "a log knows a repeat by its producer's numbers (producer.idempotence), RabbitMQ and core NATS know none"))),
            "Sends the item to a topic.");

    private static final Field CALL = Field.of(
            "call",
            new Shape.Block(
                    "call",
                    "A request to a service.",
                    List.of(
                            Field.of("store", Shape.ref(SERVICE), "Which service.")
                                    .needed(),
                            Field.of(
                                            "timeout",
                                            Shape.timeOrNever(),
                                            "The call has failed after this long, its outcome unknown.")
                                    .or("1s"),
                            Field.of(
                                            "idempotency-key",
                                            Shape.word("none", "operation"),
                                            "`operation`: carries the operation's id, so that the service knows a repeat.")
                                    .or("none"),
                            Field.of("breaker", BREAKER, "A circuit breaker."))),
            "A request to a service.");

    private static final Field WRITE = Field.of(
            "write",
            new Shape.Block(
                    "write",
                    "Writes the item to a table.",
                    List.of(
                            Field.of("store", Shape.ref(DATABASE), "Which database.")
                                    .orDerived("the database of the transaction around it"),
                            Field.of("table", Shape.ref(TABLE), "Which table.").needed(),
                            Field.of("takes", Shape.time(), "Time that this write takes beside the database's own.")
                                    .or("0"),
                            Field.of(
                                            "fence",
                                            Shape.truth(),
                                            "Carries the fence of the active instance: the database refuses an older one. With `active: single`.")
                                    .or("false"),
                            Field.of("set", new Shape.Anything(), "Marks a row of an outbox.")
                                    .later("reading a table"))),
            "Writes the item to a table.");

    private static final Field INBOX = Field.of(
            "inbox",
            new Shape.Block(
                    "inbox",
                    "Remembers the item; one that is known skips the rest of its transaction.",
                    List.of(
                            Field.of("store", Shape.ref(DATABASE), "Which database.")
                                    .orDerived("the database of the transaction around it"),
                            Field.of("key", Shape.word("operation"), "By what it is known: the operation's id.")
                                    .or("operation"))),
            "Remembers the item, to know a repeat.");

    private static final Field ACKNOWLEDGE = Field.of(
            "acknowledge",
            new Shape.Block(
                    "acknowledge",
                    "Tells the broker that the item is done.",
                    List.of(
                            Field.of(
                                            "every",
                                            Shape.word("item", "batch"),
                                            "After each item, or only after the last one of a poll.")
                                    .or("item"),
                            Field.of(
                                            "await",
                                            Shape.word("receipt", "none"),
                                            "Whether the step waits for the broker's answer.")
                                    .or("receipt")
                                    .vendor("commitSync, commitAsync", "receipt, none"))),
            "Tells the broker that the item is done.");

    private static final Field TRANSACTION = Field.of(
            "transaction",
            new Shape.Block(
                    "transaction",
                    "Steps that commit together: over one database, or over the broker.",
                    List.of(
                            Field.of(
                                            "in",
                                            Shape.ref(UNIT),
                                            "Which database, or `broker`: what is published and acknowledged inside commits together.")
                                    .needed(),
                            Field.of(
                                            "group-metadata",
                                            Shape.truth(),
                                            "Over the broker: positions carry the group's member and generation, so that a member that was put out is refused.")
                                    .or("true")
                                    .only("in=broker")
                                    .vendor("sendOffsetsToTransaction(offsets, groupMetadata)", "KIP-447"),
                            Field.of(
                                            "steps",
                                            new Shape.StepList(),
                                            "`inbox`, `write` and `transform` steps; over the broker `publish`, `acknowledge`, `transform`, and `call` and `write` steps, which take no part in it.")
                                    .needed())),
            "Steps that commit together, over one database or over the broker.");

    private static final Field TRANSFORM = Field.of(
            "transform",
            new Shape.Block(
                    "transform",
                    "Changes the item in memory.",
                    List.of(
                            Field.of("validate", Shape.truth(), "An invalid payload fails for good.")
                                    .or("true"),
                            Field.of(
                                            "keep",
                                            Shape.list(new Shape.Scalar(ValueType.Name.PLAIN), 16),
                                            "Only these fields go on; all where it is empty.")
                                    .or("[]"))),
            "Changes the item in memory.");

    static final Shape.Verbs STEP = new Shape.Verbs(
            "step", List.of(PUBLISH, CALL, WRITE, INBOX, ACKNOWLEDGE, TRANSACTION, TRANSFORM), List.of());

    static final Shape.Listing STEPS = new Shape.Listing(STEP, 0, 64);

    private StepFormat() {}
}
