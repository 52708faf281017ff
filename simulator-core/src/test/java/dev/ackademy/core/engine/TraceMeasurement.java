package dev.ackademy.core.engine;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.picture.Pictures;
import dev.ackademy.core.wiring.Scenes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a long trace costs in memory, and how fast any picture of it is there. No test: `docs/performance.md` says how
/// it is run.
class TraceMeasurement {

    private static final String SCENARIO = """
            scenario: 1
            title: A long run
            preset: at-least-once
            broker: {nodes: 3}
            topics:
              orders: {partitions: 3, replicas: 3, min-insync: 2}
            stores:
              billing-db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                instances: 10
                reads:
                  workload: {keys: 20000, operations: [create, update], every: 1ms, start: 500ms, states: [ordered, paid]}
                steps:
                  - publish: {topic: orders}
              billing:
                instances: 3
                reads: {topic: orders, group: billing}
                steps:
                  - write: {store: billing-db, table: orders}
                  - acknowledge
            run: {limit: {trace: %d}}
            """;

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void measure(int entries) {
        Scenario scenario =
                ScenarioFile.parse(SCENARIO.formatted(entries), "long").scenario();
        long before = used();
        Trace trace = Simulation.run(scenario, Choices.seeded(1));
        long kept = used() - before;
        int count = trace.entries().size();
        Pictures pictures = new Pictures(Scenes.of(scenario), trace);
        long began = System.nanoTime();
        pictures.at(count);
        long first = System.nanoTime() - began;
        long checkpoints = used() - before - kept;
        long[] jumps = new long[2_000];
        Random random = new Random(1);
        for (int i = 0; i < jumps.length; i++) {
            int n = random.nextInt(count + 1);
            long start = System.nanoTime();
            pictures.at(n);
            jumps[i] = System.nanoTime() - start;
        }
        Arrays.sort(jumps);
        System.out.printf(
                "%,d entries: %,d MB, %d bytes an entry; checkpoints %,d MB; to the end first %,d ms;"
                        + " a jump p50 %.2f ms, p99 %.2f ms%n",
                count,
                kept >> 20,
                kept / count,
                checkpoints >> 20,
                first / 1_000_000,
                jumps[jumps.length / 2] / 1e6,
                jumps[jumps.length * 99 / 100] / 1e6);
        if (pictures.size() != trace.entries().size()) {
            throw new AssertionError();
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
