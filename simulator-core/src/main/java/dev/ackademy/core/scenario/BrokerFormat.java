package dev.ackademy.core.scenario;

import static dev.ackademy.core.scenario.ValueType.Target.NODE;

import java.util.List;

/// The broker, its topics and the network.
final class BrokerFormat {

    static final String JETSTREAM = "kind: jetstream";

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

    static final Shape.Block BROKER = new Shape.Block(
            "broker",
            "The broker and its network.",
            List.of(
                    Field.of(
                                    "kind",
                                    Shape.words(List.of("log"), "jetstream", "pubsub", "queue"),
                                    "Which broker is modelled: `log` is Kafka, `queue` RabbitMQ or BullMQ.")
                            .or("log"),
                    Field.of("nodes", Shape.count(1, 15), "Brokers B1, B2, ...").or("1"),
                    Field.of("link", LINK_TIMES, "The network.").whole(),
                    Field.of(
                                    "session-timeout",
                                    Shape.someTime(),
                                    "A broker is fenced this long after its last heartbeat.")
                            .or("1s")
                            .vendor("broker.session.timeout.ms", "9 s")
                            .kinds("log", "jetstream"),
                    Field.of("heartbeat", Shape.someTime(), "How often a broker tells the controller that it lives.")
                            .or("300ms")
                            .vendor("broker.heartbeat.interval.ms", "2 s")
                            .kinds("log", "jetstream"),
                    Field.of(
                                    "lag-time-max",
                                    Shape.someTime(),
                                    "A follower leaves the ISR after this long without being caught up.")
                            .or("1s")
                            .vendor("replica.lag.time.max.ms", "30 s")
                            .kinds("log"),
                    Field.of(
                                    "unclean-leader-election",
                                    Shape.truth(),
                                    "Where no member of the ISR lives, may any replica lead?")
                            .or("false")
                            .vendor("unclean.leader.election.enable", "false")
                            .kinds("log"),
                    Field.of(
                                    "fsync",
                                    Shape.word("never", "interval", "always"),
                                    "When the page cache is flushed; what is not flushed is gone after a power-off.")
                            .or("never")
                            .vendor("log.flush.interval.ms", "never")
                            .kinds("log", "jetstream", "bullmq"),
                    Field.of("fsync-every", Shape.someTime(), "With `fsync: interval`.")
                            .or("1s")
                            .vendor("log.flush.interval.ms", "never")
                            .kinds("log", "jetstream", "bullmq"),
                    Field.of(
                                    "truncation",
                                    Shape.word("epoch", "hw"),
                                    "What a new follower truncates to: the leader epoch (KIP-101) or its own high watermark.")
                            .or("epoch")
                            .vendor("KIP-101", "epoch")
                            .kinds("log"),
                    Field.of(
                                    "hw-under-min-isr",
                                    Shape.word("hold", "advance"),
                                    "Whether the high watermark moves while the ISR is smaller than min-insync.")
                            .or("hold")
                            .vendor("KIP-966", "hold")
                            .kinds("log"),
                    Field.of(
                                    "commit-fencing",
                                    Shape.word("generation", "off"),
                                    "Whether a commit of an old group generation is refused.")
                            .or("generation")
                            .vendor("ILLEGAL_GENERATION", "generation")
                            .kinds("log"),
                    Field.of(
                                    "producer-id-cache",
                                    Shape.count(1, 5),
                                    "Batches that are remembered per producer and partition, to know a repeat.")
                            .or("5")
                            .vendor("ProducerStateEntry", "5")
                            .kinds("log"),
                    Field.of(
                                    "producer-id-expiration",
                                    Shape.someTime(),
                                    "A silent producer is forgotten after this long.")
                            .or("24h")
                            .vendor("producer.id.expiration.ms", "24 h")
                            .kinds("log"),
                    Field.of(
                                    "rebalance-delay",
                                    Shape.time(),
                                    "How long a new group waits for further members before its first rebalance.")
                            .or("100ms")
                            .vendor("group.initial.rebalance.delay.ms", "3 s")
                            .kinds("log"),
                    Field.of("style", Shape.word("rabbitmq", "bullmq"), "Which product a queue follows.")
                            .only("kind=queue")
                            .or("rabbitmq")));

    static final Shape.Block TOPIC = new Shape.Block(
            "topics.NAME",
            "A topic.",
            List.of(
                    Field.of(
                                    "partitions",
                                    Shape.count(1, Format.MOST_PARTITIONS, "the limit of all topics together"),
                                    "How many logs it has.")
                            .or("1")
                            .vendor("num.partitions", "1"),
                    Field.of("replicas", Shape.count(1, 15), "Copies of each partition, on as many brokers.")
                            .or("1")
                            .vendor("default.replication.factor", "1"),
                    Field.of(
                                    "min-insync",
                                    Shape.count(1, 15),
                                    "With fewer replicas in sync, acks=all is refused. Capped at `replicas`, as a real broker does.")
                            .or("1")
                            .vendor("min.insync.replicas", "1"),
                    Field.of(
                                    "retention",
                                    new Shape.Scalar(new ValueType.Duration(
                                            ValueType.Duration.Sign.ABOVE_ZERO,
                                            true,
                                            List.of("limits", "workqueue", "interest"))),
                                    "Records older than this may be deleted, read or not.")
                            .or("never")
                            .vendor("retention.ms", "7 d")
                            .kinds("log", "jetstream"),
                    Field.of(
                                    "retention-messages",
                                    Shape.count(-1, Format.MOST_MESSAGES),
                                    "A partition keeps this many records; -1 keeps all.")
                            .or("-1")
                            .vendor("retention.bytes", "-1")
                            .kinds("log", "jetstream"),
                    Field.of("subjects", new Shape.Anything(), "Subjects that a stream stores.")
                            .later(JETSTREAM),
                    Field.of("dedup-window", new Shape.Anything(), "How long message ids are remembered.")
                            .later(JETSTREAM)
                            .vendor("duplicate_window", "2 min"),
                    Field.of("max-messages", new Shape.Anything(), "Limit of a stream.")
                            .later(JETSTREAM),
                    Field.of("max-age", new Shape.Anything(), "Limit of a stream.")
                            .later(JETSTREAM),
                    Field.of("discard", new Shape.Anything(), "What a full stream does.")
                            .later(JETSTREAM),
                    Field.of(
                                    "type",
                                    Shape.word("classic", "quorum"),
                                    "Whether the queue keeps its place for what comes back (classic) or gives it next (quorum).")
                            .orDerived("`quorum` with a delivery limit or at-least-once dead letters, else `classic`")
                            .kinds("rabbitmq")
                            .vendor("x-queue-type", "classic"),
                    Field.of("node", Shape.ref(ValueType.Target.BROKER), "Which broker node holds the queue.")
                            .or("B1")
                            .kinds("rabbitmq"),
                    Field.of(
                                    "declared",
                                    Shape.word("start", "consumer"),
                                    "Whether the queue is there from the start or from its first consumer on; before, nothing is routed to it.")
                            .or("start")
                            .kinds("rabbitmq"),
                    Field.of("dead-letter", Shape.ref(ValueType.Target.TOPIC), "Where the queue puts what it gives up.")
                            .kinds("rabbitmq")
                            .vendor("x-dead-letter-exchange", "none"),
                    Field.of(
                                    "dead-letter-strategy",
                                    Shape.word("at-most-once", "at-least-once"),
                                    "Whether a dead letter is forgotten as soon as it is sent, or when the other queue has confirmed it.")
                            .or("at-most-once")
                            .kinds("rabbitmq")
                            .vendor("dead-letter-strategy", "at-most-once"),
                    Field.of(
                                    "delivery-limit",
                                    Shape.count(-1, 100_000),
                                    "A quorum queue gives a message up when it has come back more often than this; -1 never does.")
                            .orDerived("20 for a quorum queue, -1 for a classic one")
                            .kinds("rabbitmq")
                            .vendor("x-delivery-limit", "20"),
                    Field.of(
                                    "delivery-count",
                                    Shape.word("failures", "returns"),
                                    "What counts against the limit: lost consumers (4.3), or every return (4.0 to 4.2).")
                            .or("failures")
                            .kinds("rabbitmq")
                            .vendor("delivery-count", "failures"),
                    Field.of("message-ttl", Shape.timeOrNever(), "A message that waits for longer is given up.")
                            .or("never")
                            .kinds("rabbitmq")
                            .vendor("x-message-ttl", "none"),
                    Field.of(
                                    "max-length",
                                    Shape.count(-1, Format.MOST_MESSAGES),
                                    "The most ready messages; -1 is no limit.")
                            .or("-1")
                            .kinds("rabbitmq")
                            .vendor("x-max-length", "none"),
                    Field.of(
                                    "overflow",
                                    Shape.word("drop-head", "reject-publish"),
                                    "What a full queue does: gives up its oldest message, or refuses the new one.")
                            .or("drop-head")
                            .kinds("rabbitmq")
                            .vendor("x-overflow", "drop-head"),
                    Field.of(
                                    "single-active",
                                    Shape.truth(),
                                    "One consumer at a time is given messages, the others stand by.")
                            .or("false")
                            .kinds("rabbitmq")
                            .vendor("x-single-active-consumer", "false"),
                    Field.of(
                                    "attempts",
                                    Shape.count(1, 100_000),
                                    "How often a job may fail and be given again before it stays in the failed set.")
                            .or("1")
                            .kinds("bullmq")
                            .vendor("attempts", "1"),
                    Field.of("job-backoff", Shape.time(), "The pause before a failed job is given again.")
                            .or("0")
                            .kinds("bullmq")
                            .vendor("backoff.delay", "0"),
                    Field.of("exponential", Shape.truth(), "Each pause is twice the one before.")
                            .or("false")
                            .kinds("bullmq")
                            .vendor("backoff.type", "fixed"),
                    Field.of(
                                    "max-stalled",
                                    Shape.count(0, 1_000),
                                    "A job whose worker was lost more often than this has failed.")
                            .or("1")
                            .kinds("bullmq")
                            .vendor("maxStalledCount", "1"),
                    Field.of("stalled-interval", Shape.someTime(), "How often jobs without a lock are looked for.")
                            .or("1s")
                            .kinds("bullmq")
                            .vendor("stalledInterval", "30 s")));

    private BrokerFormat() {}
}
