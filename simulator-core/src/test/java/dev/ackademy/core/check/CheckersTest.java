package dev.ackademy.core.check;

import static dev.ackademy.core.check.Told.A1;
import static dev.ackademy.core.check.Told.A2;
import static dev.ackademy.core.check.Told.A3;
import static dev.ackademy.core.check.Told.B1;
import static dev.ackademy.core.check.Told.B2;
import static dev.ackademy.core.check.Told.BILLING_1;
import static dev.ackademy.core.check.Told.BILLING_2;
import static dev.ackademy.core.check.Told.CONTROLLER;
import static dev.ackademy.core.check.Told.D1;
import static dev.ackademy.core.check.Told.DB;
import static dev.ackademy.core.check.Told.P0;
import static dev.ackademy.core.check.Told.P1;
import static dev.ackademy.core.check.Told.PSP;
import static dev.ackademy.core.check.Told.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.AppEvent.Ending;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each anomaly where it is, where it is not, and where it nearly is.
class CheckersTest {

    private static LogEvent appended(Operation operation, TopicPartition partition, long offset, int epoch) {
        return new LogEvent.RecordAppended(operation, partition, offset, epoch, 1, -1, -1);
    }

    private static LogEvent appended(Operation operation, long offset) {
        return appended(operation, P0, offset, 0);
    }

    private static LogEvent leads(int node, int epoch) {
        return new LogEvent.LeaderElected(P0, node, epoch, true, List.of(node));
    }

    private static GroupEvent committed(long from, long to) {
        return new GroupEvent.OffsetCommitted("billing", P0, from, to, BILLING_1, 1);
    }

    private static DeliveryEvent given(Operation operation, long offset) {
        return new DeliveryEvent.Delivered(operation, P0, offset, "billing", 1, false, 1);
    }

    private static DeliveryEvent told(Operation operation, long offset) {
        return new DeliveryEvent.PublishAcknowledged(operation, P0, offset, false);
    }

    private static AppEvent taken(Operation operation, long offset) {
        return new AppEvent.ItemTaken(operation, P0 + "@" + offset, 1);
    }

    private static AppEvent ended(Operation operation, Ending ending) {
        return new AppEvent.ItemEnded(operation, ending, "");
    }

    private static GroupEvent assigned(int member, int generation, TopicPartition... partitions) {
        return new GroupEvent.AssignmentMade("billing", member, generation, List.of(partitions));
    }

    private static NetworkEvent.Carried carried(Operation operation) {
        return new NetworkEvent.Carried(operation, "", 1);
    }

    // inconsistent-offsets: of two replicas

    private static LogEvent copied(Operation operation, long offset) {
        return new LogEvent.ReplicaAppended(P0, offset, List.of(operation), List.of(0));
    }

    private static LogEvent insync(Integer... nodes) {
        return new LogEvent.IsrChanged(P0, List.of(), List.of(nodes));
    }

    @Test
    void a_group_is_measured_by_what_it_was_given_how_often_and_where_the_rest_stood() {
        Told told = new Told()
                .at(B1, appended(A1, 0))
                .at(B1, appended(A2, 1))
                .at(B2, copied(A2, 1))
                .at(B1, appended(A3, 2))
                .at(B1, appended(D1, 3))
                .at(BILLING_1, given(A2, 1))
                .at(BILLING_2, given(A2, 1));
        assertThat(told.report().readings())
                .singleElement()
                .satisfies(reading -> assertThat(
                                List.of(reading.once(), reading.repeated(), reading.first(), reading.last()))
                        .containsExactly(0, 1, 1, 2));

        Reading hole = told.at(BILLING_1, given(D1, 3)).report().readings().getFirst();

        assertThat(hole.stored()).isEqualTo(4);
        assertThat(List.of(hole.once(), hole.repeated(), hole.first(), hole.middle(), hole.last()))
                .containsExactly(1, 1, 1, 1, 0);
        assertThat(hole.waitMicros()).isPositive();
    }

    @Test
    void two_replicas_in_sync_with_different_records_at_one_offset_are_inconsistent() {
        Told told = new Told().at(B1, appended(A1, 0)).at(B2, appended(D1, 0)).at(CONTROLLER, insync(B1, B2));

        assertThat(told.found()).contains("INCONSISTENT_OFFSETS D#1 @2");
    }

    @Test
    void replicas_that_are_alike_or_cut_back_or_out_of_sync_are_not() {
        Told alike = new Told().at(B1, appended(A1, 0)).at(B2, copied(A1, 0)).at(CONTROLLER, insync(B1, B2));
        Told cut = new Told()
                .at(B1, appended(A1, 0))
                .at(B2, appended(D1, 0))
                .at(B1, new LogEvent.LogTruncated(P0, 1, 0, "epoch"))
                .at(B1, copied(D1, 0))
                .at(CONTROLLER, insync(B1, B2));
        Told out = new Told().at(B1, appended(A1, 0)).at(B2, appended(D1, 0)).at(CONTROLLER, insync(B2));

        assertThat(List.of(alike, cut, out))
                .allSatisfy(
                        told -> assertThat(told.found()).noneMatch(each -> each.startsWith("INCONSISTENT_OFFSETS")));
    }

    // aborted-read: of an application

    private static DeliveryEvent failed(Operation operation) {
        return new DeliveryEvent.PublishFailed(operation, "orders", Certainty.MAYBE_DONE, "TimeoutException");
    }

    @Test
    void what_the_application_gave_up_and_a_reader_was_given_is_an_aborted_read() {
        Told told = new Told()
                .truth(A1)
                .at(SHOP, failed(A1))
                .at(SHOP, ended(A1, Ending.DISCARDED))
                .at(BILLING_1, given(A1, 0));

        assertThat(told.found()).contains("ABORTED_READ A#1 @4");
    }

    @Test
    void what_was_read_before_the_application_gave_it_up_is_an_aborted_read_too() {
        Told told = new Told()
                .truth(A1)
                .at(BILLING_1, given(A1, 0))
                .at(SHOP, failed(A1))
                .at(SHOP, ended(A1, Ending.DISCARDED));

        assertThat(told.found()).contains("ABORTED_READ A#1 @4");
    }

    @Test
    void what_was_acknowledged_after_all_or_never_given_up_or_never_read_is_no_aborted_read() {
        Told acknowledged = new Told()
                .truth(A1)
                .at(SHOP, failed(A1))
                .at(SHOP, told(A1, 0))
                .at(SHOP, ended(A1, Ending.DISCARDED))
                .at(BILLING_1, given(A1, 0));
        Told goesOn = new Told()
                .truth(A1)
                .at(SHOP, failed(A1))
                .at(SHOP, ended(A1, Ending.DONE))
                .at(BILLING_1, given(A1, 0));
        Told unread = new Told().truth(A1).at(SHOP, failed(A1)).at(SHOP, ended(A1, Ending.DISCARDED));
        Told another = new Told()
                .truth(A1)
                .at(SHOP, failed(A1))
                .at(BILLING_1, ended(A1, Ending.DISCARDED))
                .at(BILLING_1, given(A1, 0));

        assertThat(List.of(acknowledged, goesOn, unread, another))
                .allSatisfy(told -> assertThat(told.found()).noneMatch(each -> each.startsWith("ABORTED_READ")));
    }

    // lost-effect

    @Test
    void lost_effect_stands_where_the_request_with_the_only_copy_is_lost() {
        Told told = new Told()
                .truth(A1)
                .at(SHOP, new DeliveryEvent.PublishAsked(A1, "orders", 1))
                .at(SHOP, new NetworkEvent.FrameSent(1, B1, RequestKind.PRODUCE, false, "", List.of(carried(A1))))
                .at(SHOP, new DeliveryEvent.PublishAcknowledged(A1, P0, -1, false))
                .at(SHOP, ended(A1, Ending.DONE))
                .at(
                        B1,
                        new NetworkEvent.FrameLost(
                                1, SHOP, B1, RequestKind.PRODUCE, false, "cut", List.of(carried(A1))))
                .at(DB, new NodeEvent.NodeStarted(1));

        assertThat(told.found()).containsExactly("LOST_EFFECT A#1 @6");
    }

    @Test
    void lost_effect_stands_where_the_acknowledgement_passes_what_was_never_done() {
        Told told = new Told()
                .truth(A1)
                .at(SHOP, ended(A1, Ending.DONE))
                .at(B1, leads(B1, 0))
                .at(B1, appended(A1, 0))
                .at(BILLING_1, given(A1, 0))
                .at(B1, committed(-1, 1))
                .at(BILLING_1, new NodeEvent.NodeCrashed("", -1));

        assertThat(told.found()).containsExactly("LOST_EFFECT A#1 @7");
    }

    @Test
    void lost_effect_stands_at_the_election_of_a_leader_without_the_record() {
        Told told = new Told()
                .truth(A1)
                .at(SHOP, ended(A1, Ending.DONE))
                .at(CONTROLLER, leads(B1, 0))
                .at(B1, appended(A1, 0))
                .at(B1, new NodeEvent.NodeCrashed("", -1))
                .at(CONTROLLER, leads(B2, 1))
                .at(B1, new LogEvent.LogTruncated(P0, 1, 0, "epoch"));

        assertThat(told.found()).containsExactly("LOST_EFFECT A#1 @6");
    }

    @Test
    void a_record_that_the_new_leader_has_is_not_lost() {
        Told told = new Told()
                .truth(A1)
                .at(SHOP, ended(A1, Ending.DONE))
                .at(CONTROLLER, leads(B1, 0))
                .at(B1, appended(A1, 0))
                .at(B2, new LogEvent.ReplicaAppended(P0, 0, List.of(A1), List.of(0)))
                .at(CONTROLLER, leads(B2, 1));

        assertThat(told.found()).noneMatch(each -> each.startsWith("LOST_EFFECT"));
    }

    @ParameterizedTest
    @EnumSource(names = {"STUCK", "LOOP", "LIMIT"})
    void nothing_is_called_lost_before_it_is_quiet(RunEnd end) {
        Report report =
                new Told().truth(A1).at(SHOP, ended(A1, Ending.DONE)).ends(end).report();

        assertThat(report.findings()).noneMatch(each -> each.anomaly().guarantee() == Guarantee.NO_LOSS);
        assertThat(verdict(report, Guarantee.NO_LOSS)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void what_was_discarded_by_policy_or_left_alone_for_something_newer_is_not_lost() {
        Told told = new Told("stores.db.tables.orders.on-write=versioned")
                .truth(A1, A2, D1)
                .written(A2)
                .at(DB, new StoreEvent.RowKept(A1, "orders", "A", Told.row(A2), BILLING_1, "older", 0))
                .at(BILLING_1, ended(D1, Ending.DISCARDED));

        assertThat(told.found()).noneMatch(each -> each.startsWith("LOST_EFFECT"));
    }

    @Test
    void what_was_left_alone_for_something_older_is_lost() {
        Told told = new Told("stores.db.tables.orders.on-write=latest-time")
                .truth(A1, A2)
                .written(A1)
                .at(DB, new StoreEvent.RowKept(A2, "orders", "A", Told.row(A1), BILLING_1, "earlier", 0));

        assertThat(told.found()).containsExactly("LOST_EFFECT A#2 @4");
    }

    @Test
    void a_group_that_starts_at_the_end_is_not_owed_what_was_stored_before() {
        Told late = new Told("processes.billing.reads.start=latest")
                .truth(A1, A2)
                .at(B1, appended(A1, 0))
                .at(BILLING_1, new DeliveryEvent.PositionSet(P0, 1, "billing", "latest"))
                .at(B1, appended(A2, 1))
                .at(SHOP, ended(A2, Ending.DONE))
                .at(B1, committed(1, 2));

        assertThat(late.found()).containsExactly("LOST_EFFECT A#2 @7");
    }

    // duplicate-effect, key-order, stale-overwrite, convergence

    @Test
    void duplicate_effect_is_one_operation_twice_in_one_place() {
        assertThat(new Told().truth(A1).written(A1).written(A1).written(A1).found())
                .containsExactly("DUPLICATE_EFFECT A#1 @3");
        assertThat(new Told().truth(A1, A2).written(A1).written(A2).found()).isEmpty();
    }

    @Test
    void what_a_service_recognised_by_its_key_is_no_second_effect() {
        String call = "processes.billing.steps=[{call: {store: psp, idempotency-key: operation}}]";
        StoreEvent served = new StoreEvent.RequestServed(A1, BILLING_1, "A#1", false);
        StoreEvent again = new StoreEvent.RequestServed(A1, BILLING_1, "A#1", true);

        assertThat(new Told(call).truth(A1).at(PSP, served).at(PSP, again).found())
                .isEmpty();
        assertThat(new Told(call).truth(A1).at(PSP, served).at(PSP, served).found())
                .containsExactly("DUPLICATE_EFFECT A#1 @3");
    }

    @Test
    void key_order_is_told_for_the_one_that_came_late_and_once() {
        assertThat(new Told()
                        .truth(A1, A2, A3)
                        .written(A1)
                        .written(A3)
                        .written(A2)
                        .found())
                .containsExactly("KEY_ORDER A#2 @6", "STALE_OVERWRITE A#2 @6");
        assertThat(new Told()
                        .truth(A1, A2, D1)
                        .written(A1)
                        .written(D1)
                        .written(A2)
                        .found())
                .isEmpty();
    }

    @Test
    void a_repeat_after_a_newer_one_is_a_stale_overwrite_and_no_disorder() {
        assertThat(new Told()
                        .truth(A1, A2)
                        .written(A1)
                        .written(A2)
                        .written(A1)
                        .written(A2)
                        .found())
                .containsExactly("DUPLICATE_EFFECT A#1 @5", "STALE_OVERWRITE A#1 @5", "DUPLICATE_EFFECT A#2 @6");
    }

    @Test
    void convergence_is_told_only_where_nothing_sharper_explains_the_row() {
        Row partly = new Row(1, new java.util.TreeMap<>(), false, 0);
        StoreEvent half = new StoreEvent.RowWritten(A1, "orders", "A", null, partly, BILLING_1, 0, 0);
        assertThat(new Told().truth(A1).at(DB, half).found()).containsExactly("CONVERGENCE A#1 @2");

        Report stale = new Told().truth(A1, A2).written(A2).written(A1).report();
        assertThat(stale.findings()).noneMatch(each -> each.anomaly().word().equals("convergence"));
        assertThat(verdict(stale, Guarantee.TRUE_TO_SOURCE)).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void the_truth_of_a_key_is_its_highest_version_whoever_told_it_last() {
        assertThat(new Told("stores.db.tables.orders.on-write=versioned")
                        .truth(A1, A3, A2)
                        .written(A1)
                        .written(A3)
                        .at(DB, new StoreEvent.RowKept(A2, "orders", "A", Told.row(A3), BILLING_1, "older", 0))
                        .found())
                .isEmpty();
    }

    // the log

    @Test
    void duplicate_is_one_value_at_two_offsets_of_a_partition() {
        Told twice =
                new Told().truth(A1).written(A1).at(BILLING_1, given(A1, 0)).at(BILLING_1, given(A1, 1));
        assertThat(twice.found()).contains("DUPLICATE A#1 @4");

        Told elsewhere = new Told()
                .truth(A1)
                .written(A1)
                .at(SHOP, told(A1, 0))
                .at(SHOP, new DeliveryEvent.PublishAcknowledged(A1, P1, 0, false));
        assertThat(elsewhere.found()).isEmpty();
    }

    @Test
    void what_a_failure_policy_handed_on_may_stand_in_its_topic_as_often_as_it_was_handed_on() {
        String[] policy = {"processes.billing.on-failure={retry: 0, then: dead-letter, topic: orders-dlq}"};
        TopicPartition dlq = new TopicPartition("orders-dlq", 0);
        Told once = new Told(policy)
                .truth(A1)
                .at(B1, appended(A1, dlq, 0, 0))
                .at(B1, appended(A1, dlq, 1, 0))
                .at(BILLING_1, new DeliveryEvent.PublishAcknowledged(A1, dlq, 0, false))
                .at(BILLING_1, new DeliveryEvent.PublishAcknowledged(A1, dlq, 1, false))
                .at(BILLING_1, ended(A1, Ending.DEAD_LETTERED));
        assertThat(once.found()).contains("DUPLICATE A#1 @5");
        assertThat(once.at(BILLING_1, ended(A1, Ending.DEAD_LETTERED)).found())
                .noneMatch(each -> each.startsWith("DUPLICATE"));
    }

    @Test
    void inconsistent_offsets_is_one_offset_with_two_values() {
        Told told = new Told().truth(A1, D1).written(A1).written(D1).at(SHOP, told(A1, 0));
        assertThat(told.found()).isEmpty();
        assertThat(told.at(BILLING_1, given(D1, 0)).found()).contains("INCONSISTENT_OFFSETS A#1 @6");
    }

    @Test
    void lost_write_is_acknowledged_and_passed_over_and_never_the_unread_tail() {
        Told read = new Told()
                .truth(A1, D1, A2)
                .written(A1)
                .written(D1)
                .written(A2)
                .at(SHOP, told(A1, 0))
                .at(SHOP, told(D1, 1))
                .at(SHOP, told(A2, 2))
                .at(BILLING_2, new DeliveryEvent.Delivered(D1, P0, 1, "billing", 1, false, 1));

        assertThat(read.found()).containsExactly("LOST_WRITE A#1 @10");
    }

    @Test
    void a_send_is_out_of_order_only_after_the_earlier_one_was_acknowledged() {
        DeliveryEvent askedA = new DeliveryEvent.PublishAsked(A1, "orders", 1);
        DeliveryEvent askedD = new DeliveryEvent.PublishAsked(D1, "orders", 1);
        Told after = new Told()
                .truth(A1, D1)
                .written(A1)
                .written(D1)
                .at(SHOP, askedA)
                .at(SHOP, told(A1, 5))
                .at(SHOP, askedD)
                .at(SHOP, told(D1, 3));
        Told together = new Told()
                .truth(A1, D1)
                .written(A1)
                .written(D1)
                .at(SHOP, askedA)
                .at(SHOP, askedD)
                .at(SHOP, told(A1, 5))
                .at(SHOP, told(D1, 3));

        assertThat(after.found()).containsExactly("NONMONOTONIC_SEND D#1 @8");
        assertThat(together.found()).isEmpty();
    }

    @Test
    void a_poll_goes_back_or_skips_only_without_a_new_assignment() {
        Told skipping = new Told()
                .truth(A1, A2, A3)
                .written(A1)
                .written(A2)
                .written(A3)
                .at(BILLING_2, given(A2, 1))
                .at(BILLING_1, given(A1, 0))
                .at(BILLING_1, given(A3, 2));
        Told assigned = new Told()
                .truth(A1, A2)
                .written(A1)
                .written(A2)
                .at(BILLING_1, given(A2, 1))
                .at(BILLING_1, new DeliveryEvent.PartitionsAssigned("billing", List.of(P0), 2))
                .at(BILLING_1, given(A1, 0));
        Told back = new Told()
                .truth(A1, A2)
                .written(A1)
                .written(A2)
                .at(BILLING_1, given(A2, 1))
                .at(BILLING_1, given(A1, 0));

        assertThat(skipping.found()).containsExactly("POLL_SKIP A#3 @9");
        assertThat(assigned.found()).isEmpty();
        assertThat(back.found()).containsExactly("NONMONOTONIC_POLL A#1 @6");
    }

    @Test
    void retention_loss_is_the_start_of_the_log_past_the_committed_position() {
        String retention = "topics.orders.retention=2s";
        Told unread = new Told(retention)
                .truth(A1)
                .at(SHOP, ended(A1, Ending.DONE))
                .at(B1, appended(A1, 0))
                .at(B1, new LogEvent.LogStartMoved(P0, 0, 1, "older"));
        Told read = new Told(retention)
                .truth(A1)
                .at(B1, appended(A1, 0))
                .written(A1)
                .at(B1, committed(-1, 1))
                .at(B1, new LogEvent.LogStartMoved(P0, 0, 1, "older"));

        assertThat(unread.found()).containsExactly("LOST_EFFECT A#1 @4", "RETENTION_LOSS A#1 @4");
        assertThat(read.found()).isEmpty();
    }

    // hands

    @Test
    void overlap_is_two_instances_at_once_on_one_partition() {
        Told both = new Told()
                .truth(A1, A2)
                .written(A1)
                .written(A2)
                .at(BILLING_1, taken(A1, 0))
                .at(BILLING_2, taken(A2, 1));
        Told oneAfterTheOther = new Told()
                .truth(A1, A2)
                .written(A1)
                .written(A2)
                .at(BILLING_1, taken(A1, 0))
                .at(BILLING_1, new NodeEvent.NodeCrashed("", -1))
                .at(BILLING_2, taken(A1, 0));
        Told otherPartition = new Told()
                .truth(A1, A2)
                .written(A1)
                .written(A2)
                .at(BILLING_1, taken(A1, 0))
                .at(BILLING_2, new AppEvent.ItemTaken(A2, P1 + "@0", 1));

        assertThat(both.found()).containsExactly("OVERLAP A#2 @6");
        assertThat(oneAfterTheOther.found()).isEmpty();
        assertThat(otherPartition.found()).isEmpty();
    }

    @Test
    void zombie_effect_is_by_an_instance_that_the_group_has_replaced() {
        Told replaced = new Told()
                .truth(A1)
                .at(B1, assigned(BILLING_1, 1, P0))
                .at(BILLING_1, given(A1, 0))
                .at(B1, assigned(BILLING_2, 2, P0))
                .written(A1, BILLING_1);
        Told inTime = new Told()
                .truth(A1)
                .at(B1, assigned(BILLING_1, 1, P0))
                .at(BILLING_1, given(A1, 0))
                .written(A1, BILLING_1)
                .at(B1, assigned(BILLING_2, 2, P0));
        Told keptIt = new Told()
                .truth(A1)
                .at(B1, assigned(BILLING_1, 1, P0))
                .at(BILLING_1, given(A1, 0))
                .at(B1, assigned(BILLING_1, 2, P0))
                .written(A1, BILLING_1);

        assertThat(replaced.found()).containsExactly("ZOMBIE_EFFECT A#1 @5");
        assertThat(inTime.found()).isEmpty();
        assertThat(keptIt.found()).isEmpty();
    }

    private static StreamEvent sent(int to, int count) {
        return new StreamEvent.MessagesDelivered("billing", P0, List.of(new StreamEvent.Given(1, count)), to);
    }

    @Test
    void zombie_effect_is_by_an_instance_whose_ack_wait_is_over() {
        StreamEvent over = new StreamEvent.RedeliveryQueued("billing", P0, List.of(1L), "ack wait over");
        Told late = new Told()
                .truth(A1)
                .at(B1, sent(BILLING_1, 1))
                .at(BILLING_1, given(A1, 1))
                .at(B1, over)
                .written(A1, BILLING_1);
        Told givenAgain = new Told()
                .truth(A1)
                .at(B1, sent(BILLING_1, 1))
                .at(BILLING_1, given(A1, 1))
                .at(B1, over)
                .at(B1, sent(BILLING_1, 2))
                .written(A1, BILLING_1);
        Told ofAnotherGroup = new Told()
                .truth(A1)
                .at(B1, sent(BILLING_1, 1))
                .at(BILLING_1, given(A1, 1))
                .at(B1, new StreamEvent.RedeliveryQueued("audit", P0, List.of(1L), "ack wait over"))
                .written(A1, BILLING_1);

        assertThat(late.found()).containsExactly("ZOMBIE_EFFECT A#1 @5");
        assertThat(givenAgain.found()).isEmpty();
        assertThat(ofAnotherGroup.found()).isEmpty();
    }

    // progress

    @Test
    void no_progress_names_the_record_whose_transaction_has_no_end() {
        LogEvent late = new LogEvent.RecordAppended(A1, P0, 0, 0, 1, 7, -1);
        TransactionEvent opened = new TransactionEvent.TransactionOpened(P0, 0, 7, 0);
        Told hangs = new Told().truth(A1, D1).at(B1, late).at(B1, opened).at(BILLING_1, given(D1, 1));
        Told ended = new Told()
                .truth(A1, D1)
                .at(B1, late)
                .at(B1, opened)
                .at(B1, new TransactionEvent.MarkerAppended(P0, 1, 0, 7, 0, false))
                .at(BILLING_1, given(D1, 1));

        assertThat(hangs.ends(RunEnd.STUCK).found()).containsExactly("NO_PROGRESS A#1 @5");
        assertThat(ended.ends(RunEnd.STUCK).found()).containsExactly("NO_PROGRESS D#1 @6");
    }

    @Test
    void no_progress_names_what_blocks_and_only_at_stuck_or_loop() {
        Told told = new Told().truth(A1).at(BILLING_1, taken(A1, 0)).at(BILLING_1, given(A1, 0));

        assertThat(told.ends(RunEnd.STUCK).found()).containsExactly("NO_PROGRESS A#1 @3");
        assertThat(told.ends(RunEnd.LOOP).found()).containsExactly("NO_PROGRESS A#1 @3");
        assertThat(told.ends(RunEnd.LIMIT).found()).isEmpty();
    }

    @Test
    void redelivery_ratio_counts_more_than_three_deliveries_a_message() {
        Told told = new Told().truth(A1).written(A1);
        for (int i = 0; i < 3; i++) {
            told.at(BILLING_1, new DeliveryEvent.PartitionsAssigned("billing", List.of(P0), i))
                    .at(BILLING_1, given(A1, 0));
        }
        assertThat(told.found()).isEmpty();
        told.at(BILLING_1, new DeliveryEvent.PartitionsAssigned("billing", List.of(P0), 9))
                .at(BILLING_1, given(A1, 0));
        assertThat(told.found()).containsExactly("REDELIVERY_RATIO A#1 @10");
    }

    @Test
    void terminal_accounting_is_a_message_in_two_places_or_in_none() {
        String policy = "processes.billing.on-failure={retry: 0, then: dead-letter, topic: orders-dlq}";
        LogEvent stored = appended(A1, new TopicPartition("orders-dlq", 0), 0, 0);
        Told both = new Told(policy)
                .truth(A1)
                .at(B1, stored)
                .at(BILLING_1, ended(A1, Ending.DEAD_LETTERED))
                .written(A1)
                .at(BILLING_2, ended(A1, Ending.DONE));
        Told none = new Told(policy).truth(A1).at(BILLING_1, ended(A1, Ending.DEAD_LETTERED));
        Told one = new Told(policy).truth(A1).at(B1, stored).at(BILLING_1, ended(A1, Ending.DEAD_LETTERED));

        assertThat(both.found()).contains("TERMINAL_ACCOUNTING A#1 @5");
        assertThat(none.found()).contains("TERMINAL_ACCOUNTING A#1 @2");
        assertThat(one.found()).noneMatch(each -> each.startsWith("TERMINAL_ACCOUNTING"));
    }

    // verdicts

    @Test
    void facts_of_an_unknown_kind_leave_every_guarantee_that_is_not_violated_open() {
        Report report = new Told()
                .truth(A1)
                .written(A1)
                .written(A1)
                .at(B1, new Opaque("RecordCompacted", "{}"))
                .report();

        assertThat(verdict(report, Guarantee.NO_DUPLICATE)).isEqualTo(Verdict.VIOLATED);
        assertThat(report.guarantees())
                .filteredOn(each -> each.guarantee() != Guarantee.NO_DUPLICATE)
                .allMatch(each ->
                        each.verdict() == Verdict.UNKNOWN && each.reason().contains("RecordCompacted"));
    }

    @Test
    void at_a_limit_what_is_not_violated_is_unknown_and_the_limit_is_named() {
        Report report = new Told().truth(A1).ends(RunEnd.LIMIT).report();

        assertThat(report.guarantees())
                .allMatch(each ->
                        each.verdict() == Verdict.UNKNOWN && each.reason().contains("10 events"));
        assertThat(report.outcome()).isEqualTo(Report.Outcome.UNKNOWN);
    }

    @Test
    void a_promise_that_is_kept_holds() {
        Report report = new Told().truth(A1).written(A1).report();

        assertThat(report.guarantees()).allMatch(each -> each.verdict() == Verdict.HOLDS);
        assertThat(report.outcome()).isEqualTo(Report.Outcome.EXPECTED);
    }

    private static Verdict verdict(Report report, Guarantee guarantee) {
        return report.guarantees().stream()
                .filter(each -> each.guarantee() == guarantee)
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void a_trace_that_was_not_kept_to_its_end_accuses_nobody_of_what_it_does_not_show() {
        Report report = new Told().truth(A1).cutShort().report();

        assertThat(report.findings()).isEmpty();
        assertThat(report.guarantees())
                .allMatch(each -> each.verdict() == Verdict.UNKNOWN)
                .allMatch(each -> each.reason().startsWith("only the first 1 entries of the run are kept"));
    }

    @Test
    void of_many_findings_alike_the_first_hundred_are_told_step_by_step_and_the_others_name_the_first() {
        Told told = new Told();
        for (int i = 1; i <= Why.TOLD + 20; i++) {
            Operation operation = new Operation("K" + i, 1, OperationKind.CREATE);
            told.truth(operation).written(operation).written(operation);
        }
        List<Finding> findings = told.report().findings();

        assertThat(findings).hasSize(Why.TOLD + 20);
        assertThat(findings.subList(0, Why.TOLD)).allMatch(each -> each.why().size() > 3);
        assertThat(findings.subList(Why.TOLD, findings.size()))
                .allMatch(each -> each.why().size() == 3)
                .allMatch(each ->
                        each.why().get(0).text().contains(each.operation().id()))
                .allMatch(each -> each.why().get(1).text().contains("K1#1"))
                .allMatch(each -> each.fix() != null);
    }

    // acked-lost

    @Test
    void acked_lost_stands_at_the_election_of_a_leader_without_what_was_acknowledged() {
        Told told = new Told()
                .truth(A1)
                .at(CONTROLLER, leads(B1, 0))
                .at(B1, appended(A1, 0))
                .at(SHOP, told(A1, 0))
                .at(SHOP, ended(A1, Ending.DONE))
                .at(CONTROLLER, leads(B2, 1));

        assertThat(told.found()).contains("ACKED_LOST A#1 @6", "LOST_EFFECT A#1 @6");
    }

    @Test
    void what_was_done_before_the_leader_lost_it_or_was_never_acknowledged_is_not_acked_lost() {
        Told done = new Told()
                .truth(A1)
                .at(CONTROLLER, leads(B1, 0))
                .at(B1, appended(A1, 0))
                .at(SHOP, told(A1, 0))
                .written(A1)
                .at(CONTROLLER, leads(B2, 1));
        Told unasked = new Told()
                .truth(A1)
                .at(CONTROLLER, leads(B1, 0))
                .at(B1, appended(A1, 0))
                .at(SHOP, ended(A1, Ending.DONE))
                .at(CONTROLLER, leads(B2, 1));

        assertThat(done.found()).noneMatch(each -> each.startsWith("ACKED_LOST"));
        assertThat(unasked.found()).noneMatch(each -> each.startsWith("ACKED_LOST"));
    }

    // missing-event, phantom

    private static final String BOTH =
            "processes.shop.steps=[{write: {store: db, table: orders}}, {publish: {topic: orders}}]";

    @Test
    void missing_event_is_what_was_written_and_never_told() {
        Told told = new Told(BOTH).truth(A1).written(A1, SHOP).at(SHOP, new NodeEvent.NodeCrashed("", -1));

        assertThat(told.found()).containsExactly("MISSING_EVENT A#1 @2");
    }

    @Test
    void phantom_is_what_was_told_and_never_written() {
        Told told = new Told(BOTH).truth(A1).at(B1, appended(A1, 0)).written(A1);

        assertThat(told.found()).containsExactly("PHANTOM A#1 @2");
    }

    @Test
    void a_row_and_its_event_are_neither() {
        Told told = new Told(BOTH)
                .truth(A1)
                .written(A1, SHOP)
                .at(B1, appended(A1, 0))
                .written(A1);

        assertThat(told.found())
                .noneMatch(each -> each.startsWith("MISSING_EVENT"))
                .noneMatch(each -> each.startsWith("PHANTOM"));
    }

    @Test
    void a_row_that_lacks_what_was_set_aside_says_that_this_was_the_policy() {
        Finding finding = new Told("processes.billing.on-failure={then: dead-letter, topic: orders-dlq}")
                .truth(A1)
                .at(BILLING_1, ended(A1, Ending.DEAD_LETTERED))
                .at(B1, appended(A1, new TopicPartition("orders-dlq", 0), 0, 0))
                .report()
                .findings()
                .getFirst();

        assertThat(finding.anomaly().word()).isEqualTo("convergence");
        assertThat(finding.why().getFirst().text()).contains("A#1 was set aside");
        assertThat(finding.why().getLast().text()).contains("A#1 was set aside on purpose, in orders-dlq");
    }
}
