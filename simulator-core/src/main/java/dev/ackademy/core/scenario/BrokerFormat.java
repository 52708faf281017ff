package dev.ackademy.core.scenario;

import static dev.ackademy.core.scenario.ValueType.Target.NODE;

import java.util.List;

/// The broker, its topics and the network.
final class BrokerFormat {

    private static final Shape.Block LINK_TIMES = new Shape.Block(
            "broker.link",
            "Every connection that `links` says nothing about. Connections are TCP: in order, lost only as a whole.",
            List.of(
                    Field.of("latency", Shape.time(), "One way.").or("2ms"),
                    Field.of("jitter", Shape.time(), "Up to this much is added, drawn from the seed.")
                            .or("0")));

    static final Shape.Block LINK = new Shape.Block(
            "links",
            "A link that is slower or faster than the others.",
            List.of(
                    Field.of("from", Shape.ref(NODE), "From this node or deployment.")
                            .group("end"),
                    Field.of(
                                    "between",
                                    new Shape.Listing(Shape.ref(NODE), 2, 2),
                                    "Both ways between two nodes or deployments.")
                            .group("end"),
                    Field.of("to", Shape.ref(NODE), "To this node or deployment; with `from`."),
                    Field.of("latency", Shape.time(), "One way.").needed(),
                    Field.of("jitter", Shape.time(), "Up to this much is added, drawn from the seed.")
                            .or("0")));

    private static final String LIMITS =
            "only a log and a stream keep what was read; message-ttl and max-length are a queue's limits";

    static final Shape.Block BROKER = new Shape.Block(
            "broker",
            "The broker and its network.",
            List.of(
                    Field.of(
                                    "kind",
                                    Shape.words(Kinds.BUILT),
                                    "Which broker is modelled: `log` is Kafka, `jetstream` NATS JetStream, `pubsub` core NATS, `queue` RabbitMQ or BullMQ.")
                            .or("log"),
                    Field.of("nodes", Shape.count(1, 15), "Brokers B1, B2, ...").or("1"),
                    Field.of("link", LINK_TIMES, "The network.").whole(),
                    Field.of(
                                    "session-timeout",
                                    Shape.someTime(),
                                    "A broker is fenced this long after its last heartbeat.")
                            .or("1s")
                            .vendor("broker.session.timeout.ms", "9 s")
                            .kinds("log")
                            .passedOver(
                                    "only the brokers of a log have sessions with a controller; broker.election-timeout is a stream's nearest setting"),
                    Field.of("heartbeat", Shape.someTime(), "How often a broker tells the controller that it lives.")
                            .or("300ms")
                            .vendor("broker.heartbeat.interval.ms", "2 s")
                            .kinds("log")
                            .passedOver("only the brokers of a log have sessions with a controller"),
                    Field.of(
                                    "lag-time-max",
                                    Shape.someTime(),
                                    "A follower leaves the ISR after this long without being caught up.")
                            .or("1s")
                            .vendor("replica.lag.time.max.ms", "30 s")
                            .kinds("log")
                            .passedOver("there is no set of replicas in sync"),
                    Field.of(
                                    "unclean-leader-election",
                                    Shape.truth(),
                                    "Where no member of the ISR lives, may any replica lead?")
                            .or("false")
                            .vendor("unclean.leader.election.enable", "false")
                            .kinds("log")
                            .refused(
                                    "no replica leads there that is not up to date; a stream's leader is always chosen by a majority"),
                    Field.of(
                                    "fsync",
                                    Shape.word("never", "interval", "always"),
                                    "When the page cache is flushed; what is not flushed is gone after a power-off.")
                            .or("never")
                            .vendor("log.flush.interval.ms", "never")
                            .kinds("log", "jetstream")
                            .passedOver("nothing is stored, or it is flushed before the confirm"),
                    Field.of("fsync-every", Shape.someTime(), "With `fsync: interval`.")
                            .or("1s")
                            .vendor("log.flush.interval.ms", "never")
                            .kinds("log", "jetstream")
                            .passedOver("nothing is stored, or it is flushed before the confirm"),
                    Field.of(
                                    "truncation",
                                    Shape.word("epoch", "hw"),
                                    "What a new follower truncates to: the leader epoch (KIP-101) or its own high watermark.")
                            .or("epoch")
                            .vendor("KIP-101", "epoch")
                            .kinds("log")
                            .refused("no follower decides there what it truncates; it takes over what its leader has"),
                    Field.of(
                                    "hw-under-min-isr",
                                    Shape.word("hold", "advance"),
                                    "Whether the high watermark moves while the ISR is smaller than min-insync.")
                            .or("hold")
                            .vendor("KIP-966", "hold")
                            .kinds("log")
                            .refused("there is no set of replicas in sync"),
                    Field.of(
                                    "commit-fencing",
                                    Shape.word("generation", "off"),
                                    "Whether a commit of an old group generation is refused.")
                            .or("generation")
                            .vendor("ILLEGAL_GENERATION", "generation")
                            .kinds("log")
                            .refused("an acknowledgement has no generation there, it is matched by its message"),
                    Field.of(
                                    "producer-id-cache",
                                    Shape.count(1, 5),
                                    "Batches that are remembered per producer and partition, to know a repeat.")
                            .or("5")
                            .vendor("ProducerStateEntry", "5")
                            .kinds("log")
                            .refused(
                                    "no producer is remembered there; a stream knows a repeat by its message id, for the time of topics.NAME.dedup-window"),
                    Field.of(
                                    "producer-id-expiration",
                                    Shape.someTime(),
                                    "A silent producer is forgotten after this long.")
                            .or("24h")
                            .vendor("producer.id.expiration.ms", "24 h")
                            .kinds("log")
                            .passedOver("there are no producer ids"),
                    Field.of(
                                    "rebalance-delay",
                                    Shape.time(),
                                    "How long a new group waits for further members before its first rebalance.")
                            .or("100ms")
                            .vendor("group.initial.rebalance.delay.ms", "3 s")
                            .kinds("log")
                            .passedOver("there are no assignments, and so no rebalances"),
                    Field.of(
                                    "group-session-timeout",
                                    Shape.someTime(),
                                    "A silent member with `group-protocol: consumer` is put out of its group after this long.")
                            .or("1s")
                            .vendor("group.consumer.session.timeout.ms", "45 s")
                            .kinds("log")
                            .passedOver("there is one protocol of groups"),
                    Field.of(
                                    "group-heartbeat",
                                    Shape.someTime(),
                                    "How often a member with `group-protocol: consumer` says that it lives, and hears what it is to read.")
                            .or("300ms")
                            .vendor("group.consumer.heartbeat.interval.ms", "5 s")
                            .kinds("log")
                            .passedOver("there is one protocol of groups"),
                    Field.of(
                                    "transaction-version",
                                    Shape.word("1", "2"),
                                    "`2`: every transaction ends with a new epoch of its producer (KIP-890); with `1` nothing tells which transaction an end is meant for.")
                            .or("2")
                            .vendor("transaction.version", "2")
                            .kinds("log")
                            .refused("there are no transactions over the broker"),
                    Field.of(
                                    "transaction-verification",
                                    Shape.truth(),
                                    "With `transaction-version: 1`: a partition opens a transaction only when the coordinator confirms it.")
                            .or("true")
                            .vendor("transaction.partition.verification.enable", "true")
                            .kinds("log")
                            .refused("there are no transactions over the broker"),
                    Field.of(
                                    "transaction-scan",
                                    Shape.someTime(),
                                    "How often the coordinator looks for transactions that have run out.")
                            .or("10s")
                            .vendor("transaction.abort.timed.out.transaction.cleanup.interval.ms", "10 s")
                            .kinds("log")
                            .passedOver("there are no transactions over the broker"),
                    Field.of(
                                    "transaction-max-timeout",
                                    Shape.someTime(),
                                    "The longest producer.transaction-timeout that the broker accepts.")
                            .or("15m")
                            .vendor("transaction.max.timeout.ms", "15 min")
                            .kinds("log")
                            .passedOver("there are no transactions over the broker"),
                    Field.of(
                                    "election-timeout",
                                    Shape.someTime(),
                                    "The replicas of a stream choose another leader this long after they cannot hear theirs.")
                            .or("1s")
                            .vendor("Raft election timeout", "4 s to 9 s")
                            .kinds("jetstream")
                            .passedOver(
                                    "only the replicas of a stream vote; for a log the controller decides, after broker.session-timeout"),
                    Field.of(
                                    "max-pending",
                                    Shape.count(1, Format.MOST_MESSAGES),
                                    "A client that does not take this many messages from the network is cut off.")
                            .or("1000")
                            .vendor("max_pending", "64 MiB")
                            .kinds("pubsub")
                            .passedOver("a slow reader waits and loses nothing by it"),
                    Field.of("style", Shape.word("rabbitmq", "bullmq"), "Which product a queue follows.")
                            .or("rabbitmq")
                            .kinds("queue")
                            .passedOver("only queues are modelled after two products")));

    static final Shape.Block TOPIC = new Shape.Block(
            "topics.NAME",
            "A topic.",
            List.of(
                    Field.of(
                                    "partitions",
                                    Shape.count(1, Format.MOST_PARTITIONS, "the limit of all topics together"),
                                    "How many logs it has.")
                            .or("1")
                            .vendor("num.partitions", "1")
                            .kinds("log")
                            .refused(
                                    "a stream, a subject or a queue has one order for all; a stream's strict order comes from max-ack-pending: 1"),
                    Field.of("replicas", Shape.count(1, 15), "Copies of each partition, on as many brokers.")
                            .or("1")
                            .vendor("default.replication.factor", "1")
                            .kinds("log", "queue", "jetstream")
                            .passedOver("nothing is stored"),
                    Field.of(
                                    "min-insync",
                                    Shape.count(1, 15),
                                    "With fewer replicas in sync, acks=all is refused. Capped at `replicas`, as a real broker does.")
                            .or("1")
                            .vendor("min.insync.replicas", "1")
                            .kinds("log")
                            .refused(
                                    "there is no set of replicas in sync; a stream's message always needs a majority of the replicas"),
                    Field.of(
                                    "retention",
                                    new Shape.Scalar(new ValueType.Duration(
                                            ValueType.Duration.Sign.ABOVE_ZERO,
                                            true,
                                            List.of("limits", "workqueue", "interest"))),
                                    "Records older than this may be deleted, read or not. A stream also takes `workqueue` (removed when acknowledged) and `interest` (removed when every consumer has acknowledged, at once where there is none).")
                            .or("never")
                            .vendor("retention.ms", "7 d")
                            .kinds("log", "jetstream")
                            .passedOver(LIMITS),
                    Field.of(
                                    "retention-messages",
                                    Shape.count(-1, Format.MOST_MESSAGES),
                                    "A partition keeps this many records; -1 keeps all.")
                            .or("-1")
                            .vendor("retention.bytes", "-1")
                            .kinds("log", "jetstream")
                            .passedOver(LIMITS),
                    Field.of(
                                    "cleanup",
                                    Shape.word("delete", "compact", "compact-delete"),
                                    "`delete`: by retention. `compact`: of each key the last record stays, whatever its age; offsets keep their holes. Without half of it new, nothing is compacted.")
                            .or("delete")
                            .vendor("cleanup.policy", "delete")
                            .kinds("log")
                            .refused("max-per-subject is the nearest setting of a stream"),
                    Field.of(
                                    "segment-messages",
                                    Shape.count(1, Format.MOST_MESSAGES),
                                    "With `cleanup: compact`: records of a segment; the last segment is never compacted.")
                            .or("5")
                            .vendor("segment.bytes", "1 GiB")
                            .kinds("log")
                            .passedOver("nothing is compacted"),
                    Field.of(
                                    "delete-retention",
                                    Shape.time(),
                                    "With `cleanup: compact`: how long a delete with an empty payload stays after its first compaction.")
                            .or("24h")
                            .vendor("delete.retention.ms", "24 h")
                            .kinds("log")
                            .passedOver("nothing is compacted"),
                    Field.of(
                                    "clean-every",
                                    Shape.someTime(),
                                    "With `cleanup: compact`: how long after new records the cleaner looks.")
                            .or("1s")
                            .vendor("log.cleaner.backoff.ms", "15 s")
                            .kinds("log")
                            .passedOver("nothing is compacted"),
                    Field.of(
                                    "subjects",
                                    Shape.oneOrMany(new Shape.Scalar(new ValueType.Subject())),
                                    "What a stream stores, or a subject is called: `orders`, or `orders.>` with the entity's key as last token.")
                            .orDerived("the name of the topic")
                            .vendor("subjects", "none")
                            .kinds("jetstream", "pubsub")
                            .passedOver("only NATS has subjects"),
                    jetstream(
                            "dedup-window",
                            Shape.time(),
                            "How long message ids are remembered.",
                            "2m",
                            "duplicate_window",
                            "2 min",
                            "only a stream knows a repeat by its message id and for a time"),
                    jetstream(
                            "max-messages",
                            Shape.count(-1, Format.MOST_MESSAGES),
                            "Most messages of the stream; -1 for no limit.",
                            "-1",
                            "max_msgs",
                            "-1",
                            "retention-messages (log) and max-length (queue) are the nearest settings"),
                    jetstream(
                            "max-age",
                            Shape.timeOrNever(),
                            "Messages older than this are removed, read or not.",
                            "never",
                            "max_age",
                            "0 (never)",
                            "retention (log) and message-ttl (queue) are the nearest settings"),
                    jetstream(
                            "max-per-subject",
                            Shape.count(-1, Format.MOST_MESSAGES),
                            "Most messages of one subject; -1 for no limit.",
                            "-1",
                            "max_msgs_per_subject",
                            "-1",
                            "cleanup: compact (log) is the nearest setting"),
                    jetstream(
                            "discard",
                            Shape.word("old", "new"),
                            "What a full stream does: it deletes its oldest message, or refuses the new one.",
                            "old",
                            "discard",
                            "old",
                            "a full log always deletes its oldest records; overflow is a queue's setting"),
                    jetstream(
                            "storage",
                            Shape.word("file", "memory"),
                            "A stream in memory is gone with its server's process.",
                            "file",
                            "storage",
                            "file",
                            "only a stream can be kept in memory"),
                    Field.of(
                                    "type",
                                    Shape.word("classic", "quorum"),
                                    "Whether the queue keeps its place for what comes back (classic) or gives it next (quorum).")
                            .orDerived("`quorum` with a delivery limit or at-least-once dead letters, else `classic`")
                            .kinds("rabbitmq")
                            .passedOver("only RabbitMQ has classic and quorum queues")
                            .vendor("x-queue-type", "classic"),
                    Field.of("node", Shape.ref(ValueType.Target.BROKER), "Which broker node holds the queue.")
                            .or("B1")
                            .kinds("rabbitmq")
                            .passedOver("elsewhere the broker places what it stores"),
                    Field.of(
                                    "declared",
                                    Shape.word("start", "consumer"),
                                    "Whether the queue is there from the start or from its first consumer on; before, nothing is routed to it.")
                            .or("start")
                            .kinds("rabbitmq")
                            .passedOver("elsewhere it is there from the start"),
                    Field.of("dead-letter", Shape.ref(ValueType.Target.TOPIC), "Where the queue puts what it gives up.")
                            .kinds("rabbitmq")
                            .passedOver(
                                    "only RabbitMQ moves dead letters by itself; on-failure.then: dead-letter is the application's own")
                            .vendor("x-dead-letter-exchange", "none"),
                    Field.of(
                                    "dead-letter-strategy",
                                    Shape.word("at-most-once", "at-least-once"),
                                    "Whether a dead letter is forgotten as soon as it is sent, or when the other queue has confirmed it.")
                            .or("at-most-once")
                            .kinds("rabbitmq")
                            .passedOver("only RabbitMQ moves dead letters by itself")
                            .vendor("dead-letter-strategy", "at-most-once"),
                    Field.of(
                                    "delivery-limit",
                                    Shape.count(-1, 1_000),
                                    "A quorum queue gives a message up when it has come back more often than this; -1 never does.")
                            .orDerived("20 for a quorum queue, -1 for a classic one")
                            .kinds("rabbitmq")
                            .passedOver("max-deliver (jetstream) and attempts (BullMQ) are the nearest settings")
                            .vendor("x-delivery-limit", "20"),
                    Field.of(
                                    "delivery-count",
                                    Shape.word("failures", "returns"),
                                    "What counts against the limit: lost consumers (4.3), or every return (4.0 to 4.2).")
                            .or("failures")
                            .kinds("rabbitmq")
                            .passedOver("only RabbitMQ counts what comes back")
                            .vendor("delivery-count", "failures"),
                    Field.of("message-ttl", Shape.timeOrNever(), "A message that waits for longer is given up.")
                            .or("never")
                            .kinds("rabbitmq")
                            .passedOver("retention (log) and max-age (jetstream) are the nearest settings")
                            .vendor("x-message-ttl", "none"),
                    Field.of(
                                    "max-length",
                                    Shape.count(-1, Format.MOST_MESSAGES),
                                    "The most ready messages; -1 is no limit.")
                            .or("-1")
                            .kinds("rabbitmq")
                            .passedOver(
                                    "retention-messages (log) and max-messages (jetstream) are the nearest settings")
                            .vendor("x-max-length", "none"),
                    Field.of(
                                    "overflow",
                                    Shape.word("drop-head", "reject-publish"),
                                    "What a full queue does: gives up its oldest message, or refuses the new one.")
                            .or("drop-head")
                            .kinds("rabbitmq")
                            .passedOver("discard (jetstream) is the nearest setting")
                            .vendor("x-overflow", "drop-head"),
                    Field.of(
                                    "single-active",
                                    Shape.truth(),
                                    "One consumer at a time is given messages, the others stand by.")
                            .or("false")
                            .kinds("rabbitmq")
                            .passedOver(
                                    "a log gives each partition to one member; active: single is the application's own")
                            .vendor("x-single-active-consumer", "false"),
                    Field.of(
                                    "attempts",
                                    Shape.count(1, 1_000),
                                    "How often a job may fail and be given again before it stays in the failed set.")
                            .or("1")
                            .kinds("bullmq")
                            .passedOver(
                                    "delivery-limit (RabbitMQ) and max-deliver (jetstream) are the nearest settings")
                            .vendor("attempts", "1"),
                    Field.of("job-backoff", Shape.time(), "The pause before a failed job is given again.")
                            .or("0")
                            .kinds("bullmq")
                            .passedOver("backoff (jetstream) is the nearest setting")
                            .vendor("backoff.delay", "0"),
                    Field.of("exponential", Shape.truth(), "Each pause is twice the one before.")
                            .or("false")
                            .kinds("bullmq")
                            .passedOver("backoff (jetstream) is the nearest setting")
                            .vendor("backoff.type", "fixed"),
                    Field.of(
                                    "max-stalled",
                                    Shape.count(0, 1_000),
                                    "A job whose worker was lost more often than this has failed.")
                            .or("1")
                            .kinds("bullmq")
                            .passedOver("only BullMQ looks for stalled jobs")
                            .vendor("maxStalledCount", "1"),
                    Field.of("stalled-interval", Shape.someTime(), "How often jobs without a lock are looked for.")
                            .or("1s")
                            .kinds("bullmq")
                            .passedOver("only BullMQ looks for stalled jobs")
                            .vendor("stalledInterval", "30 s")));

    private BrokerFormat() {}

    private static Field jetstream(
            String name, Shape shape, String doc, String fallback, String vendor, String vendorDefault, String reason) {
        return Field.of(name, shape, doc)
                .or(fallback)
                .vendor(vendor, vendorDefault)
                .kinds("jetstream")
                .passedOver(reason);
    }
}
