package dev.ackademy.core.scenario;

import java.util.List;

/// A workload: operations on entities, and what their messages say.
final class WorkloadFormat {

    static final Shape FORM = Shape.word("full", "partial", "empty", "invalid");
    private static final Shape KEY = new Shape.Scalar(new ValueType.Key());
    private static final Shape TEXT = Shape.text(200);
    private static final Shape BY_VERSION = new Shape.Either(TEXT, new Shape.Listing(TEXT, 1, 1_000), null);

    private static final Shape.Block OPERATION_WITH_FORM = new Shape.Block(
            "processes.NAME.reads.workload.operations",
            "An operation whose payload differs from the others: `update: partial`.",
            List.of(
                    Field.of("create", FORM, "A create with this payload.").group("operation"),
                    Field.of("update", FORM, "An update with this payload.").group("operation"),
                    Field.of("delete", FORM, "A delete with this payload.").group("operation")));

    private static final Shape OPERATION_WORD = Shape.word("create", "update", "delete");

    private static final Shape.Block ITEM = new Shape.Block(
            "processes.NAME.reads.workload.items",
            "One operation of an irregular workload.",
            List.of(
                    Field.of("key", KEY, "The entity.").needed(),
                    Field.of("operation", OPERATION_WORD, "What happens to it.").or("update"),
                    Field.of("at", Shape.time(), "When.").orDerived("`every` after the item before"),
                    Field.of("payload", FORM, "What the message holds.").orDerived("`payload` of the workload"),
                    Field.of(
                            "fields",
                            new Shape.Named("field", ValueType.Name.PLAIN, TEXT, 16),
                            "Fields that change with this operation."),
                    Field.of("label", TEXT, "The business label.").orDerived("`labels`"),
                    Field.of("instance", Shape.count(1, Format.MOST_NODES), "Which instance does it.")
                            .orDerived("`share`")));

    static final Shape.Block WORKLOAD = new Shape.Block(
            "processes.NAME.reads.workload",
            "Operations on entities: version 1, 2, ... of each key.",
            List.of(
                    Field.of(
                            "keys",
                            new Shape.Either(
                                    Shape.count(1, Format.MOST_MESSAGES, "the limit of messages"),
                                    new Shape.Listing(KEY, 1, Format.MOST_MESSAGES),
                                    null),
                            "The entities by name, or how many (K1, K2, ...)."),
                    Field.of(
                                    "operations",
                                    new Shape.Listing(
                                            new Shape.Either(OPERATION_WORD, null, OPERATION_WITH_FORM), 1, 1_000),
                                    "What happens to each entity, in this order; an element is a word or `update: partial`.")
                            .or("[create]"),
                    Field.of(
                            "count",
                            Shape.count(1, Format.MOST_MESSAGES, "the limit of messages"),
                            "How many operations in all: goes on with updates after the listed ones (after a delete, from the first again)."),
                    Field.of(
                                    "order",
                                    Shape.word("version", "key"),
                                    "`version`: version 1 of every key, then version 2, ... `key`: everything of the first key, then the next.")
                            .or("version"),
                    Field.of("every", Shape.time(), "From one operation to the next.")
                            .or("20ms"),
                    Field.of("start", Shape.time(), "When the first operation happens.")
                            .or("0"),
                    Field.of(
                                    "payload",
                                    FORM,
                                    "What a message holds: the whole entity, what changed, nothing, or bytes that nobody can read.")
                            .or("full"),
                    Field.of(
                            "states",
                            BY_VERSION,
                            "What the field `state` says in version 1, 2, ...; the last one repeats. Short for `fields: {state: ...}`."),
                    Field.of(
                                    "fields",
                                    new Shape.Named("field", ValueType.Name.PLAIN, BY_VERSION, 16),
                                    "The entity's fields: one value, or a list by version of which the last repeats.")
                            .orDerived("`state` with v1, v2, ..."),
                    Field.of(
                                    "labels",
                                    new Shape.Named("key", new ValueType.Key(), TEXT, Format.MOST_MESSAGES),
                                    "What each entity is to the business, as in \"Ana's payment of 40 EUR\".")
                            .or("{}"),
                    Field.of(
                            "items",
                            new Shape.Listing(ITEM, 1, Format.MOST_MESSAGES),
                            "An irregular workload, one by one; beside `keys` or instead."),
                    Field.of(
                                    "share",
                                    Shape.word("key", "round-robin", "first", "all"),
                                    "Which instance does an operation: one per entity, each in turn, the first, or (with `active: single`) whoever is active.")
                            .orDerived("key; all with `active: single`"),
                    Field.of(
                                    "on-restart",
                                    Shape.word("resume", "skip"),
                                    "A restarted instance goes on with the first unfinished operation, or leaves out the one that was under way.")
                            .or("resume")));

    private WorkloadFormat() {}
}
