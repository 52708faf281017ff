package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.AppEvent.ItemTaken;
import dev.ackademy.core.model.DeliveryEvent.PublishFailed;
import dev.ackademy.core.model.LogEvent.AppendRefused;
import dev.ackademy.core.model.LogEvent.DuplicateRecognised;
import dev.ackademy.core.model.LogEvent.RecordAppended;
import dev.ackademy.core.model.StoreEvent.RowWritten;
import dev.ackademy.core.model.StreamEvent.DeliveriesExhausted;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
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
        trace = Simulation.run(scenario, Choices.seeded(7));
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
    void j1_with_ack_none_a_crash_loses_the_rest_of_the_batch() {
        producer(10, "");
        consumer("max-poll: 5, ack: none", "starts: 1s", WRITE);
        run("faults: [{crash: {process: billing.1, after: write, message: \"A#2\", restart: 100ms}}]");
        assertThat(effects()).containsExactly(1, 2, 6, 7, 8, 9, 10);
    }

    @Test
    void j2_with_ack_explicit_the_unacknowledged_rest_comes_first_and_twice() {
        producer(10, "");
        consumer("max-poll: 5, ack-wait: 1s", "starts: 1s", WRITE + ", " + ACK);
        run("faults: [{crash: {process: billing.1, after: acknowledge, message: \"A#2\", restart: 1500ms}}]");
        assertThat(taken()).isEqualTo("1 2 3'2 4'2 5'2 6 7 8 9 10");
    }

    @Test
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
    void j17_a_lost_ack_is_no_error_and_gives_the_message_again() {
        producer(3, "");
        consumer("max-poll: 1, ack-wait: 1s", "", "{write: {store: db, table: t}}, {acknowledge: {await: none}}");
        run("faults: [{cut: {request: commit, lose: request, message: \"A#1\"}}]");
        assertThat(taken()).contains("1'2");
    }

    @Test
    void k1_a_lost_pub_ack_and_a_second_send_store_it_twice() {
        producer(1, "resend: {attempts: 1}");
        run("faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");
        assertThat(all(PublishFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.cause()).startsWith("IOException"));
        assertThat(stored()).containsExactly(1, 1);
    }

    @Test
    void k2_with_a_message_id_it_is_stored_once() {
        producer(1, "resend: {attempts: 1}\n    producer: {idempotence: true}");
        run("faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");
        assertThat(stored()).containsExactly(1);
        assertThat(all(DuplicateRecognised.class))
                .singleElement()
                .satisfies(known -> assertThat(known.offset()).isEqualTo(1));
    }

    @Test
    void k3_after_the_window_it_is_stored_again() {
        producer(1, "resend: {attempts: 1, backoff: 2s}\n    producer: {idempotence: true}");
        lines.set(3, "topics: {t: {dedup-window: 1s}}");
        run("faults: [{cut: {request: produce, lose: response, message: \"A#1\"}}]");
        assertThat(stored()).containsExactly(1, 1);
    }

    @Test
    void n1_pub_acks_survive_a_kill() {
        producer(10, "");
        consumer("max-poll: 1", "starts: 1s", WRITE + ", " + ACK);
        run("faults: [{crash: {broker: B1, restart: 200ms}, at: 500ms}]");
        assertThat(effects()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void n2_a_stream_in_memory_is_gone_with_its_server() {
        producer(3, "");
        consumer("max-poll: 1", "starts: 1s", WRITE + ", " + ACK);
        lines.set(3, "topics: {t: {storage: memory}}");
        run("faults: [{crash: {broker: B1, restart: 200ms}, at: 500ms}]");
        assertThat(effects()).isEmpty();
        assertThat(trace.waiting()).contains("10059 stream not found");
    }

    @Test
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
    void o3_by_interest_nothing_is_kept_before_there_is_a_consumer() {
        producer(8, "");
        consumer("max-poll: 1", "starts: 145ms", WRITE + ", " + ACK);
        lines.set(3, "topics: {t: {retention: interest}}");
        run();
        assertThat(effects()).isNotEmpty().doesNotContain(1, 2, 3, 4).contains(8);
    }

    @Test
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
    void q1_a_late_core_subscriber_gets_what_is_new() {
        producer(10, "");
        consumer("max-poll: 1", "starts: 145ms", WRITE);
        lines.set(2, "broker: {kind: pubsub}");
        run();
        assertThat(effects()).doesNotContain(1, 2, 3, 4).contains(10);
    }

    @Test
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
}
