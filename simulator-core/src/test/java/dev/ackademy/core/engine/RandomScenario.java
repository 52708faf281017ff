package dev.ackademy.core.engine;

/// A small scenario of every part that the format has, drawn from a number: the same number gives the same text.
final class RandomScenario {

    private final long number;
    private final StringBuilder text = new StringBuilder();
    private int drawn;

    private int brokers;
    private boolean service;
    private boolean relay;
    private int shops;
    private int billings;
    private int keys;

    private RandomScenario(long number) {
        this.number = number;
    }

    static String text(long number) {
        RandomScenario scenario = new RandomScenario(number);
        scenario.write();
        return scenario.text.toString();
    }

    private int upTo(int bound) {
        return (int) Draw.number(number, "scenario", "", drawn++, bound);
    }

    /// True once in so many times.
    private boolean once(int in) {
        return upTo(in) == 0;
    }

    private String of(String... words) {
        return words[upTo(words.length)];
    }

    private String millis(int from, int to) {
        return from + upTo(to - from + 1) + "ms";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void write() {
        brokers = of("1", "1", "2", "3").charAt(0) - '0';
        service = once(3);
        relay = once(3);
        shops = 1 + upTo(2);
        billings = 1 + upTo(3);
        keys = 1 + upTo(3);
        line("scenario: 1");
        line("title: Drawn from " + number);
        line("seed: " + upTo(1000));
        if (!once(4)) {
            line("preset: " + of("at-most-once", "at-least-once", "at-least-once", "exactly-once"));
        }
        broker();
        topics();
        line("stores:");
        line("  db: {kind: database, takes: " + millis(0, 5) + ", tables: {orders: {on-write: "
                + of("upsert", "versioned", "latest-time", "merge", "insert") + "}}}");
        if (service) {
            line("  svc: {kind: service, takes: " + millis(1, 30) + "}");
        }
        line("processes:");
        shop();
        billing();
        if (relay) {
            line("  relay:");
            line("    reads: {topic: orders, start: earliest}");
            line("    steps: [{publish: {topic: out}}]");
        }
        several("faults:", upTo(5), this::fault);
        several("changes:", upTo(3), this::change);
        line("run: {settle: 40s, limit: {time: 20m, events: 100000}}");
    }

    private void broker() {
        line("broker:");
        line("  nodes: " + brokers);
        line("  link: {latency: " + millis(0, 5) + ", jitter: " + of("0", "1ms", "8ms") + "}");
        if (once(3)) {
            line("  fsync: " + of("interval", "always"));
        }
        if (once(4)) {
            line("  unclean-leader-election: true");
        }
        if (once(6)) {
            line("  truncation: hw");
        }
        if (once(6)) {
            line("  hw-under-min-isr: advance");
        }
        if (once(6)) {
            line("  commit-fencing: off");
        }
    }

    private void topics() {
        int replicas = 1 + upTo(brokers);
        line("topics:");
        line("  orders: {partitions: " + (1 + upTo(3)) + ", replicas: " + replicas + ", min-insync: "
                + (1 + upTo(replicas)) + of("", "", "", ", retention: 2s", ", retention-messages: 3")
                + of("", "", ", cleanup: compact, segment-messages: 2", ", cleanup: compact-delete") + "}");
        line("  dlq: {}");
        if (relay) {
            line("  out: {partitions: 2}");
        }
    }

    private void shop() {
        boolean single = shops == 2 && once(3);
        line("  shop:");
        line("    instances: " + shops);
        if (single) {
            line("    active: single");
        }
        line("    reads:");
        line("      workload:");
        line("        keys: [" + "A, D, E".substring(0, 3 * keys - 2) + "]");
        line("        operations: [create" + of("", ", update", ", update, update", ", update, delete") + "]");
        line("        every: " + of("0", "5ms", "40ms", "200ms"));
        line("        start: " + of("0", "300ms", "1s"));
        line("        order: " + of("version", "key"));
        if (!single && once(3)) {
            line("        share: round-robin");
        }
        if (once(6)) {
            line("        payload: " + of("partial", "empty", "invalid"));
        }
        line("    steps: [{publish: {topic: orders, await: " + of("receipt", "receipt", "none") + "}}]");
        if (once(2)) {
            line("    producer: {idempotence: false, acks: " + of("0", "1", "all") + ", in-flight: " + of("1", "5")
                    + ", retries: " + of("0", "1", "2147483647") + ", linger: " + of("0", "20ms") + ", batch: "
                    + of("1", "3") + "}");
        }
        if (once(3)) {
            line("    resend: {attempts: " + upTo(3) + "}");
        }
    }

    private void billing() {
        boolean auto = once(6);
        line("  billing:");
        line("    instances: " + billings);
        line("    reads: {topic: " + of("orders", "[orders, dlq]") + ", assignment: " + of("eager", "cooperative")
                + (number % 3 == 0 ? ", group-protocol: consumer" : "")
                + ", start: "
                + of("earliest", "earliest", "latest") + ", max-poll: " + of("1", "2", "500")
                + ", max-poll-interval: " + of("5m", "1s") + (auto ? ", auto-commit: true" : "") + "}");
        line("    workers: " + of("1", "1", "3"));
        if (once(5)) {
            line("    lock: entity");
        }
        line("    steps:");
        if (service) {
            line("      - call: {store: svc, timeout: " + of("50ms", "1s") + ", idempotency-key: "
                    + of("none", "operation") + of("", ", breaker: {failures: 2, open-for: 500ms}") + "}");
        }
        line(
                once(3)
                        ? "      - transaction: {in: db, steps: [{inbox: {}}, {write: {table: orders}}]}"
                        : "      - write: {store: db, table: orders, takes: " + of("0", "100ms") + "}");
        if (once(2)) {
            line("    on-failure: {retry: " + of("0", "2", "-1") + ", backoff: 50ms, then: "
                    + of("dead-letter", "retry-topic", "discard", "next", "stop", "redeliver")
                    + ", topic: dlq}");
        }
    }

    private void several(String title, int count, Runnable each) {
        if (count > 0) {
            line(title);
            for (int i = 0; i < count; i++) {
                each.run();
            }
        }
    }

    private String at() {
        return millis(0, 3000);
    }

    private String instance() {
        return of("shop." + (1 + upTo(shops)), "billing." + (1 + upTo(billings)), "billing");
    }

    private String machine() {
        return once(3) ? "store: db" : "broker: B" + (1 + upTo(brokers));
    }

    private String restart() {
        return of("", ", restart: 0", ", restart: 400ms", ", restart: 2s", ", stays: true");
    }

    private String message() {
        return "\"" + "ADE".charAt(upTo(keys)) + "#" + (1 + upTo(2)) + "\"";
    }

    private String request() {
        return of(
                "produce",
                "produce",
                "fetch",
                "commit",
                "join",
                "sync",
                "leave",
                "heartbeat",
                "metadata",
                "offsets",
                "init-producer",
                "replicate",
                "control",
                "begin",
                "write",
                "inbox",
                "lock",
                "tx-commit",
                "call");
    }

    /// Which request, by message, count or time.
    private String which() {
        return of("", "", ", nth: " + (1 + upTo(4)), ", message: " + message(), ", at: " + at());
    }

    private void fault() {
        String duration = of("", ", for: " + millis(50, 4000), ", for: " + millis(50, 4000), ", stays: true");
        line("  - "
                + switch (upTo(13)) {
                    case 0, 1 ->
                        "cut: {request: " + request() + ", lose: " + of("request", "response")
                                + of("", "", ", one-way: true") + which() + "}";
                    case 2 ->
                        "stall: {request: " + request() + ", hold: " + of("request", "response") + ", for: "
                                + millis(50, 3000) + which() + "}";
                    case 3 ->
                        "refuse: {request: produce, error: " + of("retriable", "fatal", "not-leader-or-follower")
                                + ", times: " + (1 + upTo(3)) + which() + "}";
                    case 4 -> "crash: {process: " + instance() + ", at: " + at() + restart() + "}";
                    case 5 -> stepFault("crash", restart());
                    case 6 -> "crash: {" + machine() + ", at: " + at() + restart() + "}";
                    case 7 -> "power-off: {" + machine() + ", at: " + at() + restart() + "}";
                    case 8 ->
                        "pause: {" + of("process: " + instance(), machine()) + ", for: " + millis(50, 4000) + ", at: "
                                + at() + "}";
                    case 9 ->
                        "partition: {between: [" + of("shop", "billing", "billing.1", "db") + ", B"
                                + (1 + upTo(brokers)) + "]" + of("", ", one-way: true") + duration + ", at: " + at()
                                + "}";
                    case 10 ->
                        "slow: {" + of("store: db", "link: [shop, B1]", "link: [billing.1, db]") + ", by: "
                                + millis(1, 1500) + duration + ", at: " + at() + "}";
                    case 11 ->
                        "fail: {store: " + (service ? of("db", "svc") : "db") + ", error: "
                                + of("unavailable", "rejected") + duration
                                + of(", at: " + at(), ", message: " + message()) + "}";
                    default ->
                        "skew: {" + of("process: " + instance(), machine()) + ", by: " + of("-", "") + millis(1, 5000)
                                + ", at: " + at() + "}";
                });
    }

    private String stepFault(String verb, String rest) {
        return once(2)
                ? verb + ": {process: billing, " + of("before", "during", "after") + ": "
                        + of("1", "write", "acknowledge") + rest + of("", ", message: " + message()) + "}"
                : verb + ": {process: shop.1, " + of("before", "during", "after") + ": publish" + rest
                        + of("", ", nth: 2") + "}";
    }

    private void change() {
        line("  - "
                + switch (upTo(4)) {
                    case 0 -> "add-instances: {process: billing, at: " + at() + "}";
                    case 1 -> "remove-instances: {process: billing, at: " + at() + "}";
                    case 2 -> "add-partitions: {topic: orders, count: " + (1 + upTo(2)) + ", at: " + at() + "}";
                    default ->
                        "drain: {process: " + of("billing", "shop") + of("", ", for: " + millis(100, 3000)) + ", at: "
                                + at() + "}";
                });
    }
}
