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
            processes.billing.active=single                   | NO_ZOMBIE          | true
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
            preset=at-least-once                                              | TORN                 | false
            preset=at-least-once                                              | ABORTED_READ         | false
            """)
    void allows(String settings, Anomaly anomaly, boolean possible) {
        assertThat(of(settings.trim().split(" ")).possible(anomaly)).isEqualTo(possible);
    }
}
