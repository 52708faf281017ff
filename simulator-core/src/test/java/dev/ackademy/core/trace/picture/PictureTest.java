package dev.ackademy.core.trace.picture;

import static dev.ackademy.core.trace.picture.Stories.A1;
import static dev.ackademy.core.trace.picture.Stories.A2;
import static dev.ackademy.core.trace.picture.Stories.B1;
import static dev.ackademy.core.trace.picture.Stories.B2;
import static dev.ackademy.core.trace.picture.Stories.BILLING;
import static dev.ackademy.core.trace.picture.Stories.CONTROLLER;
import static dev.ackademy.core.trace.picture.Stories.DB;
import static dev.ackademy.core.trace.picture.Stories.MORE;
import static dev.ackademy.core.trace.picture.Stories.ORDERS;
import static dev.ackademy.core.trace.picture.Stories.OTHER;
import static dev.ackademy.core.trace.picture.Stories.PSP;
import static dev.ackademy.core.trace.picture.Stories.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.picture.LanePicture.StepState;
import dev.ackademy.core.trace.picture.NodePicture.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PictureTest {

    private final Stories run = new Stories();

    private ProcessPicture process(int node) {
        return run.picture().processes().get(node);
    }

    private LanePicture lane(int node, int lane) {
        return process(node).lanes().get(lane);
    }

    private PartitionPicture orders() {
        return run.picture().partitions().get(ORDERS);
    }

    private ReplicaPicture at(int broker) {
        return orders().replicas().get(broker);
    }

    private GroupPicture billing() {
        return run.picture().groups().get("billing");
    }

    private StorePicture store(int node) {
        return run.picture().stores().get(node);
    }

    private static Row row(int version, String state) {
        return new Row(version, new TreeMap<>(Map.of("state", state)), false, 0);
    }

    private static Payload payload(Payload.Form form, String... fields) {
        TreeMap<String, String> all = new TreeMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return new Payload(form, all, 0);
    }

    @Test
    void before_anything_happens_the_scene_is_empty_but_there() {
        Picture before = run.picture();
        assertThat(before.nodes().size()).isEqualTo(8);
        assertThat(before.nodes().values()).allMatch(node -> node.state() == State.NOT_STARTED);
        assertThat(before.partitions().keys()).containsExactly(ORDERS, MORE);
        assertThat(before.groups().keys()).containsExactly("billing");
        assertThat(before.stores().keys()).containsExactly(DB, PSP);
        assertThat(process(BILLING).lanes().size()).isEqualTo(2);
        assertThat(before.coordinator()).isEqualTo(-1);
    }

    @Test
    void a_node_lives_through_its_states() {
        run.then(BILLING, new NodeEvent.NodeStarted(1));
        assertThat(run.picture().nodes().get(BILLING).state()).isEqualTo(State.RUNNING);
        run.then(BILLING, new NodeEvent.ClockSkewed(70));
        run.then(BILLING, new NodeEvent.NodePaused(9000));
        assertThat(run.picture().nodes().get(BILLING))
                .isEqualTo(new NodePicture(BILLING, State.PAUSED, 1, 3000, 9000, "paused", 70, 3));
        run.then(BILLING, new NodeEvent.NodeResumed());
        run.then(BILLING, new NodeEvent.NodeCrashed("before acknowledge", 12_000));
        assertThat(run.picture().nodes().get(BILLING))
                .isEqualTo(new NodePicture(BILLING, State.CRASHED, 1, 5000, 12_000, "before acknowledge", 70, 5));
        run.then(BILLING, new NodeEvent.NodeStarted(2));
        assertThat(run.picture().nodes().get(BILLING).incarnation()).isEqualTo(2);
        run.then(BILLING, new NodeEvent.NodeStopped("drained"));
        assertThat(run.picture().nodes().get(BILLING).state()).isEqualTo(State.STOPPED);
        run.then(B1, new NodeEvent.PowerLost(-1));
        assertThat(run.picture().nodes().get(B1).state()).isEqualTo(State.OFF);
    }

    @Test
    void an_item_goes_through_its_steps_in_its_lane() {
        int delivered = run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 3, "billing", 1, false, 1));
        assertThat(process(BILLING).buffered().keys()).containsExactly(delivered);
        run.then(BILLING, 1, new AppEvent.ItemTaken(A1, "orders-0@3", 1), delivered);
        assertThat(process(BILLING).buffered().isEmpty()).isTrue();
        assertThat(lane(BILLING, 1).state()).isEqualTo(StepState.TAKEN);
        assertThat(lane(BILLING, 0).busy()).isFalse();
        run.then(BILLING, 1, new AppEvent.StepBegan(A1, "1", "write"));
        assertThat(lane(BILLING, 1).verb()).isEqualTo("write");
        assertThat(lane(BILLING, 1).state()).isEqualTo(StepState.UNDER_WAY);
        run.then(BILLING, 1, new AppEvent.StepEnded(A1, "1", "write", Certainty.MAYBE_DONE, "cut"));
        assertThat(lane(BILLING, 1).state()).isEqualTo(StepState.MAYBE_DONE);
        run.then(BILLING, 1, new AppEvent.ItemRetried(A1, 2, 500, "cut"));
        assertThat(lane(BILLING, 1).until()).isEqualTo(5500);
        assertThat(lane(BILLING, 1).attempt()).isEqualTo(2);
        run.then(BILLING, 1, new AppEvent.ItemEnded(A1, AppEvent.Ending.DONE, ""));
        assertThat(process(BILLING).inHand()).isEmpty();
        assertThat(lane(BILLING, 1).last()).isEqualTo(A1);
        assertThat(run.picture().journeys().get(A1).endings().size()).isEqualTo(1);
    }

    @Test
    void the_same_copy_polled_twice_is_taken_twice() {
        run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 3, "billing", 1, false, 1));
        run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 3, "billing", 1, true, 2));
        run.then(BILLING, 0, new AppEvent.ItemTaken(A1, "orders-0@3", 1));
        assertThat(process(BILLING).buffered().size()).isEqualTo(1);
        run.then(BILLING, 1, new AppEvent.ItemTaken(A1, "orders-0@3", 1));
        assertThat(process(BILLING).buffered().isEmpty()).isTrue();
    }

    @Test
    void a_crash_empties_the_hands_and_leaves_the_last_assignment_to_be_seen() {
        run.then(BILLING, new DeliveryEvent.PartitionsAssigned("billing", List.of(ORDERS, MORE), 4));
        run.then(BILLING, new DeliveryEvent.PositionSet(ORDERS, 5, "billing", "committed"));
        run.then(BILLING, 0, new AppEvent.ItemTaken(A1, "orders-0@5", 1));
        run.then(BILLING, new AppEvent.BreakerOpened("psp", 100));
        run.then(BILLING, 0, new DeliveryEvent.PublishAsked(A1, "more", 1));
        run.then(BILLING, new AppEvent.BecameActive(7));
        run.then(BILLING, new NodeEvent.NodeCrashed("during write", 90_000));
        assertThat(process(BILLING).inHand()).isEmpty();
        assertThat(process(BILLING).breakers().isEmpty()).isTrue();
        assertThat(process(BILLING).publishing().isEmpty()).isTrue();
        assertThat(process(BILLING).active()).isFalse();
        assertThat(process(BILLING).assigned()).containsExactly(ORDERS, MORE);
        assertThat(process(BILLING).reading().get(ORDERS).next()).isEqualTo(5);
        run.then(BILLING, new NodeEvent.NodeStarted(2));
        assertThat(process(BILLING).assigned()).isEmpty();
    }

    @Test
    void a_consumer_reads_on_and_gives_partitions_away() {
        run.then(BILLING, new DeliveryEvent.PartitionsAssigned("billing", List.of(ORDERS, MORE), 4));
        run.then(BILLING, new DeliveryEvent.PositionSet(ORDERS, 0, "billing", "earliest"));
        run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 0, "billing", 4, false, 1));
        run.then(BILLING, new DeliveryEvent.AcknowledgeAsked(ORDERS, 0, "billing"));
        assertThat(process(BILLING).reading().get(ORDERS))
                .isEqualTo(new ReadingPicture(true, 1, "earliest", 0, A1, 0, -1, -1));
        run.then(BILLING, new DeliveryEvent.Acknowledged(ORDERS, 0, "billing"));
        assertThat(process(BILLING).reading().get(ORDERS).acknowledged()).isZero();
        run.then(BILLING, new DeliveryEvent.PositionInvalid(ORDERS, 1, 8, 8, "billing"));
        assertThat(process(BILLING).reading().get(ORDERS).lost()).isEqualTo(1);
        assertThat(process(BILLING).reading().get(ORDERS).next()).isEqualTo(8);
        run.then(BILLING, new DeliveryEvent.PartitionsRevoked("billing", List.of(MORE), 4));
        assertThat(process(BILLING).assigned()).containsExactly(ORDERS);
        run.then(BILLING, new DeliveryEvent.PartitionsLost("billing", List.of(ORDERS), "fenced"));
        assertThat(process(BILLING).assigned()).isEmpty();
        run.then(BILLING, new DeliveryEvent.PartitionsAssigned("billing", List.of(MORE), 5));
        assertThat(process(BILLING).assigned()).containsExactly(MORE);
        assertThat(process(BILLING).generation()).isEqualTo(5);
    }

    @Test
    void a_redelivery_takes_back_what_was_polled_beyond_it() {
        run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 0, "billing", 4, false, 1));
        run.then(BILLING, new DeliveryEvent.Delivered(A2, ORDERS, 1, "billing", 4, false, 1));
        int other = run.then(BILLING, new DeliveryEvent.Delivered(A2, MORE, 5, "billing", 4, false, 1));
        run.then(BILLING, new DeliveryEvent.PositionSet(ORDERS, 0, "billing", "seek"));
        assertThat(process(BILLING).buffered().keys()).containsExactly(other);
        assertThat(process(BILLING).reading().get(ORDERS).next()).isZero();
    }

    @Test
    void publishes_are_under_way_until_their_own_receipt() {
        int first = run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A1, "orders", 1));
        int second = run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A1, "orders", 2));
        run.then(SHOP, 0, new DeliveryEvent.PublishAcknowledged(A1, ORDERS, 0, false), second);
        run.then(SHOP, 0, new DeliveryEvent.PublishFailed(A2, "orders", Certainty.NOT_DONE, "?"));
        assertThat(process(SHOP).publishing().keys()).containsExactly(first);
    }

    @Test
    void without_a_named_cause_the_oldest_publish_of_the_operation_is_answered() {
        run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A2, "orders", 1));
        run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A1, "orders", 1));
        int again = run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A1, "orders", 2));
        run.then(SHOP, 0, new DeliveryEvent.PublishFailed(A1, "orders", Certainty.NOT_DONE, "?"));
        assertThat(process(SHOP).publishing().keys()).containsExactly(1, again);
    }

    @Test
    void breakers_and_the_single_active_instance() {
        run.then(BILLING, 0, new AppEvent.BreakerOpened("psp", 5000));
        assertThat(process(BILLING).breakers().get("psp")).isEqualTo(6000);
        run.then(BILLING, 0, new AppEvent.BreakerClosed("psp"));
        assertThat(process(BILLING).breakers().isEmpty()).isTrue();
        run.then(BILLING, new AppEvent.BecameActive(3));
        assertThat(process(BILLING).fence()).isEqualTo(3);
        run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 0, "billing", 4, false, 1));
        run.then(BILLING, new AppEvent.BecamePassive("lost its session"));
        assertThat(process(BILLING).active()).isFalse();
        assertThat(process(BILLING).buffered().isEmpty()).isTrue();
    }

    @Test
    void a_partition_is_led_appended_to_copied_and_cut_back() {
        run.then(CONTROLLER, new LogEvent.LeaderElected(ORDERS, B1, 0, true, List.of(B1, B2)));
        run.then(B1, new LogEvent.RecordAppended(A1, ORDERS, 0, 0, 1, 9, 0));
        run.then(B1, new LogEvent.RecordAppended(A2, ORDERS, 1, 0, 2, 9, 1));
        run.then(B2, new LogEvent.ReplicaAppended(ORDERS, 0, List.of(A1), List.of(0)));
        run.then(B1, new LogEvent.HighWatermarkMoved(ORDERS, 0, 1));
        assertThat(orders().leader()).isEqualTo(B1);
        assertThat(orders().front()).isSameAs(at(B1));
        assertThat(at(B1).cells().get(1L)).isEqualTo(new ReplicaPicture.Cell(A2, 0, 2, 9, 1, 3));
        assertThat(at(B1).end()).isEqualTo(2);
        assertThat(at(B1).highWatermark()).isEqualTo(1);
        assertThat(orders().holders(0)).containsExactly(B1, B2);
        assertThat(orders().holders(1)).containsExactly(B1);

        run.then(CONTROLLER, new LogEvent.LeaderElected(ORDERS, B2, 1, false, List.of(B2)));
        run.then(CONTROLLER, new LogEvent.IsrChanged(ORDERS, List.of(B1, B2), List.of(B2)));
        assertThat(orders().clean()).isFalse();
        assertThat(orders().inSync(B1)).isFalse();
        run.then(B1, new LogEvent.LogTruncated(ORDERS, 2, 0, "the leader's log ends there"));
        assertThat(at(B1)).isEqualTo(new ReplicaPicture(Table.empty(), 0, 0, 0));
        assertThat(orders().replicas().keys()).containsExactly(B1, B2);
    }

    @Test
    void the_head_of_a_log_is_deleted_or_the_replica_begins_anew() {
        for (int i = 0; i < 6; i++) {
            run.then(B1, new LogEvent.RecordAppended(A1, ORDERS, i, 0, 1, -1, -1));
        }
        run.then(B1, new LogEvent.HighWatermarkMoved(ORDERS, 0, 5));
        run.then(B1, new LogEvent.LogStartMoved(ORDERS, 0, 4, "retention of 2 messages"));
        assertThat(at(B1).cells().keys()).containsExactly(4L, 5L);
        assertThat(at(B1).start()).isEqualTo(4);
        assertThat(at(B1).highWatermark()).isEqualTo(5);
        run.then(B1, new LogEvent.LogStartMoved(ORDERS, 4, 9, "the leader's log begins there"));
        assertThat(at(B1)).isEqualTo(new ReplicaPicture(Table.empty(), 9, 9, 9));
        run.then(B1, new LogEvent.LogStartMoved(ORDERS, 9, 2, "the leader's log begins there"));
        assertThat(at(B1)).isEqualTo(new ReplicaPicture(Table.empty(), 2, 2, 2));
    }

    @Test
    void refusals_and_recognised_repeats_stay_with_the_partition() {
        run.then(B1, new LogEvent.DuplicateRecognised(A1, ORDERS, 4));
        run.then(B1, new LogEvent.DuplicateRecognised(A1, ORDERS, 4));
        run.then(B1, new LogEvent.AppendRefused(A2, ORDERS, "NOT_ENOUGH_REPLICAS"));
        assertThat(orders().repeated().get(4L)).isEqualTo(2);
        assertThat(orders().refused()).isEqualTo(new PartitionPicture.Refusal(A2, "NOT_ENOUGH_REPLICAS", B1, 3000, 3));
    }

    @Test
    void added_partitions_appear_and_internal_ones_only_name_the_coordinator() {
        run.then(CONTROLLER, new LogEvent.PartitionsAdded("orders", 2, 4));
        assertThat(run.picture().partitions().size()).isEqualTo(4);
        run.then(
                CONTROLLER,
                new LogEvent.LeaderElected(new TopicPartition("__consumer_offsets", 0), B2, 0, true, List.of(B1, B2)));
        assertThat(run.picture().partitions().size()).isEqualTo(4);
        assertThat(run.picture().coordinator()).isEqualTo(B2);
    }

    @Test
    void a_group_forms_rebalances_and_commits() {
        run.then(B1, new GroupEvent.MemberJoined("billing", BILLING, 0));
        run.then(B1, new GroupEvent.RebalanceBegan("billing", 0, "the first member joined"));
        assertThat(billing().phase()).isEqualTo(GroupPicture.Phase.REBALANCING);
        run.then(B1, new GroupEvent.AssignmentMade("billing", BILLING, 1, List.of(ORDERS, MORE)));
        assertThat(billing().phase()).isEqualTo(GroupPicture.Phase.STABLE);
        assertThat(billing().members().get(BILLING))
                .isEqualTo(new GroupPicture.Member(BILLING, 1, 1, List.of(ORDERS, MORE)));
        run.then(B1, new GroupEvent.OffsetCommitted("billing", ORDERS, -1, 5, BILLING, 1));
        assertThat(billing().position(ORDERS)).isEqualTo(5);
        assertThat(billing().position(MORE)).isEqualTo(-1);
        run.then(B1, new GroupEvent.CommitRefused("billing", ORDERS, 9, OTHER, "ILLEGAL_GENERATION"));
        assertThat(billing().refused().error()).isEqualTo("ILLEGAL_GENERATION");
        assertThat(billing().position(ORDERS)).isEqualTo(5);
        run.then(B1, new GroupEvent.MemberLeft("billing", BILLING, "session timed out"));
        run.then(B1, new GroupEvent.RebalanceBegan("billing", 1, "session timed out"));
        assertThat(billing().members().isEmpty()).isTrue();
        assertThat(billing().phase()).isEqualTo(GroupPicture.Phase.EMPTY);
    }

    @Test
    void a_process_that_came_back_before_its_dead_incarnation_was_missed_has_two_seats() {
        run.then(B1, new GroupEvent.MemberJoined("billing", BILLING, 0));
        run.then(B1, new GroupEvent.AssignmentMade("billing", BILLING, 1, List.of(ORDERS, MORE)));
        run.then(B1, new GroupEvent.MemberJoined("billing", BILLING, 1));
        run.then(B1, new GroupEvent.RebalanceBegan("billing", 1, "a member joined"));
        run.then(B1, new GroupEvent.AssignmentMade("billing", BILLING, 2, List.of(ORDERS)));
        run.then(B1, new GroupEvent.AssignmentMade("billing", BILLING, 2, List.of(MORE)));
        assertThat(billing().members().get(BILLING))
                .isEqualTo(new GroupPicture.Member(BILLING, 2, 2, List.of(ORDERS, MORE)));
        run.then(B1, new GroupEvent.MemberLeft("billing", BILLING, "session timed out"));
        assertThat(billing().members().get(BILLING).seats()).isEqualTo(1);
    }

    @Test
    void a_new_coordinator_knows_what_its_log_says_and_the_old_one_no_longer_counts() {
        run.then(B1, new GroupEvent.MemberJoined("billing", BILLING, 0));
        run.then(B1, new GroupEvent.MemberJoined("billing", OTHER, 0));
        run.then(B1, new GroupEvent.RebalanceBegan("billing", 3, "a member joined"));
        run.then(B1, new GroupEvent.OffsetCommitted("billing", ORDERS, -1, 5, BILLING, 1));
        run.then(
                B2,
                new GroupEvent.GroupsLoaded(List.of(new GroupEvent.LoadedGroup(
                        "billing",
                        3,
                        List.of(new GroupEvent.LoadedMember(BILLING, List.of(ORDERS, MORE))),
                        List.of(new GroupEvent.LoadedOffset(ORDERS, 6, BILLING, 3))))));
        run.then(B1, new GroupEvent.MemberLeft("billing", BILLING, "session timed out"));
        assertThat(billing().coordinator()).isEqualTo(B2);
        assertThat(billing().phase()).isEqualTo(GroupPicture.Phase.STABLE);
        assertThat(billing().members().values())
                .containsExactly(new GroupPicture.Member(BILLING, 1, 3, List.of(ORDERS, MORE)));
        assertThat(billing().position(ORDERS)).isEqualTo(6);
        run.then(B1, new GroupEvent.GroupsLoaded(List.of()));
        assertThat(billing().members().isEmpty()).isTrue();
        assertThat(billing().position(ORDERS)).isEqualTo(-1);
    }

    @Test
    void rows_name_who_wrote_them_and_what_was_turned_down() {
        run.then(DB, new StoreEvent.TransactionBegan(4, BILLING));
        assertThat(store(DB).transactions().get(4).writer()).isEqualTo(BILLING);
        run.then(DB, new StoreEvent.RowWritten(A1, "orders", "A", null, row(1, "paid"), BILLING, 7, 4));
        run.then(DB, new StoreEvent.TransactionCommitted(4, BILLING));
        assertThat(store(DB).transactions().isEmpty()).isTrue();
        assertThat(store(DB).row("orders", "A").writer()).isEqualTo(BILLING);
        assertThat(store(DB).row("orders", "A").fence()).isEqualTo(7);
        run.then(DB, new StoreEvent.RowKept(A1, "orders", "A", row(1, "paid"), OTHER, "an older version", 0));
        assertThat(store(DB).row("orders", "A").kept()).isEqualTo("an older version");
        assertThat(store(DB).row("orders", "A").operation()).isEqualTo(A1);
        run.then(DB, new StoreEvent.RowWritten(A2, "orders", "A", row(1, "paid"), row(2, "sent"), OTHER, 0, 0));
        assertThat(store(DB).row("orders", "A").writes()).isEqualTo(2);
        assertThat(store(DB).row("orders", "A").kept()).isEmpty();
        assertThat(run.picture().journeys().get(A1).effects().size()).isEqualTo(1);
    }

    @Test
    void locks_and_open_transactions_end_with_the_server_and_rows_do_not() {
        run.then(DB, new StoreEvent.LockGranted("active/billing", BILLING, 3));
        run.then(DB, new StoreEvent.TransactionBegan(4, BILLING));
        run.then(DB, new StoreEvent.InboxChecked(A1, "A#1", true, BILLING, 0));
        run.then(DB, new StoreEvent.InboxChecked(A1, "A#1", false, OTHER, 0));
        run.then(DB, new StoreEvent.RowWritten(A1, "orders", "A", null, row(1, "paid"), BILLING, 3, 0));
        assertThat(store(DB).locks().get("active/billing").fence()).isEqualTo(3);
        run.then(DB, new NodeEvent.NodeCrashed("", -1));
        assertThat(store(DB).locks().isEmpty()).isTrue();
        assertThat(store(DB).transactions().isEmpty()).isTrue();
        assertThat(store(DB).inbox().keys()).containsExactly("A#1");
        assertThat(store(DB).row("orders", "A")).isNotNull();
    }

    @Test
    void a_rolled_back_transaction_and_a_released_lock_are_gone() {
        run.then(DB, new StoreEvent.LockGranted("entity/A", BILLING, 1));
        run.then(DB, new StoreEvent.TransactionBegan(4, BILLING));
        run.then(DB, new StoreEvent.TransactionRolledBack(4, BILLING, "deadlock"));
        run.then(DB, new StoreEvent.LockReleased("entity/A", BILLING, "deadlock"));
        run.then(DB, new StoreEvent.FenceRefused(A1, "orders", "A", BILLING, 1, 2));
        assertThat(store(DB).locks().isEmpty()).isTrue();
        assertThat(store(DB).transactions().isEmpty()).isTrue();
        assertThat(store(DB).refused().error()).isEqualTo("fence 1 is older than 2");
    }

    @Test
    void a_service_counts_its_effects_and_knows_repeats() {
        run.then(PSP, new StoreEvent.RequestServed(A1, BILLING, "A#1", false));
        run.then(PSP, new StoreEvent.RequestServed(A1, BILLING, "A#1", true));
        run.then(PSP, new StoreEvent.RequestServed(A1, OTHER, null, false));
        assertThat(store(PSP).served().get(A1)).isEqualTo(new StorePicture.Served(2, 1, OTHER, 3000, 3));
        assertThat(run.picture().journeys().get(A1).effects().keys()).containsExactly(1, 3);
        run.then(PSP, new NodeEvent.ServiceSlowed(900));
        run.then(PSP, new NodeEvent.ServiceFailed("unavailable"));
        run.then(PSP, new StoreEvent.RequestRefused(A2, BILLING, "unavailable"));
        assertThat(store(PSP).takesMicros()).isEqualTo(900);
        assertThat(store(PSP).failing()).isEqualTo("unavailable");
        assertThat(store(PSP).refused().operation()).isEqualTo(A2);
        run.then(PSP, new NodeEvent.ServiceRecovered());
        assertThat(store(PSP).failing()).isNull();
        assertThat(store(PSP).takesMicros()).isZero();
    }

    @Test
    void frames_are_under_way_until_they_arrive_or_are_lost() {
        List<Carried> a1 = List.of(new Carried(A1, "", 1));
        List<Carried> a2 = List.of(new Carried(A2, "", 1));
        run.then(SHOP, new NetworkEvent.ConnectionOpened(8, B1));
        run.then(B1, new NetworkEvent.ConnectionOpened(8, SHOP));
        int first = run.then(SHOP, new NetworkEvent.FrameSent(8, B1, RequestKind.PRODUCE, false, "", a1));
        int second = run.then(SHOP, new NetworkEvent.FrameSent(8, B1, RequestKind.PRODUCE, false, "", a2));
        assertThat(run.picture().network().frames().get(first))
                .isEqualTo(new NetworkPicture.Frame(first, 8, SHOP, B1, RequestKind.PRODUCE, false, "", a1, 3000));
        run.then(B1, new NetworkEvent.FrameArrived(8, SHOP, RequestKind.PRODUCE, false, "", a1));
        assertThat(run.picture().network().frames().keys()).containsExactly(second);
        int answer = run.then(B1, new NetworkEvent.FrameSent(8, SHOP, RequestKind.PRODUCE, true, "", a1));
        run.then(B1, new NetworkEvent.FrameLost(8, SHOP, B1, RequestKind.PRODUCE, false, "cut", a2));
        assertThat(run.picture().network().frames().keys()).containsExactly(answer);
        run.then(SHOP, new NetworkEvent.ConnectionCut(8, B1, "the fault cut it"), answer);
        assertThat(run.picture().network().incidents().values())
                .extracting(NetworkPicture.Incident::trouble)
                .containsExactly(NetworkPicture.Trouble.LOST, NetworkPicture.Trouble.CUT);
    }

    @Test
    void an_arrival_goes_by_its_cause_first() {
        run.then(SHOP, new NetworkEvent.FrameSent(8, B1, RequestKind.PRODUCE, false, "", List.of()));
        int second = run.then(SHOP, new NetworkEvent.FrameSent(8, B1, RequestKind.PRODUCE, false, "", List.of()));
        run.then(B1, new NetworkEvent.FrameArrived(8, SHOP, RequestKind.PRODUCE, false, "", List.of()), second);
        assertThat(run.picture().network().frames().keys()).containsExactly(1);
    }

    @Test
    void a_refused_request_has_arrived_and_is_told_for_a_while() {
        int sent = run.then(SHOP, new NetworkEvent.FrameSent(8, B1, RequestKind.PRODUCE, false, "", List.of()));
        run.then(B1, new NetworkEvent.RequestRefused(8, SHOP, RequestKind.PRODUCE, "NOT_LEADER", List.of()), sent);
        assertThat(run.picture().network().frames().isEmpty()).isTrue();
        assertThat(run.picture().network().incidents().last().getValue().cause())
                .isEqualTo("NOT_LEADER");
        for (int i = 0; i < 2 * NetworkPicture.MOST_INCIDENTS; i++) {
            run.then(B1, new NetworkEvent.RequestRefused(8, SHOP, RequestKind.PRODUCE, "again", List.of()));
        }
        assertThat(run.picture().network().incidents().size()).isEqualTo(NetworkPicture.MOST_INCIDENTS);
    }

    @Test
    void a_connection_is_there_until_it_is_cut() {
        run.then(SHOP, new NetworkEvent.ConnectionOpened(8, B1));
        run.then(SHOP, new NetworkEvent.ConnectionStalled(8, B1, 70_000));
        assertThat(run.picture().network().connections().get(8))
                .isEqualTo(new NetworkPicture.Connection(8, SHOP, B1, 1000, 70_000));
        run.then(B1, new NetworkEvent.ConnectionCut(8, SHOP, "cut"));
        assertThat(run.picture().network().connections().isEmpty()).isTrue();
        assertThat(run.picture().network().incidents().size()).isEqualTo(1);
    }

    @Test
    void a_dead_node_has_no_connections() {
        run.then(SHOP, new NetworkEvent.ConnectionOpened(8, B1));
        run.then(SHOP, new NetworkEvent.ConnectionOpened(9, B2));
        run.then(B1, new NodeEvent.NodeCrashed("", -1));
        assertThat(run.picture().network().connections().keys()).containsExactly(9);
    }

    @Test
    void links_are_parted_slowed_and_healed_by_direction() {
        run.then(-1, new NetworkEvent.LinkParted(SHOP, B1, true));
        run.then(-1, new NetworkEvent.LinkSlowed(B1, B2, 300));
        run.then(-1, new NetworkEvent.LinkParted(B1, B2, false));
        Table<NetworkPicture.Way, NetworkPicture.Disturbed> links =
                run.picture().network().links();
        assertThat(links.get(new NetworkPicture.Way(SHOP, B1)).parted()).isTrue();
        assertThat(links.get(new NetworkPicture.Way(B1, SHOP))).isNull();
        assertThat(links.get(new NetworkPicture.Way(B2, B1))).isEqualTo(new NetworkPicture.Disturbed(true, 300));
        run.then(-1, new NetworkEvent.LinkHealed(SHOP, B1));
        run.then(-1, new NetworkEvent.LinkHealed(B1, B2));
        assertThat(run.picture().network().links().isEmpty()).isTrue();
    }

    @Test
    void the_source_of_truth_is_upserted_and_its_operations_are_owed() {
        run.then(SHOP, 0, new SourceEvent.TruthChanged(A1, payload(Payload.Form.FULL, "a", "1", "b", "1"), "Ana"));
        run.then(SHOP, 0, new SourceEvent.TruthChanged(A2, payload(Payload.Form.PARTIAL, "b", "2"), "Ana"));
        assertThat(run.picture().truth().get("A").row())
                .isEqualTo(new Row(2, new TreeMap<>(Map.of("a", "1", "b", "2")), false, 0));
        assertThat(run.picture().truth().get("A").label()).isEqualTo("Ana");
        assertThat(run.picture().journeys().get(A1).owedAt()).isEqualTo(1000);
        run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A1, "orders", 1));
        run.then(B1, new LogEvent.RecordAppended(A1, ORDERS, 0, 0, 1, -1, -1));
        run.then(SHOP, 0, new DeliveryEvent.PublishAcknowledged(A1, ORDERS, 0, false));
        run.then(BILLING, new DeliveryEvent.Delivered(A1, ORDERS, 0, "billing", 1, false, 1));
        JourneyPicture journey = run.picture().journeys().get(A1);
        assertThat(journey.sends()).isEqualTo(1);
        assertThat(journey.receipts()).isEqualTo(1);
        assertThat(journey.delivered()).isEqualTo(1);
        assertThat(journey.appended().values()).containsExactly(new JourneyPicture.Append(ORDERS, 0, 0, 4000));
        assertThat(journey.effects().isEmpty()).isTrue();
    }

    @Test
    void the_run_has_a_phase_and_an_end() {
        run.then(-1, new RunEvent.PhaseBegan(RunEvent.Phase.SETTLE));
        run.then(-1, new RunEvent.FaultUnused("cut A#9"));
        run.then(-1, new RunEvent.RunEnded(RunEnd.STUCK, "billing.1 waits"));
        assertThat(run.picture().phase()).isEqualTo(RunEvent.Phase.SETTLE);
        assertThat(run.picture().end()).isEqualTo(RunEnd.STUCK);
        assertThat(run.picture().waiting()).isEqualTo("billing.1 waits");
        assertThat(run.picture().unused()).containsExactly("cut A#9");
    }

    @Test
    void an_earlier_picture_does_not_change() {
        run.then(B1, new LogEvent.RecordAppended(A1, ORDERS, 0, 0, 1, -1, -1));
        Picture earlier = run.picture();
        run.then(B1, new LogEvent.RecordAppended(A2, ORDERS, 1, 0, 1, -1, -1));
        assertThat(earlier.partitions().get(ORDERS).front().cells().size()).isEqualTo(1);
        assertThat(earlier.journeys().has(A2)).isFalse();
    }

    @Test
    void a_subject_remembers_what_nobody_heard_and_why_nobody_listens() {
        run.then(B1, new SubjectEvent.Subscribed("prices", "screens", BILLING));
        run.then(B1, new SubjectEvent.MessageRouted(A1, "prices", 1, List.of(BILLING)));
        run.then(B1, new SubjectEvent.Unsubscribed("prices", "screens", BILLING, "slow consumer"));
        run.then(B1, new SubjectEvent.MessageDropped(A2, "prices", "nobody listens"));
        SubjectPicture subject = run.picture().subjects().get("prices");
        assertThat(subject.gone()).containsExactly(new SubjectPicture.Gone(A2, "nobody listens"));
        assertThat(subject.left().get("screens")).isEqualTo("slow consumer");
        assertThat(subject.routed()).isEqualTo(1);
        run.then(B1, new SubjectEvent.Subscribed("prices", "screens", BILLING));
        assertThat(run.picture().subjects().get("prices").left().isEmpty()).isTrue();
        run.then(B1, new NodeEvent.NodeCrashed("", -1));
        assertThat(run.picture().subjects().get("prices").subscribers().isEmpty())
                .isTrue();
    }

    @Test
    void what_is_to_be_published_waits_until_it_is_sent() {
        int asked = run.then(SHOP, 0, new DeliveryEvent.PublishAsked(A1, "orders", 1));
        assertThat(process(SHOP).unsent().keys()).containsExactly(asked);
        run.then(
                SHOP,
                new NetworkEvent.FrameSent(
                        1, B1, RequestKind.PRODUCE, false, "", List.of(new Carried(A1, "orders", 1))));
        assertThat(process(SHOP).unsent().isEmpty()).isTrue();
        assertThat(process(SHOP).publishing().keys()).containsExactly(asked);
    }
}
