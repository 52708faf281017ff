package dev.ackademy.core.explore;

/// A scenario of a few messages on any kind of broker, under any policy, drawn from a number: the same number gives the
/// same text. Some are refused by the format's own rules.
final class AnyKindScenario {

    private final StringBuilder text = new StringBuilder();
    private final long number;
    private long state;

    private AnyKindScenario(long number) {
        this.number = number;
        state = number * 0x9E3779B97F4A7C15L + 0x3C6EF372FE94F82BL;
    }

    static String text(long number) {
        AnyKindScenario any = new AnyKindScenario(number);
        any.write();
        return any.text.toString();
    }

    private int upTo(int bound) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % bound);
    }

    private boolean once(int in) {
        return upTo(in) == 0;
    }

    private String of(String... words) {
        return words[upTo(words.length)];
    }

    /// The text, once in so many times.
    private String rarely(int in, String words) {
        return once(in) ? words : "";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void write() {
        String kind = of("log", "log", "log", "jetstream", "pubsub", "rabbitmq", "bullmq");
        boolean log = kind.equals("log");
        boolean stream = kind.equals("jetstream");
        boolean queue = kind.equals("rabbitmq") || kind.equals("bullmq");
        int brokers = log ? 1 + upTo(2) : stream ? of("1", "1", "3").charAt(0) - '0' : 1;
        boolean relay = !kind.equals("pubsub") && once(4);
        boolean service = once(5);
        line("scenario: 1");
        line("title: Drawn from " + number);
        if (!once(6)) {
            line("preset: " + of("at-most-once", "at-least-once", "at-least-once", "exactly-once", "exactly-once"));
        }
        line("broker: {kind: " + (queue ? "queue, style: " + kind : kind)
                + (brokers > 1 ? ", nodes: " + brokers : "")
                + ", link: {latency: " + of("1ms", "5ms", "20ms") + ", jitter: " + of("0", "0", "3ms") + "}"
                + (log || stream ? rarely(4, ", fsync: always") : "")
                + (log ? rarely(6, ", unclean-leader-election: true") : "") + "}");
        line("topics:");
        line("  orders: {" + topic(kind, brokers) + "}");
        if (relay) {
            line("  out: {}");
        }
        line("  dlq: {}");
        line("stores:");
        line("  db: {kind: database, tables: {orders: {on-write: "
                + of("upsert", "versioned", "latest-time", "insert", "merge") + "}}}");
        if (service) {
            line("  svc: {kind: service}");
        }
        line("processes:");
        line("  shop:");
        line("    reads: {workload: {keys: " + of("[A]", "[A]", "[A, D]") + ", operations: "
                + of("[create]", "[create, update]", "[create, delete]") + ", every: " + of("0", "40ms", "300ms")
                + ", start: 200ms}}");
        line("    steps: [{publish: {topic: orders, await: " + of("receipt", "receipt", "none")
                + (stream || kind.equals("bullmq") ? rarely(3, ", dedup-id: operation") : "") + "}}]");
        producer(kind);
        if (relay) {
            line("  relay:");
            line("    reads: {topic: orders}");
            line("    steps: [{publish: {topic: out}}]");
        }
        line("  billing:");
        line("    instances: " + (once(4) ? 2 : 1));
        line("    reads: {topic: " + (relay ? "out" : "orders") + reads(kind) + "}");
        if (once(5)) {
            line("    workers: 2");
        }
        line("    steps:");
        if (service) {
            line("      - call: {store: svc, idempotency-key: " + of("none", "operation") + "}");
        }
        line(
                once(4)
                        ? "      - transaction: {in: db, steps: [{inbox: {}}, {write: {table: orders}}]}"
                        : "      - write: {store: db, table: orders}");
        if (once(4)) {
            line("    on-failure: {retry: " + of("0", "1", "-1") + ", then: "
                    + of("dead-letter", "discard", "next", "stop", "redeliver") + ", topic: dlq}");
        }
        line("explore: {may: ["
                + of("cut, refuse, crash", "cut, crash", "cut, stall", "crash, power-off", "partition, cut") + "]}");
        line("run: {settle: 40s, limit: {time: 20m, events: 20000}}");
    }

    private String topic(String kind, int brokers) {
        return switch (kind) {
            case "log" ->
                "partitions: " + (1 + upTo(2)) + ", replicas: " + brokers + ", min-insync: " + (1 + upTo(brokers))
                        + rarely(8, ", retention-messages: 1");
            case "jetstream" ->
                "replicas: " + brokers + rarely(5, ", retention: workqueue") + rarely(6, ", storage: memory")
                        + rarely(8, ", dedup-window: 100ms") + rarely(8, ", max-messages: 1");
            case "rabbitmq" ->
                "type: " + of("classic", "quorum") + rarely(4, ", dead-letter: dlq") + rarely(6, ", max-length: 1")
                        + rarely(6, ", declared: consumer") + rarely(6, ", single-active: true");
            case "bullmq" -> "attempts: " + (1 + upTo(3)) + rarely(4, ", max-stalled: 0");
            default -> "";
        };
    }

    private String reads(String kind) {
        return switch (kind) {
            case "log" ->
                ", max-poll: " + of("1", "500") + ", assignment: " + of("eager", "cooperative")
                        + rarely(6, ", auto-commit: true") + rarely(4, ", isolation: read-committed")
                        + rarely(8, ", start: latest")
                        + (number % 3 == 0 ? ", group-protocol: consumer" : "");
            case "jetstream" ->
                ", mode: " + of("pull", "push") + rarely(5, ", max-deliver: 2") + rarely(5, ", max-ack-pending: 1")
                        + rarely(6, ", ack: all");
            case "rabbitmq" -> ", prefetch: " + of("0", "1") + rarely(6, ", auto-commit: true");
            default -> "";
        };
    }

    private void producer(String kind) {
        if (once(2) && !kind.equals("pubsub")) {
            line("    producer: {acks: " + of("0", "1", "all") + ", idempotence: " + of("true", "false", "false")
                    + (kind.equals("jetstream")
                            ? ""
                            : ", in-flight: " + of("1", "5") + ", retries: " + of("0", "1", "100"))
                    + "}");
        }
        if (once(4)) {
            line("    resend: {attempts: " + (1 + upTo(2)) + "}");
        }
    }
}
