package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The setting that a why blames is the one that did it, and is the one by which the contract gives the promise up.
class ResponsibleTest {

    private static Report run(String text, String... sets) {
        Scenario scenario =
                ScenarioFile.parse(text, "blame.yaml", "", List.of(sets)).scenario();
        return Checkers.check(Simulation.run(scenario, Choices.seeded(1)), scenario);
    }

    private static List<Finding> of(Report report, Anomaly anomaly) {
        return report.findings().stream()
                .filter(each -> each.anomaly() == anomaly)
                .toList();
    }

    private static Report.Judgement judgement(Report report, Anomaly anomaly) {
        return report.guarantees().stream()
                .filter(each -> each.guarantee() == anomaly.guarantee())
                .findFirst()
                .orElseThrow();
    }

    private static String blamed(Finding finding) {
        return finding.why().getLast().text();
    }

    /// Runs again with the fix of the finding.
    private static Report mended(String text, Finding finding) {
        List<String> sets = new ArrayList<>();
        finding.fix().settings().forEach((path, value) -> sets.add(path + "=" + value));
        return run(text, sets.toArray(String[]::new));
    }

    private static final String TOO_FEW = """
            scenario: 1
            title: Too few in sync
            broker: {nodes: 3, session-timeout: 500ms, lag-time-max: 300ms}
            topics: {orders: {partitions: 1, replicas: 3, min-insync: 2}}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update], every: 300ms, start: 300ms}}
                steps:
                  - publish: {topic: orders, await: receipt}
                producer: {acks: all, idempotence: true, delivery-timeout: 2s, request-timeout: 500ms}
                on-failure: {retry: 1, then: discard}
              billing:
                reads: {topic: orders, group: billing, session-timeout: 1s}
                steps:
                  - write: {store: db, table: orders}
                  - acknowledge: {await: receipt}
            faults:
              - crash: {broker: B2}
                at: 400ms
              - crash: {broker: B3}
                at: 410ms
            """;

    @Test
    void what_a_producer_discards_is_given_up_by_its_policy() {
        Report report = run(TOO_FEW);
        Finding lost = of(report, Anomaly.LOST_EFFECT).getFirst();

        assertThat(blamed(lost))
                .startsWith("processes.shop.on-failure.then is discard")
                .contains("delivery-timeout (2 s)");
        assertThat(judgement(report, Anomaly.LOST_EFFECT).promised()).isFalse();
        assertThat(judgement(report, Anomaly.LOST_EFFECT).reason())
                .startsWith("processes.shop.on-failure.then is discard");
        assertThat(of(mended(TOO_FEW, lost), Anomaly.LOST_EFFECT)).isEmpty();
    }

    private static final String KEYLESS = """
            scenario: 1
            title: A lock for each entity
            preset: at-least-once
            topics: {orders: {partitions: 2}}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}, takes: 50ms}
            processes:
              shop:
                reads: {workload: {keys: [A], operations: [create, update, update, update, update], every: 5ms}}
                steps:
                  - publish: {topic: orders, key: none}
              billing:
                instances: 2
                workers: 3
                lock: entity
                lock-store: db
                reads: {topic: orders, group: billing}
                steps:
                  - write: {store: db, table: orders}
                  - acknowledge: {await: receipt}
            """;

    @Test
    void messages_without_a_key_are_out_of_order_for_that_whatever_the_workers_do() {
        Report report = run(KEYLESS);

        assertThat(of(report, Anomaly.KEY_ORDER)).isNotEmpty();
        assertThat(blamed(of(report, Anomaly.KEY_ORDER).getFirst()))
                .startsWith("processes.shop.steps.0.publish.key is none");
        assertThat(judgement(report, Anomaly.KEY_ORDER).reason())
                .startsWith("processes.shop.steps.0.publish.key is none");
    }

    @Test
    void with_a_key_the_workers_are_blamed() {
        Report report = run(KEYLESS, "processes.shop.steps.0.publish.key=id", "processes.billing.lock=none");

        assertThat(of(report, Anomaly.KEY_ORDER))
                .allMatch(each -> blamed(each).startsWith("processes.billing.workers is 3"));
        assertThat(judgement(report, Anomaly.KEY_ORDER).reason()).startsWith("processes.billing.workers is 3");
    }

    private static final String SINGLE = """
            scenario: 1
            title: A lock and a long pause
            broker: {nodes: 1}
            topics: {orders: {partitions: 2}}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create, update, update], every: 100ms, start: 500ms}}
                steps:
                  - publish: {topic: orders, await: receipt}
              billing:
                instances: 2
                active: single
                lock-store: db
                reads: {topic: orders, group: billing, session-timeout: 1s, max-poll: 1}
                steps:
                  - write: {store: db, table: orders}
                  - acknowledge: {await: receipt}
            faults:
              - pause: {process: billing, before: write, message: "A#2", for: 15s}
            """;

    @Test
    void a_lock_alone_promises_nothing_of_zombies_and_says_so_when_there_is_one() {
        Report report = run(SINGLE);

        assertThat(of(report, Anomaly.ZOMBIE_EFFECT)).hasSize(1);
        assertThat(blamed(of(report, Anomaly.ZOMBIE_EFFECT).getFirst()))
                .startsWith("processes.billing.active is single");
        assertThat(judgement(report, Anomaly.ZOMBIE_EFFECT).promised()).isFalse();
        assertThat(report.outcome()).isEqualTo(Report.Outcome.EXPECTED);
    }

    private static final String DUAL = """
            scenario: 1
            title: Write the order, then tell of it
            preset: at-least-once
            topics: {orders: {partitions: 1}}
            stores:
              shop-db: {kind: database, tables: {orders: {on-write: versioned}}}
              db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                reads: {workload: {keys: [A, D], operations: [create], every: 100ms, on-restart: skip}}
                steps:
                  - write: {store: shop-db, table: orders}
                  - publish: {topic: orders, await: receipt}
              billing:
                reads: {topic: orders, group: billing}
                steps:
                  - write: {store: db, table: orders}
            faults:
              - crash: {process: shop, after: write, message: "A#1", restart: 200ms}
            """;

    @Test
    void a_crash_between_the_row_and_its_event_leaves_the_row_alone() {
        Report report = run(DUAL);
        Finding missing = of(report, Anomaly.MISSING_EVENT).getFirst();

        assertThat(report.counts()).containsOnlyKeys(Anomaly.MISSING_EVENT);
        assertThat(missing.operation().id()).isEqualTo("A#1");
        assertThat(missing.possible()).isTrue();
        assertThat(blamed(missing)).startsWith("processes.shop writes shop-db.orders and publishes in two steps");
        assertThat(mended(DUAL, missing).counts()).doesNotContainKey(Anomaly.MISSING_EVENT);
    }

    @Test
    void a_crash_between_the_event_and_its_row_leaves_a_phantom() {
        String steps = "processes.shop.steps=[{publish: {topic: orders, await: receipt}},"
                + " {write: {store: shop-db, table: orders}}]";
        String crash = "faults=[{crash: {process: shop, after: publish, message: 'A#1', restart: 200ms}}]";
        Report report = run(DUAL, steps, crash);

        assertThat(report.counts()).containsOnlyKeys(Anomaly.PHANTOM);
        assertThat(of(report, Anomaly.PHANTOM).getFirst().operation().id()).isEqualTo("A#1");
    }

    @Test
    void a_call_that_is_tried_again_without_an_answer_is_told_as_that() {
        Report report = run("""
                scenario: 1
                title: A slow service
                preset: at-least-once
                topics: {orders: {partitions: 1}}
                stores:
                  mail: {kind: service, takes: 30ms}
                processes:
                  shop:
                    reads: {workload: {keys: [A, D], operations: [create], every: 100ms}}
                    steps:
                      - publish: {topic: orders}
                  mailer:
                    reads: {topic: orders, group: mail}
                    steps:
                      - call: {store: mail, timeout: 200ms}
                    on-failure: {retry: 3, backoff: 100ms, then: stop}
                faults:
                  - slow: {store: mail, by: 300ms, for: 1s}
                    at: 0ms
                """);
        Finding twice = of(report, Anomaly.DUPLICATE_EFFECT).getFirst();

        assertThat(blamed(twice)).startsWith("processes.mailer tries a call to mail again");
        assertThat(twice.why()).allMatch(sentence -> !sentence.text().contains("D#1"));
        assertThat(report.stores()).isEmpty();
    }

    @Test
    void replicas_that_differ_are_the_work_of_how_they_are_cut_back_not_of_the_receipts() throws IOException {
        String text = Files.readString(Path.of("../anomalies/R4-log-divergence.yaml"));
        Finding apart = of(run(text), Anomaly.INCONSISTENT_OFFSETS).getFirst();
        assertThat(blamed(apart)).contains("broker.truncation is hw");
        assertThat(of(mended(text, apart), Anomaly.INCONSISTENT_OFFSETS)).isEmpty();
    }
}
