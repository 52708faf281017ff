package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent.ItemTaken;
import dev.ackademy.core.model.DeliveryEvent.AcknowledgeFailed;
import dev.ackademy.core.model.DeliveryEvent.PublishAcknowledged;
import dev.ackademy.core.model.DeliveryEvent.PublishFailed;
import dev.ackademy.core.model.LogEvent.AppendRefused;
import dev.ackademy.core.model.LogEvent.DuplicateRecognised;
import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.model.StreamEvent.DeliveriesExhausted;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.truth.GroundTruth;
import dev.ackademy.core.truth.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a real nats-server and jnats were seen to do, told by the virtual ones: each line of the ground truth that is
/// the server's or the library's rule, by its id.
class NatsGroundTruthTest {

    private final List<String> lines = new ArrayList<>(List.of(
            "scenario: 1",
            "title: Ground truth",
            "broker: {kind: jetstream}",
            "topics: {t: {}}",
            "stores: {db: {kind: database, tables: {t: {on-write: insert}}}}",
            "processes:"));

    private Trace trace;
    private Choices choices = Choices.seeded(7);

    /// One key, this many messages.
    private void producer(int count, String more) {
        StringBuilder operations = new StringBuilder("create");
        operations.append(", update".repeat(count - 1));
        lines.add("  shop:");
        lines.add("    reads: {workload: {keys: [A], operations: [" + operations + "], every: 10ms, start: 100ms}}");
        lines.add("    steps: [{publish: {topic: t}}]");
        if (!more.isEmpty()) {
            lines.add("    " + more);
        }
    }

    private void consumer(String reads, String more, String steps) {
        lines.add("  billing:");
        lines.add("    reads: {topic: t, group: g, " + reads + "}");
        lines.add("    steps: [" + steps + "]");
        if (!more.isEmpty()) {
            lines.add("    " + more);
        }
    }

    private static final String WRITE = "{write: {store: db, table: t}}";
    private static final String ACK = "{acknowledge: {await: receipt}}";

    private void run(String... faults) {
        lines.addAll(List.of(faults));
        Scenario scenario = ScenarioFile.parse(String.join("\n", lines) + "\n", "ground-truth.yaml")
                .scenario();
        trace = Simulation.run(scenario, choices);
    }

    private <E> List<E> all(Class<E> kind) {
        return trace.entries().stream()
                .filter(entry -> kind.isInstance(entry.event()))
                .map(entry -> kind.cast(entry.event()))
                .toList();
    }

    /// `1 2 3'2`: versions as they were taken, with the number of the delivery.
    private String taken() {
        StringBuilder taken = new StringBuilder();
        for (ItemTaken each : all(ItemTaken.class)) {
            if (!each.copy().equals("workload")) {
                taken.append(taken.isEmpty() ? "" : " ")
                        .append(each.operation().version())
                        .append(each.attempt() > 1 ? "'" + each.attempt() : "");
            }
        }
        return taken.toString();
    }

    private List<Integer> effects() {
        return all(RowWritten.class).stream()
                .map(row -> row.operation().version())
                .toList();
    }

    private List<Integer> stored() {
        return all(RecordAppended.class).stream()
                .map(append -> append.operation().version())
                .toList();
    }

    @Test
    @Seen("nats j1")
    void j1_with_ack_none_a_crash_loses_the_rest_of_the_batch() {
        producer(10, "");
        consumer("max-poll: 5, ack: none", "starts: 1s", WRITE);
        run("faults: [{crash: {process: billing.1, after: write, message: \"A#2\", restart: 100ms}}]");
        assertThat(effects()).containsExactly(1, 2, 6, 7, 8, 9, 10);
    }

    @Test
    @Seen("nats j2")
    void j2_with_ack_explicit_the_unacknowledged_rest_comes_first_and_twice() {
        producer(10, "");
        consumer("max-poll: 5, ack-wait: 1s", "starts: 1s", WRITE + ", " + ACK);
        run("faults: [{crash: {process: billing.1, after: acknowledge, message: \"A#2\", restart: 1500ms}}]");
        assertThat(taken()).isEqualTo("1 2 3'2 4'2 5'2 6 7 8 9 10");
    }

    @Test
    @Seen("nats j9-2.10.27")
    void j9_after_max_deliver_one_advisory_and_the_message_stays() {
        producer(5, "");
        consumer(
                "max-poll: 1, ack-wait: 500ms, max-deliver: 3",
                "on-failure: {retry: 0, backoff: 100ms, then: redeliver}",
                "{write: {store: db, table: t}}, " + ACK);
        run("faults: [{fail: {store: db, error: unavailable, message: \"A#2\", stays: true}, at: 0s}]");
        assertThat(all(DeliveriesExhausted.class)).singleElement().satisfies(advisory -> {
            assertThat(advisory.operation().version()).isEqualTo(2);
            assertThat(advisory.deliveries()).isEqualTo(3);
        });
        assertThat(taken()).contains("2'2", "2'3").doesNotContain("2'4");
        assertThat(stored()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @Seen("nats j12")
    void j12_work_that_outlives_the_ack_wait_is_done_twice_by_two_and_once_by_one() {
        producer(1, "");
        consumer("max-poll: 1, ack-wait: 1s", "instances: 2", "{write: {store: db, table: t, takes: 1500ms}}, " + ACK);
        run();
        assertThat(taken()).isEqualTo("1 1'2");
        lines.clear();
        lines.addAll(new NatsGroundTruthTest().lines);
        producer(5, "");
        consumer("max-poll: 1, ack-wait: 1s", "", "{write: {store: db, table: t, takes: 1500ms}}, " + ACK);
        run();
        assertThat(taken()).isEqualTo("1 2 3 4 5");
    }

    @Test
    @Seen("nats j13")
    void j13_in_progress_keeps_it_in_one_hand() {
        producer(3, "");
        consumer(
                "max-poll: 1, ack-wait: 1s",
                "instances: 2\n    extend-every: 400ms",
                "{write: {store: db, table: t, takes: 1500ms}}, " + ACK);
        run();
        assertThat(taken()).isEqualTo("1 2 3");
    }

    @Test
    @Seen("nats j17")
    void j17_a_lost_ack_is_no_error_and_gives_the_message_again() {
        producer(3, "");
        consumer("max-poll: 1, ack-wait: 1s", "", "{write: {store: db, table: t}}, {acknowledge: {await: none}}");
        run("faults: [{cut: {request: commit, lose: request, message: \"A#1\"}}]");
        assertThat(taken()).contains("1'2");
    }

    @Test
    @Seen("nats k1")
    void k1_a_lost_pub_ack_and_a_second_send_store_it_twice() {
        producer(1, "resend: {attempts: 1}");
        run("faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");
        assertThat(all(PublishFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.cause()).startsWith("IOException"));
        assertThat(stored()).containsExactly(1, 1);
    }

    @Test
    @Seen("nats k2")
    void k2_with_a_message_id_it_is_stored_once() {
        producer(1, "resend: {attempts: 1}\n    producer: {idempotence: true}");
        run("faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");
        assertThat(stored()).containsExactly(1);
        assertThat(all(DuplicateRecognised.class))
                .singleElement()
                .satisfies(known -> assertThat(known.offset()).isEqualTo(1));
    }

    @Test
    @Seen("nats k3")
    void k3_after_the_window_it_is_stored_again() {
        producer(1, "resend: {attempts: 1, backoff: 2s}\n    producer: {idempotence: true}");
        lines.set(3, "topics: {t: {dedup-window: 1s}}");
        run("faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");
        assertThat(stored()).containsExactly(1, 1);
    }

    @Test
    @Seen("nats n1")
    void n1_pub_acks_survive_a_kill() {
        producer(10, "");
        consumer("max-poll: 1", "starts: 1s", WRITE + ", " + ACK);
        run("faults: [{crash: {broker: B1, restart: 200ms}, at: 500ms}]");
        assertThat(effects()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    @Seen("nats n2")
    void n2_a_stream_in_memory_is_gone_with_its_server() {
        producer(3, "");
        consumer("max-poll: 1", "starts: 1s", WRITE + ", " + ACK);
        lines.set(3, "topics: {t: {storage: memory}}");
        run("faults: [{crash: {broker: B1, restart: 200ms}, at: 500ms}]");
        assertThat(effects()).isEmpty();
        assertThat(trace.waiting()).contains("10059 stream not found");
    }

    @Test
    @Seen("nats o2")
    void o2_a_full_stream_that_discards_the_new_refuses() {
        producer(4, "on-failure: {retry: 0, then: next}");
        lines.set(3, "topics: {t: {max-messages: 2, discard: new}}");
        run();
        assertThat(stored()).containsExactly(1, 2);
        assertThat(all(AppendRefused.class))
                .hasSize(2)
                .allSatisfy(refused -> assertThat(refused.error()).isEqualTo("10077 maximum messages exceeded"));
    }

    @Test
    @Seen("nats o3")
    void o3_by_interest_nothing_is_kept_before_there_is_a_consumer() {
        producer(8, "");
        consumer("max-poll: 1", "starts: 145ms", WRITE + ", " + ACK);
        lines.set(3, "topics: {t: {retention: interest}}");
        run();
        assertThat(effects()).isNotEmpty().doesNotContain(1, 2, 3, 4).contains(8);
    }

    @Test
    @Seen({"nats q2", "nats q3"})
    void q2_q3_a_late_consumer_gets_all_or_what_is_new() {
        producer(10, "");
        consumer("max-poll: 1", "starts: 145ms", WRITE + ", " + ACK);
        run();
        assertThat(effects()).hasSize(10);
        lines.clear();
        lines.addAll(new NatsGroundTruthTest().lines);
        producer(10, "");
        consumer("max-poll: 1, start: latest", "starts: 145ms", WRITE + ", " + ACK);
        run();
        assertThat(effects()).doesNotContain(1, 2, 3, 4).contains(10);
    }

    @Test
    @Seen("nats q1")
    void q1_a_late_core_subscriber_gets_what_is_new() {
        producer(10, "");
        consumer("max-poll: 1", "starts: 145ms", WRITE);
        lines.set(2, "broker: {kind: pubsub}");
        run();
        assertThat(effects()).doesNotContain(1, 2, 3, 4).contains(10);
    }

    @Test
    @Seen({"nats i2", "nats i3"})
    void i2_i3_the_reconnect_buffer_bridges_a_killed_server_and_without_it_a_publish_fails() {
        producer(10, "");
        consumer("max-poll: 1", "", WRITE);
        lines.set(2, "broker: {kind: pubsub}");
        run("faults: [{crash: {broker: B1, restart: 300ms}, at: 125ms}]");
        assertThat(all(PublishFailed.class)).isEmpty();
        lines.clear();
        lines.addAll(new NatsGroundTruthTest().lines);
        producer(10, "producer: {reconnect-buffer: 0}\n    on-failure: {retry: 0, then: next}");
        consumer("max-poll: 1", "", WRITE);
        lines.set(2, "broker: {kind: pubsub}");
        run("faults: [{crash: {broker: B1, restart: 300ms}, at: 125ms}]");
        assertThat(all(PublishFailed.class)).isNotEmpty();
        assertThat(effects()).doesNotContain(6);
    }

    /// The same test again from the beginning, for another case.
    private void anew() {
        lines.clear();
        lines.addAll(new NatsGroundTruthTest().lines);
    }

    @Test
    @Seen("nats i1")
    void i1_what_is_published_while_a_core_subscriber_is_away_is_gone() {
        producer(15, "");
        consumer("max-poll: 1", "", WRITE);
        lines.set(2, "broker: {kind: pubsub}");
        run("faults: [{crash: {process: billing.1, restart: 45ms}, at: 145ms}]");
        assertThat(effects()).containsExactly(1, 2, 3, 4, 5, 11, 12, 13, 14, 15);
    }

    /// Two publishers of one message each; the first begins at 100 ms, the second when it is told.
    private void twoPublishers(String start) {
        producer(1, "");
        lines.add("  other:");
        lines.add("    reads: {workload: {keys: [D], start: " + start + "}}");
        lines.add("    steps: [{publish: {topic: t}}]");
    }

    private List<String> storedKeys() {
        return all(RecordAppended.class).stream()
                .map(append -> append.operation().key())
                .toList();
    }

    @Test
    @Seen("nats l1")
    void l1_a_publish_over_a_slow_link_is_overtaken() {
        twoPublishers("200ms");
        run("links: [{between: [shop, B1], latency: 300ms}]");
        assertThat(storedKeys()).containsExactly("D", "A");
    }

    @Test
    @Seen("nats l2")
    void l2_a_publish_that_was_acknowledged_before_is_stored_before() {
        twoPublishers("200ms");
        run();
        assertThat(storedKeys()).containsExactly("A", "D");
        assertThat(all(PublishAcknowledged.class).getFirst().operation().key()).isEqualTo("A");
    }

    /// Two instances share one durable consumer; whoever has the first message stands still before its
    /// effect.
    private void shared(String reads) {
        producer(5, "");
        consumer("max-poll: 1, ack-wait: 30s, " + reads, "instances: 2", WRITE + ", " + ACK);
        run("faults: [{pause: {process: billing, before: write, message: \"A#1\", for: 1s}}]");
        assertThat(effects()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    @Seen({"nats m1", "nats m2"})
    void m1_m2_a_shared_consumer_does_not_keep_the_order() {
        shared("mode: push");
        assertThat(effects()).doesNotContainSequence(1, 2, 3, 4, 5);
        anew();
        shared("mode: pull");
        assertThat(effects()).startsWith(2);
    }

    @Test
    @Seen("nats m3")
    void m3_max_ack_pending_1_keeps_it() {
        shared("max-ack-pending: 1");
        assertThat(effects()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @Seen("nats j18")
    void j18_a_lost_double_ack_is_a_time_out_and_gives_the_message_again() {
        producer(3, "");
        consumer("max-poll: 1, ack-wait: 1s", "", WRITE + ", " + ACK);
        run("faults: [{cut: {request: commit, lose: request, one-way: true, message: \"A#1\"}}]");
        assertThat(all(AcknowledgeFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.cause()).startsWith("TimeoutException"));
        assertThat(taken()).contains("1'2").doesNotContain("'3");
    }

    /// Ten messages of which the fourth is given back each time, for three seconds: which are done.
    private List<Integer> poisoned(String reads, String backoff) {
        return poisoned(reads, backoff, Choices.seeded(7));
    }

    private List<Integer> poisoned(String reads, String backoff, Choices choices) {
        anew();
        this.choices = choices;
        producer(10, "");
        consumer(
                "ack-wait: 30s, " + reads,
                "starts: 1s\n    on-failure: {retry: 0, backoff: " + backoff + ", then: redeliver}",
                WRITE + ", {acknowledge: {await: none}}");
        run(
                "faults: [{fail: {store: db, error: unavailable, message: \"A#4\", stays: true}, at: 0s}]",
                "run: {limit: {time: 4s}}");
        return effects();
    }

    private static final List<Integer> ALL_BUT_4 = List.of(1, 2, 3, 5, 6, 7, 8, 9, 10);

    /// Numbers from 0, as the line has them.
    private String healthy(Choices choices) {
        List<Integer> done = poisoned("max-poll: 1", "0ms", choices).stream()
                .map(version -> version - 1)
                .toList();
        return "healthyDone=" + done.size() + "/9 ok=" + done;
    }

    /// Once a pull may be served before the -NAK that it follows; no seed does it, every other answer of a
    /// race is tried.
    @Test
    @Seen("nats p1")
    void p1_a_nak_at_once_starves_the_others_where_one_is_fetched_at_a_time() {
        TreeSet<String> seen = new TreeSet<>();
        AskedChoices asked = new AskedChoices();
        healthy(asked);
        List<String> races = asked.bounds.keySet().stream()
                .filter(key -> key.startsWith("race/"))
                .toList();
        assertThat(races).isNotEmpty();
        for (int seed = 1; seed <= 20; seed++) {
            seen.add(healthy(Choices.seeded(seed)));
            for (String race : races) {
                seen.add(healthy(Choices.scripted(seed, new TreeMap<>(Map.of(race, 1)))));
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(GroundTruth.outcomes("nats p1"));
    }

    @Test
    @Seen({"nats p1b", "nats p1c", "nats p1d"})
    void p1b_p1c_p1d_a_delay_a_larger_fetch_and_push_do_not() {
        assertThat(poisoned("max-poll: 1", "300ms")).isEqualTo(ALL_BUT_4);
        assertThat(poisoned("max-poll: 5", "0ms")).isEqualTo(ALL_BUT_4);
        assertThat(poisoned("max-poll: 1, mode: push", "0ms")).isEqualTo(ALL_BUT_4);
    }

    @Test
    @Seen("nats p2")
    void p2_nor_does_anything_get_past_it_with_one_pending() {
        assertThat(poisoned("max-poll: 1, max-ack-pending: 1", "0ms")).containsExactly(1, 2, 3);
    }

    /// How long nothing is acknowledged when the stream's leader goes away at 1105 ms, µs; none of 200 is
    /// lost.
    private long failover(String fault) {
        anew();
        producer(200, "resend: {attempts: 1000, backoff: 100ms}\n    producer: {request-timeout: 1s}");
        lines.set(2, "broker: {kind: jetstream, nodes: 3, election-timeout: 4s}");
        lines.set(3, "topics: {t: {replicas: 3}}");
        run("faults: [{" + fault + ", at: 1105ms}]");
        assertThat(stored().stream().distinct()).hasSize(200);
        return trace.entries().stream()
                        .filter(entry -> entry.event() instanceof PublishAcknowledged)
                        .mapToLong(TraceEntry::at)
                        .filter(at -> at > 1_110_000)
                        .findFirst()
                        .orElseThrow()
                - 1_105_000;
    }

    @Test
    @Seen({"nats ncl1-2.9.10", "nats ncl1-2.10.27"})
    void ncl1_a_killed_stream_leader_loses_nothing_and_is_replaced_within_seconds() {
        assertThat(failover("crash: {broker: B1, stays: true}")).isBetween(4_000_000L, 8_000_000L);
    }

    @Test
    void a_stream_leader_without_power_is_replaced_as_soon() {
        assertThat(failover("power-off: {broker: B1, stays: true}")).isBetween(4_000_000L, 8_000_000L);
        assertThat(failover("power-off: {broker: B1, restart: 3s}")).isBetween(3_000_000L, 8_000_000L);
        assertThat(failover("power-off: {broker: B1, restart: 10ms}")).isBetween(0L, 8_000_000L);
        assertThat(failover("pause: {broker: B1, for: 20s}")).isBetween(4_000_000L, 8_000_000L);
    }
}
