package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.NetworkEvent.ConnectionOpened;
import dev.ackademy.core.model.NetworkEvent.FrameArrived;
import dev.ackademy.core.model.NodeEvent.ClockSkewed;
import dev.ackademy.core.model.NodeEvent.NodeCrashed;
import dev.ackademy.core.model.NodeEvent.NodePaused;
import dev.ackademy.core.model.NodeEvent.NodeResumed;
import dev.ackademy.core.model.NodeEvent.NodeStarted;
import dev.ackademy.core.model.NodeEvent.NodeStopped;
import dev.ackademy.core.model.NodeEvent.PowerLost;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent.FaultUnused;
import dev.ackademy.core.model.RunEvent.Phase;
import dev.ackademy.core.model.RunEvent.PhaseBegan;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lives and ends: who dies, stands still, leaves and comes back, who learns of it, and how a run is over.
class OutagesTest {

    private static Story with(String... sets) {
        return Story.of(Story.set(Story.SHOP, sets));
    }

    private static List<TraceEntry> of(Story story, String node, List<TraceEntry> entries) {
        int number = story.node(node);
        return entries.stream().filter(entry -> entry.node() == number).toList();
    }

    /// When the shop is connected to the broker for the first time after this moment, µs.
    private static long connectedAfter(Story story, long at) {
        int shop = story.node("shop.1");
        return story.all(ConnectionOpened.class).stream()
                .filter(opened -> opened.node() == shop && opened.at() > at)
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    void a_client_learns_of_a_killed_broker_at_once_and_of_lost_power_only_by_its_time_out() {
        String session = "broker.session-timeout=100ms";
        String heartbeat = "broker.heartbeat=30ms";
        Story killed = with("faults=[{crash: {broker: B1, at: 601ms, restart: 100ms}}]", session, heartbeat);
        Story dark = with("faults=[{power-off: {broker: B1, at: 601ms}}]", session, heartbeat);
        assertThat(killed.one(NodeCrashed.class).at()).isEqualTo(601_000);
        assertThat(dark.one(PowerLost.class).at()).isEqualTo(601_000);
        assertThat(connectedAfter(killed, 601_000)).isLessThan(1_200_000);
        assertThat(connectedAfter(dark, 601_000)).isGreaterThan(1_500_000);
    }

    @Test
    void a_broker_that_is_back_is_reached_only_when_the_session_of_its_last_life_is_over() {
        Story story = with("faults=[{crash: {broker: B1, at: 601ms, restart: 100ms}}]", "broker.session-timeout=3s");
        int broker = story.node("B1");
        long back = story.all(NodeStarted.class, started -> started.incarnation() == 2).stream()
                .filter(started -> started.node() == broker)
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(back).isEqualTo(701_000);
        assertThat(connectedAfter(story, 601_000)).isBetween(3_300_000L, 5_000_000L);
    }

    @Test
    void what_was_held_by_a_parted_link_arrives_when_it_heals() {
        Story story = with("faults=[{partition: {between: [shop, B1], for: 400ms, at: 599ms}}]");
        TraceEntry arrived = story.all(FrameArrived.class, frame -> frame.kind() == RequestKind.PRODUCE).stream()
                .filter(entry -> entry.at() > 599_000)
                .findFirst()
                .orElseThrow();
        assertThat(arrived.at()).isEqualTo(999_000 + 2_000);
    }

    @Test
    void a_paused_process_goes_on_where_it_stood() {
        Story story = with("faults=[{pause: {process: billing.1, before: write, message: \"D#1\", for: 300ms}}]");
        long paused = story.one(NodePaused.class).at();
        assertThat(story.one(NodeResumed.class).at()).isEqualTo(paused + 300_000);
        assertThat(of(story, "billing.1", story.entries()).stream()
                        .filter(entry -> entry.at() > paused && entry.at() < paused + 300_000))
                .isEmpty();
        assertThat(story.all(RowWritten.class, row -> row.operation().id().equals("D#1")))
                .hasSize(1);
    }

    @Test
    void a_process_that_is_to_crash_at_a_time_dies_at_once_when_it_has_nothing_in_hand() {
        Story story = with("faults=[{crash: {process: billing.1, at: 3s, restart: 200ms}}]");
        assertThat(story.one(NodeCrashed.class).at()).isEqualTo(3_000_000);
        assertThat(of(story, "billing.1", story.all(NodeStarted.class)))
                .extracting(TraceEntry::at)
                .containsExactly(0L, 3_200_000L);
    }

    @Test
    void what_has_no_restart_comes_back_when_the_run_heals_and_what_stays_does_not() {
        Story heals = with("faults=[{crash: {process: billing.1, after: write, message: \"A#1\"}}]");
        Story stays = with("faults=[{crash: {process: billing.1, after: write, message: \"A#1\", stays: true}}]");
        long healed = heals.one(PhaseBegan.class, began -> began.phase() == Phase.HEAL)
                .at();
        assertThat(of(heals, "billing.1", heals.all(NodeStarted.class)))
                .extracting(TraceEntry::at)
                .containsExactly(0L, healed);
        assertThat(of(stays, "billing.1", stays.all(NodeStarted.class))).hasSize(1);
    }

    @Test
    void a_drained_process_finishes_what_it_has_in_hand_leaves_and_comes_back() {
        Story story = with("changes=[{drain: {process: billing, for: 1s, at: 650ms}}]");
        assertThat(of(story, "billing.1", story.all(NodeStopped.class))).hasSize(1);
        assertThat(of(story, "billing.1", story.all(NodeStarted.class)))
                .extracting(TraceEntry::at)
                .containsExactly(0L, 1_650_000L);
        assertThat(story.all(RowWritten.class)).hasSize(4);
        assertThat(story.trace().end()).isEqualTo(RunEnd.QUIET);
    }

    @Test
    void instances_are_added_and_the_last_ones_are_removed() {
        Story story = with(
                "processes.billing.instances=2",
                "changes=[{add-instances: {process: billing, at: 700ms}},"
                        + " {remove-instances: {process: billing, count: 2, at: 2s}}]");
        assertThat(of(story, "billing.3", story.all(NodeStarted.class)))
                .extracting(TraceEntry::at)
                .containsExactly(700_000L);
        assertThat(of(story, "billing.1", story.all(NodeStopped.class))).isEmpty();
        assertThat(of(story, "billing.2", story.all(NodeStopped.class))).hasSize(1);
        assertThat(of(story, "billing.3", story.all(NodeStopped.class))).hasSize(1);
    }

    @Test
    void a_skewed_clock_stamps_wrongly_from_then_on() {
        Story story = with("faults=[{skew: {process: shop.1, by: -1s, at: 650ms}}]");
        assertThat(story.one(ClockSkewed.class).at()).isEqualTo(650_000);
        assertThat(story.all(RowWritten.class))
                .extracting(row -> ((RowWritten) row.event()).after().sourceMicros() < 450_000)
                .containsExactly(false, false, true, true);
    }

    @Test
    void a_store_that_fails_while_it_is_down_is_well_again_in_time() {
        Story story = with("faults=[{fail: {store: db, for: 400ms, at: 500ms}},"
                + " {crash: {store: db, at: 600ms, restart: 1s}}]");
        assertThat(story.all(RowWritten.class)).hasSize(4);
        assertThat(story.trace().end()).isEqualTo(RunEnd.QUIET);
    }

    @Test
    void a_fault_that_found_no_place_is_reported() {
        Story story = with("faults=[{cut: {request: produce, nth: 99}}]");
        assertThat(story.one(FaultUnused.class).event()).isEqualTo(new FaultUnused("cut produce (match 99)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUIET | title=Nothing happens",
                "STUCK | faults=[{fail: {store: db, error: rejected, stays: true}}] processes.billing.on-failure={retry: 0, then: stop}",
                "LIMIT | run.limit.events=50",
                "LIMIT | run.limit.time=600ms",
            })
    void a_run_ends(RunEnd end, String sets) {
        Story story = with(sets.split(" (?=[a-z]+\\.[a-z.-]+=)"));
        assertThat(story.trace().end()).as(story.trace().waiting()).isEqualTo(end);
        assertThat(story.trace().limit().isEmpty()).isEqualTo(end != RunEnd.LIMIT);
        assertThat(story.trace().waiting().isEmpty()).isEqualTo(end == RunEnd.QUIET);
    }
}
