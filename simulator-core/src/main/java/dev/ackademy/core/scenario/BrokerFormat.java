package dev.ackademy.core.scenario;

import static dev.ackademy.core.scenario.ValueType.Target.NODE;

import java.util.List;

/// The broker, its topics and the network.
final class BrokerFormat {

    static final String JETSTREAM = "kind: jetstream";
    static final String QUEUE = "kind: queue";

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
                                    "Which broker is modelled: `log` is Kafka.")
                            .or("log"),
                    Field.of("nodes", Shape.count(1, 15), "Brokers B1, B2, ...").or("1"),
                    Field.of("link", LINK_TIMES, "The network.").whole(),
                    Field.of(
                                    "session-timeout",
                                    Shape.someTime(),
                                    "A broker is fenced this long after its last heartbeat.")
                            .or("1s")
                            .vendor("broker.session.timeout.ms", "9 s"),
                    Field.of("heartbeat", Shape.someTime(), "How often a broker tells the controller that it lives.")
                            .or("300ms")
                            .vendor("broker.heartbeat.interval.ms", "2 s"),
                    Field.of(
                                    "lag-time-max",
                                    Shape.someTime(),
                                    "A follower leaves the ISR after this long without being caught up.")
                            .or("1s")
                            .vendor("replica.lag.time.max.ms", "30 s"),
                    Field.of(
                                    "unclean-leader-election",
                                    Shape.truth(),
                                    "Where no member of the ISR lives, may any replica lead?")
                            .or("false")
                            .vendor("unclean.leader.election.enable", "false"),
                    Field.of(
                                    "fsync",
                                    Shape.word("never", "interval", "always"),
                                    "When the page cache is flushed; what is not flushed is gone after a power-off.")
                            .or("never")
                            .vendor("log.flush.interval.ms", "never"),
                    Field.of("fsync-every", Shape.someTime(), "With `fsync: interval`.")
                            .or("1s")
                            .vendor("log.flush.interval.ms", "never"),
                    Field.of(
                                    "truncation",
                                    Shape.word("epoch", "hw"),
                                    "What a new follower truncates to: the leader epoch (KIP-101) or its own high watermark.")
                            .or("epoch")
                            .vendor("KIP-101", "epoch"),
                    Field.of(
                                    "hw-under-min-isr",
                                    Shape.word("hold", "advance"),
                                    "Whether the high watermark moves while the ISR is smaller than min-insync.")
                            .or("hold")
                            .vendor("KIP-966", "hold"),
                    Field.of(
                                    "commit-fencing",
                                    Shape.word("generation", "off"),
                                    "Whether a commit of an old group generation is refused.")
                            .or("generation")
                            .vendor("ILLEGAL_GENERATION", "generation"),
                    Field.of(
                                    "producer-id-cache",
                                    Shape.count(1, 5),
                                    "Batches that are remembered per producer and partition, to know a repeat.")
                            .or("5")
                            .vendor("ProducerStateEntry", "5"),
                    Field.of(
                                    "producer-id-expiration",
                                    Shape.someTime(),
                                    "A silent producer is forgotten after this long.")
                            .or("24h")
                            .vendor("producer.id.expiration.ms", "24 h"),
                    Field.of(
                                    "rebalance-delay",
                                    Shape.time(),
                                    "How long a new group waits for further members before its first rebalance.")
                            .or("100ms")
                            .vendor("group.initial.rebalance.delay.ms", "3 s"),
                    Field.of("style", new Shape.Anything(), "Which product a queue follows.")
                            .later(QUEUE)));

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
                            .vendor("retention.ms", "7 d"),
                    Field.of(
                                    "retention-messages",
                                    Shape.count(-1, Format.MOST_MESSAGES),
                                    "A partition keeps this many records; -1 keeps all.")
                            .or("-1")
                            .vendor("retention.bytes", "-1"),
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
                    Field.of("dead-letter", new Shape.Anything(), "Where a queue puts what it gives up.")
                            .later(QUEUE)
                            .vendor("x-dead-letter-exchange", "none"),
                    Field.of("delivery-limit", new Shape.Anything(), "Deliveries before a queue gives up.")
                            .later(QUEUE)
                            .vendor("x-delivery-limit", "20")));

    private BrokerFormat() {}
}
