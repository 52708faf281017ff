package dev.ackademy.core.check;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long the checkers take beside the simulation that they judge, with few findings and with very many. No test:
/// `docs/performance.md` says how it is run.
class CheckMeasurement {

    private static final String SCENARIO = """
            scenario: 1
            title: Many messages
            preset: at-least-once
            broker: {nodes: 3, link: {latency: 2ms, jitter: 2ms}}
            topics: {orders: {partitions: 6, replicas: 3, min-insync: 2}}
            stores:
              billing-db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                instances: 4
                reads: {workload: {count: 2500, keys: [A, D, E, F], operations: [create, update], every: 2ms}}
                steps:
                  - publish: {topic: orders}
              billing:
                instances: 3
                reads: {topic: orders, group: billing, session-timeout: 1s}
                steps:
                  - write: {store: billing-db, table: orders}
                  - acknowledge: {await: receipt}
            faults:
              - crash: {process: billing.1, after: write, nth: 50, restart: 300ms}
            run: {limit: {time: 60m, events: 10000000}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2500  | seed=1
            25000 | seed=1
            2500  | processes.shop.steps.0.publish.key=none
            25000 | processes.shop.steps.0.publish.key=none
            2500  | topics.orders.retention-messages=3 processes.billing.starts=20s
            25000 | topics.orders.retention-messages=3 processes.billing.starts=20s
            50000 | seed=1
            """)
    void measure(int each, String sets) {
        List<String> all = new java.util.ArrayList<>(List.of(sets.split(" ")));
        all.add("processes.shop.reads.workload.count=" + each);
        Scenario scenario = ScenarioFile.parse(SCENARIO, "many", "", all).scenario();
        long began = System.nanoTime();
        Trace trace = Simulation.run(scenario, Choices.seeded(1));
        long ran = System.nanoTime();
        Report report = Checkers.check(trace, scenario);
        long checked = System.nanoTime();
        System.out.printf(
                "%,d messages, %s: %,d entries%s, simulated in %.1f s, checked in %.1f s, %,d findings%n",
                4 * each,
                sets,
                trace.entries().size(),
                trace.complete() ? "" : " kept",
                (ran - began) / 1e9,
                (checked - ran) / 1e9,
                report.findings().size());
        if (report.outcome() == Report.Outcome.EXPECTED && !trace.complete()) {
            throw new AssertionError();
        }
    }
}
