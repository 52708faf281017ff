package dev.ackademy.core.scenario;

import static dev.ackademy.core.scenario.ValueType.Target.DATABASE;
import static dev.ackademy.core.scenario.ValueType.Target.TOPIC;

import java.util.List;

/// A process: what it reads, its client library, what it does about failures. Its steps: [StepFormat].
final class ProcessFormat {

    private static final String LATER_TABLE = "reading a table";

    static final Shape.Block FROM_TOPIC = new Shape.Block(
            "processes.NAME.reads (a topic)",
            "Reads topics as a member of a group. The client library's consumer.",
            List.of(
                    Field.of("topic", Shape.oneOrMany(Shape.ref(TOPIC)), "The topic, or a list of topics.")
                            .needed(),
                    Field.of("group", new Shape.Scalar(ValueType.Name.TOPIC), "The consumer group.")
                            .orDerived("the name of the process")
                            .vendor("group.id", "none"),
                    Field.of(
                                    "start",
                                    Shape.word("earliest", "latest", "none", "last-per-subject"),
                                    "Where a group without a valid position begins; `none` stops with an error (log), `last-per-subject` begins with the latest message of each subject (jetstream).")
                            .or("earliest")
                            .vendor("auto.offset.reset, deliver_policy", "latest, all")
                            .kinds("log", "jetstream")
                            .passedOver(
                                    "a subject gives what is published from then on, a queue what nobody has acknowledged"),
                    Field.of(
                                    "assignment",
                                    Shape.word("eager", "cooperative"),
                                    "How a rebalance moves partitions: all are given up first, or only the moving ones.")
                            .or("eager")
                            .vendor("partition.assignment.strategy", "range, cooperative-sticky")
                            .kinds("log")
                            .refused("there are no partitions to assign; who asks is given"),
                    Field.of(
                                    "group-protocol",
                                    Shape.word("classic", "consumer"),
                                    "`classic`: the members of a group join anew for every assignment, and one of them makes it. `consumer`: the broker makes it, and only what moves is given up (KIP-848); `assignment`, `session-timeout` and `heartbeat` are then the broker's.")
                            .or("classic")
                            .vendor("group.protocol", "classic")
                            .kinds("log")
                            .refused("there are no partitions to assign; who asks is given"),
                    Field.of("max-poll", Shape.count(1, 100_000), "The most records of one poll.")
                            .or("500")
                            .vendor("max.poll.records", "500"),
                    Field.of(
                                    "session-timeout",
                                    Shape.someTime(),
                                    "A silent member is put out of the group after this long. RabbitMQ: the heartbeat time-out (60 s). BullMQ: `lockDuration` (30 s).")
                            .or("1s")
                            .vendor("session.timeout.ms", "45 s")
                            .kinds("log", "queue")
                            .passedOver(
                                    "a reader is not watched; reads.ack-wait decides when a message is given to somebody else"),
                    Field.of(
                                    "heartbeat",
                                    Shape.someTime(),
                                    "How often a member says that it lives. BullMQ: `lockRenewTime`.")
                            .or("300ms")
                            .vendor("heartbeat.interval.ms", "3 s")
                            .kinds("log", "queue")
                            .passedOver("a reader is not watched"),
                    Field.of(
                                    "max-poll-interval",
                                    Shape.someTime(),
                                    "A member that does not poll for this long leaves the group.")
                            .or("5m")
                            .vendor("max.poll.interval.ms", "5 min")
                            .kinds("log")
                            .passedOver(
                                    "nobody watches whether a reader polls; ack-wait (jetstream) and consumer-timeout (RabbitMQ) limit how long a message may be in hand"),
                    Field.of(
                                    "auto-commit",
                                    Shape.truth(),
                                    "The client library acknowledges by itself, while polling; there is no `acknowledge` step then. RabbitMQ: automatic acknowledgement, as soon as a message is sent.")
                            .or("false")
                            .vendor("enable.auto.commit", "true")
                            .kinds("log", "queue", "jetstream")
                            .passedOver("what was passed on counts as done"),
                    Field.of("auto-commit-interval", Shape.someTime(), "With `auto-commit`.")
                            .or("1s")
                            .vendor("auto.commit.interval.ms", "5 s")
                            .kinds("log")
                            .passedOver("there a message that nobody acknowledges is done when it is given"),
                    Field.of(
                                    "auto-commit-by",
                                    Shape.word("poll", "background"),
                                    "With `auto-commit`: `poll` commits what earlier polls returned, before it returns more. A `background` thread, as of the newer consumer, may also commit what a poll has just returned: a search tries both.")
                            .orDerived("`poll`; `background` with `group-protocol: consumer`")
                            .vendor("group.protocol", "classic, consumer")
                            .kinds("log")
                            .passedOver("there a message that nobody acknowledges is done when it is given"),
                    Field.of(
                                    "metadata-max-age",
                                    Shape.someTime(),
                                    "A running consumer learns of new partitions at the latest after this long.")
                            .or("5m")
                            .vendor("metadata.max.age.ms", "5 min")
                            .kinds("log")
                            .passedOver("there are no partitions to learn of"),
                    jetstream(
                            "mode",
                            Shape.word("pull", "push"),
                            "The reader asks for messages, or the server sends them to one member of the group.",
                            "pull",
                            "deliver_subject",
                            "none (pull)",
                            "a consumer of a log always asks, a queue always sends"),
                    jetstream(
                            "ack",
                            Shape.word("explicit", "all", "none"),
                            "What an acknowledgement covers: its message; everything up to it; nothing is acknowledged, what was given counts as done.",
                            "explicit",
                            "ack_policy",
                            "explicit",
                            "a commit of a log covers everything up to its offset, an acknowledgement of a queue one message"),
                    jetstream(
                            "ack-wait",
                            Shape.someTime(),
                            "A message that is not acknowledged for this long is given again.",
                            "2s",
                            "ack_wait",
                            "30 s",
                            "nothing is given again by time, but when its reader is lost"),
                    Field.of(
                                    "backoff",
                                    Shape.list(Shape.someTime(), 64),
                                    "Waits after each delivery in place of ack-wait; the first one is the ack wait, the last one repeats.")
                            .or("[]")
                            .vendor("backoff", "none")
                            .kinds("jetstream")
                            .passedOver("nothing is given again by time"),
                    jetstream(
                            "max-deliver",
                            Shape.count(-1, 100),
                            "A message is given at most this often, -1 for no limit. Then it stays in the stream and is not given again.",
                            "-1",
                            "max_deliver",
                            "-1",
                            "a record of a log is read again until its offset is committed; delivery-limit (RabbitMQ) and attempts (BullMQ) are the nearest settings"),
                    jetstream(
                            "max-ack-pending",
                            Shape.count(-1, 100_000),
                            "No new message is given while this many are unacknowledged, over all members; -1 for no limit.",
                            "1000",
                            "max_ack_pending",
                            "1000",
                            "a partition is read in order, whatever is committed; prefetch is RabbitMQ's setting"),
                    Field.of("filter", new Shape.Scalar(new ValueType.Subject()), "Reads only these subjects.")
                            .orDerived("everything")
                            .vendor("filter_subject", "none")
                            .kinds("jetstream", "pubsub")
                            .refused("a log is read by whole partitions, a queue as a whole"),
                    Field.of(
                                    "pending-messages",
                                    Shape.count(1, Format.MOST_MESSAGES),
                                    "Messages that the client library keeps for a slow application; it drops what comes beyond.")
                            .or("10000")
                            .vendor("pending messages limit", "524288")
                            .kinds("pubsub")
                            .passedOver("a slow reader asks for nothing more"),
                    Field.of(
                                    "prefetch",
                                    Shape.count(0, 65_535),
                                    "Most unacknowledged messages of a consumer; 0 is no limit.")
                            .or("0")
                            .kinds("rabbitmq")
                            .passedOver("max-ack-pending (jetstream) is the nearest setting, for all members together")
                            .vendor("basic.qos", "0"),
                    Field.of(
                                    "consumer-timeout",
                                    Shape.someTime(),
                                    "The channel of a consumer that leaves a message unacknowledged for this long is closed.")
                            .or("30m")
                            .kinds("rabbitmq")
                            .passedOver("max-poll-interval (log) and ack-wait (jetstream) are the nearest settings")
                            .vendor("consumer_timeout", "30 min"),
                    Field.of(
                                    "isolation",
                                    Shape.word("read-uncommitted", "read-committed"),
                                    "Whether messages of open and of aborted transactions are read.")
                            .or("read-uncommitted")
                            .vendor("isolation.level", "read_uncommitted")
                            .kinds("log")
                            .refused("there are no transactions over the broker")));

    private static final Shape.Block FROM_WORKLOAD = new Shape.Block(
            "processes.NAME.reads (a workload)",
            "Operations come from outside, as written here.",
            List.of(Field.of("workload", WorkloadFormat.WORKLOAD, "The operations.")
                    .needed()));

    static final Shape.Cases READS = new Shape.Cases(
            "source",
            List.of(FROM_WORKLOAD, FROM_TOPIC, laterSource("table"), laterSource("log-of"), laterSource("requests")));

    static final Shape.Block PRODUCER = new Shape.Block(
            "processes.NAME.producer",
            "The producer of the client library, not of the application.",
            List.of(
                    Field.of(
                                    "acks",
                                    Shape.word("0", "1", "all"),
                                    "Whose receipt counts: nobody's, the leader's, all in-sync replicas'.")
                            .or("all")
                            .vendor("acks", "all")
                            .kinds("log", "queue", "jetstream")
                            .passedOver("nobody answers a publish"),
                    Field.of(
                                    "idempotence",
                                    Shape.truth(),
                                    "The broker recognises a repeat and keeps the order of retries. Needs acks=all, retries and at most 5 in flight. For jetstream: each message carries its operation's id as message id.")
                            .or("true")
                            .vendor("enable.idempotence", "true")
                            .kinds("log", "queue", "jetstream")
                            .passedOver("nobody remembers a message"),
                    Field.of("in-flight", Shape.count(1, 100), "Unanswered requests per connection.")
                            .or("5")
                            .vendor("max.in.flight.requests.per.connection", "5")
                            .kinds("log", "queue")
                            .passedOver("the library sends at once and waits for nothing in between"),
                    Field.of(
                                    "retries",
                                    Shape.count(0, Integer.MAX_VALUE),
                                    "The library sends a failed request again this often.")
                            .or("2147483647")
                            .vendor("retries", "2147483647")
                            .kinds("log", "queue")
                            .passedOver("the library sends once; resend.attempts is the application's own second send"),
                    Field.of(
                                    "request-timeout",
                                    Shape.someTime(),
                                    "Without an answer for this long a request has failed.")
                            .or("1s")
                            .vendor("request.timeout.ms", "30 s")
                            .kinds("log", "queue", "jetstream")
                            .passedOver("nobody answers a publish"),
                    Field.of("delivery-timeout", Shape.someTime(), "After this long the library gives a message up.")
                            .or("10s")
                            .vendor("delivery.timeout.ms", "2 min")
                            .kinds("log", "queue")
                            .passedOver("the library sends once; request-timeout ends it"),
                    Field.of("retry-backoff", Shape.time(), "Pause before a retry.")
                            .or("100ms")
                            .vendor("retry.backoff.ms", "100 ms")
                            .kinds("log", "queue")
                            .passedOver("the library sends once; resend.backoff is the application's"),
                    Field.of("linger", Shape.time(), "How long a batch waits for more messages.")
                            .or("0")
                            .vendor("linger.ms", "5 ms")
                            .kinds("log")
                            .passedOver("each message is sent at once"),
                    Field.of("batch", Shape.count(1, 10_000), "The most messages of one batch.")
                            .or("1")
                            .vendor("batch.size", "16384 bytes")
                            .kinds("log")
                            .passedOver("each message is sent by itself"),
                    Field.of(
                                    "metadata-max-age",
                                    Shape.someTime(),
                                    "A running producer learns of new partitions at the latest after this long.")
                            .or("5m")
                            .vendor("metadata.max.age.ms", "5 min")
                            .kinds("log")
                            .passedOver("there are no partitions to learn of"),
                    Field.of(
                                    "reconnect-buffer",
                                    Shape.count(0, Format.MOST_MESSAGES),
                                    "Messages that the library keeps while it has no connection, and sends when it has one again.")
                            .or("10000")
                            .vendor("reconnectBufferSize", "8 MiB")
                            .kinds("jetstream", "pubsub")
                            .passedOver("delivery-timeout decides how long a message waits for its broker"),
                    Field.of(
                                    "transactional-id",
                                    new Shape.Scalar(ValueType.Name.TOPIC),
                                    "By what the broker knows this producer again: a new one with the same id fences the one before. With a `transaction` in `broker`; one id for all instances where it is written.")
                            .orDerived("the name of each instance")
                            .vendor("transactional.id", "none")
                            .kinds("log")
                            .refused("there are no transactions over the broker"),
                    Field.of(
                                    "transaction-timeout",
                                    Shape.someTime(),
                                    "A transaction that is open for longer is aborted by the broker.")
                            .or("60s")
                            .vendor("transaction.timeout.ms", "60 s")
                            .kinds("log")
                            .passedOver("there are no transactions over the broker"),
                    Field.of("mandatory", Shape.truth(), "What reaches no queue comes back, and has failed.")
                            .or("false")
                            .kinds("rabbitmq")
                            .passedOver("only RabbitMQ gives back what reaches no queue")
                            .vendor("mandatory", "false")));

    private static final Shape.Block RESEND = new Shape.Block(
            "processes.NAME.resend",
            "The application's own second send of a publish that failed.",
            List.of(
                    Field.of("attempts", Shape.count(0, 1_000), "How often.").or("0"),
                    Field.of("backoff", Shape.time(), "Pause before it.").or("100ms")));

    static final Shape.Block ON_FAILURE = new Shape.Block(
            "processes.NAME.on-failure",
            "What a process does with an item whose step failed.",
            List.of(
                    Field.of(
                                    "retry",
                                    Shape.count(-1, 1_000_000),
                                    "Tries again in place, from the first step; -1 is for ever.")
                            .or("-1"),
                    Field.of("backoff", Shape.time(), "Pause before a try.").or("100ms"),
                    Field.of("exponential", Shape.truth(), "Each pause is twice the one before.")
                            .or("false"),
                    Field.of(
                                    "then",
                                    Shape.word("dead-letter", "retry-topic", "discard", "next", "stop", "redeliver"),
                                    "When the tries are spent: `next` goes on without acknowledging (a later acknowledgement may cover it),"
                                            + " `stop` stays on it, `redeliver` asks the broker to give it again.")
                            .or("stop"),
                    Field.of("topic", Shape.ref(TOPIC), "Where a dead letter or a retry goes."),
                    Field.of(
                                    "invalid",
                                    Shape.word("dead-letter", "retry-topic", "discard", "next", "stop", "redeliver"),
                                    "What happens at once to an item that can never succeed.")
                            .orDerived("as `then`")));

    static final Shape.Block PROCESS = new Shape.Block(
            "processes.NAME",
            "A deployment: instances of one application.",
            List.of(
                    Field.of("preset", Shape.words(Preset.WORDS), "A policy for this process alone; see Presets."),
                    Field.of(
                                    "instances",
                                    Shape.count(1, Format.MOST_NODES, "the limit of all nodes together"),
                                    "How many.")
                            .or("1"),
                    Field.of(
                                    "active",
                                    Shape.word("all", "single"),
                                    "`single`: one instance at a time works, the one that holds the lock.")
                            .or("all"),
                    Field.of(
                                    "lock",
                                    Shape.word("none", "entity"),
                                    "`entity`: a lock on the entity is held while an item is worked on.")
                            .or("none"),
                    Field.of("lock-store", Shape.ref(DATABASE), "The database that holds the lock.")
                            .orDerived("the first database"),
                    Field.of("reads", READS, "The source of its items.").needed(),
                    Field.of("workers", Shape.count(1, 64), "Lanes that work beside each other, behind the poll loop.")
                            .or("1"),
                    Field.of(
                                    "steps",
                                    new Shape.StepList(),
                                    "What it does with each item, in this order: the order is the semantics.")
                            .needed(),
                    Field.of("producer", PRODUCER, "The producer of the client library.")
                            .whole(),
                    Field.of("resend", RESEND, "The application's own second send.")
                            .whole(),
                    Field.of("on-failure", ON_FAILURE, "What happens to an item whose step failed.")
                            .whole(),
                    Field.of("starts", Shape.time(), "When its instances start.")
                            .or("0"),
                    Field.of(
                                    "extend-every",
                                    Shape.someTime(),
                                    "While it works on an item it tells the broker so, this often.")
                            .orDerived("never")
                            .vendor("+WPI, inProgress()", "never")
                            .kinds("jetstream")
                            .passedOver("nobody waits for an acknowledgement")));

    private ProcessFormat() {}

    private static Field jetstream(
            String name, Shape shape, String doc, String fallback, String vendor, String vendorDefault, String reason) {
        return Field.of(name, shape, doc)
                .or(fallback)
                .vendor(vendor, vendorDefault)
                .kinds("jetstream")
                .passedOver(reason);
    }

    private static Field later(String name, String owner, String doc) {
        return Field.of(name, new Shape.Anything(), doc).later(owner);
    }

    private static Shape.Block laterSource(String name) {
        Shape any = new Shape.Anything();
        return new Shape.Block(
                "processes.NAME.reads (" + name + ")",
                "Not available yet.",
                List.of(
                        Field.of(name, any, "Another source.").later(LATER_TABLE),
                        Field.of("cursor", any, "How a relay remembers where it is.")
                                .later(LATER_TABLE),
                        Field.of("poll", any, "How often it looks.").later(LATER_TABLE),
                        Field.of("max-poll", any, "The most rows of one look.").later(LATER_TABLE)));
    }
}
