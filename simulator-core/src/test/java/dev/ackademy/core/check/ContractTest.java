package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.ScenarioFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table "configuration → what is promised, what is possible".
class ContractTest {

    private static Contract of(String... sets) {
        return Contract.of(
                ScenarioFile.parse(Told.PLAIN, "told.yaml", "", List.of(sets)).scenario());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preset=at-most-once                               | NO_LOSS            | false
            preset=at-least-once                              | NO_LOSS            | true
            preset=exactly-once                               | NO_LOSS            | true
            processes.shop.producer.acks=0                    | NO_LOSS            | false
            processes.shop.producer.retries=0                 | NO_LOSS            | false
            processes.billing.on-failure={then: next}         | NO_LOSS            | false
            preset=at-most-once                               | NO_DUPLICATE       | true
            preset=at-least-once                              | NO_DUPLICATE       | false
            preset=exactly-once                               | NO_DUPLICATE       | true
            processes.shop.producer.idempotence=true          | NO_DUPLICATE       | false
            stores.db.tables.orders.on-write=versioned        | NO_DUPLICATE       | false
            preset=at-least-once                              | ORDER              | true
            processes.billing.workers=2                       | ORDER              | false
            processes.shop.steps.0.publish.key=none           | ORDER              | false
            processes.billing.workers=2                       | NO_STALE_OVERWRITE | false
            stores.db.tables.orders.on-write=versioned        | NO_STALE_OVERWRITE | true
            preset=at-least-once                              | NO_ZOMBIE          | false
            processes.billing.active=single                   | NO_ZOMBIE          | false
            processes.shop.producer.acks=1                    | NO_LOSS            | false
            broker.unclean-leader-election=true               | NO_LOSS            | false
            topics.orders.retention-messages=3                | NO_LOSS            | false
            topics.orders.retention=2s                        | NO_LOSS            | false
            topics.orders.retention=never                     | NO_LOSS            | true
            processes.shop.on-failure={then: discard}         | NO_LOSS            | false
            processes.billing.reads.start=latest              | NO_LOSS            | false
            processes.billing.on-failure={then: discard}      | NO_LOSS            | true
            preset=at-most-once                               | TRUE_TO_SOURCE     | false
            preset=at-most-once                               | PROGRESS           | true
            """)
    void promises(String setting, Guarantee guarantee, boolean promised) {
        Contract.Promise promise = of(setting).promise(guarantee);

        assertThat(promise.promised()).isEqualTo(promised);
        assertThat(promise.reason()).isNotBlank();
    }

    @Test
    void auto_commit_with_several_workers_gives_up_the_promise_that_nothing_is_lost() {
        String auto = "processes.billing.reads.auto-commit=true";
        String none = "preset=none";

        assertThat(of(none, auto).promise(Guarantee.NO_LOSS).promised()).isTrue();
        assertThat(of(none, auto, "processes.billing.workers=2")
                        .promise(Guarantee.NO_LOSS)
                        .promised())
                .isFalse();
    }

    @Test
    void a_versioned_table_and_the_idempotent_producer_promise_that_nothing_is_done_twice() {
        assertThat(of("processes.shop.producer.idempotence=true", "stores.db.tables.orders.on-write=versioned")
                        .promise(Guarantee.NO_DUPLICATE)
                        .promised())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preset=at-least-once                                              | DUPLICATE            | true
            preset=exactly-once processes.shop.reads.workload.on-restart=skip | DUPLICATE            | false
            preset=at-least-once                                              | DUPLICATE_EFFECT     | true
            stores.db.tables.orders.on-write=versioned                        | STALE_OVERWRITE      | false
            stores.db.tables.orders.on-write=upsert                           | STALE_OVERWRITE      | true
            topics.orders.retention=never                                     | RETENTION_LOSS       | false
            topics.orders.retention=2s                                        | RETENTION_LOSS       | true
            broker.fsync=always topics.orders.min-insync=2                    | INCONSISTENT_OFFSETS | false
            broker.fsync=always topics.orders.min-insync=1                    | INCONSISTENT_OFFSETS | true
            broker.fsync=never topics.orders.min-insync=2                     | INCONSISTENT_OFFSETS | true
            broker.fsync=always topics.orders.min-insync=2                    | ACKED_LOST           | false
            broker.fsync=always processes.shop.producer.acks=1                | ACKED_LOST           | true
            preset=at-most-once                                               | DUPLICATE_EFFECT     | true
            preset=exactly-once processes.shop.reads.workload.on-restart=skip | DUPLICATE_EFFECT     | false
            preset=at-most-once processes.billing.on-failure.retry=2          | DUPLICATE_EFFECT     | true
            preset=exactly-once processes.shop.reads.workload.on-restart=skip processes.shop.instances=2 processes.shop.active=single processes.shop.lock-store=db | DUPLICATE | true
            preset=at-least-once                                              | MISSING_EVENT        | false
            preset=at-least-once                                              | PHANTOM              | false
            preset=at-least-once                                              | TORN                 | false
            preset=at-least-once                                              | ABORTED_READ         | false
            """)
    void allows(String settings, Anomaly anomaly, boolean possible) {
        assertThat(of(settings.trim().split(" ")).possible(anomaly)).isEqualTo(possible);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            processes.shop.steps.0.publish.key=none   | ORDER   | processes.shop.steps.0.publish.key is none
            processes.billing.workers=2               | ORDER   | processes.billing.workers is 2
            processes.shop.on-failure={then: discard} | NO_LOSS | processes.shop.on-failure.then is discard
            topics.orders.retention-messages=3        | NO_LOSS | topics.orders.retention-messages
            processes.billing.active=single           | NO_ZOMBIE | a lock does not stop
            """)
    void names_the_setting_that_gives_a_promise_up(String setting, Guarantee guarantee, String reason) {
        assertThat(of(setting).promise(guarantee).reason()).startsWith(reason);
    }

    @Test
    void a_process_that_writes_and_publishes_may_leave_one_without_the_other() {
        String both = "processes.shop.steps=[{write: {store: db, table: orders}}, {publish: {topic: orders}}]";

        assertThat(of(both).possible(Anomaly.MISSING_EVENT)).isTrue();
        assertThat(of(both).possible(Anomaly.PHANTOM)).isTrue();
        assertThat(of(both, "processes.shop.reads.workload.on-restart=skip")
                        .promise(Guarantee.NO_LOSS)
                        .promised())
                .isFalse();
    }

    @Test
    void a_fence_promises_nothing_of_rows_that_no_newer_holder_has_written() {
        Contract.Promise promise = of(
                        "preset=none",
                        "processes.billing.active=single",
                        "processes.billing.lock-store=db",
                        "processes.billing.steps.0.write.fence=true")
                .promise(Guarantee.NO_ZOMBIE);

        assertThat(promise.promised()).isFalse();
        assertThat(promise.reason()).startsWith("a fence stops an old holder only at rows");
    }
}
