package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The five sketches of the design: what is built resolves, what is not is refused by name.
class SketchesTest {

    @Test
    void the_first_sketch_resolves_as_written() {
        Scenario scenario = Texts.resource("sketch-1.yaml").scenario();
        assertThat(scenario.title()).isEqualTo("A refused batch overtakes its successor");
        assertThat(scenario.seed()).isEqualTo(7);
        assertThat(scenario.broker().nodes()).isEqualTo(3);
        assertThat(scenario.broker().jitterMicros()).isEqualTo(1_000);
        Scenario.Topic orders = scenario.topics().get("orders");
        assertThat(orders.partitions()).isEqualTo(3);
        assertThat(orders.replicas()).isEqualTo(3);
        assertThat(orders.minInsync()).isEqualTo(2);
        assertThat(orders.retentionMicros()).isEqualTo(-1);
        assertThat(orders.retentionMessages()).isEqualTo(-1);
        assertThat(scenario.topics().get("orders-dlq").minInsync()).isEqualTo(1);
        assertThat(scenario.stores().get("psp")).isEqualTo(new Scenario.Store.Service(40_000));
        Scenario.Deployment shop = scenario.processes().get("shop");
        assertThat(shop.producer().acks()).isEqualTo(-1);
        assertThat(shop.producer().idempotence()).isFalse();
        assertThat(shop.producer().retries()).isEqualTo(3);
        assertThat(((Scenario.Reads.Workload) shop.reads()).items())
                .extracting(Scenario.Item::key, Scenario.Item::version, Scenario.Item::atMicros)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("A", 1, 0L),
                        org.assertj.core.groups.Tuple.tuple("D", 1, 20_000L),
                        org.assertj.core.groups.Tuple.tuple("A", 2, 40_000L),
                        org.assertj.core.groups.Tuple.tuple("D", 2, 60_000L),
                        org.assertj.core.groups.Tuple.tuple("A", 3, 80_000L),
                        org.assertj.core.groups.Tuple.tuple("D", 3, 100_000L));
        Scenario.Deployment billing = scenario.processes().get("billing");
        assertThat(billing.steps()).extracting(Step::verb).containsExactly("call", "write", "acknowledge");
        assertThat(billing.onFailure())
                .isEqualTo(new OnFailure(
                        2, 100_000, false, OnFailure.Then.DEAD_LETTER, "orders-dlq", OnFailure.Then.DEAD_LETTER));
        assertThat(scenario.faults().get(1))
                .isEqualTo(new Fault.Crash(
                        "billing.1", "write", StepPoint.When.AFTER, 500_000, false, new Fault.Trigger(-1, "D#2", 1)));
        assertThat(scenario.expect().never()).containsExactly(Anomaly.LOST_EFFECT);
        assertThat(scenario.explore()).isEqualTo(new Scenario.Explore(2, 1, List.of("cut", "refuse", "crash")));
    }

    @Test
    void its_variant_fixed_turns_idempotence_on() {
        Resolved fixed = Texts.resource("sketch-1.yaml", "fixed");
        assertThat(fixed.scenario().processes().get("shop").producer().idempotence())
                .isTrue();
        assertThat(fixed.variants()).containsExactly("fixed", "jetstream");
    }

    @Test
    void its_variant_jetstream_resolves_and_says_what_has_no_effect_there() {
        Resolved resolved = Texts.resource("sketch-1.yaml", "jetstream");
        assertThat(resolved.scenario().broker().kind()).isEqualTo("jetstream");
        assertThat(resolved.scenario().topics().get("orders").stream().subjects())
                .containsExactly("orders.>");
        assertThat(resolved.notes())
                .contains("processes.shop.producer.retries has no effect for kind jetstream: the library sends once;"
                        + " resend.attempts is the application's own second send");
    }

    @Test
    void the_second_sketch_resolves_as_written() {
        Scenario scenario = Texts.resource("sketch-2.yaml").scenario();
        Scenario.Reads.FromTopic reads =
                (Scenario.Reads.FromTopic) scenario.processes().get("worker").reads();
        assertThat(scenario.topics().get("jobs").stream().retention()).isEqualTo("workqueue");
        assertThat(reads.consumer())
                .isEqualTo(new Scenario.Consumer("pull", "explicit", 1_000_000, List.of(), -1, 1000, null, 10_000));
        assertThat(Texts.resource("sketch-2.yaml", "in-progress")
                        .scenario()
                        .processes()
                        .get("worker")
                        .extendEveryMicros())
                .isEqualTo(400_000);
    }

    @Test
    void the_third_sketch_is_refused_by_its_source() {
        assertThatThrownBy(() -> Texts.resource("sketch-3.yaml"))
                .hasMessage(
                        "sketch-3.yaml:19:13: 'reads: {table: ...}' is not available yet; available: workload, topic");
    }

    @Test
    void the_fourth_sketch_is_a_quorum_queue_whose_consumer_shares_its_dead_letter_queue() {
        Scenario scenario = Texts.resource("sketch-4.yaml").scenario();
        assertThat(scenario.broker().style()).isEqualTo("rabbitmq");
        Scenario.Queue patients = scenario.topics().get("patients").queue();
        assertThat(patients.quorum()).isTrue();
        assertThat(patients.deliveryLimit()).isEqualTo(20);
        assertThat(patients.deadLetter()).isEqualTo("patients-dlq");
        assertThat(scenario.topics().get("patients-dlq").queue().quorum()).isFalse();
        assertThat(((Scenario.Reads.FromTopic) scenario.processes().get("sync").reads()).prefetch())
                .isEqualTo(5);
        assertThat(scenario.processes().get("sync").onFailure().topic()).isEqualTo("patients-dlq");
    }

    @Test
    void the_fifth_sketch_resolves_as_written() {
        Scenario scenario = Texts.resource("sketch-5.yaml").scenario();
        Scenario.Deployment billing = scenario.processes().get("billing");
        assertThat(billing.workers()).isEqualTo(2);
        assertThat(billing.steps())
                .containsExactly(
                        new Step.Write("billing-db", "orders", 300_000, false, null), new Step.Acknowledge(true, true));
        assertThat(scenario.processes().get("audit").startsMicros()).isEqualTo(2_000_000);
        assertThat(scenario.changes()).hasSize(1);
    }
}
