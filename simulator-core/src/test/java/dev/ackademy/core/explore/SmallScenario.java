package dev.ackademy.core.explore;

/// A scenario of a few messages, drawn from a number: the same number gives the same text.
final class SmallScenario {

    private final StringBuilder text = new StringBuilder();
    private long state;

    private SmallScenario(long number) {
        state = number * 0x9E3779B97F4A7C15L + 0x7F4A7C15L;
    }

    static String text(long number) {
        SmallScenario small = new SmallScenario(number);
        small.write(number);
        return small.text.toString();
    }

    private int upTo(int bound) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % bound);
    }

    private String of(String... words) {
        return words[upTo(words.length)];
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void write(long number) {
        boolean queue = upTo(4) == 0;
        boolean stream = !queue && upTo(4) == 0;
        int brokers = queue || stream ? 1 : 1 + upTo(2);
        line("scenario: 1");
        line("title: Drawn from " + number);
        line("preset: " + of("at-most-once", "at-least-once", "at-least-once", "exactly-once"));
        line("broker: {kind: " + (queue ? "queue" : stream ? "jetstream" : "log")
                + (queue || stream ? "" : ", nodes: " + brokers) + ", link: {latency: " + of("1ms", "5ms", "20ms")
                + ", jitter: " + of("0", "0", "3ms") + "}}");
        line("topics: {orders: {" + (queue || stream ? "" : "partitions: " + (1 + upTo(2)) + ", replicas: " + brokers)
                + "}}");
        line("stores: {db: {kind: database, tables: {orders: {on-write: " + of("upsert", "versioned", "insert", "merge")
                + "}}}}");
        line("processes:");
        line("  shop:");
        line("    reads: {workload: {keys: " + of("[A]", "[A]", "[A, D]") + ", operations: "
                + of("[create]", "[create, update]") + ", every: " + of("0", "40ms", "300ms") + ", start: 200ms}}");
        line("    steps: [{publish: {topic: orders, await: " + of("receipt", "none") + "}}]");
        line("  billing:");
        line("    instances: " + (upTo(4) == 0 ? 2 : 1));
        line("    reads: {topic: orders" + (queue || stream ? "" : ", max-poll: " + of("1", "500"))
                + (!queue && !stream && number % 3 == 0 ? ", group-protocol: consumer" : "") + "}");
        line("    steps: [{write: {store: db, table: orders}}]");
        line("explore: {may: [" + of("cut, refuse, crash", "cut, crash", "cut, stall", "crash, refuse") + "]}");
    }
}
